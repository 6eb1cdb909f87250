"""The timetable of an open round by entry: nothing is hidden there, so the office plans works, not codes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.envelopes.juries import locked_round, round_of
from contests.envelopes.model import Envelope, RoundEnvelope
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.text import N_
from contests.people.model import Unit
from contests.seasons.model import Field, Season
from judging import service as judging

NOT_SEALED = N_("Lịch trình bày lập sau khi các bài được chuyển cho giám khảo (đánh phách).")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """An entry in the timetable; without a slot the rest is None."""

    entry_id: str
    number: int
    title: str
    unit: str
    field: str
    starts_at: datetime | None
    minutes: int | None
    place: str
    present: bool | None


def timetable_rows(session: Session, season_id: str) -> list[ShownRow]:
    """Every entry of an open round, those with a slot first, by time; nothing of a blind round."""
    round_ = round_of(session, season_id)
    if round_ is None or session.get_one(judging.Round, round_.round_id).blind:
        return []
    slots = judging.slots(session, round_.round_id)
    rows = [_shown(tuple(row), slots.get(row[0])) for row in session.execute(_entries(round_.round_id))]
    return sorted(
        rows, key=lambda row: (row.starts_at is None, row.starts_at and row.starts_at.isoformat(), row.number)
    )


def _entries(round_id: str) -> sa.Select[Any]:
    columns: tuple[Any, ...] = (Envelope.piece_id, Entry.id, Entry.number, Entry.title, Unit.name, Field.name)
    return (
        sa.select(*columns)
        .join(Entry, Entry.id == Envelope.entry_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Field, Field.id == Entry.field_id)
        .where(Envelope.round_id == round_id)
    )


def _shown(row: Sequence[Any], slot: judging.Slot | None) -> ShownRow:
    _, entry_id, number, title, unit, field = row
    entry = (entry_id, number, title, unit, field)
    if slot is None:
        return ShownRow(*entry, None, None, "", None)
    return ShownRow(*entry, slot.starts_at, slot.minutes, slot.place, slot.present)


def plan_showing(
    session: Session, season: Season, entry_id: str, facts: judging.SlotFacts, *, by: Actor, at: datetime
) -> Outcome[judging.Slot]:
    """Say when and where a work is shown to its panel."""
    return _to_piece(
        session, season, entry_id, "round.schedule", lambda piece: judging.schedule(session, piece, facts, by=by, at=at), by, at
    )  # fmt: skip


def cancel_showing(
    session: Session, season: Season, entry_id: str, *, by: Actor, at: datetime
) -> Outcome[Any]:
    """Take a work out of the timetable."""
    return _to_piece(
        session, season, entry_id, "round.unschedule", lambda piece: judging.unschedule(session, piece, by=by, at=at), by, at
    )  # fmt: skip


def note_presence(
    session: Session, season: Season, entry_id: str, present: bool, *, by: Actor, at: datetime
) -> Outcome[judging.Slot]:
    """Record whether the authors came."""
    return _to_piece(
        session, season, entry_id, "round.presence", lambda piece: judging.note_presence(session, piece, present, by=by, at=at), by, at
    )  # fmt: skip


def _to_piece(
    session: Session,
    season: Season,
    entry_id: str,
    verb: str,
    act: Callable[[str], Outcome[Any]],
    by: Actor,
    at: datetime,
) -> Outcome[Any]:
    """Do to an entry's piece what the round allows; judging refuses it in a round that hides names."""
    round_ = locked_round(session, season.id)
    piece_id = _piece_of(session, round_, entry_id)
    if piece_id is None:
        return because(NOT_SEALED)
    outcome = act(piece_id)
    if isinstance(outcome, Refused):
        return outcome
    record(session, verb, entry_id, scope=season.organiser_id, by=by, at=at)
    return Done(outcome.value)


def _piece_of(session: Session, round_: RoundEnvelope | None, entry_id: str) -> str | None:
    if round_ is None:
        return None
    own = sa.select(Envelope.piece_id).where(
        Envelope.round_id == round_.round_id, Envelope.entry_id == entry_id
    )
    return session.scalar(own)
