"""Pages of papers and of the booklet look as they were approved; a line that moves is seen."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from contests.awards.papers import awards_decision, submission
from contests.kernel.documents import official
from contests.kernel.documents.pdf import Picture
from contests.publication.booklet.drawing import draw
from contests.publication.booklet.facts import Plate
from tests.approved import MOST_DIFFERENT, assert_approved, different
from tests.contests.kernel.documents.reading import picture
from tests.contests.publication.test_booklet import FACTS as BOOKLET
from tests.contests.reports.test_paperwork import FACTS
from tests.factories_decisions import WORDS

APPROVED = Path(__file__).parent / "approved"
SCALE = 0.75
OWN = replace(WORDS, addressees=())


def page_of(made: bytes, page: int) -> Image.Image:
    return picture(made, page, scale=SCALE)


def booklet() -> bytes:
    """The booklet with a picture on its first work."""
    shown = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    kept, out = BytesIO(), BytesIO()
    shown.save(kept, "JPEG")
    works = (replace(BOOKLET.works[0], plate=Plate("0" * 64, 640, 480)), *BOOKLET.works[1:])
    draw(replace(BOOKLET, works=works), lambda _plate: Picture("P0", kept.getvalue(), 640, 480), out)
    return out.getvalue()


@pytest.mark.parametrize(("page", "name"), [(0, "decision"), (1, "decision-list")])
def test_the_awards_decision_looks_as_approved(page, name):
    made = official.to_bytes(awards_decision(FACTS, OWN, 2026))
    assert_approved(page_of(made, page), APPROVED / f"{name}.png")


def test_the_submission_looks_as_approved():
    made = official.to_bytes(submission(FACTS, WORDS, 2026, demo=True))
    assert_approved(page_of(made, 0), APPROVED / "submission.png")


@pytest.mark.parametrize(
    ("page", "name"),
    [(0, "booklet-cover"), (2, "booklet-contents"), (3, "booklet-work"), (-1, "booklet-index")],
)
def test_the_booklet_looks_as_approved(page, name):
    made = booklet()
    at = page if page >= 0 else 3 + len(BOOKLET.works)
    assert_approved(page_of(made, at), APPROVED / f"{name}.png")


def test_a_line_that_moves_is_seen():
    lower = replace(
        OWN, subject=f"{OWN.subject} Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ 17, năm 2026"
    )
    one, other = (
        page_of(official.to_bytes(awards_decision(FACTS, words, 2026)), 0).convert("L")
        for words in (OWN, lower)
    )
    assert different(one, other) > MOST_DIFFERENT
    assert different(one, one) == 0
