"""The lines between tiers: where marks leave a gap, what a moved line changes. Pure; marks in hundredths of a point."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contests.awards.engine.facts import Ranked, Structure, TierFacts

Lines = Mapping[str, int | None]
"""The least mark of each tier by its id; None for a tier that nobody gets."""


@dataclass(frozen=True, slots=True)
class Step:
    """A mark that is there, and how many works have it."""

    mark: int
    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies around a line: the lowest mark that gets the tier, the highest below it; None where there is none."""

    above: int | None
    below: int | None

    @property
    def width(self) -> int | None:
        """The distance between them: how much a mark would have to change to cross the line."""
        return None if self.above is None or self.below is None else self.above - self.below


def steps(works: Iterable[Ranked]) -> list[Step]:
    """The marks that are there, highest first."""
    counted = Counter(one.hundredths for one in works)
    return [Step(mark, counted[mark]) for mark in sorted(counted, reverse=True)]


def by_lines(works: Iterable[Ranked], structure: Structure, lines: Lines) -> dict[str, str | None]:
    """The tier of each work by the lines alone: equal marks always get the same tier."""
    drawn = [(tier.id, lines.get(tier.id)) for tier in structure.tiers if not tier.by_hand]
    return {one.entry_id: _tier_of(one.hundredths, drawn) for one in works}


def _tier_of(mark: int, drawn: Sequence[tuple[str, int | None]]) -> str | None:
    return next((tier_id for tier_id, least in drawn if least is not None and mark >= least), None)


def gap_at(line: int | None, found: Sequence[Step]) -> Gap:
    """What lies around a line among the marks that are there."""
    if line is None:
        return Gap(None, None)
    above = [step.mark for step in found if step.mark >= line]
    below = [step.mark for step in found if step.mark < line]
    return Gap(above[-1] if above else None, below[0] if below else None)


def lines_of(works: Iterable[Ranked], structure: Structure, tiers: Mapping[str, str | None]) -> Lines:
    """The lines that a list has: the lowest mark of each tier's works."""
    lowest: dict[str, int] = {}
    for one in works:
        if tier_id := tiers.get(one.entry_id):
            lowest[tier_id] = min(one.hundredths, lowest.get(tier_id, one.hundredths))
    return {tier.id: lowest.get(tier.id) for tier in structure.tiers if not tier.by_hand}


def suggested(works: Iterable[Ranked], structure: Structure) -> Lines:
    """Lines in the widest gaps near the quotas, never beyond a quota and never below a least mark.

    Near means within the last third of a tier's places, so that a tier gives up a third of them at most for a wider
    gap; of equal gaps the one nearer to the quota is taken.
    """
    left, found = steps(works), {}
    for tier in structure.tiers:
        if not tier.by_hand:
            taken = _natural(left, tier)
            found[tier.id] = left[taken - 1].mark if taken else None
            left = left[taken:]
    return found


def _natural(left: Sequence[Step], tier: TierFacts) -> int:
    """How many of the marks that are left the tier takes."""
    fitting = _fitting(left, tier)
    if tier.quota is None or not fitting:
        return len(fitting)
    near = [at for at, count in enumerate(fitting) if count >= tier.quota - tier.quota // 3]
    return max(near or [len(fitting) - 1], key=lambda at: (_width(left, at), at)) + 1


def _fitting(left: Sequence[Step], tier: TierFacts) -> list[int]:
    """The works that the tier would have, mark by mark, as long as it may take them."""
    counts, total = [], 0
    for step in left:
        total += step.count
        short = tier.least_hundredths is not None and step.mark < tier.least_hundredths
        if short or (tier.quota is not None and total > tier.quota):
            break
        counts.append(total)
    return counts


def _width(left: Sequence[Step], at: int) -> int:
    """The gap below the mark; below the last one lies everything."""
    return left[at].mark - left[at + 1].mark if at + 1 < len(left) else left[at].mark


def raised(line: int | None, found: Sequence[Step]) -> int | None:
    """The line one mark higher, so that the works of the lowest mark fall out; None when nobody is left."""
    above = [step.mark for step in found if line is not None and step.mark >= line]
    return above[-2] if len(above) > 1 else None


def lowered(line: int | None, found: Sequence[Step]) -> int | None:
    """The line one mark lower, so that the works of the next mark come in; the same where there is none."""
    below = [step.mark for step in found if line is None or step.mark < line]
    return below[0] if below else line
