"""Entering a component: each of two persons without the other's numbers; handing it over once the marking has ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.envelopes.clerks import alike
from contests.envelopes.closing import NOT_SEALED
from contests.envelopes.juries import locked_round
from contests.envelopes.model import Envelope, RoundEnvelope
from contests.envelopes.outside.model import TWO_PERSONS, OutsideList
from contests.envelopes.outside.rules import both_agree, points, read_numbers
from contests.envelopes.outside.terms import Formula
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_, nfc
from contests.seasons.model import Season
from judging import service as judging

NO_SOURCE = N_("Đề nghị ghi văn bản làm căn cứ (tên, số, ngày).")
NOT_TWICE = N_("Cần hai người cùng nhập và hai lần nhập phải khớp nhau.")
ONE_HUMAN = N_("Số liệu phải do hai người khác nhau nhập; hai tài khoản này là của cùng một người.")
HANDED = N_("Số liệu này đã được đưa vào bảng tính điểm nên không sửa được nữa.")


@dataclass(frozen=True, slots=True)
class OutsideTyped:
    """One person's list as typed: a line an entry."""

    kind: str
    formula: Formula
    source: str
    numbers: str


def enter_outside(
    session: Session, season: Season, typed: OutsideTyped, *, by: Actor, at: datetime
) -> Outcome[OutsideList]:
    """Enter a component's numbers, or correct one's own; the second person does so without seeing the first's."""
    round_ = locked_round(session, season.id)
    if round_ is None or round_.state is not RoundState.SEALED:
        return because(NOT_SEALED)
    entries = {number: entry for entry, number in outside_entries(session, round_).items()}
    most = judging.most_hundredths(session, round_.round_id)
    read = read_numbers(typed.numbers, entries, typed.formula, most)
    lists = outside_lists(session, season.id, typed.kind)
    source = nfc(typed.source)
    faults = [*_faults(session, lists, by, at), None if source else Reason(NO_SOURCE, "source"), *read.wrong]
    if refusal := gathered(faults):
        return refusal
    own = next((one for one in lists if one.entered_by == by.account_id), None) or OutsideList(
        season_id=season.id, kind=typed.kind, place=len(lists) + 1, entered_by=by.account_id
    )
    own.formula, own.source, own.numbers, own.entered_at = typed.formula, source, dict(read.values), at
    session.add(own)
    session.flush()
    record(session, "outside.enter", season.id, scope=season.organiser_id, by=by, at=at, kind=typed.kind)
    return Done(own)


def outside_entries(session: Session, round_: RoundEnvelope) -> dict[str, int]:
    """The numbers of the entries in a round's envelopes, by entry id."""
    own = sa.select(Entry.id, Entry.number).join(Envelope, Envelope.entry_id == Entry.id)
    rows = session.execute(own.where(Envelope.round_id == round_.round_id))
    return {entry: number for entry, number in rows if number is not None}


def outside_named(session: Session, entry_ids: Sequence[str]) -> Sequence[Entry]:
    """The entries with these ids."""
    return session.scalars(sa.select(Entry).where(Entry.id.in_(entry_ids))).all()


def outside_lists(session: Session, season_id: str, kind: str) -> Sequence[OutsideList]:
    """What was entered of one component, the first person's first."""
    own = sa.select(OutsideList).where(OutsideList.season_id == season_id, OutsideList.kind == kind)
    return session.scalars(own.order_by(OutsideList.place)).all()


def _faults(session: Session, lists: Sequence[OutsideList], by: Actor, at: datetime) -> list[Reason | None]:
    others = [one.entered_by for one in lists if one.entered_by != by.account_id]
    return [
        Reason(HANDED) if any(one.handed_at for one in lists) else None,
        Reason(TWO_PERSONS) if len(others) == 2 else None,
        Reason(ONE_HUMAN) if alike(session, {*others, by.account_id}, at) else None,
    ]


def outside_agreed(lists: Sequence[OutsideList]) -> bool:
    """Whether two persons entered the same."""
    if len(lists) != 2:
        return False
    one, other = (outside_numbers(each) for each in lists)
    return both_agree([each.formula for each in lists], one, other)


def outside_numbers(one: OutsideList) -> Mapping[str, int]:
    """A list's numbers in hundredths by entry id."""
    numbers: Any = one.numbers
    return dict(numbers)


def hand_over(session: Session, season: Season, kind: str, *, by: Actor, at: datetime) -> Outcome[str]:
    """Turn the numbers into points and give judging the points by piece; judging learns of no entry.

    Only after the marking has ended: nobody who marks is to know how the public voted, and the time in which a value
    stands beside a code is as short as it can be.
    """
    round_ = locked_round(session, season.id)
    if round_ is None or round_.state is not RoundState.SEALED:
        return because(NOT_SEALED)
    lists = outside_lists(session, season.id, kind)
    if any(one.handed_at for one in lists):
        return because(HANDED)
    if not outside_agreed(lists):
        return because(NOT_TWICE)
    taken = _taken(session, round_, lists, by, at)
    if isinstance(taken, Refused):
        return taken
    for one in lists:
        one.handed_at, one.source_salt = at, taken.value
    record(session, "outside.hand_over", season.id, scope=season.organiser_id, by=by, at=at, kind=kind)
    return Done(kind)


def _taken(
    session: Session, round_: RoundEnvelope, lists: Sequence[OutsideList], by: Actor, at: datetime
) -> Outcome[str]:
    first = lists[0]
    most = judging.most_hundredths(session, round_.round_id)
    by_piece = _by_piece(session, round_, points(outside_numbers(first), first.formula, most))
    clerks = [one.entered_by for one in lists]
    return judging.take_component(
        session, round_.round_id, first.kind, by_piece, first.source, clerks, by=by, at=at
    )


def _by_piece(session: Session, round_: RoundEnvelope, by_entry: Mapping[str, int]) -> dict[str, int]:
    own = sa.select(Envelope.piece_id, Envelope.entry_id).where(Envelope.round_id == round_.round_id)
    return {piece: by_entry[entry] for piece, entry in session.execute(own) if entry in by_entry}
