"""What is asked to be explained, and what is not; and that a sheet is not submitted before it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import Transactions
from judging import service as judging
from judging.marks.extremes import FULL, HIGH, LOW, NOTHING, Extremes, unexplained
from judging.scoring import Scale
from tests.factories import NOON
from tests.factories_judging import FACTS, Made, make_round, typed

SCALES = [
    Scale(key, f"mark-{key}", key, most, 2) for key, most in (("moi", 60), ("apdung", 60), ("hieuqua", 80))
]


def asked(*steps: int, comment: str = "", by: Extremes = Extremes.ENDS) -> list[str]:
    marks = dict(zip(("moi", "apdung", "hieuqua"), steps, strict=True))
    return [reason.message for reason in unexplained(marks, comment, SCALES, by)]


def test_a_zero_is_asked_about_and_full_marks_only_where_the_season_says_so() -> None:
    assert asked(0, 30, 40) == [NOTHING]
    assert asked(60, 30, 40) == []
    assert asked(60, 0, 80, by=Extremes.ALL) == [NOTHING, FULL, FULL]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [((2, 3, 5), [LOW]), ((2, 3, 6), []), ((58, 56, 76), [HIGH]), ((58, 56, 75), []), ((60, 60, 80), [HIGH])],
)
def test_the_ends_of_the_total_are_five_per_cent(steps: tuple[int, int, int], expected: list[str]) -> None:
    assert asked(*steps) == expected


@given(st.tuples(*(st.integers(0, scale.most_steps) for scale in SCALES)), st.sampled_from(Extremes))
def test_a_comment_answers_everything(steps: tuple[int, ...], by: Extremes) -> None:
    assert asked(*steps, comment="Không có phần này trong hồ sơ.", by=by) == []
    assert asked(*steps, by=Extremes.OFF) == []


@pytest.fixture
def made(transactions: Transactions) -> Made:
    facts = replace(FACTS, rules={"extremes": "ends"})
    return transactions.do(lambda s: make_round(s, facts=facts))


def test_a_sheet_with_a_zero_is_submitted_with_a_reason_only(transactions: Transactions, made: Made) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id

    def save_and_submit(comment: str, version: int):
        def verb(session):
            marks = typed(made, "0", "20", "30")
            saved = judging.save_marks(session, who, what, marks, comment, version, at=NOON)
            assert isinstance(saved, Done)
            return judging.submit_sheet(session, who, what, saved.value.version, at=NOON)

        return transactions.act(verb)

    outcome = save_and_submit("", 0)
    assert isinstance(outcome, Refused)
    assert [reason.message for reason in outcome.reasons] == [NOTHING]
    assert isinstance(save_and_submit("Hồ sơ không có phần này.", 0), Done)
