"""The figures of a season and of a year as plain values: counts, people, money, results that came back. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import fields as fields_of

from contests.kernel.text import N_
from contests.people.terms import Gender, UnitKind
from contests.reports.aftermath import Aftermath
from contests.reports.rules import TypedValue
from contests.reports.terms import Measure
from contests.seasons.terms import ContestKind, Level

UNIT_KINDS = {
    UnitKind.UNION: N_("Liên hiệp hội, hội"),
    UnitKind.SCHOOL: N_("Trường học"),
    UnitKind.TRADE_UNION: N_("Công đoàn"),
    UnitKind.COMMUNE: N_("Xã, phường, đặc khu"),
    UnitKind.SECTOR: N_("Sở, ngành"),
    UnitKind.ENTERPRISE: N_("Doanh nghiệp"),
}
GENDERS = {Gender.FEMALE: N_("Nữ"), Gender.MALE: N_("Nam"), None: N_("Không khai")}
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number. `value` None is missing, never nought; `source` is the query that counted it."""

    key: str
    label: str
    definition: str
    value: int | None
    measure: Measure
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """How far a season is: what was not reached yet is not counted as nought."""

    screened: bool = True
    sealed: bool = True
    released: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries of a season, a field, a unit …: how many came how far; None: not known yet."""

    received: int = 0
    eligible: int | None = 0
    final: int | None = 0
    prized: int | None = 0
    nominated: int | None = 0

    def as_known(self, known: Known) -> "Counts":
        """The same with what the season has not reached yet left open."""
        return Counts(
            self.received,
            self.eligible if known.screened else None,
            self.final if known.sealed else None,
            self.prized if known.released else None,
            self.nominated if known.released else None,
        )


NONE = Counts()
NOTHING_AFTER = Aftermath()
COUNTED = tuple(one.name for one in fields_of(Counts))


@dataclass(frozen=True, slots=True)
class Tallied:
    """The entries received that agree in field, unit, division and prize; their prize money in đồng."""

    field_id: str
    unit_id: str
    division_id: str | None
    tier_id: str | None
    counts: Counts
    money: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a breakdown."""

    label: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class TierLine:
    """A tier: its quota (None: none), how many have it and their money in đồng (None: not released), by field how many."""

    name: str
    quota: int | None
    count: int | None
    money: int | None
    by_field: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """How many authors, and how many of them with a prize."""

    label: str
    authors: int
    prized: int | None


@dataclass(frozen=True, slots=True)
class Money:
    """A budget in đồng; None where the office has not entered it."""

    allocated: int | None = None
    used: int | None = None

    @property
    def returned(self) -> int | None:
        """What went back: allocated minus used; below nought where more was used."""
        return None if self.allocated is None or self.used is None else self.allocated - self.used


@dataclass(frozen=True, slots=True)
class Upper:
    """What the level above gave: prizes by tier, how many came back without one, how many are still open."""

    tiers: tuple[tuple[str, int], ...] = ()
    without: int = 0
    waiting: int = 0

    @property
    def prizes(self) -> int | None:
        """How many prizes; None while no result has come back."""
        return sum(count for _, count in self.tiers) if self.tiers or self.without else None


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level of a contest: how many took part there, got a prize there, were sent on."""

    label: str
    received: int | None
    prized: int | None
    sent: int | None


@dataclass(frozen=True, slots=True)
class Edition:
    """What is compared between the editions of one contest."""

    season_id: str
    title: str
    edition: int
    years: str
    counts: Counts
    authors: int
    units: int
    prize_money: int | None
    upper: Upper
    money: Money


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """A season in the report of a year."""

    season_id: str
    title: str
    years: str
    counts: Counts
    upper: Upper
    money: Money


@dataclass(frozen=True, slots=True)
class SeasonFigures:
    """Everything that the report of one season prints; `earlier` are the previous editions, the latest first."""

    kind: ContestKind
    level: Level
    known: Known
    own: Edition
    fields: tuple[Line, ...]
    divisions: tuple[Line, ...]
    units: tuple[Line, ...]
    kinds: tuple[Line, ...]
    regions: tuple[Line, ...]
    tiers: tuple[TierLine, ...]
    genders: tuple[Share, ...]
    prized_authors: int | None
    levels: tuple[LevelLine, ...]
    earlier: tuple[Edition, ...]
    typed: Mapping[str, TypedValue] = field(default_factory=dict)
    after: Aftermath = NOTHING_AFTER

    @property
    def counts(self) -> Counts:
        """All entries of the season."""
        return self.own.counts

    @property
    def upper(self) -> Upper:
        """What came back from the level above."""
        return self.own.upper

    @property
    def money(self) -> Money:
        """The season's budget."""
        return self.own.money

    @property
    def prize_money(self) -> int | None:
        """All prizes, in đồng; None before they are released."""
        return self.own.prize_money

    @property
    def authors(self) -> int:
        """People named in the entries received."""
        return self.own.authors

    @property
    def unit_count(self) -> int:
        """Units with an entry received."""
        return self.own.units


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The seasons that end in a year, and their sums over those where a figure is known."""

    lines: tuple[SeasonLine, ...]
    counts: Counts
    upper: Upper
    money: Money
    incomplete: bool
    """Whether a season lacks a part of its budget, so that the sums of money leave it out."""
    partial: frozenset[str] = frozenset()
    """Keys of the counts that some season does not know yet, so that their sums leave it out."""


def closing_year(years: str) -> int | None:
    """The year in whose report a season stands: the last of "2020-2021"."""
    found = _YEAR.findall(years)
    return int(found[-1]) if found else None


def latest_reported(years: Mapping[int, bool]) -> int | None:
    """The latest year with decided prizes; the latest of all where there is none. `years`, the latest first."""
    return next((year for year, decided in years.items() if decided), next(iter(years), None))


def summed(lines: Collection[Counts]) -> Counts:
    """Column by column; a column that one of them does not know is not known."""
    return Counts(
        sum(line.received for line in lines),
        **{name: whole_sum([getattr(line, name) for line in lines]) for name in COUNTED[1:]},
    )


def whole_sum(values: Collection[int | None]) -> int | None:
    """The sum of what is known altogether; None where a part is missing."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _of_those_known(lines: Sequence[Counts]) -> Counts:
    """Column by column over those that know the column; None where none does."""
    columns = {name: [one for line in lines if (one := getattr(line, name)) is not None] for name in COUNTED}
    sums = {name: sum(values) if values or not lines else None for name, values in columns.items()}
    return Counts(sums.pop("received") or 0, **sums)


def added(lines: Sequence[SeasonLine]) -> YearFigures:
    """The sums of a year. A budget counts only where both of its figures are there, so that the row adds up."""
    whole = [line.money for line in lines if line.money.returned is not None]
    money = Money(sum(m.allocated or 0 for m in whole), sum(m.used or 0 for m in whole)) if whole else Money()
    counts = [line.counts for line in lines]
    partial = frozenset(name for name in COUNTED if any(getattr(one, name) is None for one in counts))
    upper = _upper_sum(line.upper for line in lines)
    return YearFigures(tuple(lines), _of_those_known(counts), upper, money, len(whole) < len(lines), partial)


def _upper_sum(uppers: Iterable[Upper]) -> Upper:
    tiers: dict[str, int] = {}
    without = waiting = 0
    for upper in uppers:
        without, waiting = without + upper.without, waiting + upper.waiting
        for name, count in upper.tiers:
            tiers[name] = tiers.get(name, 0) + count
    return Upper(tuple(tiers.items()), without, waiting)
