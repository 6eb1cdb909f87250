"""LibreOffice, tesseract and ffmpeg themselves, through the code that calls them."""

import http.server
import io
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, ImageDraw, ImageFont
from sqlalchemy.orm import Session

from contests.envelopes import converting, service
from contests.envelopes.redaction_model import ExhibitVideo
from contests.envelopes.terms import ReadBy
from contests.kernel.config import Config
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging.model import Page
from tests.canary.hearing import heard, plain
from tests.contests.envelopes.redactions import AUTHOR, TELLING, findings, page_of, put, run_job, settled
from tests.factories_envelopes import Scene

FONT = Path(__file__).parents[3] / "static/fonts/Tinos-Regular.ttf"
SIZE = (1240, 1754)
UNIT = "Trường THCS Lê Quý Đôn"
WRITTEN = ("title", "artist", "comment", "location", "creation_time")
"""What a telephone or a program writes into a video."""


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed here")


pytestmark = pytest.mark.programs


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What the programs do does not depend on the database."""
    return sqlite_config


def document(*lines: str, more: str = "", link: str = "") -> bytes:
    made = Document()
    made.core_properties.author = AUTHOR
    for line in lines:
        made.add_paragraph(line)
    if more:
        linked = made.part.relate_to(link, RELATIONSHIP_TYPE.IMAGE, is_external=True)
        own = more.replace("SITE/a.png", link).replace("LINK", linked)
        made.element.body.insert(0, parse_xml(own))
    made.save(out := io.BytesIO())
    return out.getvalue()


@needs("soffice")
def test_a_document_becomes_pages_on_which_the_gate_finds_the_author(runtime: Runtime) -> None:
    scene = runtime.main.do(settled)
    runtime.main.do(lambda s: put(s, runtime, scene, document(*TELLING), converting.DOCX))
    assert run_job(runtime, scene).result["failed"] == 0
    with runtime.main.reading() as session:
        page = page_of(session, scene)
        assert (page.read_by, page.source_area) == (ReadBy.LAYER, "converted")
        assert AUTHOR in {found.excerpt for found in findings(session, scene)}
        served = runtime.storage.read(page.sha256, area="pieces")
    assert heard(served, {AUTHOR}) == set()


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """A site on this machine, and what was asked of it."""
    asked: list[str] = []

    class Site(http.server.BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            understood = super().parse_request()
            asked.append(self.path)
            return understood

        def log_message(self, *_said: object) -> None:
            """Nothing is logged."""

    with http.server.HTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


FIELD = f"<w:p {nsdecls('w')}><w:fldSimple w:instr='INCLUDEPICTURE &quot;SITE/a.png&quot; \\d'/></w:p>"
LINKED = f"""<w:p {nsdecls("w", "wp", "a", "pic", "r")}><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>
<wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="LINK"/>
</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
"""A picture that LibreOffice would fetch; the dossier takes no such document in, and this is the second wall."""


@needs("soffice")
@pytest.mark.parametrize("drawn", [FIELD, LINKED], ids=["field", "linked picture"])
def test_a_document_fetches_nothing_when_it_is_printed(outside: tuple[str, list[str]], drawn: str) -> None:
    site, asked = outside
    content = document("Máy tưới rau", more=drawn, link=f"{site}/a.png")
    assert isinstance(converting.pdf_of(content, "a.docx"), bytes)
    assert asked == []


