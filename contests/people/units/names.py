"""What units are called: on a day, and under every name that people may know them by."""

from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.people.model import Unit
from contests.people.units.model import UnitAlias, UnitEvent
from contests.people.units.terms import EventKind


def name_on(on: date) -> sa.ColumnElement[str]:
    """The official name of `Unit` on a day, for a query that selects from units: what papers of that day print."""
    earlier = sa.select(UnitEvent.name_before).where(
        UnitEvent.unit_id == Unit.id, UnitEvent.kind == EventKind.RENAMED, UnitEvent.on > on
    )
    first = earlier.order_by(UnitEvent.on).limit(1).correlate(Unit).scalar_subquery()
    return sa.func.coalesce(first, Unit.name)


def parent_on(on: date) -> sa.ColumnElement[str | None]:
    """The id of the unit above `Unit` on a day, for a query that selects from units."""
    earlier = sa.select(UnitEvent.parent_before).where(
        UnitEvent.unit_id == Unit.id, UnitEvent.parent_before.is_not(None), UnitEvent.on > on
    )
    first = earlier.order_by(UnitEvent.on).limit(1).correlate(Unit).scalar_subquery()
    return sa.func.coalesce(first, Unit.parent_id)


def other_names(session: Session, of_units: Any) -> dict[str, list[str]]:
    """Former names, oldest first, then other names, by unit id; `of_units` is what an IN takes."""
    found: dict[str, list[str]] = defaultdict(list)
    former = sa.select(UnitEvent.unit_id, sa.func.coalesce(UnitEvent.name_before, "")).where(
        UnitEvent.kind == EventKind.RENAMED, UnitEvent.unit_id.in_(of_units)
    )
    other = sa.select(UnitAlias.unit_id, UnitAlias.name).where(UnitAlias.unit_id.in_(of_units))
    for query in (former.order_by(UnitEvent.on), other.order_by(UnitAlias.name)):
        for unit_id, name in session.execute(query):
            found[unit_id].append(name)
    return found


def known_as(session: Session, organiser_id: str) -> dict[str, tuple[str, ...]]:
    """Every name of each unit of an organiser: its own first, then what `other_names` has, then those of units merged into it."""
    of_organiser = sa.select(Unit.id).where(Unit.organiser_id == organiser_id)
    others = other_names(session, of_organiser)
    rows = session.execute(
        sa.select(Unit.id, Unit.name, Unit.successor_id).where(Unit.organiser_id == organiser_id)
    ).all()
    merged: dict[str, list[str]] = defaultdict(list)
    for unit_id, _name, successor_id in rows:
        if successor_id:
            merged[successor_id].append(unit_id)
    own = {unit_id: [name, *others.get(unit_id, ())] for unit_id, name, _successor in rows}
    return {unit_id: tuple(dict.fromkeys(_with_merged(unit_id, own, merged))) for unit_id in own}


def _with_merged(unit_id: str, own: dict[str, list[str]], merged: dict[str, list[str]]) -> list[str]:
    below = [name for one in merged.get(unit_id, ()) for name in _with_merged(one, own, merged)]
    return [*own[unit_id], *below]
