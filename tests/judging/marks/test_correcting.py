"""Correcting a submitted sheet: a reason, somebody else's consent, every step on record, nothing overwritten before."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from contests.kernel.errors import Done, Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.kernel.web.runtime import Runtime
from judging import ledger, seen
from judging import service as judging
from judging.design.model import Assigned
from judging.marking import NOT_YOURS
from judging.marks.consenting import consenter
from judging.marks.correcting import (
    ANSWERED,
    MARK_FIRST,
    NO_CHANGE,
    NO_REASON,
    NOBODY,
    NOT_SUBMITTED,
    WAITING,
)
from judging.marks.pending import UNANSWERED
from judging.model import Panel, Seat
from judging.rounds import CLOSED
from judging.terms import SeatRole
from tests.factories import NOON
from tests.factories_judging import OF, Made, fill_all, fill_sheet, make_round, typed

CHAIR, SECRETARY, MEMBER = range(3)
WHY = "Cộng nhầm điểm tiêu chí thứ hai."
Ask = Callable[..., Outcome[str]]


@pytest.fixture
def made(transactions: Transactions) -> Made:
    """A chair, a secretary and a member; two pieces."""

    def make(session):
        made = make_round(session)
        for judge, role in ((CHAIR, SeatRole.CHAIR), (SECRETARY, SeatRole.SECRETARY)):
            session.query(Seat).filter_by(judge_id=made.judges[judge]).one().role = role
        return made

    return transactions.do(make)


@pytest.fixture
def ask(runtime: Runtime, made: Made) -> Ask:
    def send(*marks: str, judge: int = MEMBER, reason: str = WHY) -> Outcome[str]:
        who, what = made.judges[judge], made.pieces[0].piece_id
        wanted = typed(made, *(marks or ("20", "25", "30")))
        return runtime.sealed.act(lambda s: judging.ask_correction(s, who, what, wanted, reason, at=NOON))

    return send


def answer(
    runtime: Runtime, made: Made, asked: str, judge: int = CHAIR, *, yes: bool = True
) -> Outcome[None]:
    return runtime.sealed.act(lambda s: judging.answer_correction(s, made.judges[judge], asked, yes, at=NOON))


def sheet(runtime: Runtime, made: Made) -> seen.SheetSeen:
    with runtime.sealed.reading() as session:
        piece = judging.my_piece(session, made.judges[MEMBER], made.pieces[0].piece_id)
    assert piece is not None
    return piece.sheet


def why(outcome: Outcome[Any]) -> set[str]:
    assert isinstance(outcome, Refused)
    return {reason.message for reason in outcome.reasons}


def test_nothing_changes_before_the_chair_agrees_and_the_old_marks_stay_on_record(
    runtime: Runtime, made: Made, ask: Ask
) -> None:
    runtime.main.do(lambda s: fill_all(s, made))
    asked = value_of(ask())
    assert sum(sheet(runtime, made).marks.values()) == 141
    assert why(answer(runtime, made, asked, SECRETARY)) == {NOT_YOURS}
    value_of(answer(runtime, made, asked))
    assert sum(sheet(runtime, made).marks.values()) == 150
    with runtime.main.reading() as session:
        one = judging.corrections_of(session, made.judges[MEMBER], made.pieces[0].piece_id)[0]
        rows = ledger.rows(session, made.round_id)
    assert (sum(one.before.values()), sum(one.after.values())) == (141, 150)
    assert [row.deed for row in rows][-2:] == ["correction_asked", "corrected"]
    assert (rows[-1].body["total"], rows[-1].body["by"]) == (150, made.judges[CHAIR])
    assert WHY not in str([row.body for row in rows])
    assert ledger.verify(rows) is None


def test_the_figure_is_made_of_the_corrected_sheet(runtime: Runtime, made: Made, ask: Ask) -> None:
    runtime.main.do(lambda s: fill_all(s, made))
    value_of(answer(runtime, made, value_of(ask("20", "20,5", "39"))))
    runtime.main.do(lambda s: value_of(judging.close_round(s, made.round_id, **OF)))
    runtime.main.do(lambda s: value_of(judging.compute_standings(s, made.round_id, **OF)))
    with runtime.main.reading() as session:
        best = judging.standings(session, made.round_id)[0]
    assert (best.code, best.hundredths) == (made.pieces[0].code, 7350)


def test_a_refusal_leaves_the_marks_and_a_new_request_may_follow(
    runtime: Runtime, made: Made, ask: Ask
) -> None:
    runtime.main.do(lambda s: fill_all(s, made))
    asked = value_of(ask())
    assert why(ask("1", "2", "3")) == {WAITING}
    value_of(answer(runtime, made, asked, yes=False))
    assert sum(sheet(runtime, made).marks.values()) == 141
    assert why(answer(runtime, made, asked)) == {ANSWERED}
    assert isinstance(ask("1", "2", "3"), Done)


def test_whoever_leads_does_not_see_others_marks_before_the_own_sheet_is_in(
    runtime: Runtime, made: Made, ask: Ask
) -> None:
    runtime.main.do(lambda s: fill_sheet(s, made, MEMBER, 0, "20", "20,5", "30"))
    asked = value_of(ask())
    with runtime.sealed.reading() as session:
        waiting = judging.waiting_for(session, made.judges[CHAIR])
    assert [row.may_answer for row in waiting] == [False]
    assert why(answer(runtime, made, asked)) == {MARK_FIRST}
    runtime.main.do(lambda s: fill_sheet(s, made, CHAIR, 0, "20", "20,5", "30"))
    value_of(answer(runtime, made, asked))


def test_nor_where_a_list_says_who_marks_what(runtime: Runtime, made: Made, ask: Ask) -> None:
    def assign(session: Session) -> None:
        session.execute(sa.update(Panel).where(Panel.id == made.panel_id).values(listed=True))
        what = made.pieces[0].piece_id
        session.add_all(Assigned(piece_id=what, judge_id=made.judges[judge]) for judge in (CHAIR, MEMBER))

    runtime.main.do(assign)
    runtime.main.do(lambda s: fill_sheet(s, made, MEMBER, 0, "20", "20,5", "30"))
    asked = value_of(ask())
    assert why(answer(runtime, made, asked)) == {MARK_FIRST}
    runtime.main.do(lambda s: fill_sheet(s, made, CHAIR, 0, "20", "20,5", "30"))
    value_of(answer(runtime, made, asked))


def test_the_secretary_answers_for_a_chair_who_asks_or_is_barred(
    runtime: Runtime, made: Made, ask: Ask
) -> None:
    runtime.main.do(lambda s: fill_all(s, made))
    own = value_of(ask(judge=CHAIR))
    assert why(answer(runtime, made, own, CHAIR)) == {NOT_YOURS}
    value_of(answer(runtime, made, own, SECRETARY))
    runtime.main.do(lambda s: value_of(judging.bar(s, {(made.judges[CHAIR], made.pieces[0].piece_id)}, **OF)))
    value_of(answer(runtime, made, value_of(ask()), SECRETARY))


@pytest.mark.parametrize(
    ("marks", "reason", "expected"),
    [
        (("20", "20,5", "30"), WHY, NO_CHANGE),
        (("20", "21", "30"), "  ", NO_REASON),
    ],
)
def test_a_request_says_something_new_and_why(
    runtime: Runtime, made: Made, ask: Ask, marks: tuple[str, ...], reason: str, expected: str
) -> None:
    runtime.main.do(lambda s: fill_all(s, made))
    assert why(ask(*marks, reason=reason)) == {expected}


def test_a_draft_is_changed_on_the_sheet_itself(runtime: Runtime, made: Made, ask: Ask) -> None:
    assert why(ask()) == {NOT_SUBMITTED}


def test_a_panel_without_anyone_to_answer_is_told_so(runtime: Runtime, made: Made, ask: Ask) -> None:
    runtime.main.do(lambda s: fill_all(s, made))
    pairs = {(made.judges[judge], made.pieces[0].piece_id) for judge in (CHAIR, SECRETARY)}
    runtime.main.do(lambda s: value_of(judging.bar(s, pairs, **OF)))
    assert why(ask()) == {NOBODY}


def test_a_round_is_not_closed_over_an_unanswered_request(runtime: Runtime, made: Made, ask: Ask) -> None:
    runtime.main.do(lambda s: fill_all(s, made))
    asked = value_of(ask())
    assert UNANSWERED in why(runtime.main.act(lambda s: judging.close_round(s, made.round_id, **OF)))
    value_of(answer(runtime, made, asked, yes=False))
    value_of(runtime.main.act(lambda s: judging.close_round(s, made.round_id, **OF)))
    assert why(ask()) == {CLOSED}


ROLES = st.lists(st.sampled_from(SeatRole), max_size=5)


@given(ROLES, st.sets(st.integers(0, 4)), st.integers(0, 4))
def test_nobody_consents_to_an_own_correction_and_no_member_to_any(
    roles: list[SeatRole], barred: set[int], asker: int
) -> None:
    seats = [(str(number), role) for number, role in enumerate(roles)]
    found = consenter(seats, str(asker), {str(number) for number in barred})
    allowed = [
        judge for judge, role in seats
        if role is not SeatRole.MEMBER and judge != str(asker) and int(judge) not in barred
    ]  # fmt: skip
    assert (found in allowed) if allowed else found is None
    if found is not None and dict(seats)[found] is SeatRole.SECRETARY:
        assert all(dict(seats)[judge] is SeatRole.SECRETARY for judge in allowed)
