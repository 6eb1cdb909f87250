"""Setting centred blocks between a top and a bottom: the spare room spread, everything smaller when there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contests.kernel.documents.faces import Face, width
from contests.kernel.documents.sheet import Colour, Sheet

LEADING = 1.2
_SMALLER = 0.94
_MOST_STRETCH = 16.0  # points a block may be pushed down for each unit of its stretch


@dataclass(frozen=True)
class Block:
    """Centred lines of one face and size; `gap` is the room above in points, `stretch` its share of spare room."""

    lines: tuple[str, ...]
    face: Face
    size: float
    colour: Colour
    gap: float = 0
    stretch: float = 0
    ruled: bool = False

    @property
    def height(self) -> float:
        return self.gap + len(self.lines) * self.size * LEADING + (5 if self.ruled else 0)


def flow(
    sheet: Sheet, x: float, top: float, bottom: float, blocks_at: Callable[[float], Sequence[Block]]
) -> None:
    """Draw the blocks at the largest scale, from 1 down, at which they fit between top and bottom."""
    scale, room = 1.0, top - bottom
    blocks = blocks_at(scale)
    while (needed := sum(block.height for block in blocks)) > room:
        scale *= _SMALLER
        blocks = blocks_at(scale)
    shares = sum(block.stretch for block in blocks)
    unit = min(_MOST_STRETCH, (room - needed) / shares) if shares else 0
    y = top
    for block in blocks:
        y = _draw(sheet, x, y - block.stretch * unit, block)


def _draw(sheet: Sheet, x: float, y: float, block: Block) -> float:
    y -= block.gap
    for line in block.lines:
        y -= block.size * LEADING
        sheet.centred(x, y + block.size * 0.26, line, block.face, block.size, block.colour)
    if block.ruled:
        half = width(block.lines[-1], block.face, block.size) / 2
        sheet.line(x - half, y - 1, x + half, y - 1, stroke=0.8, colour=block.colour)
        y -= 5
    return y
