"""The charts of a prize list, counted from the list itself. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contests.publication.queries import PrizedWork


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, what it counts, and its length in thousandths of the longest."""

    label: str
    count: int
    length: int


def by_tier(works: Sequence[PrizedWork]) -> list[Bar]:
    """In the order of the tiers."""
    return _bars(Counter(work.tier for work in works).items())


def by_field(works: Sequence[PrizedWork]) -> list[Bar]:
    """Most prizes first, equals by name."""
    return _largest(Counter(work.field for work in works))


def by_unit(works: Sequence[PrizedWork]) -> list[Bar]:
    """Most prizes first, equals by name."""
    return _largest(Counter(work.unit for work in works))


def _largest(counts: Counter[str]) -> list[Bar]:
    return _bars(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _bars(counts: Iterable[tuple[str, int]]) -> list[Bar]:
    found = list(counts)
    most = max((count for _, count in found), default=1)
    return [Bar(label, count, 1000 * count // most) for label, count in found]
