"""The pages of a booklet: a cursor that runs down, the running head, the number at the foot, lines with leaders."""

from contests.kernel.documents import demo as sample
from contests.kernel.documents.faces import Face, face_for, width
from contests.kernel.documents.lines import balanced, wrap
from contests.kernel.documents.pdf import PdfFile, Picture
from contests.kernel.documents.sheet import A4, BLACK, MM, Colour, Sheet, shade
from contests.kernel.text import nfc

GOLD, INK, GREY, PALE = shade(150, 104, 22), shade(60, 18, 20), shade(92, 92, 92), shade(196, 178, 140)
RED = shade(150, 26, 30)
_LEFT = _RIGHT = 24 * MM
_TOP, _BOTTOM = 26 * MM, 24 * MM
_LEADING = 1.36


class Leaves:
    """`number` is that of the page being drawn, `y` the lower edge of what stands on it."""

    def __init__(self, pdf: PdfFile, title: str, *, demo: bool) -> None:
        self.pdf, self._title, self._demo = pdf, nfc(title), demo
        self.number, self.left, self.right = 0, _LEFT, A4[0] - _RIGHT
        self.sheet: Sheet | None = None
        self.turn(bare=True)

    @property
    def measure(self) -> float:
        """Points between the margins."""
        return self.right - self.left

    @property
    def page(self) -> Sheet:
        """The page being drawn."""
        if self.sheet is None:
            raise LookupError("the booklet is closed")
        return self.sheet

    def turn(self, *, bare: bool = False) -> int:
        """End the page and begin the next; its number. A bare page has no running head."""
        self.close()
        self.number += 1
        self.sheet, self.y = Sheet(self.pdf, A4), A4[1] - _TOP
        if self._demo:
            sample.mark(self.sheet, foot=10)
        if not bare:
            self._frame(self.sheet)
        return self.number

    def _frame(self, sheet: Sheet) -> None:
        head = balanced(self._title, Face.SANS, 8, self.measure)[0]
        sheet.text(self.left, A4[1] - 16 * MM, head, face_for(head, Face.SANS), 8, GREY)
        sheet.line(self.left, A4[1] - 18 * MM, self.right, A4[1] - 18 * MM, stroke=0.5, colour=PALE)
        sheet.centred(A4[0] / 2, 13 * MM, str(self.number), Face.SANS, 9, GREY)

    def close(self) -> None:
        """Send the page to the file."""
        if self.sheet is not None:
            self.sheet.finish()
            self.sheet = None

    def need(self, height: float) -> None:
        """Turn unless this much is left."""
        if self.y - height < _BOTTOM:
            self.turn()

    def space(self, points: float) -> None:
        """Leave room, none at the foot of a page."""
        self.y = max(self.y - points, _BOTTOM)

    def text(
        self,
        text: str,
        face: Face,
        size: float,
        *,
        colour: Colour = BLACK,
        justify: bool = False,
        keep: int = 1,
    ) -> None:
        """Lines over the whole measure, going on over the next page; `keep` so many lines stay with the first."""
        text = nfc(text)
        face, line = face_for(text, face), size * _LEADING
        self.need(keep * line)
        for paragraph in text.splitlines() or [""]:
            rows = wrap(paragraph, face, size, self.measure)
            for at, row in enumerate(rows):
                self.need(line)
                self.y -= line
                baseline = self.y + size * 0.34
                if justify and at < len(rows) - 1:
                    self.page.justified(self.left, baseline, row, face, size, self.measure)
                else:
                    self.page.text(self.left, baseline, row, face, size, colour)

    def middle(self, text: str, face: Face, size: float, *, colour: Colour = BLACK) -> None:
        """Balanced lines in the middle of the page."""
        text = nfc(text)
        face = face_for(text, face)
        for row in balanced(text, face, size, self.measure):
            self.y -= size * _LEADING
            self.page.centred(A4[0] / 2, self.y + size * 0.34, row, face, size, colour)

    def heading(self, text: str) -> None:
        """What a part of the booklet is called."""
        self.middle(text.upper(), Face.SANS_BOLD, 16, colour=RED)
        self.page.line(A4[0] / 2 - 36, self.y - 6, A4[0] / 2 + 36, self.y - 6, stroke=1, colour=GOLD)
        self.space(26)

    def group(self, text: str) -> None:
        """A heading within the contents, with room for a line below it."""
        self.need(48)
        self.space(8)
        self.text(text, Face.SANS_BOLD, 11.5, colour=GOLD)
        self.space(3)

    def entry(self, text: str, *pages: int) -> None:
        """A line of contents or index: text, leaders, page numbers; a long text wraps before them."""
        size, numbers = 11.0, ", ".join(map(str, pages))
        text = nfc(text)
        face = face_for(text, Face.SANS)
        rows = wrap(text, face, size, self.measure - 48)
        self.need(len(rows) * size * _LEADING)
        for row in rows:
            self.y -= size * _LEADING
            self.page.text(self.left, self.y + 4, row, face, size)
        edge = self.left + width(rows[-1], face, size) + 5
        far = self.right - width(numbers, Face.SANS, size)
        self.page.line(
            edge, self.y + 4, max(edge, far - 5), self.y + 4, stroke=0.6, colour=PALE, dash="0.6 2.6"
        )
        self.page.right(self.right, self.y + 4, numbers, Face.SANS, size)
        self.space(2)

    def ribbon(self, text: str) -> None:
        """The tier on a band of gold."""
        text = nfc(text).upper()
        face = face_for(text, Face.SANS_BOLD)
        wide = width(text, face, 10.5) + 22
        self.y -= 20
        self.page.box(self.left, self.y, wide, 20, fill=GOLD)
        self.page.text(self.left + 11, self.y + 6.4, text, face, 10.5, (1, 1, 1))
        self.space(8)

    def picture(self, picture: Picture | None, wide: float, high: float) -> None:
        """A picture in the middle with a thin frame; where its pixels are lost, the frame alone."""
        self.need(high + 4)
        self.y -= high
        x = self.left + (self.measure - wide) / 2
        if picture is not None:
            self.pdf.add_picture(picture)
            self.page.raw([f"q {wide:.2f} 0 0 {high:.2f} {x:.2f} {self.y:.2f} cm /{picture.name} Do Q"])
        self.page.frame(x, self.y, wide, high, colour=PALE)
