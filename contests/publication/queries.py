"""What everyone may read of results: only of published seasons, and names only with the consents the law asks for."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award, Proposal
from contests.awards.queries import PrizedRow, prized_rows
from contests.awards.release import released_seasons
from contests.decisions.model import Decision
from contests.entries.model import Author, Entry
from contests.kernel.calendar import today
from contests.people.model import Unit
from contests.publication.model import Notice
from contests.publication.naming import laureates
from contests.seasons.model import Season, Tier


@dataclass(frozen=True, slots=True)
class PublicResult:
    """A published season in the list of results."""

    season_id: str
    title: str
    years: str
    organiser: str
    published_at: datetime
    prizes: int


@dataclass(frozen=True, slots=True)
class PrizedWork:
    """A prized work for the public; a person who is not to be named is None among `people`."""

    entry_id: str
    title: str
    summary: str
    field: str
    unit: str
    tier: str
    tier_position: int
    people: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class PrizeTier:
    """A tier with its works."""

    name: str
    position: int
    works: tuple[PrizedWork, ...]


@dataclass(frozen=True, slots=True)
class PrizeList:
    """A season's published results, highest tier first; a tier that nobody reached is not there."""

    season_id: str
    title: str
    organiser: str
    years: str
    list_from: datetime
    decision: str
    decided_on: date
    works_out: bool
    """Whether the works' own pages are out too."""
    tiers: tuple[PrizeTier, ...]


def public_results(session: Session, at: datetime) -> list[PublicResult]:
    """Every season whose list is out at `at`, the latest first, with the number of its prizes."""
    prizes = (
        sa.select(sa.func.count())
        .select_from(Award)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .where(Proposal.season_id == Season.id, Award.tier_id.is_not(None))
        .scalar_subquery()
    )
    rows = (
        sa.select(Season.id, Season.title, Season.years, Unit.name, Notice.list_from, prizes)
        .join(Notice, Notice.season_id == Season.id)
        .join(Unit, Unit.id == Season.organiser_id)
        .where(Season.id.in_(released_seasons()), Notice.list_from <= at)
        .order_by(Notice.list_from.desc(), Season.id)
    )
    return [PublicResult(*row) for row in session.execute(rows)]


def prize_list(session: Session, season_id: str, at: datetime) -> PrizeList | None:
    """The published list as the consents stand at `at`; None before its moment. Summaries wait for the works' moment."""
    head = session.execute(_heading(season_id)).first()
    if head is None or head.list_from > at:
        return None
    title, organiser, years, list_from, decision, decided_on, works_from = head
    works = _works(session, season_id, prized_rows(session, season_id), today(at))
    if works_from > at:
        works = [dataclasses.replace(work, summary="") for work in works]
    return PrizeList(
        season_id, title, organiser, years, list_from, decision, decided_on, works_from <= at, _tiers(works)
    )


def preview(session: Session, season_id: str, on: date) -> tuple[PrizeTier, ...]:
    """The tiers as everyone would read them, for the office before publication; nothing before the release."""
    return _tiers(_works(session, season_id, prized_rows(session, season_id), on))


def _heading(season_id: str) -> sa.Select[str, str, str, datetime, str, date, datetime]:
    return (
        sa.select(
            Season.title,
            Unit.name,
            Season.years,
            Notice.list_from,
            Decision.symbol,
            Decision.issued_on,
            Notice.works_from,
        )
        .join(Notice, Notice.season_id == Season.id)
        .join(Unit, Unit.id == Season.organiser_id)
        .join(Proposal, Proposal.season_id == Season.id)
        .join(Decision, Decision.id == Proposal.decision_id)
        .where(Season.id == season_id, Season.id.in_(released_seasons()))
    )


def _tiers(works: Sequence[PrizedWork]) -> tuple[PrizeTier, ...]:
    names = dict.fromkeys((work.tier_position, work.tier) for work in works)
    return tuple(
        PrizeTier(name, position, tuple(work for work in works if work.tier_position == position))
        for position, name in names
    )


def _works(session: Session, season_id: str, rows: Sequence[PrizedRow], on: date) -> list[PrizedWork]:
    people = _people(session, season_id, on)
    return [
        PrizedWork(
            row.entry_id, row.title, row.summary, row.field, row.unit, row.tier, row.tier_position,
            people.get(row.entry_id, ()),
        )
        for row in rows
    ]  # fmt: skip


def _people(session: Session, season_id: str, on: date) -> dict[str, tuple[str | None, ...]]:
    """The authors of the prized works by their entries, None for one who is not to be named."""
    people: dict[str, tuple[str | None, ...]] = {}
    for row in laureates(session, season_id, on):
        people[row.entry_id] = (*people.get(row.entry_id, ()), row.name if row.shown else None)
    return people


def prized_work(
    session: Session, season_id: str, entry_id: str, at: datetime
) -> tuple[PrizeList, PrizedWork] | None:
    """One work of a published list with the list it stands in; None for anything else, and before its moment."""
    found = prize_list(session, season_id, at)
    if found is None or not found.works_out:
        return None
    works = (work for tier in found.tiers for work in tier.works if work.entry_id == entry_id)
    work = next(works, None)
    return (found, work) if work else None


def prize_of_entry(session: Session, entry_id: str, at: datetime) -> tuple[bool, str | None]:
    """Whether the results of an entry's season are public, and the entry's prize in them, if it has one."""
    rows = (
        sa.select(Notice.id, Tier.name)
        .select_from(Entry)
        .join(Notice, Notice.season_id == Entry.season_id)
        .outerjoin(Award, Award.entry_id == Entry.id)
        .outerjoin(Tier, Tier.id == Award.tier_id)
        .where(Entry.id == entry_id, Entry.season_id.in_(released_seasons()), Notice.list_from <= at)
    )
    found = session.execute(rows).first()
    return (False, None) if found is None else (True, found[1])


@dataclass(frozen=True, slots=True)
class PrizeOfEntry:
    """The prize of an entry in a published list."""

    entry_id: str
    tier: str
    published_at: datetime


def prize_news(session: Session, entry_id: str, at: datetime) -> PrizeOfEntry | None:
    """The prize of an entry and when it became public; None before that and for an entry without one."""
    found = session.execute(_published_prizes(at).where(Award.entry_id == entry_id)).first()
    return PrizeOfEntry(*found) if found else None


def prizes_of_author(session: Session, account_id: str, at: datetime) -> dict[str, str]:
    """The names of the published prizes by the entries that an account is an author of."""
    rows = session.execute(
        _published_prizes(at)
        .join(Author, Author.entry_id == Award.entry_id)
        .where(Author.account_id == account_id)
    )
    return {entry_id: tier for entry_id, tier, _ in rows}


def _published_prizes(at: datetime) -> sa.Select[str, str, datetime]:
    return (
        sa.select(Award.entry_id, Tier.name, Notice.list_from)
        .join(Tier, Tier.id == Award.tier_id)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .join(Notice, Notice.season_id == Proposal.season_id)
        .where(Proposal.season_id.in_(released_seasons()), Notice.list_from <= at)
    )
