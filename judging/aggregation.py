"""From submitted sheets to the official figure and the rank: exact ratios, rounded once, in integers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from judging.terms import RankedBy

MISSING_SHEETS = N_("“%(panel)s” còn thiếu %(count)s phiếu chấm (bài %(codes)s).")
TOO_FEW = N_(
    "“%(panel)s” có %(count)s bài không đủ %(least)s phiếu chấm (bài %(codes)s); "
    "cần phân công thêm giám khảo."
)
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """The submitted sheets of a piece: how many, and the sum of their totals in steps."""

    piece_id: str
    total: int
    sheets: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A piece's mean in steps as a ratio in lowest terms, the official hundredths of a point, and its rank."""

    piece_id: str
    mean: Fraction
    hundredths: int
    rank: int
    sheets: int


@dataclass(frozen=True, slots=True)
class Lack:
    """A piece that cannot be aggregated: sheets not yet given, and sheets that can be given at all."""

    panel: str
    code: str
    missing: int
    required: int


def hundredths(mean: Fraction, per_point: int) -> int:
    """A mean in steps as hundredths of a point, rounded half-up."""
    over, under = 100 * mean.numerator, mean.denominator * per_point
    return (2 * over + under) // (2 * under)


def figures(tallies: Iterable[Tally], per_point: int, ranked_by: RankedBy) -> list[Figure]:
    """The figure of every piece, best first. Equal figures share a rank and the next one counts them: 1, 2, 2, 4."""
    means = [(tally, Fraction(tally.total, tally.sheets)) for tally in tallies]
    rated = [(tally, mean, hundredths(mean, per_point)) for tally, mean in means]
    keys = [mean if ranked_by is RankedBy.EXACT else Fraction(rounded) for _, mean, rounded in rated]
    ranks = ranked(keys)
    made = (
        Figure(tally.piece_id, mean, rounded, rank, tally.sheets)
        for (tally, mean, rounded), rank in zip(rated, ranks, strict=True)
    )
    return sorted(made, key=lambda figure: (figure.rank, figure.piece_id))


def ranked(keys: Sequence[Fraction]) -> list[int]:
    """The rank of each key, the greatest first: one more than the number of greater keys."""
    firsts: dict[Fraction, int] = {}
    for place, key in enumerate(sorted(keys, reverse=True), start=1):
        firsts.setdefault(key, place)
    return [firsts[key] for key in keys]


def obstacles(lacks: Sequence[Lack], least: int) -> list[Reason]:
    """Why a round cannot be aggregated yet: for each panel the sheets that are missing and the pieces with too few."""
    found: list[Reason] = []
    for panel in dict.fromkeys(lack.panel for lack in lacks):
        own = [lack for lack in lacks if lack.panel == panel]
        waiting = [lack for lack in own if lack.missing]
        thin = [lack for lack in own if lack.required < least]
        if waiting:
            found.append(
                _reason(MISSING_SHEETS, panel, waiting, sum(lack.missing for lack in waiting), least)
            )
        if thin:
            found.append(_reason(TOO_FEW, panel, thin, len(thin), least))
    return found


def _reason(message: str, panel: str, lacks: Sequence[Lack], count: int, least: int) -> Reason:
    codes = ", ".join(sorted(lack.code for lack in lacks)[:SHOWN]) + (", …" if len(lacks) > SHOWN else "")
    values: dict[str, str | int] = {"panel": panel, "count": count, "codes": codes}
    return Reason(message, values=values | ({"least": least} if message is TOO_FEW else {}))