@needs("soffice")
def test_without_our_profile_it_would_fetch(outside: tuple[str, list[str]], tmp_path: Path) -> None:
    site, asked = outside
    (tmp_path / "a.docx").write_bytes(document("Máy tưới rau", more=LINKED, link=f"{site}/a.png"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(["soffice", profile, *options], check=True, capture_output=True)
    assert "/a.png" in asked


def scan(*lines: str) -> bytes:
    """A picture of a page with these lines."""
    page = Image.new("RGB", SIZE, "white")
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 32)
    for place, line in enumerate(lines):
        pen.text((100, 150 + 60 * place), line, fill="black", font=font)
    page.save(out := io.BytesIO(), "JPEG", quality=85)
    return out.getvalue()


@needs("tesseract")
def test_the_name_on_a_scanned_page_is_found_where_it_stands(runtime: Runtime) -> None:
    scene = runtime.main.do(settled)
    runtime.main.do(lambda s: put(s, runtime, scene, scan(*TELLING), "image/jpeg"))
    run_job(runtime, scene)
    with runtime.main.reading() as session:
        assert page_of(session, scene).read_by is ReadBy.MACHINE
        (found,) = [one for one in findings(session, scene) if plain(one.excerpt) == plain(AUTHOR)]
        left, top, _across, _down = found.spots[0]
    assert abs(top - (150 + 60) * 10_000 // SIZE[1]) < 150
    assert 1_000 < left < 5_000


def film(folder: Path, codec: str, *more: str) -> bytes:
    """A second of film and sound that tells whose it is in every place ffmpeg can write to."""
    made, said = folder / "made.mp4", {"location": "+21.82+105.21/", "creation_time": "2026-03-04T05:06:07Z"}
    tags = [f"{tag}={said.get(tag, AUTHOR)}" for tag in WRITTEN]
    sources = ["-f", "lavfi", "-i", "testsrc=d=1:s=320x240", "-f", "lavfi", "-i", "sine=d=1"]
    written = [word for tag in tags for word in ("-metadata", tag)]
    tracks = ["-metadata:s:v:0", f"handler_name={AUTHOR}", "-metadata:s:a:0", f"handler_name={UNIT}"]
    subprocess.run(
        ["ffmpeg", "-v", "error", *sources, *written, *tracks, "-c:v", codec, *more, str(made)], check=True
    )
    return made.read_bytes()


def in_the_film(words: str) -> list[str]:
    """What a camera writes between the pictures of H.264."""
    sei = f"086f3693-b7b3-4f2c-9653-21492feee5b8+{plain(words)}"
    return ["-bsf:v", f"h264_metadata=sei_user_data={sei}"]


def probed(video: bytes, folder: Path) -> dict[str, Any]:
    (path := folder / "probed.mp4").write_bytes(video)
    asked = ["ffprobe", "-v", "error", "-count_frames", "-show_format", "-show_streams", "-show_chapters"]
    said = subprocess.run([*asked, "-print_format", "json", str(path)], check=True, capture_output=True)
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def served_film(runtime: Runtime, scene: Scene) -> bytes:
    """The film as judges get it, once a person has released it and the round is sealed."""

    def release(session: Session) -> None:
        video, seen = session.query(ExhibitVideo).one(), service.stamp(session, scene.entries[0])
        value_of(service.release_video(session, scene.entries[0], video.id, True, seen=seen, **scene.by()))

    def seal(session: Session) -> str:
        value_of(service.looked(session, scene.entries[0], **scene.by()))
        value_of(service.seal_round(session, scene.season, **scene.by()))
        return session.query(Page).one().sha256

    runtime.main.do(release)
    run_job(runtime, scene)
    return runtime.storage.read(runtime.main.do(seal), area="pieces")


@needs("ffmpeg")
@pytest.mark.parametrize("codec", ["libx264", "libx265", "mpeg4"])
def test_nothing_that_was_written_into_a_film_reaches_a_judge(
    runtime: Runtime, tmp_path: Path, codec: str
) -> None:
    more = in_the_film(AUTHOR) if codec == "libx264" else []
    original, scene = film(tmp_path, codec, *more), runtime.main.do(settled)
    runtime.main.do(lambda s: put(s, runtime, scene, original, converting.VIDEO))
    run_job(runtime, scene)
    served = served_film(runtime, scene)
    assert heard(original, {AUTHOR, UNIT}) == {AUTHOR, UNIT}
    assert heard(served, {AUTHOR, UNIT}) == set()
    assert not [sign for sign in (b"x264 - core", b"x265 (build", b"Lavc5", b"+21.8") if sign in served]
    found = probed(served, tmp_path)
    assert [stream["codec_name"] for stream in found["streams"]] == ["h264", "aac"]
    assert int(found["streams"][0]["nb_read_frames"]) == 25
    assert set(found["format"]["tags"]) == {"major_brand", "minor_version", "compatible_brands"}
    told = {key for stream in found["streams"] for key in stream["tags"]}
    assert told <= {"language", "handler_name", "vendor_id", "encoder"}
    assert {stream["tags"]["handler_name"] for stream in found["streams"]} == {"VideoHandler", "SoundHandler"}
