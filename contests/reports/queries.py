"""The one place where pages, papers and tests ask for figures: of a season with its earlier editions, and of a year."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.release import released_seasons
from contests.people.model import Unit
from contests.reports import breakdowns, tally
from contests.reports.afterwards import afterwards
from contests.reports.figures import (
    GENDERS,
    Edition,
    LevelLine,
    Money,
    SeasonFigures,
    SeasonLine,
    Share,
    Upper,
    YearFigures,
    added,
    closing_year,
    summed,
)
from contests.reports.regions import UnitFacts, regions_of
from contests.reports.rules import TypedValue
from contests.reports.tally import People, SeasonRow, Whole
from contests.reports.typed import typed_values
from contests.seasons.model import Contest, Season
from contests.seasons.queries import divisions_of, fields_of, tiers_of
from contests.seasons.terms import Level
from contests.seasons.words import LEVELS

LADDER = (Level.BASE, Level.PROVINCE, Level.NATION)


@dataclass(frozen=True, slots=True)
class _Around:
    """A season's own row, the earlier editions with the latest first, the lower rounds; whole counts of all of them."""

    own: SeasonRow
    earlier: tuple[SeasonRow, ...]
    below: tuple[SeasonRow, ...]
    wholes: Mapping[str, Whole]
    people: Mapping[str, Sequence[People]]
    upper: Mapping[str, Upper]

    def edition(self, row: SeasonRow) -> Edition:
        """What of a season is compared with another."""
        whole = self.wholes.get(row.id, Whole())
        return Edition(
            season_id=row.id,
            title=row.title,
            edition=row.edition,
            years=row.years,
            counts=whole.counts.as_known(row.known),
            authors=sum(one.authors for one in self.people.get(row.id, ())),
            units=whole.units,
            prize_money=whole.money if row.known.released else None,
            upper=self.upper.get(row.id, Upper()),
            money=Money(row.allocated, row.used),
        )


def season_figures(session: Session, season: Season) -> SeasonFigures:
    """The report of one season beside its contest's earlier ones; the number of statements is the same whatever its size."""
    around = _around(session, season)
    known = around.own.known
    rows = tally.tally(session, season.id)
    units = _units(session, season.organiser_id)
    fields = [(field.id, field.name) for field in fields_of(session, season.id)]
    divisions = [(division.id, division.name) for division in divisions_of(session, season.id)]
    tiers = [breakdowns.TierFacts(tier.id, tier.name, tier.quota) for tier in tiers_of(session, season.id)]
    typed = typed_values(session, season.id)
    return SeasonFigures(
        kind=around.own.kind,
        level=season.level,
        known=known,
        own=around.edition(around.own),
        fields=breakdowns.by_field(rows, fields, known),
        divisions=breakdowns.by_division(rows, divisions, known),
        units=breakdowns.by_unit(rows, units, known),
        kinds=breakdowns.by_kind(rows, units, known),
        regions=breakdowns.by_region(rows, regions_of(units.values(), season.organiser_id), known),
        tiers=breakdowns.by_tier(rows, tiers, fields, known),
        genders=_genders(around),
        prized_authors=_prized_authors(around),
        levels=_levels(around, typed),
        earlier=tuple(around.edition(row) for row in around.earlier),
        typed=typed,
        after=afterwards(session, season.id),
    )


def year_figures(session: Session, organisers: Collection[str], year: int) -> YearFigures:
    """The seasons of the organisers that end in a year, with their sums; three statements."""
    opened = sa.and_(Season.organiser_id.in_(organisers), Season.opened_at.is_not(None))
    rows = [row for row in tally.editions(session, opened) if closing_year(row.years) == year]
    ids = [row.id for row in rows]
    wholes, upper = tally.wholes(session, ids), tally.upper(session, ids)
    return added(
        [
            SeasonLine(
                row.id, row.title, row.years, wholes.get(row.id, Whole()).counts.as_known(row.known),
                upper.get(row.id, Upper()), Money(row.allocated, row.used),
            )
            for row in rows
        ]
    )  # fmt: skip


def years_of(session: Session, organisers: Collection[str]) -> dict[int, bool]:
    """The years in which opened seasons end, the latest first, and whether the results of one of its seasons are out."""
    opened = sa.select(Season.years, Season.id.in_(released_seasons())).where(
        Season.organiser_id.in_(organisers), Season.opened_at.is_not(None)
    )
    known = [(closing_year(years), settled) for years, settled in session.execute(opened)]
    ending = sorted({year for year, _ in known if year is not None}, reverse=True)
    return {year: (year, True) in known for year in ending}


def _around(session: Session, season: Season) -> _Around:
    """Four statements, however many editions there were."""
    kind = sa.select(Contest.kind).where(Contest.id == season.contest_id).scalar_subquery()
    siblings = sa.and_(
        Season.organiser_id == season.organiser_id, Contest.kind == kind, Season.level == season.level,
        Season.opened_at.is_not(None),
    )  # fmt: skip
    rows = tally.editions(session, sa.or_(Season.id == season.id, Season.parent_id == season.id, siblings))
    own = next(row for row in rows if row.id == season.id)
    below = [row for row in rows if row.parent_id == season.id]
    before = (row for row in rows if row not in below and _order(row) < _order(own))
    earlier = sorted(before, key=_order, reverse=True)
    compared = [own.id, *(row.id for row in earlier)]
    return _Around(
        own, tuple(earlier), tuple(below),
        tally.wholes(session, [*compared, *(row.id for row in below)]),
        tally.people(session, compared),
        tally.upper(session, compared),
    )  # fmt: skip


def _order(row: SeasonRow) -> tuple[int, int]:
    return closing_year(row.years) or 0, row.edition


def _units(session: Session, organiser_id: str) -> dict[str, UnitFacts]:
    rows = session.execute(
        sa.select(Unit.id, Unit.name, Unit.kind, Unit.parent_id, Unit.sorted).where(
            Unit.organiser_id == organiser_id
        )
    )
    return {row.id: UnitFacts(*row) for row in rows}


def _genders(around: _Around) -> tuple[Share, ...]:
    found = {one.gender: one for one in around.people.get(around.own.id, ())}
    released = around.own.known.released
    return tuple(
        Share(label, found[gender].authors, found[gender].prized if released else None)
        for gender, label in GENDERS.items()
        if gender in found
    )


def _prized_authors(around: _Around) -> int | None:
    own = around.people.get(around.own.id, ())
    return sum(one.prized for one in own) if around.own.known.released else None


def _levels(around: _Around, typed: Mapping[str, TypedValue]) -> tuple[LevelLine, ...]:
    """The rounds below (counted where they run here, else as the office typed them), this season, the level above."""
    own = around.edition(around.own)
    place = LADDER.index(around.own.level)
    lines = [
        LevelLine(LEVELS[around.own.level], own.counts.received, own.counts.prized, own.counts.nominated)
    ]
    if place > 0:
        lines.insert(0, _below(around, LEVELS[LADDER[place - 1]], typed))
    if place + 1 < len(LADDER):
        lines.append(LevelLine(LEVELS[LADDER[place + 1]], own.counts.nominated, own.upper.prizes, None))
    return tuple(lines)


def _below(around: _Around, label: str, typed: Mapping[str, TypedValue]) -> LevelLine:
    if not around.below:
        value = typed.get("base_received")
        return LevelLine(label, value.number if value else None, None, None)
    counts = summed([around.wholes.get(row.id, Whole()).counts.as_known(row.known) for row in around.below])
    return LevelLine(label, counts.received, counts.prized, counts.nominated)
