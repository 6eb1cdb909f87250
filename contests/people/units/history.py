"""What a page tells of a unit's past: what happened to it, and its other names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.people.model import Unit
from contests.people.units.model import UnitAlias, UnitEvent
from contests.people.units.terms import EventKind


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event: `before` is the name, or the unit above, that it ended; "" where a unit only ceased to be."""

    on: date
    kind: EventKind
    before: str
    symbol: str
    note: str


def events_of(session: Session, unit_id: str) -> list[EventRow]:
    """What happened to a unit, the latest first."""
    above = aliased(Unit)
    rows = session.execute(
        sa.select(UnitEvent, above.name)
        .outerjoin(above, above.id == UnitEvent.parent_before)
        .where(UnitEvent.unit_id == unit_id)
        .order_by(UnitEvent.on.desc(), UnitEvent.made_at.desc())
    )
    return [
        EventRow(event.on, event.kind, event.name_before or parent or "", event.symbol, event.note)
        for event, parent in rows
    ]


def aliases_of(session: Session, unit_id: str) -> Sequence[UnitAlias]:
    """The other names of a unit, in alphabetical order."""
    return session.scalars(
        sa.select(UnitAlias).where(UnitAlias.unit_id == unit_id).order_by(UnitAlias.folded)
    ).all()


def alias_of(session: Session, unit_id: str, alias_id: str) -> UnitAlias | None:
    """One other name of a unit."""
    return session.scalar(sa.select(UnitAlias).where(UnitAlias.id == alias_id, UnitAlias.unit_id == unit_id))
