"""A paper's pages one after another: margins of the decree, a cursor that runs down, page numbers, the demo mark."""

from functools import partial
from typing import Literal

from contests.kernel.documents import demo
from contests.kernel.documents.faces import Face, width
from contests.kernel.documents.lines import balanced, wrap
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.documents.sheet import A4, A4_LANDSCAPE, MM, Sheet
from contests.kernel.text import nfc

# Nghị định 30/2020/NĐ-CP, Phụ lục I: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm.
_TOP, _BOTTOM, _LEFT, _RIGHT = 20 * MM, 20 * MM, 30 * MM, 15 * MM
LEADING = 1.24
Align = Literal["left", "centre", "right", "justify"]


class Pages:
    """`y` is the lower edge of what is drawn on the current page; `sheet` is that page."""

    def __init__(self, pdf: PdfFile, *, landscape: bool = False, demo: bool = False) -> None:
        self._pdf, self._demo = pdf, demo
        self._size = A4_LANDSCAPE if landscape else A4
        self._count = 0
        self.left, self.right = _LEFT, self._size[0] - _RIGHT
        self.open()

    @property
    def measure(self) -> float:
        return self.right - self.left

    @property
    def room(self) -> float:
        """Points left on the current page."""
        return self.y - _BOTTOM

    @property
    def full_room(self) -> float:
        """Points on an empty page."""
        return self._size[1] - _TOP - _BOTTOM

    def open(self) -> None:
        self._count += 1
        self.sheet = Sheet(self._pdf, self._size)
        self.y = self._size[1] - _TOP
        if self._demo:
            demo.mark(self.sheet, foot=_BOTTOM / 2)
        if self._count > 1:
            self.sheet.centred(self._size[0] / 2, self._size[1] - 13 * MM, str(self._count), Face.TINOS, 13)

    def turn(self) -> None:
        """End this page and begin the next."""
        self.sheet.finish()
        self.open()

    def need(self, height: float) -> None:
        """Turn the page unless this much still fits; what is higher than a page starts where it stands."""
        if self.room < height <= self.full_room:
            self.turn()

    def space(self, points: float) -> None:
        self.y -= min(points, self.room)

    def text(
        self, text: str, face: Face, size: float, *, align: Align = "left", indent: float = 0, lead: str = ""
    ) -> None:
        """Set a text over the whole measure, going on to the next page where this one ends.

        `lead` stands in bold before the first line, which begins behind it.
        """
        behind = indent + (width(f"{nfc(lead)} ", Face.TINOS_BOLD, size) if lead else 0)
        broken = balanced if align == "centre" and not behind else partial(wrap, indent=behind)
        lines = broken(nfc(text), face, size, self.measure)
        self.need(min(len(lines), 2) * size * LEADING)
        for at, line in enumerate(lines):
            self.need(size * LEADING)
            if lead and at == 0:
                baseline = self.y - size * (LEADING - 0.28)
                self.sheet.text(self.left + indent, baseline, f"{nfc(lead)} ", Face.TINOS_BOLD, size)
            shape = "left" if align == "justify" and at == len(lines) - 1 else align
            self._line(line, face, size, shape, behind if at == 0 else 0)

    def _line(self, line: str, face: Face, size: float, align: Align, indent: float) -> None:
        self.y -= size * LEADING
        baseline, left = self.y + size * 0.28, self.left + indent
        if align == "centre":
            self.sheet.centred((left + self.right) / 2, baseline, line, face, size)
        elif align == "right":
            self.sheet.right(self.right, baseline, line, face, size)
        elif align == "justify":
            self.sheet.justified(left, baseline, line, face, size, self.right - left)
        else:
            self.sheet.text(left, baseline, line, face, size)

    def close(self) -> None:
        self.sheet.finish()
