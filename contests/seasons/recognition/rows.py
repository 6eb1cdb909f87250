"""Special prizes, honours and fees as rows of a season, and back."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.seasons.recognition.model import Fee, Honour, SpecialPrize
from contests.seasons.recognition.parts import FeePart, HonourPart, SpecialPart

Values = Mapping[str, Any]


def special_values(part: SpecialPart) -> Values:
    """A special prize's columns."""
    return {**_own(part), "per_tier": list(part.per_tier)}


def honour_values(part: HonourPart) -> Values:
    """An honour's columns."""
    return {**_own(part), "roles": list(part.roles)}


def fee_values(part: FeePart) -> Values:
    """A fee's columns."""
    return _own(part)


def _own(part: SpecialPart | HonourPart | FeePart) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}


def specials_of(session: Session, season_id: str) -> list[SpecialPrize]:
    """The special prizes of a season in their order."""
    own = sa.select(SpecialPrize).filter_by(season_id=season_id)
    return list(session.scalars(own.order_by(SpecialPrize.position)))


def honours_of(session: Session, season_id: str) -> list[Honour]:
    """The honours of a season in their order."""
    return list(session.scalars(sa.select(Honour).filter_by(season_id=season_id).order_by(Honour.position)))


def fees_of(session: Session, season_id: str) -> list[Fee]:
    """The judges' fees of a season in their order."""
    return list(session.scalars(sa.select(Fee).filter_by(season_id=season_id).order_by(Fee.position)))


def special_part(row: SpecialPrize) -> SpecialPart:
    """A row as the plain value."""
    names = [name for name in SpecialPart.__slots__ if name != "per_tier"]
    return SpecialPart(**{name: getattr(row, name) for name in names}, per_tier=tuple(row.per_tier))


def honour_part(row: Honour) -> HonourPart:
    """A row as the plain value."""
    names = [name for name in HonourPart.__slots__ if name != "roles"]
    return HonourPart(**{name: getattr(row, name) for name in names}, roles=tuple(row.roles))


def fee_part(row: Fee) -> FeePart:
    """A row as the plain value."""
    return FeePart(row.code, row.money, row.basis)
