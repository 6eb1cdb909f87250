"""Programs of the machine, used where they are installed: each stood in for by a small one of its name."""

import io
import stat
import sys
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import converting, drawing, machine_reading, service, videos
from contests.envelopes.gate.reading import Box
from contests.envelopes.redaction_model import ExhibitVideo
from contests.envelopes.terms import ReadBy
from contests.kernel import programs
from contests.kernel.errors import Reason
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from judging.model import Page
from tests.contests.entries import samples
from tests.contests.envelopes.redactions import AUTHOR, findings, page_of, paper, put, run_job, settled
from tests.factories_envelopes import Scene

DOCX = converting.DOCX
ROW = "5\t1\t1\t1\t{line}\t{word}\t{left}\t100\t90\t20\t{sure}\t{text}\n"
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where this machine looks for programs; empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(bench: Path, name: str, body: str) -> Path:
    """A program of this name that does what the lines of Python say; its arguments are in `args`."""
    made = bench / name
    made.write_text(
        f"#!{sys.executable} -S\nimport pathlib, sys\nargs = sys.argv[1:]\n{body}\n", encoding="utf-8"
    )
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    return made


def reader(bench: Path, *words: str, languages: str = "eng\nvie") -> None:
    """A reading machine that sees these words on every picture, one after the other on one line."""
    rows = [ROW.format(line=1, word=n, left=100 * n, sure="91.5", text=word) for n, word in enumerate(words)]
    table = HEAD + "".join(rows) + ROW.format(line=2, word=9, left=5, sure="3.0", text="~~")
    install(bench, "tesseract", f"print({languages!r} if '--list-langs' in args else {table!r})")


def test_a_program_that_is_not_there_is_none(bench: Path):
    assert programs.installed("soffice") is None
    assert isinstance(converting.pdf_of(b"", "a.docx"), Reason)
    assert (machine_reading.reads(), converting.strips_videos()) == (False, False)


