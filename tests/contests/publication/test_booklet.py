"""The booklet: page numbers that are right, names as consents allow, pictures that somebody looked at, the same bytes twice."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest
from PIL import Image

from contests.entries.model import DossierVersion
from contests.envelopes.exhibit_state import PIECES
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.kernel import jobs
from contests.kernel.errors import Refused
from contests.kernel.jobs import Job, JobState
from contests.kernel.sessions import value_of
from contests.people.model import Consent
from contests.people.outside import handed_rows
from contests.people.terms import Handed
from contests.publication.booklet.drawing import draw
from contests.publication.booklet.facts import UNNAMED, BookletFacts, Plate, Work
from contests.publication.booklet.model import Booklet
from contests.publication.booklet.queries import booklet_facts
from contests.publication.booklet.service import NOT_OUT, ask_for_booklet, pictures_from
from tests.contests.entries.samples import picture
from tests.contests.kernel.documents.reading import VIETNAMESE, pages, problems, solid
from tests.factories import NAMES, NOON
from tests.factories_awards import consent_to_names, make_judged, make_published
from workers.tasks import FUNCTIONS

TEXT = "Hệ thống tưới nhỏ giọt tự ngắt khi đất đủ ẩm, dùng cảm biến tự chế từ vật liệu tái chế. " * 6
ON = date(2026, 11, 22)


def work(at: int, **changes) -> Work:
    made = Work(
        f"Máy tưới rau số {at}", "Giải Nhất" if at < 3 else "Giải Ba", "Đồ dùng dành cho học tập", "Trường THCS Lê Quý Đôn",
        (NAMES[at % 5],), (("Tóm tắt", TEXT), ("Tính mới, tính sáng tạo", TEXT)),
    )  # fmt: skip
    return replace(made, **changes)


FACTS = BookletFacts(
    "Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ 17", "2026",
    "Liên hiệp các Hội KH&KT tỉnh Tuyên Quang", "Ban Tổ chức Cuộc thi Sáng tạo", "Lời nói đầu của Ban Tổ chức.",
    "TRƯỞNG BAN TỔ CHỨC\nHoàng Văn Thụ", tuple(work(at) for at in range(12)),
)  # fmt: skip


def drawn(facts: BookletFacts, pictures=lambda _plate: None) -> bytes:
    out = BytesIO()
    draw(facts, pictures, out)
    return out.getvalue()


def test_cover_foreword_contents_works_and_index_follow_each_other():
    said = pages(drawn(FACTS))
    assert "KỶ YẾU" in said[0]
    assert "12 giải pháp đạt giải" in said[0]
    assert "LỜI NÓI ĐẦU" in said[1]
    assert "MỤC LỤC" in said[2]
    assert "CHỈ MỤC TÁC GIẢ" in said[-1]
    assert len(said) == 3 + 12 + 1


def test_contents_and_index_name_the_page_on_which_each_work_begins():
    long = replace(
        FACTS, works=(work(0), work(1, text=(("Tóm tắt", TEXT * 12),)), *(work(at) for at in range(2, 60)))
    )
    said = pages(drawn(long))
    contents = " ".join((*said[2:4], ""))
    for at in range(60):
        start = next(
            number for number, page in enumerate(said, 1) if f"Máy tưới rau số {at} {NAMES[at % 5]}" in page
        )
        assert f"Máy tưới rau số {at} {start} " in contents
    index = said[-1]
    assert f"{NAMES[1]} " in index


def test_the_index_is_by_given_name_and_leaves_out_who_is_not_named():
    works = (
        work(0, people=("Lò Văn Pánh", None)),
        work(1, people=("Nguyễn Thị Ngọc Ánh",)),
        work(2, people=("Lò Văn Pánh",)),
    )
    said = pages(drawn(replace(FACTS, works=works)))
    assert said[-1].index("Nguyễn Thị Ngọc Ánh 5") < said[-1].index("Lò Văn Pánh 4, 6")
    assert UNNAMED not in said[-1]
    assert f"Lò Văn Pánh, {UNNAMED}" in said[3]


@pytest.mark.parametrize("name", [*NAMES[:6], f"Nguyễn {VIETNAMESE[:67]} {VIETNAMESE[67:]}"])
def test_every_letter_of_a_name_is_in_the_text(name):
    said = solid(drawn(replace(FACTS, works=(work(0, people=(name,)),))))
    assert said.count(name.replace(" ", "")) == 2


def test_the_same_facts_are_the_same_bytes_and_a_strict_reader_accepts_them():
    made = drawn(FACTS)
    assert made == drawn(FACTS)
    assert problems(made) == []


def test_without_works_and_foreword_there_is_still_a_booklet():
    said = pages(drawn(replace(FACTS, works=(), foreword="")))
    assert "KỶ YẾU" in said[0]
    assert len(said) == 3


def shown(session, storage, entry, *, looked: bool) -> bytes:
    """A picture in the judges' area, on a page of the entry's exhibit."""
    content = picture(size=(640, 480))
    key = storage.put(BytesIO(content), area=PIECES).key
    version = session.query(DossierVersion).filter_by(entry_id=entry.id).one()
    shown = Exhibition(
        entry_id=entry.id, version_id=version.id, rendered_at=NOON, looked_at=NOON if looked else None,
        wording={"summary": "Bản đã thay chữ."},
    )  # fmt: skip
    session.add(shown)
    session.flush()
    session.add(
        ExhibitPage(
            exhibition_id=shown.id, position=1, sha256=key, media_type="image/jpeg", width=640, height=480,
            source_type="image/jpeg",
        )
    )  # fmt: skip
    session.flush()
    return content


@pytest.fixture
def scene(runtime):
    """A published season; the first work's author consented and its picture was looked at, the second's neither."""

    def made(session):
        judged = make_published(session)
        for at in (0, 1):
            shown(session, runtime.storage, judged.entries[at], looked=at == 0)
        consent_to_names(session, judged.entries[0])
        return judged

    return runtime.main.do(made)


def facts_of(session, judged) -> BookletFacts:
    booklet = Booklet(season_id=judged.season.id, foreword="", signer="", asked_at=NOON, asked_by="tests")
    return booklet_facts(session, judged.season, booklet, ON)


def test_names_pictures_and_words_are_those_that_may_be_shown(runtime, scene):
    with runtime.main.reading() as session:
        first, second, *rest = facts_of(session, scene).works
        assert first.people == (NAMES[0],)
        assert first.plate is not None
        assert ("Tóm tắt", "Hệ thống tưới nhỏ giọt tự ngắt khi đất đủ ẩm.") in first.text
        assert second.people == (None,)
        assert second.plate is None
        assert ("Tóm tắt", "Bản đã thay chữ.") in second.text
        assert {one.plate for one in rest} == {None}


def test_a_withdrawn_consent_is_gone_from_the_next_booklet(runtime, scene):
    def withdraw(session):
        for consent in session.query(Consent):
            consent.withdrawn_at = NOON

    runtime.main.do(withdraw)
    with runtime.main.reading() as session:
        assert {work.people for work in facts_of(session, scene).works} == {(None,)}


def test_there_is_no_booklet_before_the_results_are_out(session):
    judged = make_judged(session)
    outcome = ask_for_booklet(session, judged.season, "", "", demo=False, **judged.by_office)
    assert isinstance(outcome, Refused)
    assert outcome.reasons[0].message == NOT_OUT


def test_the_job_draws_the_file_with_its_progress_and_twice_is_once(runtime, scene):
    asked = lambda s: ask_for_booklet(s, scene.season, "Lời đầu", "", demo=False, **scene.by_office)  # noqa: E731
    booklet = value_of(runtime.main.act(asked))
    for _ in range(2):
        assert jobs.run(booklet.job_id, FUNCTIONS, runtime.main, runtime.storage)
        with runtime.main.reading() as session:
            job, known = session.get_one(Job, booklet.job_id), session.get_one(Booklet, booklet.id)
            assert (job.state, job.done, job.total) == (JobState.DONE, 10, 10)
            keys = {known.sha256}
        runtime.main.do(lambda s: setattr(s.get_one(Job, booklet.job_id), "state", JobState.QUEUED))
    assert len(keys) == 1
    with runtime.main.reading() as session:
        handed = handed_rows(session, scene.season.id)
        assert [(one.kind, {one.sha256}) for one in handed] == [(Handed.BOOKLET, keys)]
    content = runtime.storage.read(keys.pop(), area=f"{scene.organiser.id}/papers")
    said = " ".join(pages(content))
    assert NAMES[0] in said
    assert NAMES[1] not in said
    assert len(list(pypdf.PdfReader(BytesIO(content)).pages[3].images)) == 1


def test_a_picture_brings_nothing_but_pixels_along(runtime, scene):
    kept = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Nguyễn Thị Ngọc Ánh chụp"
    Image.new("RGB", (3000, 2000), "green").save(kept, "JPEG", exif=exif)
    kept.seek(0)
    key = runtime.storage.put(kept, area=PIECES).key
    made = pictures_from(runtime.storage)(Plate(key, 3000, 2000))
    assert made is not None
    assert (made.width, made.height) == (1100, 733)
    assert b"Exif" not in made.data


def test_a_lost_picture_leaves_its_frame_and_stops_nothing(runtime):
    plate = Plate("0" * 64, 640, 480)
    assert pictures_from(runtime.storage)(plate) is None
    made = drawn(replace(FACTS, works=(work(0, plate=plate),)), pictures_from(runtime.storage))
    assert problems(made) == []
