"""Turns the parts of a definition into rows of a season, and changes the rows that are already there."""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.seasons.model import Criterion, Division, DossierItem, Field, Tier
from contests.seasons.parts import CriterionPart, DivisionPart, FieldPart, ItemPart, TierPart
from contests.seasons.recognition.model import Fee, Honour, SpecialPrize

Listed: TypeAlias = type[Field] | type[Division] | type[DossierItem] | type[Criterion] | type[Tier]
Row: TypeAlias = Listed | type[SpecialPrize] | type[Honour] | type[Fee]
Values: TypeAlias = Mapping[str, Any]


def put(session: Session, season_id: str, kind: Row, wanted: Iterable[Values]) -> None:
    """Make the season's rows of one kind those that are wanted, in this order.

    A row is known by its code: what keeps its code keeps its id, so that what refers to it stays right.
    """
    rows = {values["code"]: values for values in wanted}
    found: list[Any] = list(session.scalars(sa.select(kind).filter_by(season_id=season_id)))
    present = {row.code: row for row in found}
    for code in present.keys() - rows.keys():
        session.delete(present[code])
    session.flush()
    for position, (code, values) in enumerate(rows.items()):
        row = present.get(code)
        if row is None:
            session.add(kind(season_id=season_id, position=position, **values))
            continue
        for name, value in {**values, "position": position}.items():
            setattr(row, name, value)
    session.flush()


def field_values(part: FieldPart) -> Values:
    """A field's columns."""
    return {"code": part.code, "name": part.name}


def division_values(part: DivisionPart) -> Values:
    """An age table's columns."""
    return {
        "code": part.code,
        "name": part.name,
        "born_from": part.born_from,
        "born_until": part.born_until,
    }


def item_values(part: ItemPart) -> Values:
    """A dossier item's columns."""
    names = ("code", "title", "help", "required", "to_judges", "most_files", "most_bytes", "article")
    return {**{name: getattr(part, name) for name in names}, "types": list(part.types)}


def criterion_values(part: CriterionPart, steps_per_point: int) -> Values:
    """A criterion's columns, its maximum in the season's smallest steps."""
    steps = part.most_quarters * steps_per_point // 4
    own = {name: getattr(part, name) for name in ("code", "title", "help", "levels")}
    return {**own, "most_steps": steps}


def tier_values(part: TierPart) -> Values:
    """A tier's columns."""
    return dataclasses.asdict(part)
