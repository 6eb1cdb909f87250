"""How much higher or lower each judge marks than the others on the same pieces, how far apart a judge's marks lie.

Severities are least squares with the pieces as fixed effects, in sum nought; their intervals come from a wild
bootstrap by piece (Liu 1988, Annals of Statistics 16; Cameron, Gelbach and Miller 2008, Review of Economics and
Statistics 90): every replicate turns the residuals of whole pieces round and fits again. The pieces are taken out,
the matrix of judges is factored once, and all replicates are one product. No z-scores: a judge's marks are
nowhere rescaled. Values in, values out.
"""

from dataclasses import dataclass

import numpy as np

from judging.advice.columns import Block, Columns, Floats, Ints, linkage
from judging.advice.quantiles import CONFIDENCE, normal_quantile

REPLICATES = 500
AT_ONCE = 256
"""Sheets of a judge that are added up at once: their signs in all replicates stay in the processor's cache."""


@dataclass(frozen=True)
class Severities:
    """By judge, in points: above nought marks higher than the others. `replicates` has a row for each refit."""

    points: Floats
    low: Floats
    high: Floats
    replicates: Floats


@dataclass(frozen=True)
class Spreads:
    """By judge: the standard deviation of the totals given, in points, with its interval, and the number of sheets."""

    points: Floats
    low: Floats
    high: Floats
    sheets: Ints


def severities(sheets: Columns, seed: int, replicates: int = REPLICATES) -> Severities:
    """The severities of the judges of one connected group, with intervals; the same seed gives the same ones."""
    signs = turned(sheets.pieces, replicates, seed)
    factor = np.linalg.inv(linkage(sheets) + 1 / sheets.judges)
    points = factor @ scores(sheets)
    drawn = points + _turned_scores(sheets, points, signs) @ factor * _small_sample(sheets.pieces)
    tail = (100 - CONFIDENCE) / 2
    low, high = np.percentile(drawn, [tail, 100 - tail], axis=0)
    return Severities(points, low, high, drawn)


def turned(pieces: int, replicates: int, seed: int) -> np.ndarray:
    """A sign for every piece in every replicate, from a public seed."""
    bits = np.random.default_rng(seed).bytes(replicates * (-(-pieces // 8)))
    rows = np.frombuffer(bits, dtype=np.uint8).reshape(replicates, -1)
    return np.unpackbits(rows, axis=1, count=pieces).astype(np.int8) * 2 - 1


def scores(sheets: Columns) -> Floats:
    """The right-hand side of the judges' equations: what each gave, less the mean of the same pieces."""
    found = np.zeros(sheets.judges)
    for block in sheets.blocks:
        found += _by_judge(block, sheets.judges, _centred(block.points))
    return found


def _centred(points: Floats) -> Floats:
    return np.asarray(points - points.mean(axis=1, keepdims=True))


def _by_judge(block: Block, judges: int, values: Floats) -> Floats:
    return np.asarray(np.bincount(block.judges.ravel(), values.ravel(), minlength=judges), dtype=float)


def residuals(block: Block, severity: Floats) -> Floats:
    """What neither the piece nor the judge explains, in the shape of the block."""
    return _centred(block.points - severity[block.judges])


def _turned_scores(sheets: Columns, severity: Floats, signs: np.ndarray) -> Floats:
    """Each judge's sum of residuals with the signs of every replicate, a row a replicate."""
    found, flipped = np.zeros((sheets.judges, len(signs))), np.ascontiguousarray(signs.T)
    for block in sheets.blocks:
        order = np.argsort(block.judges, axis=None, kind="stable")
        left, pieces = residuals(block, severity).ravel()[order], np.repeat(block.pieces, block.size)[order]
        ends = np.searchsorted(block.judges.ravel()[order], np.arange(sheets.judges + 1))
        for judge in range(sheets.judges):
            for start in range(ends[judge], ends[judge + 1], AT_ONCE):
                cut = slice(start, min(start + AT_ONCE, ends[judge + 1]))
                found[judge] += left[cut] @ flipped[pieces[cut]]
    return found.T


def _small_sample(pieces: int) -> float:
    """Residuals are smaller than what chance did, by as much as the fit took from them."""
    return float(np.sqrt(pieces / max(1, pieces - 1)))


def spreads(sheets: Columns) -> Spreads:
    """How far apart the totals of each judge lie; intervals by the logarithm and the fourth moment (Layard 1973, JASA 68)."""
    count = np.bincount(sheets.judge, minlength=sheets.judges)
    mean = np.bincount(sheets.judge, sheets.points, minlength=sheets.judges) / np.maximum(count, 1)
    off = sheets.points - mean[sheets.judge]
    second, fourth = (np.bincount(sheets.judge, off**power, minlength=sheets.judges) for power in (2, 4))
    free = np.maximum(count - 1, 1)
    points = np.sqrt(second / free)
    peak = np.divide(fourth * count, second**2, out=np.full(len(count), 3.0), where=second > 0)
    wide = np.exp(normal_quantile() * np.sqrt(np.maximum(peak - 1, 0) / (4 * free)))
    return Spreads(points, points / wide, points * wide, count)
