"""Slips that carry a secret to one person: a name, a link as QR and as text, a code; three on an A4 page."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from contests.kernel.documents import demo as demo_mark
from contests.kernel.documents.faces import Face, face_for
from contests.kernel.documents.lines import fitting_size, wrap
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.documents.sheet import A4, BLACK, MM, Sheet, shade
from contests.kernel.text import one_line

PER_PAGE = 3
SOFT, RED = shade(90, 90, 96), shade(158, 18, 28)
_SIDE, _EDGE = 38 * MM, 18 * MM
_HEIGHT = A4[1] / PER_PAGE
_MEASURE = A4[0] - 2 * _EDGE - _SIDE - 8 * MM


@dataclass(frozen=True)
class Slip:
    """What one slip says, from its heading down; `code` is the same secret as `link`, to be typed."""

    heading: str
    name: str
    lines: tuple[str, ...]
    link: str
    code: str
    warning: str


def slips_to_bytes(slips: Iterable[Slip], *, title: str, demo: bool = False) -> bytes:
    """Slips in order, cut lines between them; no slips give one empty page."""
    out = BytesIO()
    pdf = PdfFile(out, title=title)
    waiting = list(slips)
    for at in range(0, max(len(waiting), 1), PER_PAGE):
        _page(pdf, waiting[at : at + PER_PAGE], demo=demo)
    pdf.close()
    return out.getvalue()


def _page(pdf: PdfFile, slips: list[Slip], *, demo: bool) -> None:
    sheet = Sheet(pdf, A4)
    if demo:
        demo_mark.mark(sheet)
    for at, slip in enumerate(slips):
        top = A4[1] - at * _HEIGHT
        _draw(sheet, slip, top)
        if at + 1 < PER_PAGE:
            _cut_line(sheet, top - _HEIGHT)
    sheet.finish()


def _cut_line(sheet: Sheet, y: float) -> None:
    sheet.line(0, y, sheet.width, y, stroke=0.6, colour=SOFT, dash="5 4")
    sheet.box(sheet.width / 2 - 42, y - 5, 84, 10, fill=(1, 1, 1))
    sheet.centred(sheet.width / 2, y - 2.5, "cắt theo đường này", Face.SANS_ITALIC, 8, SOFT)


def _draw(sheet: Sheet, slip: Slip, top: float) -> None:
    sheet.qr(sheet.width - _EDGE - _SIDE, top - 17 * MM - _SIDE, _SIDE, slip.link)
    y = top - 17 * MM
    y = _lines(sheet, y, slip.heading, Face.SANS_BOLD, 10, 1, RED)
    y = _lines(sheet, y - 6, slip.name, Face.SANS_BOLD, 19, 2)
    for line in slip.lines:
        y = _lines(sheet, y - 2, line, Face.SANS, 10.5, 3)
    y = _lines(sheet, y - 7, "Mã riêng", Face.SANS, 9, 1, SOFT)
    y = _lines(sheet, y, slip.code, Face.SANS_BOLD, 16, 1)
    y = _lines(sheet, y - 4, slip.link, Face.SANS, 8.5, 2)
    _lines(sheet, y - 5, slip.warning, Face.SANS_ITALIC, 8.5, 3, SOFT)


def _lines(
    sheet: Sheet,
    y: float,
    text: str,
    wanted: Face,
    size: float,
    most: int,
    colour: tuple[float, float, float] = BLACK,
) -> float:
    """At most so many lines from y down, in smaller type where they would be more; returns the y below."""
    text = one_line(text)
    face = face_for(text, wanted)
    if most == 1:
        size = fitting_size(text, face, _MEASURE, largest=size, least=3)
    while len(lines := wrap(text, face, size, _MEASURE)) > most and size > 3:
        size -= 0.5
    for line in lines:
        y -= size * 1.32
        sheet.text(_EDGE, y + size * 0.3, line, face, size, colour)
    return y
