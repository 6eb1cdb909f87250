"""What the advice is made of: the sheets of a round that count, its panels, pieces and judges by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from judging.advice.columns import Columns, Ints
from judging.advice.habits import Filled
from judging.advice.sway import Official


@dataclass(frozen=True)
class PieceFacts:
    """A piece with the place of its panel."""

    piece_id: str
    code: str
    field: str
    panel: int


@dataclass(frozen=True)
class Material:
    """`panels` are (id, name); `sheets` are (piece, judge, total in steps) that count; `numbers` those of the judges."""

    panels: Sequence[tuple[str, str]]
    pieces: Sequence[PieceFacts]
    numbers: Mapping[str, int]
    sheets: Sequence[tuple[str, str, int]]
    filled: Sequence[Filled]
    most: Sequence[int]
    official: Official
    seed: int

    @cached_property
    def judges(self) -> list[str]:
        """The judges by number."""
        return sorted(self.numbers, key=lambda judge: self.numbers[judge])

    @cached_property
    def names(self) -> list[str]:
        """The panels' names by place."""
        return [name for _, name in self.panels]

    @cached_property
    def panel(self) -> Ints:
        """The panel of every piece by place."""
        return np.array([piece.panel for piece in self.pieces], dtype=np.int64)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of every piece, by its id."""
        return {one.piece_id: place for place, one in enumerate(self.pieces)}

    @cached_property
    def columns(self) -> Columns:
        """The sheets as columns, totals in points."""
        judge = {one: place for place, one in enumerate(self.judges)}
        rows = [(self.places[one], judge[other]) for one, other, _ in self.sheets]
        cells = np.array(rows, dtype=np.int64).reshape(-1, 2)
        points = np.array([total for *_, total in self.sheets], dtype=float)
        points /= self.official.rules.per_point
        return Columns(cells[:, 0], cells[:, 1], points, len(self.pieces), len(self.judges))

    @cached_property
    def given(self) -> dict[str, dict[str, int]]:
        """Totals in steps by piece and judge."""
        found: dict[str, dict[str, int]] = {}
        for piece, judge, total in self.sheets:
            found.setdefault(piece, {})[judge] = total
        return found
