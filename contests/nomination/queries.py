"""What pages and reports read of nominations."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award
from contests.awards.queries import prized_rows
from contests.awards.release import released_seasons
from contests.decisions.model import Decision
from contests.entries.model import Entry
from contests.nomination.model import (
    Nomination,
    ReceivedBundle,
    ReceivedWork,
    SealedBundle,
    Sender,
    UpperLevel,
    UpperResult,
)
from contests.nomination.rules import Candidate, Limits
from contests.people.model import Unit
from contests.seasons.model import Field, Setting, Tier
from contests.seasons.queries import tiers_of
from contests.seasons.settings import NOMINATION_PER_FIELD, NOMINATION_QUOTA, NOMINATION_TIERS


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
    substitute: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str
    sent: bool


def nomination_rows(session: Session, season_id: str) -> list[NominationRow]:
    """The nominated entries of a season in the order of the letters."""
    columns: tuple[Any, ...] = (
        Nomination.id, Nomination.position, Entry.id, Entry.number, Entry.title, Field.name, Unit.name, Tier.name,
        Decision.symbol, Decision.issued_on, UpperResult.tier, UpperResult.announced_on, UpperResult.source,
        Nomination.substitute, Nomination.withdrawn_at, Nomination.withdrawn_reason,
        Nomination.sent_version_id.is_not(None),
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


def nominations_of(session: Session, season_id: str) -> list[Nomination]:
    """Every nomination of a season, also those that stepped back."""
    rows = sa.select(Nomination).where(Nomination.season_id == season_id).order_by(Nomination.position)
    return list(session.scalars(rows))


def nominated_ids(session: Session, season_id: str) -> list[str]:
    """The entries of a season that stand in a letter, also those that stepped back."""
    return [row.entry_id for row in nominations_of(session, season_id)]


def candidates(session: Session, season_id: str) -> dict[str, Candidate]:
    """The prized entries of a released season by their ids, as the rules see them."""
    rows = prized_rows(session, season_id)
    places = {tier.id: place for place, tier in enumerate(tiers_of(session, season_id))}
    return {row.entry_id: Candidate(row.entry_id, row.field, places[row.tier_id]) for row in rows}


def limits_of(session: Session, season_id: str) -> Limits:
    """What the season's working values allow."""
    keys = (NOMINATION_QUOTA, NOMINATION_TIERS, NOMINATION_PER_FIELD)
    rows = session.execute(
        sa.select(Setting.key, Setting.value).where(Setting.season_id == season_id, Setting.key.in_(keys))
    )
    found = {key: int(value) for key, value in rows if value.isdecimal()}
    return Limits(*(found.get(key) for key in keys))


def quota_of(session: Session, season_id: str) -> int | None:
    """How many entries the season may send up; None where it sets no bound."""
    return limits_of(session, season_id).quota


def upper_level(session: Session, season_id: str) -> UpperLevel | None:
    """What the upper level asks, where it is known."""
    return session.scalar(sa.select(UpperLevel).where(UpperLevel.season_id == season_id))


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter of nomination with its bundle, once that is sealed."""

    id: str
    symbol: str
    issued_on: date
    works: int
    bundle: SealedBundle | None


def letter_rows(session: Session, season_id: str) -> list[LetterRow]:
    """The letters of a season, the latest first."""
    works = sa.func.count(Nomination.id)
    rows = session.execute(
        sa.select(Decision.id, Decision.symbol, Decision.issued_on, works, SealedBundle)
        .join(Nomination, Nomination.letter_id == Decision.id)
        .outerjoin(SealedBundle, SealedBundle.letter_id == Decision.id)
        .where(Nomination.season_id == season_id, Nomination.withdrawn_at.is_(None))
        .group_by(Decision.id, SealedBundle.id)
        .order_by(Decision.issued_on.desc(), Decision.id)
    )
    return [LetterRow(*row) for row in rows]


def sealed_bundle(session: Session, letter_id: str) -> SealedBundle | None:
    """The bundle of a letter, once it is sealed."""
    return session.scalar(sa.select(SealedBundle).where(SealedBundle.letter_id == letter_id))


def senders_of(session: Session, organiser_id: str) -> list[tuple[Sender, str]]:
    """The keys an organiser has compared, with the name of the unit that sends with each."""
    rows = sa.select(Sender, Unit.name).join(Unit, Unit.id == Sender.unit_id)
    found = session.execute(rows.where(Sender.organiser_id == organiser_id).order_by(Sender.compared_at))
    return [(sender, name) for sender, name in found]


def received_rows(
    session: Session, season_id: str
) -> list[tuple[ReceivedWork, Entry, ReceivedBundle | None]]:
    """The works of a season that came from a lower level, with the bundle they came in."""
    rows = (
        sa.select(ReceivedWork, Entry, ReceivedBundle)
        .join(Entry, Entry.id == ReceivedWork.entry_id)
        .outerjoin(ReceivedBundle, ReceivedBundle.id == ReceivedWork.received_id)
        .where(Entry.season_id == season_id)
        .order_by(Entry.number, ReceivedWork.number)
    )
    return [(work, entry, bundle) for work, entry, bundle in session.execute(rows)]
