"""An open round is shown: slots without collisions, who came on record; a blind round has no timetable."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from judging import service as judging
from judging.ledger import rows as ledger_rows
from judging.timetable import service
from judging.timetable.rules import NO_PLACE, SAME_PANEL, TAKEN, Showing, objections
from tests.factories import NOON
from tests.factories_judging import FACTS, OF, Made, make_round

HALL = "Nhà văn hóa, gian 3"
SLOT = judging.SlotFacts(NOON, 20, HALL)


def said(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def open_round(session: Session, *, blind: bool = False) -> Made:
    return make_round(session, judges=1, facts=replace(FACTS, blind=blind))


def showing(start: int, minutes: int, place: str = HALL, panel: str = "a") -> Showing:
    return Showing(panel, NOON + timedelta(minutes=start), minutes, place)


@given(*(st.integers(0, 200) for _ in range(2)), *(st.integers(1, 60) for _ in range(2)))
def test_two_showings_meet_exactly_when_one_minute_belongs_to_both(first, second, long, short):
    one, other = showing(first, long), showing(second, short)
    both = set(range(first, first + long)) & set(range(second, second + short))
    assert one.meets(other) == other.meets(one) == bool(both)


def test_a_place_and_a_panel_hold_one_showing_at_a_time():
    wanted = showing(10, 20)
    assert [str(one) for one in objections(wanted, [showing(0, 15, HALL.upper(), "b")])] == [
        TAKEN % {"place": HALL}
    ]
    assert [str(one) for one in objections(wanted, [showing(25, 5, "Sân")])] == [SAME_PANEL]
    assert objections(wanted, [showing(30, 5), showing(0, 10)]) == []


def test_a_showing_needs_a_place_and_minutes():
    found = [one.field for one in objections(showing(0, 0, ""), [])]
    assert (found, NO_PLACE in [one.message for one in objections(showing(0, 1, ""), [])]) == (
        ["place", "minutes"],
        True,
    )


def test_a_blind_round_has_no_timetable(session: Session):
    made = open_round(session, blind=True)
    assert said(service.schedule(session, made.pieces[0].piece_id, SLOT, **OF)) == [service.BLIND]
    assert service.my_slots(session, made.judges[0]) == []


def test_a_judge_reads_the_own_timetable_in_the_order_of_time(session: Session):
    made = open_round(session)
    later = judging.SlotFacts(NOON + timedelta(minutes=20), 20, HALL)
    value_of(service.schedule(session, made.pieces[0].piece_id, later, **OF))
    value_of(service.schedule(session, made.pieces[1].piece_id, SLOT, **OF))
    value_of(service.note_presence(session, made.pieces[1].piece_id, True, **OF))
    seen = [(row.piece_id, row.present) for row in service.my_slots(session, made.judges[0])]
    assert seen == [(made.pieces[1].piece_id, True), (made.pieces[0].piece_id, None)]
    deeds = [row.deed for row in ledger_rows(session, made.round_id)]
    assert deeds[-3:] == ["scheduled", "scheduled", "presence"]


def test_a_slot_is_moved_within_its_own_time_and_taken_out(session: Session):
    made = open_round(session)
    piece = made.pieces[0].piece_id
    value_of(service.schedule(session, piece, SLOT, **OF))
    value_of(service.note_presence(session, piece, False, **OF))
    moved = value_of(
        service.schedule(session, piece, judging.SlotFacts(NOON + timedelta(minutes=5), 20, HALL), **OF)
    )
    assert (moved.present, len(service.slots(session, made.round_id))) == (None, 1)
    assert isinstance(service.schedule(session, made.pieces[1].piece_id, SLOT, **OF), Refused)
    value_of(service.unschedule(session, piece, **OF))
    assert said(service.unschedule(session, piece, **OF)) == [service.NO_SLOT]
    assert said(service.note_presence(session, piece, True, **OF)) == [service.NO_SLOT]
    assert said(service.schedule(session, "x" * 16, SLOT, **OF)) == [service.NO_PIECE]


@pytest.mark.parametrize("verb", [service.unschedule, service.note_presence])
def test_a_closed_round_keeps_its_timetable(session: Session, verb):
    made = open_round(session)
    piece = made.pieces[0].piece_id
    value_of(service.schedule(session, piece, SLOT, **OF))
    session.get_one(judging.Round, made.round_id).stage = judging.Stage.CLOSED
    session.flush()
    more = [True] if verb is service.note_presence else []
    assert isinstance(verb(session, piece, *more, **OF), Refused)
