"""How certificates lie on the sheets of a print: one a page, with crop marks, or two on a sheet to be cut apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from contests.kernel.documents.pdf import PdfFile
from contests.kernel.documents.sheet import MM, Sheet, shade

MARGIN = 10 * MM
_MARK, _AWAY = 6 * MM, 2 * MM
_REGISTRATION = shade(60, 60, 60)


class Drawable(Protocol):
    """What draws one certificate at a sheet's origin."""

    width: float
    height: float

    def draw(self, sheet: Sheet, grant: Any) -> None:
        """Draw a grant."""


@dataclass(frozen=True)
class Imposition:
    """So many certificates on a sheet, one above the other, with or without marks where to cut."""

    each: int = 1
    margin: float = 0.0

    def impose(self, pdf: PdfFile, ready: Drawable, grants: Iterable[Any]) -> None:
        """Write all sheets; the last may hold fewer."""
        waiting = iter(grants)
        while together := list(islice(waiting, self.each)):
            sheet = Sheet(pdf, self._size(ready))
            for at, grant in enumerate(together):
                self._place(sheet, ready, grant, self.each - 1 - at)
            if self.margin:
                sheet.raw(list(_marks(self, ready)))
            sheet.finish()

    def _size(self, ready: Drawable) -> tuple[float, float]:
        return ready.width + 2 * self.margin, ready.height * self.each + 2 * self.margin

    def _place(self, sheet: Sheet, ready: Drawable, grant: Any, row: int) -> None:
        if not self.margin and self.each == 1:
            return ready.draw(sheet, grant)
        sheet.raw([f"q 1 0 0 1 {self.margin:.2f} {self.margin + row * ready.height:.2f} cm"])
        ready.draw(sheet, grant)
        return sheet.raw(["Q"])


def _marks(imposition: Imposition, ready: Drawable) -> Iterator[str]:
    """Short lines outside every corner, so that nothing of them is left on what is cut out."""
    margin, height = imposition.margin, ready.height * imposition.each
    red, green, blue = _REGISTRATION
    yield f"q {red:.3g} {green:.3g} {blue:.3g} RG 0.3 w"
    for y in [margin + row * ready.height for row in range(imposition.each + 1)]:
        for x, way in ((margin, -1), (margin + ready.width, 1)):
            yield f"{x + way * _AWAY:.2f} {y:.2f} m {x + way * (_AWAY + _MARK):.2f} {y:.2f} l S"
    for x in (margin, margin + ready.width):
        for y, way in ((margin, -1), (margin + height, 1)):
            yield f"{x:.2f} {y + way * _AWAY:.2f} m {x:.2f} {y + way * (_AWAY + _MARK):.2f} l S"
    yield "Q"


SINGLE = Imposition()
CROPPED = Imposition(1, MARGIN)
TWO_UP = Imposition(2, MARGIN)
