"""Ruled tables: cells wrap, rows go on over pages, the head is repeated on each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contests.kernel.documents.faces import Face
from contests.kernel.documents.lines import wrap
from contests.kernel.documents.pages import LEADING, Align, Pages
from contests.kernel.text import nfc

_PAD = 4.0


@dataclass(frozen=True)
class Column:
    """A column's head, its share of the width (any unit, all columns the same), and how its cells stand."""

    head: str
    share: float
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """Rows may be a generator: each is drawn and forgotten. `size` is the type in points, `least` a row's least height
    (room for a signature)."""

    columns: tuple[Column, ...]
    rows: Iterable[Sequence[str]]
    size: float = 12
    least: float = 0


_Cells = list[list[str]]


class _Ruled:
    def __init__(self, pages: Pages, table: Table) -> None:
        self.pages, self.columns, self.size, self.least = pages, table.columns, table.size, table.least
        total = sum(column.share for column in table.columns)
        self.widths = [pages.measure * column.share / total for column in table.columns]
        self.head = self.wrapped([column.head for column in table.columns], Face.TINOS_BOLD)

    def wrapped(self, texts: Sequence[str], face: Face) -> _Cells:
        rooms = [wide - 2 * _PAD for wide in self.widths]
        return [wrap(nfc(text), face, self.size, room) for text, room in zip(texts, rooms, strict=True)]

    def height(self, cells: _Cells) -> float:
        least = 0 if cells is self.head else self.least
        return max(max(map(len, cells)) * self.size * LEADING + 2 * _PAD, least)

    def row(self, cells: _Cells) -> None:
        """Draw a row whole where it fits; one higher than the page itself goes on under a repeated head."""
        if self.pages.room < self.height(cells) <= self.pages.full_room - self.height(self.head):
            self.turn()
        while self.height(cells) > self.pages.room:
            lines = max(1, int((self.pages.room - 2 * _PAD) / (self.size * LEADING)))
            self.draw([cell[:lines] for cell in cells], Face.TINOS, [column.align for column in self.columns])
            cells = [cell[lines:] for cell in cells]
            self.turn()
        self.draw(cells, Face.TINOS, [column.align for column in self.columns])

    def turn(self) -> None:
        self.pages.turn()
        self.draw_head()

    def draw_head(self) -> None:
        self.draw(self.head, Face.TINOS_BOLD, ["centre"] * len(self.columns))

    def draw(self, cells: _Cells, face: Face, aligns: Sequence[Align]) -> None:
        height, left = self.height(cells), self.pages.left
        for lines, wide, align in zip(cells, self.widths, aligns, strict=True):
            self.pages.sheet.frame(left, self.pages.y - height, wide, height)
            self.draw_cell(lines, face, left, wide, align)
            left += wide
        self.pages.y -= height

    def draw_cell(self, lines: list[str], face: Face, left: float, wide: float, align: Align) -> None:
        sheet, y = self.pages.sheet, self.pages.y - _PAD
        for line in lines:
            baseline = y - self.size * (LEADING - 0.28)
            if align == "centre":
                sheet.centred(left + wide / 2, baseline, line, face, self.size)
            elif align == "right":
                sheet.right(left + wide - _PAD, baseline, line, face, self.size)
            else:
                sheet.text(left + _PAD, baseline, line, face, self.size)
            y -= self.size * LEADING


def draw_table(pages: Pages, table: Table) -> None:
    """Draw the table from the cursor on; the head never stands alone at the foot of a page."""
    ruled = _Ruled(pages, table)
    pages.need(ruled.height(ruled.head) + 2 * table.size * LEADING + 2 * _PAD)
    ruled.draw_head()
    for row in table.rows:
        ruled.row(ruled.wrapped(row, Face.TINOS))
    pages.space(8)
