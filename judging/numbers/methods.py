"""The aggregations by name: what one piece's sheets come to, as an exact ratio in the rubric's steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from contests.kernel.text import N_

MEAN, TRIMMED, MEDIAN, VOTES, WEIGHTED = "mean", "trimmed", "median", "vote_share", "weighted_panels"
METHODS = {
    MEAN: N_("Trung bình cộng của tất cả các phiếu"),
    TRIMMED: N_("Bỏ phiếu cao nhất và phiếu thấp nhất khi có từ năm phiếu, rồi lấy trung bình cộng"),
    MEDIAN: N_("Trung vị của các phiếu"),
    VOTES: N_("Tỷ lệ phiếu đạt trên tổng số phiếu (thang 100)"),
    WEIGHTED: N_("Trung bình của từng hội đồng, rồi tính theo hệ số của hội đồng"),
}
"""What each is called on the pages."""
TRIM_FROM = 5
"""The least number of sheets of which the highest and the lowest are left out."""
FULL_SHARE = 100
"""A share of votes is told in points of a hundred."""
Ratio = tuple[int, int]
"""(numerator, denominator) in steps; the denominator is above 0, and nothing is in lowest terms yet."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Judges whose sheets are averaged together before the benches are weighed (hội đồng chuyên môn, hội đồng xã hội …)."""

    name: str
    weight: int
    judges: tuple[str, ...]


def mean(totals: Sequence[int]) -> Ratio:
    """The sum over the number."""
    return sum(totals), len(totals)


def trimmed(totals: Sequence[int]) -> Ratio:
    """The mean without one highest and one lowest sheet, from five sheets on; below that the mean."""
    if len(totals) < TRIM_FROM:
        return mean(totals)
    return sum(totals) - max(totals) - min(totals), len(totals) - 2


def median(totals: Sequence[int]) -> Ratio:
    """The middle sheet, or the mean of the two in the middle."""
    ordered = sorted(totals)
    middle, odd = divmod(len(ordered), 2)
    return (ordered[middle], 1) if odd else (ordered[middle - 1] + ordered[middle], 2)


def vote_share(totals: Sequence[int], pass_steps: int, per_point: int) -> Ratio:
    """The share of sheets at or above the mark that counts as a vote in favour, a hundred points being all of them."""
    return FULL_SHARE * per_point * sum(total >= pass_steps for total in totals), len(totals)


def weighted(by_judge: Mapping[str, int], benches: Sequence[Bench]) -> Ratio | None:
    """The mean of every bench, weighed; None while a bench has no sheet: missing is missing, never 0."""
    whole = Fraction(0)
    for bench in benches:
        own = [by_judge[judge] for judge in bench.judges if judge in by_judge]
        if not own:
            return None
        whole += bench.weight * Fraction(sum(own), len(own))
    return Fraction(whole, sum(bench.weight for bench in benches)).as_integer_ratio()


def of_totals(name: str, pass_steps: int, per_point: int) -> Callable[[Sequence[int]], Ratio]:
    """The aggregation that looks at the totals alone; the weighing of benches is none of them."""
    if name == VOTES:
        return lambda totals: vote_share(totals, pass_steps, per_point)
    return {MEAN: mean, TRIMMED: trimmed, MEDIAN: median}[name]


def dropped(name: str, totals: Sequence[int]) -> tuple[int, int] | None:
    """The places of the highest and the lowest sheet that are left out; the first of equals. None where none is."""
    if name != TRIMMED or len(totals) < TRIM_FROM:
        return None
    highest = totals.index(max(totals))
    rest = [place for place in range(len(totals)) if place != highest]
    return highest, min(rest, key=lambda place: totals[place])
