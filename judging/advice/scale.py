"""Panels that are read on one scale: their sheets fitted once, and what that says of their judges and pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from judging.advice.columns import Columns, Floats, Ints
from judging.advice.facts import Parts
from judging.advice.mixed import Estimate, estimate
from judging.advice.ranks import RankIntervals, as_marked, at_the_edge, rank_intervals
from judging.advice.severity import Severities, severities


@dataclass(frozen=True)
class Scale:
    """The sheets of some panels with everything that was fitted to them; places are those of the whole round."""

    sheets: Columns
    pieces: Ints
    judges: Ints
    fitted: Estimate
    severities: Severities
    ranks: RankIntervals
    marks: Floats

    @classmethod
    def of(cls, whole: Columns, panel: Ints, group: Sequence[int], seed: int) -> "Scale":
        """Fit the sheets of these panels."""
        sheets, pieces, judges = whole.of_pieces(np.isin(panel, group))
        fitted = estimate(sheets)
        return cls(
            sheets, pieces, judges, fitted, severities(sheets, seed), rank_intervals(sheets, fitted, seed),
            as_marked(sheets, fitted, panel[pieces]),
        )  # fmt: skip

    def place_of_piece(self, piece: int) -> int:
        """The place of a piece within the scale."""
        return int(np.searchsorted(self.pieces, piece))

    def place_of_judge(self, judge: int) -> int:
        """The place of a judge within the scale."""
        return int(np.searchsorted(self.judges, judge))

    def undecided(self, lines: Mapping[str, int]) -> dict[int, str]:
        """The pieces whose interval straddles a tier's lower line, with that tier, the least decided first.

        `lines` are in two hundredths of a point.
        """
        titles = list(lines)
        found = at_the_edge(self.marks, self.fitted.reach, [line / 200 for line in lines.values()])
        return {int(self.pieces[piece]): titles[line] for piece, line in found}

    @property
    def estimates(self) -> Floats:
        """What each piece would get, in points, were it marked by all judges of the scale without chance."""
        return self.fitted.mean + float(self.fitted.judges.mean()) + self.fitted.pieces

    @property
    def parts(self) -> Parts:
        """How much of the differences lies in pieces, in judges, in neither."""
        fitted = self.fitted
        variances = (fitted.piece_variance, fitted.judge_variance, fitted.chance_variance)
        share = round(100 * fitted.piece_variance / sum(variances)) if sum(variances) else 0
        pieces, judges, chance = (hundredths(float(np.sqrt(variance))) for variance in variances)
        return Parts(pieces, judges, chance, share)


def hundredths(points: float) -> int:
    """Points as whole hundredths."""
    return round(100 * float(points))
