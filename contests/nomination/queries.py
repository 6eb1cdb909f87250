"""What pages and reports read of nominations."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award
from contests.awards.release import released_seasons
from contests.decisions.model import Decision
from contests.entries.model import Entry
from contests.nomination.model import Nomination, UpperResult
from contests.people.model import Unit
from contests.seasons.model import Field, Setting, Tier
from contests.seasons.settings import NOMINATION_QUOTA


@dataclass(frozen=True, slots=True)
class NominationRow:
    """A nominated entry with what came back: `result` is None while nothing is known, "" for no prize."""

    id: str
    position: int
    entry_id: str
    number: int | None
    title: str
    field: str
    unit: str
    tier: str
    letter: str
    letter_on: date
    result: str | None
    announced_on: date | None
    source: str | None


def nomination_rows(session: Session, season_id: str) -> list[NominationRow]:
    """The nominated entries of a season in the order of the letters."""
    columns: tuple[Any, ...] = (
        Nomination.id, Nomination.position, Entry.id, Entry.number, Entry.title, Field.name, Unit.name, Tier.name,
        Decision.symbol, Decision.issued_on, UpperResult.tier, UpperResult.announced_on, UpperResult.source,
    )  # fmt: skip
    rows = (
        sa.select(*columns)
        .select_from(Nomination)
        .join(Entry, Entry.id == Nomination.entry_id)
        .join(Field, Field.id == Entry.field_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Award, Award.entry_id == Entry.id)
        .join(Tier, Tier.id == Award.tier_id)
        .join(Decision, Decision.id == Nomination.letter_id)
        .outerjoin(UpperResult, UpperResult.nomination_id == Nomination.id)
        .where(Nomination.season_id == season_id, Nomination.season_id.in_(released_seasons()))
        .order_by(Nomination.position)
    )
    return [NominationRow(*row) for row in session.execute(rows)]


def nominated_ids(session: Session, season_id: str) -> list[str]:
    """The entries of a season that were nominated."""
    return list(session.scalars(sa.select(Nomination.entry_id).where(Nomination.season_id == season_id)))


def quota_of(session: Session, season_id: str) -> int | None:
    """How many entries the season may send up; None where it sets no bound."""
    value = session.scalar(sa.select(Setting.value).filter_by(season_id=season_id, key=NOMINATION_QUOTA))
    return int(value) if value and value.isdecimal() else None
