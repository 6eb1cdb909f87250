"""The statements that count: each over whole seasons at once, with no row of an entry ever leaving the database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award
from contests.awards.release import released_proposals, released_seasons
from contests.entries.model import Author, Entry
from contests.entries.terms import EntryState
from contests.envelopes.model import Envelope
from contests.nomination.model import Nomination, UpperResult
from contests.people.model import Person
from contests.people.terms import Gender
from contests.reports.figures import NONE, Counts, Known, Tallied, Upper
from contests.screening.model import EligibleList
from contests.seasons.model import Contest, Season, Tier
from contests.seasons.terms import ContestKind, Level

RECEIVED = sa.and_(Entry.submitted_at.is_not(None), Entry.state != EntryState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole season: its counts, how many units, its prize money in đồng."""

    counts: Counts = NONE
    units: int = 0
    money: int = 0


@dataclass(frozen=True, slots=True)
class SeasonRow:
    """A season and how far it is."""

    id: str
    parent_id: str | None
    kind: ContestKind
    level: Level
    title: str
    edition: int
    years: str
    allocated: int | None
    used: int | None
    known: Known


@dataclass(frozen=True, slots=True)
class People:
    """Authors of one gender, each person once, and how many of them have a prize."""

    gender: Gender | None
    authors: int
    prized: int


def tally(session: Session, season_id: str) -> list[Tallied]:
    """All received entries of a season, by everything that a breakdown asks for; one statement."""
    keys = (Entry.field_id, Entry.unit_id, Entry.division_id, Award.tier_id)
    rows = session.execute(_counting(*keys).where(Entry.season_id == season_id))
    return [Tallied(row[0], row[1], row[2], row[3], Counts(*row[4:9]), row[9]) for row in rows]


def wholes(session: Session, season_ids: Collection[str]) -> dict[str, Whole]:
    """The same for whole seasons, by their ids; one statement."""
    asked = _counting(Entry.season_id, sa.func.count(Entry.unit_id.distinct()), grouped=1)
    rows = session.execute(asked.where(Entry.season_id.in_(season_ids)))
    return {row[0]: Whole(Counts(*row[2:7]), row[1], row[7]) for row in rows}


def _given() -> sa.ColumnElement[bool]:
    """An entry's prize, where it may be told."""
    return sa.and_(
        Award.entry_id == Entry.id, Award.tier_id.is_not(None), Award.proposal_id.in_(released_proposals())
    )


def _counting(*keys: Any, grouped: int | None = None) -> sa.Select[Any]:
    """Counts and money of received entries by keys, of which the first `grouped` group; an entry has one award and
    one nomination at most, so no row is doubled."""
    asked = sa.select(*keys, *_counted()).select_from(Entry).outerjoin(Award, _given())
    nominated = asked.outerjoin(Nomination, sa.and_(Nomination.entry_id == Entry.id, _goes_up()))
    return nominated.where(RECEIVED).group_by(*keys[:grouped])


def _goes_up() -> sa.ColumnElement[bool]:
    """A substitute waits for the place of another; who was taken back does not go."""
    return sa.and_(Nomination.substitute.is_(False), Nomination.withdrawn_at.is_(None))


def _counted() -> tuple[sa.ColumnElement[int], ...]:
    """In the order of `Counts`, then the money."""
    in_round = sa.exists().where(Envelope.entry_id == Entry.id)
    return (
        sa.func.count(Entry.id),
        _number(Entry.state == EntryState.ELIGIBLE),
        _number(in_round),
        sa.func.count(Award.id),
        sa.func.count(Nomination.id),
        sa.cast(sa.func.coalesce(sa.func.sum(Award.money), 0), sa.BigInteger),
    )


def _number(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.cast(sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0), sa.Integer)


def people(session: Session, season_ids: Collection[str]) -> dict[str, list[People]]:
    """The authors of seasons by gender; a person with several entries counts once; one statement."""
    prized = sa.case((Award.id.is_not(None), Person.id))
    rows = (
        sa.select(
            Entry.season_id,
            Person.gender,
            sa.func.count(Person.id.distinct()),
            sa.func.count(prized.distinct()),
        )
        .select_from(Entry)
        .join(Author, Author.entry_id == Entry.id)
        .join(Person, Person.id == Author.person_id)
        .outerjoin(Award, _given())
        .where(RECEIVED, Entry.season_id.in_(season_ids))
        .group_by(Entry.season_id, Person.gender)
    )
    found: dict[str, list[People]] = {}
    for season_id, gender, authors, with_prize in session.execute(rows):
        found.setdefault(season_id, []).append(People(gender, authors, with_prize))
    return found


def upper(session: Session, season_ids: Collection[str]) -> dict[str, Upper]:
    """What came back, the tiers in the order of the season's own where the names agree; one statement."""
    place = sa.func.coalesce(Tier.position, 1000)
    rows = (
        sa.select(Nomination.season_id, UpperResult.tier, place, sa.func.count(Nomination.id))
        .outerjoin(UpperResult, UpperResult.nomination_id == Nomination.id)
        .outerjoin(Tier, sa.and_(Tier.season_id == Nomination.season_id, Tier.name == UpperResult.tier))
        .where(Nomination.season_id.in_(season_ids), Nomination.season_id.in_(released_seasons()), _goes_up())
        .group_by(Nomination.season_id, UpperResult.tier, place)
        .order_by(place, UpperResult.tier)
    )
    found: dict[str, Upper] = {}
    for season_id, tier, _, count in session.execute(rows):
        found[season_id] = _with(found.get(season_id, Upper()), tier, count)
    return found


def _with(known: Upper, tier: str | None, count: int) -> Upper:
    if tier is None:
        return Upper(known.tiers, known.without, known.waiting + count)
    if not tier:
        return Upper(known.tiers, known.without + count, known.waiting)
    return Upper((*known.tiers, (tier, count)), known.without, known.waiting)


def editions(session: Session, wanted: sa.ColumnElement[bool]) -> list[SeasonRow]:
    """The opened seasons that fit, with how far each is; one statement."""
    rows = (
        sa.select(
            Season.id, Season.parent_id, Contest.kind, Season.level, Season.title, Season.edition, Season.years,
            Season.budget_allocated, Season.budget_used, *_reached(),
        )
        .join(Contest, Contest.id == Season.contest_id)
        .where(wanted)
        .order_by(Season.title, Season.id)
    )  # fmt: skip
    return [SeasonRow(*row[:9], Known(*row[9:])) for row in session.execute(rows)]


def _reached() -> Sequence[sa.ColumnElement[bool]]:
    """Whether a season's entries were screened, sealed for judging, and its results let out."""
    own = Entry.season_id == Season.id
    closed = sa.exists().where(EligibleList.season_id == Season.id)
    passed = sa.exists().where(own, Entry.state == EntryState.ELIGIBLE)
    in_round = sa.exists().where(own, Envelope.entry_id == Entry.id)
    return sa.or_(closed, passed), in_round, Season.id.in_(released_seasons())
