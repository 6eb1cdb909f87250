"""Submitted sheets as columns, and the pieces with equally many of them as one block; values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]
PAIRS = 1 << 20
"""Most pairs of judges that are counted at once; it bounds the memory."""


@dataclass(frozen=True)
class Block:
    """The pieces that have `size` sheets each: a row per piece, a column per sheet."""

    pieces: Ints
    judges: Ints
    points: Floats

    @property
    def size(self) -> int:
        """Sheets of each piece."""
        return int(self.judges.shape[1])

    def parts(self, room: int) -> Iterator["Block"]:
        """The block in slices of at most `room` cells a piece squared."""
        step = max(1, room // self.size**2)
        for start in range(0, len(self.pieces), step):
            cut = slice(start, start + step)
            yield Block(self.pieces[cut], self.judges[cut], self.points[cut])


@dataclass(frozen=True)
class Columns:
    """The sheets of some pieces: piece and judge of each by their places, its total in points."""

    piece: Ints
    judge: Ints
    points: Floats
    pieces: int
    judges: int

    def __len__(self) -> int:
        return len(self.points)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The pieces by their number of sheets, the fewest first; a piece without a sheet is in none."""
        order = np.argsort(self.piece, kind="stable")
        counts = np.bincount(self.piece, minlength=self.pieces)
        starts = np.cumsum(counts) - counts
        return tuple(self._block(order, starts, counts, size) for size in np.unique(counts) if size)

    def _block(self, order: Ints, starts: Ints, counts: Ints, size: int) -> Block:
        own = np.flatnonzero(counts == size)
        cells = order[starts[own][:, None] + np.arange(size)]
        return Block(own, self.judge[cells], self.points[cells])

    def of_pieces(self, wanted: NDArray[np.bool_]) -> tuple["Columns", Ints, Ints]:
        """The sheets of some pieces alone, renumbered; with the old places of their pieces and of their judges."""
        kept = wanted[self.piece]
        pieces, piece = np.unique(self.piece[kept], return_inverse=True)
        judges, judge = np.unique(self.judge[kept], return_inverse=True)
        return Columns(piece, judge, self.points[kept], len(pieces), len(judges)), pieces, judges


def together(block: Block, judges: int) -> Floats:
    """How many pieces of the block two judges share, for every two of them; on the diagonal their own sheets."""
    counted = np.zeros(judges * judges)
    for part in block.parts(PAIRS):
        cells = part.judges[:, :, None] * judges + part.judges[:, None, :]
        counted += np.bincount(cells.ravel(), minlength=judges * judges)
    return counted.reshape(judges, judges)


def linkage(sheets: Columns) -> Floats:
    """What ties the judges together once the pieces are taken out: the Laplacian of the graph of judges.

    Its pseudo-inverse times the residual variance is the covariance of the judges' least-squares severities.
    """
    own = np.bincount(sheets.judge, minlength=sheets.judges).astype(float)
    shared = sum((together(block, sheets.judges) / block.size for block in sheets.blocks), np.zeros(()))
    return np.asarray(np.diag(own) - shared)
