"""Between which ranks a piece may lie, and whose interval straddles a tier's line; values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from judging.advice.columns import Columns, Floats, Ints
from judging.advice.mixed import Estimate
from judging.advice.quantiles import CONFIDENCE

DRAWS = 400
AT_ONCE = 50


@dataclass(frozen=True)
class RankIntervals:
    """By piece: the ranks between which it lies, 1 the best."""

    low: Ints
    high: Ints


def rank_intervals(sheets: Columns, fitted: Estimate, seed: int, draws: int = DRAWS) -> RankIntervals:
    """Draw the effects of judges and pieces together as the sheets leave them open, and rank each draw.

    The errors of two pieces hang together through the judges they share; drawing the judges first keeps that.
    """
    dice = np.random.default_rng(seed)
    ranked = np.empty((draws, sheets.pieces), dtype=np.int32)
    for start in range(0, draws, AT_ONCE):
        rows = min(AT_ONCE, draws - start)
        drawn = fitted.pieces + drawn_errors(sheets, fitted, dice, rows) * fitted.inflation
        order = np.argsort(-drawn, axis=1)
        np.put_along_axis(ranked[start : start + rows], order, np.arange(1, sheets.pieces + 1), axis=1)
    tail = (100 - CONFIDENCE) / 2
    low = np.percentile(ranked, tail, axis=0, method="lower")
    high = np.percentile(ranked, 100 - tail, axis=0, method="higher")
    return RankIntervals(low.astype(np.int64), high.astype(np.int64))


def drawn_errors(sheets: Columns, fitted: Estimate, dice: np.random.Generator, rows: int) -> Floats:
    """Errors of the predicted effects of the pieces, a row a draw, with the covariance that the equations give."""
    at, scale = fitted.solved, np.sqrt(fitted.chance_variance)
    root = np.linalg.cholesky(at.inverse)
    common = scale * dice.standard_normal((rows, len(root))) @ root.T
    found = np.zeros((rows, sheets.pieces))
    for block in sheets.blocks:
        weight = 1 / (block.size + at.piece_ratio)
        shared = block.size * common[:, :1] + common[:, 1:][:, block.judges].sum(axis=2)
        own = scale * np.sqrt(weight) * dice.standard_normal((rows, len(block.pieces)))
        found[:, block.pieces] = own - weight * shared
    return found


def as_marked(sheets: Columns, fitted: Estimate, panel: Ints) -> Floats:
    """What each piece would get, in points, were it marked by its panel's judges without chance."""
    weights = np.zeros((int(panel.max()) + 1, sheets.judges))
    np.add.at(weights, (panel[sheets.piece], sheets.judge), 1)
    share = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1)
    return np.asarray(fitted.mean + (share @ fitted.judges)[panel] + fitted.pieces)


def at_the_edge(marks: Floats, reach: Floats, lines: Sequence[float]) -> list[tuple[int, int]]:
    """Pieces whose interval straddles a line, as (piece, line), those first of whom least is decided."""
    if not lines:
        return []
    far = np.abs(marks[:, None] - np.asarray(lines)) / np.maximum(reach, 1e-12)[:, None]
    nearest = far.argmin(axis=1)
    near = far[np.arange(len(marks)), nearest]
    return [(int(at), int(nearest[at])) for at in np.argsort(near, kind="stable") if near[at] < 1]
