"""Making what judges may get out of what cannot be drawn: DOCX to PDF by LibreOffice, videos stripped by ffmpeg."""

import tempfile
from pathlib import Path

from contests.kernel import programs
from contests.kernel.errors import Reason
from contests.kernel.text import N_

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VIDEO = "video/mp4"
ASK_FOR_PDF = N_(
    "Hồ sơ có tệp DOCX “%(name)s” mà máy chủ này chưa cài LibreOffice nên không vẽ lại được. "
    "Đề nghị mở tệp, lưu thành PDF rồi tải bản PDF lên ở trang bản chấm của hồ sơ."
)
NOT_CONVERTED = N_(
    "LibreOffice không đọc được tệp DOCX “%(name)s”. Đề nghị mở tệp, lưu thành PDF rồi tải bản PDF lên ở trang bản chấm."
)
_WRITER = programs.Allowance(memory=4 << 30, cpu=120, wall=180)
_NO_LINKS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_FFMPEG = programs.Allowance(memory=3 << 30, cpu=3600, wall=1800)
_READ = ("-v", "error", "-protocol_whitelist", "file", "-f", "mov", "-i")
_KEEP = ("-map", "0:V:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1")
"""The first film and the first sound; V leaves out a cover picture, which is a film of one frame."""
_EXACT = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart")
_SOUND = ("-c:a", "aac", "-b:a", "128k")
_DRAWING = ("-bsf:v", "filter_units=pass_types=1-5|7-11")
"""The parts of H.264 that draw (table 7-1); into part 6 cameras and programs write settings, places and names."""
_AS_IT_IS = ("-c:v", "copy")
_SMALLER = ("-vf", "scale=w='min(1280,iw)':h=-2")
_ANEW = (*_SMALLER, "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "veryfast")


def pdf_of(docx: bytes, name: str) -> bytes | Reason:
    """The document as LibreOffice prints it, or what the office is asked to do instead."""
    office = programs.installed("soffice")
    if office is None:
        return Reason(ASK_FOR_PDF, values={"name": name})
    with tempfile.TemporaryDirectory(prefix="docx-") as place:
        folder = Path(place)
        folder.joinpath("ho-so.docx").write_bytes(docx)
        profile = f"-env:UserInstallation={_closed_profile(folder).as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
        programs.run([office, profile, *options, str(folder / "ho-so.docx")], folder, _WRITER)
        made = folder / "ho-so.pdf"
        return made.read_bytes() if made.is_file() else Reason(NOT_CONVERTED, values={"name": name})


def _closed_profile(folder: Path) -> Path:
    """A profile under which LibreOffice follows no link out of a document: a linked picture is fetched unasked."""
    (own := folder / "profile" / "user").mkdir(parents=True)
    own.joinpath("registrymodifications.xcu").write_text(_NO_LINKS, encoding="utf-8")
    return folder / "profile"


def strips_videos() -> bool:
    """Whether this machine can take out of a video what its camera wrote into it."""
    return programs.installed("ffmpeg") is not None and programs.installed("ffprobe") is not None


def stripped(video: Path, folder: Path) -> Path | None:
    """A copy of a video in the folder: its first film and its first sound, and nothing that was written beside them.

    Names, places, dates, chapters, covers and subtitles stay behind, and what a camera writes between the pictures.
    None where ffmpeg is not installed or cannot read the video; nothing is then served in its place.
    """
    ffmpeg, ffprobe = programs.installed("ffmpeg"), programs.installed("ffprobe")
    if ffmpeg is None or ffprobe is None:
        return None
    made = folder / "video.mp4"
    film = _AS_IT_IS if _packed_by(ffprobe, video, folder) == "h264" else _ANEW
    how = [*_KEEP, *film, *_DRAWING, *_SOUND, *_EXACT, "-f", "mp4", str(made)]
    done = programs.run([ffmpeg, "-nostdin", *_READ, str(video), *how], folder, _FFMPEG)
    return made if done is not None and made.is_file() and made.stat().st_size else None


def _packed_by(ffprobe: str, video: Path, folder: Path) -> str:
    """The film's codec. All but H.264 are drawn anew: some browsers play nothing else, and of others no part is known
    to tell nothing."""
    asked = ["-select_streams", "V:0", "-show_entries", "stream=codec_name", "-of", "csv=p=0"]
    said = programs.run([ffprobe, *asked, *_READ, str(video)], folder, _FFMPEG) or b""
    return said.decode("ascii", "replace").strip()
