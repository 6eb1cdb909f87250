"""Where the marks and the lines of a cut-off board stand on a strip, in hundredths of a per cent of its width. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from contests.awards.cutoffs import Cutoffs, TierEffect

WIDTH, MARGIN = 10_000, 300
BINS = 56
"""Marks nearer to each other than this part of the strip are stacked."""
LABEL_ROW = 20
DOT = 9
MOST_HIGH = 190


@dataclass(frozen=True, slots=True)
class Dot:
    """A work: `x` in hundredths of a per cent, `y` in pixels from the axis up, the place of its tier (None: no prize)."""

    x: int
    y: int
    tier: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A line between tiers with the gap around it, and the side on which its label has room."""

    x: int
    gap_from: int
    gap_to: int
    tier: int
    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole strip; heights in pixels, the ends of the axis in hundredths of a point."""

    dots: tuple[Dot, ...]
    marks: tuple[Mark, ...]
    top: int
    axis: int
    least: int
    most: int


def strip_of(effect: Cutoffs) -> Strip:
    """The works as dots over the axis of their marks, equal ones stacked, with the lines between the tiers."""
    marks = [rung.row.hundredths for rung in effect.ladder]
    least, most = (min(marks), max(marks)) if marks else (0, 0)
    place = {one.tier.id: at for at, one in enumerate(effect.tiers)}
    bins = [_bin(mark, least, most) for mark in marks]
    step = min(DOT, MOST_HIGH // max(Counter(bins).values(), default=1))
    stacked: Counter[int] = Counter()
    dots = []
    for rung, bin_ in zip(effect.ladder, bins, strict=True):
        dots.append(Dot(_at_bin(bin_), step * stacked[bin_], place.get(rung.tier_id or "")))
        stacked[bin_] += 1
    drawn = [one for one in effect.tiers if one.gap.above is not None]
    top = LABEL_ROW * len(drawn)
    axis = top + step * max(stacked.values(), default=1) + DOT
    return Strip(tuple(dots), _marks(drawn, place, least, most), top, axis, least, most)


def _bin(mark: int, least: int, most: int) -> int:
    return (mark - least) * (BINS - 1) // max(1, most - least)


def _at_bin(bin_: int) -> int:
    return MARGIN + bin_ * (WIDTH - 2 * MARGIN) // (BINS - 1)


def _marks(drawn: Sequence[TierEffect], place: dict[str, int], least: int, most: int) -> tuple[Mark, ...]:
    found = []
    for one in drawn:
        upper = _at_bin(_bin(one.gap.above or least, least, most))
        under = _at_bin(_bin(one.gap.below, least, most)) if one.gap.below is not None else 0
        middle = (upper + under) // 2
        anchor = "start" if middle < WIDTH // 2 else "end"
        found.append(Mark(middle, under, upper, place[one.tier.id], one.tier.name, anchor))
    return tuple(found)
