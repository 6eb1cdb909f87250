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
_FFMPEG = programs.Allowance(memory=2 << 30, cpu=300, wall=600)


def pdf_of(docx: bytes, name: str) -> bytes | Reason:
    """The document as LibreOffice prints it, or what the office is asked to do instead."""
    office = programs.installed("soffice")
    if office is None:
        return Reason(ASK_FOR_PDF, values={"name": name})
    with tempfile.TemporaryDirectory(prefix="docx-") as place:
        folder = Path(place)
        folder.joinpath("ho-so.docx").write_bytes(docx)
        profile = f"-env:UserInstallation={folder.joinpath('profile').as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
        programs.run([office, profile, *options, str(folder / "ho-so.docx")], folder, _WRITER)
        made = folder / "ho-so.pdf"
        return made.read_bytes() if made.is_file() else Reason(NOT_CONVERTED, values={"name": name})


def strips_videos() -> bool:
    """Whether this machine can take out of a video what its camera wrote into it."""
    return programs.installed("ffmpeg") is not None


def stripped(video: Path, folder: Path) -> Path | None:
    """A copy of a video in the folder: its first picture and its first sound, without names, places, dates, chapters.

    None where ffmpeg is not installed or cannot read the video; nothing is then served in its place.
    """
    ffmpeg = programs.installed("ffmpeg")
    if ffmpeg is None:
        return None
    made = folder / "video.mp4"
    keep = ["-map", "0:v:0", "-map", "0:a:0?", "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"]
    clean = [
        "-fflags",
        "+bitexact",
        "-flags:v",
        "+bitexact",
        "-flags:a",
        "+bitexact",
        "-movflags",
        "+faststart",
    ]
    command = [ffmpeg, "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-i", str(video)]
    done = programs.run([*command, *keep, *clean, "-f", "mp4", str(made)], folder, _FFMPEG)
    return made if done is not None and made.is_file() and made.stat().st_size else None
