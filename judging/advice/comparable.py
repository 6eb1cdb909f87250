"""Whether the graph of judges and pieces allows a comparison at all, and what would make it allow one.

The measure speaks of the design only, no mark enters it: by how much the variance of a difference between two
pieces grows because their judges are not the same (effective resistance in the graph of judges, whose Laplacian's
pseudo-inverse is the covariance of the severities; Chebotarev and Shamis 1997). Values in, values out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from judging.advice.columns import Columns, Floats, Ints, linkage, together

MOST_GROWTH = 1 / 4
"""More than this share of extra variance, and the difference says more of the judges than of the pieces."""
LEAST_FREEDOM = 8
"""Fewer degrees left for chance, and no variance is estimated from them."""
MOST_ANCHORS = 60
TIED = 1e-9


@dataclass(frozen=True)
class Cut:
    """Two panels that cannot be compared, by their places: whether nothing ties them, and how many pieces that all
    judges of both mark would do."""

    first: int
    second: int
    apart: bool
    anchors: int


@dataclass(frozen=True)
class Thin:
    """A panel within which nothing can be estimated: its judges fall into groups that share no piece, or are
    tied by too little, or there are too few sheets."""

    panel: int
    parts: tuple[tuple[int, ...], ...]
    pieces: int
    judges: int
    freedom: int
    anchors: int


@dataclass(frozen=True)
class Comparability:
    """Panels that may be read on one scale, together; what keeps others apart; panels that give nothing."""

    groups: tuple[tuple[int, ...], ...]
    cuts: tuple[Cut, ...]
    thin: tuple[Thin, ...]


class _Graph:
    """The judges as a graph: how they are tied, and the parts into which they fall."""

    def __init__(self, laplacian: Floats) -> None:
        self.laplacian = laplacian
        self.parts = parts_of(laplacian)
        self.inverse = np.linalg.pinv(laplacian, hermitian=True, rcond=TIED)

    def variance(self, contrast: Floats) -> float:
        """The variance of a contrast of severities, in units of chance; without end where nothing ties its sides."""
        loose = np.bincount(self.parts, contrast, minlength=len(contrast))
        return float("inf") if np.abs(loose).max() > TIED else float(contrast @ self.inverse @ contrast)

    def with_anchors(self, judges: Ints, count: int) -> "_Graph":
        """The graph after so many more pieces, each marked by all these judges."""
        more = self.laplacian.copy()
        clique = np.eye(len(judges)) - 1 / len(judges)
        more[np.ix_(judges, judges)] += count * clique
        return _Graph(more)


def parts_of(laplacian: Floats) -> Ints:
    """The connected part of each judge, by its first judge."""
    label = np.arange(len(laplacian))
    tied = (np.abs(laplacian) > TIED) | np.eye(len(laplacian), dtype=bool)
    while True:
        spread = np.where(tied, label[None, :], len(laplacian)).min(axis=1)
        if np.array_equal(spread, label):
            return label
        label = spread


def comparability(sheets: Columns, panel: Ints, panels: int) -> Comparability:
    """Which panels can be compared; `panel` is the panel of each piece by its place."""
    graph = _Graph(linkage(sheets))
    thin = [found for at in range(panels) if (found := _thin(sheets, panel == at, at)) is not None]
    sound = [at for at in range(panels) if at not in {one.panel for one in thin}]
    read = {at: _as_read(sheets, panel == at) for at in sound}
    cuts = [cut for pair in combinations(sound, 2) if (cut := _cut(graph, read, *pair)) is not None]
    return Comparability(tuple(_groups(sound, cuts)), tuple(cuts), tuple(thin))


def _as_read(sheets: Columns, own: NDArray[np.bool_]) -> tuple[Floats, float]:
    """The weight of each judge in the mean of a panel's pieces, and the variance of a piece's mean in units of chance."""
    weights, variance, pieces = np.zeros(sheets.judges), 0.0, 0
    for block in sheets.blocks:
        mine = own[block.pieces]
        counted = np.bincount(block.judges[mine].ravel(), minlength=sheets.judges)
        weights += counted / block.size
        variance += mine.sum() / block.size
        pieces += int(mine.sum())
    return weights / max(pieces, 1), float(variance / max(pieces, 1))


def _cut(graph: _Graph, read: dict[int, tuple[Floats, float]], first: int, second: int) -> Cut | None:
    (one, own), (other, others) = read[first], read[second]
    contrast, most = one - other, MOST_GROWTH * (own + others)
    if graph.variance(contrast) <= most:
        return None
    judges = np.flatnonzero(one + other)
    apart = not set(graph.parts[one > 0].tolist()) & set(graph.parts[other > 0].tolist())
    return Cut(first, second, apart, _anchors(_within(graph, judges), contrast[judges], most))


def _within(graph: _Graph, judges: Ints) -> _Graph:
    """The ties among some judges only, the others taken out as a chain of resistors would be."""
    kept = np.zeros(len(graph.laplacian), dtype=bool)
    kept[judges] = True
    if kept.all():
        return graph
    across, rest = graph.laplacian[np.ix_(kept, ~kept)], graph.laplacian[np.ix_(~kept, ~kept)]
    through = across @ np.linalg.pinv(rest, hermitian=True, rcond=TIED) @ across.T
    return _Graph(graph.laplacian[np.ix_(kept, kept)] - through)


def _anchors(graph: _Graph, contrast: Floats, most: float) -> int:
    """The least number of pieces marked by all of these judges that would bring the variance down."""
    everyone = np.arange(len(contrast))
    enough = (n for n in range(1, MOST_ANCHORS) if graph.with_anchors(everyone, n).variance(contrast) <= most)
    return next(enough, MOST_ANCHORS)


def _groups(sound: Sequence[int], cuts: Sequence[Cut]) -> Iterator[tuple[int, ...]]:
    """Panels of which every two can be compared; a panel that fits with some of several only stands alone."""
    apart = {(cut.first, cut.second) for cut in cuts}
    left = list(sound)
    while left:
        together = [left[0]]
        together += [at for at in left[1:] if all((other, at) not in apart for other in together)]
        yield tuple(together)
        left = [at for at in left if at not in together]


def _thin(sheets: Columns, own: NDArray[np.bool_], panel: int) -> Thin | None:
    alone, _pieces, judges = sheets.of_pieces(own)
    if not alone.judges:
        return Thin(panel, (), 0, 0, 0, 0)
    freedom = len(alone) - alone.pieces - alone.judges + 1
    graph, inside = _Graph(linkage(alone)), _Inside.of(alone)
    if freedom >= LEAST_FREEDOM and inside.growth(graph) <= MOST_GROWTH:
        return None
    parts = tuple(tuple(judges[graph.parts == at].tolist()) for at in np.unique(graph.parts))
    everyone = np.arange(alone.judges)
    enough = (n for n in range(MOST_ANCHORS) if inside.growth(graph.with_anchors(everyone, n)) <= MOST_GROWTH)
    anchors = next(enough, MOST_ANCHORS)
    return Thin(panel, parts if len(parts) > 1 else (), alone.pieces, alone.judges, freedom, anchors)


@dataclass(frozen=True)
class _Inside:
    """The pieces of one panel as its judges read them: mean weights, mean of their squares, variance of one piece."""

    mean: Floats
    square: Floats
    variance: float

    @classmethod
    def of(cls, sheets: Columns) -> "_Inside":
        mean, variance = _as_read(sheets, np.ones(sheets.pieces, dtype=bool))
        shared = (together(block, sheets.judges) / block.size**2 for block in sheets.blocks)
        return cls(mean, sum(shared, np.zeros(())) / sheets.pieces, variance)

    def growth(self, graph: _Graph) -> float:
        """By what share the variance of the difference of two of its pieces grows, on the average of all pairs."""
        if graph.parts.any():
            return float("inf")
        between = np.sum(graph.inverse * self.square) - self.mean @ graph.inverse @ self.mean
        return float(between / self.variance)