def test_a_program_gets_no_environment_and_is_killed_when_it_hangs(bench: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("BANGVANG_SECRET", "x")
    told = install(bench, "told", "import os; print(sorted(os.environ))")
    said = programs.run([str(told)], tmp_path)
    assert said is not None
    assert b"BANGVANG_SECRET" not in said
    hangs = install(bench, "hangs", "import signal; signal.pause()")
    assert programs.run([str(hangs)], tmp_path, programs.Allowance(wall=1)) is None
    fails = install(bench, "fails", "print('half'); sys.exit(3)")
    assert programs.run([str(fails)], tmp_path) is None


def test_a_docx_is_printed_by_libreoffice_and_read_from_there(bench: Path, runtime: Runtime, tmp_path: Path):
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(paper())
    copy = f"pathlib.Path(args[args.index('--outdir') + 1], 'ho-so.pdf').write_bytes(pathlib.Path({str(printed)!r}).read_bytes())"
    install(bench, "soffice", copy)
    scene = runtime.main.do(settled)
    runtime.main.do(lambda s: put(s, runtime, scene, b"PK\x03\x04 docx", DOCX))
    assert run_job(runtime, scene).result["failed"] == 0
    with runtime.main.reading() as session:
        assert page_of(session, scene).source_area == "converted"
        assert findings(session, scene)[0].excerpt == AUTHOR


def test_a_docx_that_libreoffice_cannot_read_is_asked_for_as_pdf(bench: Path):
    install(bench, "soffice", "sys.exit(1)")
    said = str(converting.pdf_of(b"", "thuyết minh.docx"))
    assert "không đọc được tệp DOCX “thuyết minh.docx”" in said


def test_a_picture_is_read_by_the_machine_and_its_name_found_where_it_stands(bench: Path, runtime: Runtime):
    reader(bench, "Tac", "gia", *AUTHOR.split())
    scene = runtime.main.do(settled)
    runtime.main.do(
        lambda s: put(s, runtime, scene, samples.picture("JPEG", size=(1000, 1000)), "image/jpeg")
    )
    run_job(runtime, scene)
    with runtime.main.reading() as session:
        (found,) = findings(session, scene)
        assert (found.excerpt, page_of(session, scene).read_by) == (AUTHOR, ReadBy.MACHINE)
        assert [Box(*spot) for spot in found.spots] == [Box(1970, 970, 3960, 260)]


def test_a_reading_machine_without_vietnamese_is_none(bench: Path):
    reader(bench, "x", languages="eng\nosd")
    assert not machine_reading.reads()


def test_a_pattern_that_the_machine_is_unsure_of_is_no_word(bench: Path):
    reader(bench, "Máy")
    reading = machine_reading.read(b"", 1000, 1000)
    assert reading is not None
    assert reading.text() == "Máy"


def _film(runtime: Runtime, scene: Scene, content: bytes, session: Session) -> None:
    put(session, runtime, scene, content, "video/mp4")


def test_a_released_video_is_stripped_and_one_kept_back_is_not_served(bench: Path, runtime: Runtime):
    install(bench, "ffprobe", "print('h264')")
    install(
        bench, "ffmpeg", "assert '-map_metadata' in args; pathlib.Path(args[-1]).write_bytes(b'bare film')"
    )
    scene = runtime.main.do(settled)
    for film in (b"film one", b"film two"):
        runtime.main.do(partial(_film, runtime, scene, film))
    run_job(runtime, scene)

    def release(session) -> None:
        one = session.query(ExhibitVideo).order_by(ExhibitVideo.position).first()
        entry = scene.entries[0]
        seen = {"seen": service.stamp(session, entry), **scene.by()}
        value_of(service.release_video(session, entry, one.id, True, **seen))
        assert videos.unstripped(session, scene.season.id) == 1

    runtime.main.do(release)
    run_job(runtime, scene)

    def seal(session) -> list[Page]:
        assert videos.unstripped(session, scene.season.id) == 0
        value_of(service.looked(session, scene.entries[0], **scene.by()))
        value_of(service.seal_round(session, scene.season, **scene.by()))
        return list(session.query(Page))

    (served,) = runtime.main.do(seal)
    assert served.media_type == "video/mp4"
    assert runtime.storage.read(served.sha256, area="pieces") == b"bare film"


def released_film(runtime: Runtime) -> Scene:
    """A season with one film, released and not yet stripped."""
    scene = runtime.main.do(settled)
    runtime.main.do(partial(_film, runtime, scene, b"film"))
    run_job(runtime, scene)

    def release(session: Session) -> None:
        video, seen = session.query(ExhibitVideo).one(), service.stamp(session, scene.entries[0])
        value_of(service.release_video(session, scene.entries[0], video.id, True, seen=seen, **scene.by()))

    runtime.main.do(release)
    return scene


def test_the_job_gives_signs_of_life_while_a_long_film_is_stripped(
    bench: Path, runtime: Runtime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    scene, begun, beaten = released_film(runtime), tmp_path / "begun", tmp_path / "beaten"
    install(bench, "ffprobe", "print('h264')")
    waiting = f"import signal; signal.alarm(20); pathlib.Path({str(begun)!r}).touch()\n"
    waiting += f"while not pathlib.Path({str(beaten)!r}).exists(): pass\n"
    install(bench, "ffmpeg", waiting + "pathlib.Path(args[-1]).write_bytes(b'long film')")
    monkeypatch.setattr(drawing, "SIGN_OF_LIFE", 0.1)

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if begun.exists() and statement.startswith("UPDATE job "):
            beaten.touch()

    sa.event.listen(runtime.main.engine, "before_cursor_execute", note)
    run_job(runtime, scene)
    with runtime.main.reading() as session:
        assert session.query(ExhibitVideo).one().sha256 is not None


def test_without_ffmpeg_a_released_video_is_not_served_and_holds_nothing_up(bench: Path, runtime: Runtime):
    scene = runtime.main.do(settled)
    runtime.main.do(lambda s: put(s, runtime, scene, b"film", "video/mp4"))
    run_job(runtime, scene)

    def release_and_seal(session) -> int:
        video, entry = session.query(ExhibitVideo).one(), scene.entries[0]
        seen = {"seen": service.stamp(session, entry), **scene.by()}
        value_of(service.release_video(session, entry, video.id, True, **seen))
        value_of(service.looked(session, entry, **scene.by()))
        value_of(service.seal_round(session, scene.season, **scene.by()))
        return session.query(Page).count()

    assert runtime.main.do(release_and_seal) == 0


def test_what_ffmpeg_cannot_read_is_not_stripped(bench: Path, tmp_path: Path):
    for name in ("ffmpeg", "ffprobe"):
        install(bench, name, "sys.exit(1)")
    (tmp_path / "a.mp4").write_bytes(io.BytesIO(b"x").read())
    assert converting.stripped(tmp_path / "a.mp4", tmp_path) is None
