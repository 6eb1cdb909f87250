"""The same tally folded by field, division, unit, kind, region and tier: so every breakdown has the same sum. Pure."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from contests.kernel.text import N_
from contests.people.terms import UnitKind
from contests.reports.figures import NONE, UNIT_KINDS, Counts, Known, Line, Tallied, TierLine, summed
from contests.reports.regions import UnitFacts

K = TypeVar("K", bound=Hashable)
DIRECT = N_("Trực thuộc cấp tổ chức")
NO_DIVISION = N_("Chưa xếp bảng")
Named = Sequence[tuple[str, str]]
"""Ids with their names, in the order in which they are printed."""


@dataclass(frozen=True, slots=True)
class TierFacts:
    """A tier of the season's award structure."""

    id: str
    name: str
    quota: int | None


def folded(rows: Iterable[Tallied], key: Callable[[Tallied], K]) -> dict[K, Counts]:
    """The counts of the rows by a key."""
    groups: dict[K, list[Counts]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row.counts)
    return {found: summed(counts) for found, counts in groups.items()}


def by_field(rows: Sequence[Tallied], fields: Named, known: Known) -> tuple[Line, ...]:
    """Every field of the season, those without an entry too."""
    found = folded(rows, lambda row: row.field_id)
    return tuple(Line(name, found.get(id_, NONE).as_known(known)) for id_, name in fields)


def by_division(rows: Sequence[Tallied], divisions: Named, known: Known) -> tuple[Line, ...]:
    """Every age table; entries without one apart. Nothing where the season has fewer than two tables."""
    if len(divisions) < 2:
        return ()
    found = folded(rows, lambda row: row.division_id)
    lines = [Line(name, found.get(id_, NONE).as_known(known)) for id_, name in divisions]
    return (*lines, *([Line(NO_DIVISION, found[None].as_known(known))] if None in found else []))


def by_unit(rows: Sequence[Tallied], units: Mapping[str, UnitFacts], known: Known) -> tuple[Line, ...]:
    """The units with an entry received, those with most first."""
    found = folded(rows, lambda row: row.unit_id)
    order = sorted(found, key=lambda one: (-found[one].received, units[one].sorted, one))
    return tuple(Line(units[one].name, found[one].as_known(known)) for one in order)


def by_kind(rows: Sequence[Tallied], units: Mapping[str, UnitFacts], known: Known) -> tuple[Line, ...]:
    """The kinds of units that sent something, in the order of their list."""
    found: dict[UnitKind, Counts] = folded(rows, lambda row: units[row.unit_id].kind)
    return tuple(Line(UNIT_KINDS[kind], found[kind].as_known(known)) for kind in UNIT_KINDS if kind in found)


def by_region(
    rows: Sequence[Tallied], regions: Mapping[str, UnitFacts | None], known: Known
) -> tuple[Line, ...]:
    """The regions that sent something, in dictionary order; what lies in none comes last."""
    found = folded(rows, lambda row: regions[row.unit_id])
    order = sorted(found, key=lambda one: (one is None, one.sorted if one else "", one.id if one else ""))
    return tuple(Line(one.name if one else DIRECT, found[one].as_known(known)) for one in order)


def by_tier(
    rows: Sequence[Tallied], tiers: Sequence[TierFacts], fields: Named, known: Known
) -> tuple[TierLine, ...]:
    """Every tier of the structure, an empty one too: how many, what they come to, and how many in each field."""
    return tuple(
        _tier(tier, [row for row in rows if row.tier_id == tier.id], fields, known) for tier in tiers
    )


def _tier(tier: TierFacts, own: Sequence[Tallied], fields: Named, known: Known) -> TierLine:
    if not known.released:
        return TierLine(tier.name, tier.quota, None, None, (None,) * len(fields))
    prized = folded(own, lambda row: row.field_id)
    by_field = tuple(prized.get(id_, NONE).prized for id_, _ in fields)
    return TierLine(
        tier.name,
        tier.quota,
        summed([row.counts for row in own]).prized,
        sum(row.money for row in own),
        by_field,
    )
