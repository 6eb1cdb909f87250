"""The one place where figures are counted; pages, papers and tests print what stands here."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award, Proposal
from contests.entries.model import Author, Entry
from contests.entries.terms import EntryState
from contests.nomination.model import Nomination, UpperResult
from contests.people.model import Person, Unit
from contests.people.terms import Gender, UnitKind
from contests.reports.figures import (
    GENDERS,
    UNIT_KINDS,
    Counts,
    Line,
    Money,
    SeasonFigures,
    SeasonLine,
    Share,
    TierLine,
    Upper,
    YearFigures,
    added,
    closing_year,
)
from contests.seasons.model import Field, Season, Tier

RECEIVED = sa.and_(Entry.submitted_at.is_not(None), Entry.state != EntryState.WITHDRAWN)


def season_figures(session: Session, season: Season) -> SeasonFigures:
    """The report of one season, by six queries whatever its size."""
    units = _by_unit(session, season.id)
    return SeasonFigures(
        counts=sum((counts for _, _, counts in units), Counts()),
        fields=_by_field(session, season.id),
        units=tuple(Line(name, counts) for name, _, counts in units),
        kinds=_by_kind([(kind, counts) for _, kind, counts in units]),
        tiers=_by_tier(session, season.id),
        genders=_by_gender(session, season.id),
        upper=_upper(session, [season.id]).get(season.id, Upper()),
        money=Money(season.budget_allocated, season.budget_used),
    )


def year_figures(session: Session, organisers: Collection[str], year: int) -> YearFigures:
    """The seasons of the organisers that end in a year, with their sums; three queries."""
    seasons = [season for season in _seasons(session, organisers) if closing_year(season.years) == year]
    ids = [season.id for season in seasons]
    counts, upper = _by_season(session, ids), _upper(session, ids)
    return added(
        [
            SeasonLine(
                season.id, season.title, season.years, counts.get(season.id, Counts()),
                upper.get(season.id, Upper()), Money(season.budget_allocated, season.budget_used),
            )
            for season in seasons
        ]
    )  # fmt: skip


def years_of(session: Session, organisers: Collection[str]) -> dict[int, bool]:
    """The years in which opened seasons end, the latest first, and whether prizes of one of its seasons are decided."""
    decided = sa.exists().where(Proposal.season_id == Season.id, Proposal.decided_at.is_not(None))
    opened = sa.select(Season.years, decided).where(
        Season.organiser_id.in_(organisers), Season.opened_at.is_not(None)
    )
    known = [(closing_year(years), settled) for years, settled in session.execute(opened)]
    ending = sorted({year for year, _ in known if year is not None}, reverse=True)
    return {year: (year, True) in known for year in ending}


def _seasons(session: Session, organisers: Collection[str]) -> Sequence[Season]:
    opened = sa.select(Season).where(Season.organiser_id.in_(organisers), Season.opened_at.is_not(None))
    return session.scalars(opened.order_by(Season.title, Season.id)).all()


def _counted() -> tuple[sa.ColumnElement[int], ...]:
    eligible = sa.case((Entry.state == EntryState.ELIGIBLE, 1), else_=0)
    return (
        sa.func.count(Entry.id),
        sa.cast(sa.func.coalesce(sa.func.sum(eligible), 0), sa.Integer),
        sa.func.count(Award.id),
        sa.func.count(Nomination.id),
    )


def _tally(*keys: Any) -> sa.Select[Any]:
    """Counts of received entries by keys; an entry has one award and one nomination at most, so no row is doubled."""
    given = sa.and_(
        Award.entry_id == Entry.id, Award.tier_id.is_not(None), Award.proposal_id.in_(_decided_proposals())
    )
    return (
        sa.select(*keys, *_counted())
        .select_from(Entry)
        .outerjoin(Award, given)
        .outerjoin(Nomination, Nomination.entry_id == Entry.id)
        .where(RECEIVED)
        .group_by(*keys)
    )


def _decided_proposals() -> sa.Select[str]:
    return sa.select(Proposal.id).where(Proposal.decided_at.is_not(None))


def _by_season(session: Session, ids: Sequence[str]) -> dict[str, Counts]:
    rows = session.execute(_tally(Entry.season_id).where(Entry.season_id.in_(ids)))
    return {season_id: Counts(*counts) for season_id, *counts in rows}


def _by_field(session: Session, season_id: str) -> tuple[Line, ...]:
    rows = session.execute(_tally(Entry.field_id).where(Entry.season_id == season_id))
    found = {field_id: Counts(*counts) for field_id, *counts in rows}
    fields = sa.select(Field.id, Field.name).filter_by(season_id=season_id).order_by(Field.position)
    return tuple(Line(name, found.get(field_id, Counts())) for field_id, name in session.execute(fields))


def _by_unit(session: Session, season_id: str) -> list[tuple[str, UnitKind, Counts]]:
    keys = (Unit.id, Unit.name, Unit.kind, Unit.sorted)
    rows = _tally(*keys).join(Unit, Unit.id == Entry.unit_id).where(Entry.season_id == season_id)
    by_size = rows.order_by(sa.func.count(Entry.id).desc(), Unit.sorted, Unit.id)
    return [(name, kind, Counts(*counts)) for _, name, kind, _, *counts in session.execute(by_size)]


def _by_kind(units: Sequence[tuple[UnitKind, Counts]]) -> tuple[Line, ...]:
    sums = {kind: sum((counts for own, counts in units if own is kind), Counts()) for kind in UNIT_KINDS}
    return tuple(Line(UNIT_KINDS[kind], counts) for kind, counts in sums.items() if counts.received)


def _by_tier(session: Session, season_id: str) -> tuple[TierLine, ...]:
    given = sa.and_(Award.tier_id == Tier.id, Award.proposal_id.in_(_decided_proposals()))
    money = sa.cast(sa.func.coalesce(sa.func.sum(Award.money), 0), sa.BigInteger)
    rows = (
        sa.select(Tier.name, Tier.quota, sa.func.count(Award.id), money)
        .outerjoin(Award, given)
        .where(Tier.season_id == season_id)
        .group_by(Tier.id, Tier.name, Tier.quota, Tier.position)
        .order_by(Tier.position)
    )
    return tuple(TierLine(*row) for row in session.execute(rows))


def _by_gender(session: Session, season_id: str) -> tuple[Share, ...]:
    given = sa.and_(
        Award.entry_id == Entry.id, Award.tier_id.is_not(None), Award.proposal_id.in_(_decided_proposals())
    )
    prized = sa.case((Award.id.is_not(None), Person.id))
    rows = (
        sa.select(Person.gender, sa.func.count(Person.id.distinct()), sa.func.count(prized.distinct()))
        .join(Author, Author.person_id == Person.id)
        .join(Entry, Entry.id == Author.entry_id)
        .outerjoin(Award, given)
        .where(RECEIVED, Entry.season_id == season_id)
        .group_by(Person.gender)
    )
    found: dict[Gender | None, tuple[int, int]] = {row[0]: (row[1], row[2]) for row in session.execute(rows)}
    return tuple(Share(label, *found[gender]) for gender, label in GENDERS.items() if gender in found)


def _upper(session: Session, ids: Sequence[str]) -> dict[str, Upper]:
    """What came back, the tiers in the order of the season's own where the names agree."""
    place = sa.func.coalesce(Tier.position, 1000)
    rows = (
        sa.select(Nomination.season_id, UpperResult.tier, place, sa.func.count(Nomination.id))
        .outerjoin(UpperResult, UpperResult.nomination_id == Nomination.id)
        .outerjoin(Tier, sa.and_(Tier.season_id == Nomination.season_id, Tier.name == UpperResult.tier))
        .where(Nomination.season_id.in_(ids))
        .group_by(Nomination.season_id, UpperResult.tier, place)
        .order_by(place, UpperResult.tier)
    )
    found: dict[str, Upper] = {}
    for season_id, tier, _, count in session.execute(rows):
        found[season_id] = _with(found.get(season_id, Upper()), tier, count)
    return found


def _with(upper: Upper, tier: str | None, count: int) -> Upper:
    if tier is None:
        return Upper(upper.tiers, upper.without, upper.waiting + count)
    if not tier:
        return Upper(upper.tiers, upper.without + count, upper.waiting)
    return Upper((*upper.tiers, (tier, count)), upper.without, upper.waiting)
