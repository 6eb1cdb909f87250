"""A save counts once however often it comes; two pages of one judge merge, and ask where both changed one mark."""

from collections.abc import Callable

import pytest

from contests.kernel.errors import STALE, Done, Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.kernel.web.runtime import Runtime
from judging import seen
from judging import service as judging
from judging.marking import LOCKED
from judging.marks.saving import CLASH, Saved
from tests.factories import NOON
from tests.factories_judging import Made, make_round, typed

DESK, PHONE = "d" * 16, "p" * 16
Save = Callable[..., Outcome[Saved]]


@pytest.fixture
def made(transactions: Transactions) -> Made:
    return transactions.do(make_round)


@pytest.fixture
def save(runtime: Runtime, made: Made) -> Save:
    """Save the first piece's sheet as a page's script does: its marks, and what the page started from."""

    def send(
        *marks: str, base: tuple[str, ...] = (), page: str = DESK, number: int = 1, version: int = 0,
        comment: str = "", told: str = "",
    ) -> Outcome[Saved]:  # fmt: skip
        start = judging.Start(typed(made, *base), told, page, number)
        who, what = made.judges[0], made.pieces[0].piece_id
        return runtime.sealed.act(
            lambda s: judging.save_marks(
                s, who, what, typed(made, *marks), comment, version, at=NOON, start=start
            )
        )

    return send


def stored(runtime: Runtime, made: Made) -> seen.SheetSeen:
    with runtime.sealed.reading() as session:
        piece = judging.my_piece(session, made.judges[0], made.pieces[0].piece_id)
    assert piece is not None
    return piece.sheet


def test_a_save_whose_answer_was_lost_changes_nothing_when_it_comes_again(
    runtime: Runtime, made: Made, save: Save
) -> None:
    value_of(save("20"))
    value_of(save("21", base=("20",), version=1, page=PHONE))
    again = value_of(save("20"))
    sheet = stored(runtime, made)
    assert (again.version, sheet.version, sheet.marks[made.criteria[0]]) == (2, 2, 42)
    assert again.fresh == (made.criteria[0],)
    assert again.stored.marks == sheet.marks


def test_an_older_save_of_the_same_page_is_known_too(runtime: Runtime, made: Made, save: Save) -> None:
    value_of(save("20"))
    value_of(save("20", "10", base=("20",), version=1, number=2))
    value_of(save("20"))
    assert stored(runtime, made).version == 2


def test_two_devices_with_different_criteria_merge(runtime: Runtime, made: Made, save: Save) -> None:
    value_of(save("20", comment="Khá"))
    second = value_of(save("", "15,5", page=PHONE))
    assert second.fresh == (made.criteria[0], "comment")
    sheet = stored(runtime, made)
    assert (dict(sheet.marks), sheet.comment) == ({made.criteria[0]: 40, made.criteria[1]: 31}, "Khá")


def test_a_mark_taken_back_on_one_device_stays_taken_back(runtime: Runtime, made: Made, save: Save) -> None:
    value_of(save("20", "10"))
    value_of(save("", "10", base=("20", "10"), version=1, number=2))
    value_of(save("20", "10", "5", base=("20", "10"), version=1, page=PHONE))
    assert dict(stored(runtime, made).marks) == {made.criteria[1]: 20, made.criteria[2]: 10}


def test_the_same_criterion_on_two_devices_is_asked_about(runtime: Runtime, made: Made, save: Save) -> None:
    value_of(save("20", comment="Khá"))
    outcome = save("17", "10", page=PHONE, comment="Tốt")
    assert isinstance(outcome, Refused)
    assert {reason.message for reason in outcome.reasons} == {CLASH}
    shown = {reason.field: reason.values["stored"] for reason in outcome.reasons}
    assert shown == {f"mark-{made.criteria[0]}": "20", "comment": "Khá"}
    assert dict(stored(runtime, made).marks) == {made.criteria[0]: 40}


def test_after_the_answer_the_chosen_mark_stands(runtime: Runtime, made: Made, save: Save) -> None:
    value_of(save("20"))
    assert isinstance(save("17", page=PHONE), Refused)
    value_of(save("17", base=("20",), page=PHONE, number=2))
    assert dict(stored(runtime, made).marks) == {made.criteria[0]: 34}


def test_a_page_without_a_start_is_still_told_to_look_again(runtime: Runtime, made: Made, save: Save) -> None:
    value_of(save("20"))
    who, what = made.judges[0], made.pieces[0].piece_id
    outcome = runtime.sealed.act(lambda s: judging.save_marks(s, who, what, typed(made, "3"), "", 0, at=NOON))
    assert isinstance(outcome, Refused)
    assert outcome.reasons[0].message == STALE


def test_a_submitted_sheet_takes_nothing_from_another_page(runtime: Runtime, made: Made, save: Save) -> None:
    value_of(save("20", "20", "30"))
    who, what = made.judges[0], made.pieces[0].piece_id
    assert isinstance(runtime.sealed.act(lambda s: judging.submit_sheet(s, who, what, 1, at=NOON)), Done)
    outcome = save("20", "20", "31", base=("20", "20", "30"), page=PHONE)
    assert isinstance(outcome, Refused)
    assert outcome.reasons[0].message == LOCKED
