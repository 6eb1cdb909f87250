"""The sandboxed side of reading: the words of a PDF page's text layer, with their places on the drawn page."""

import ctypes
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from contests.envelopes.gate.reading import WHOLE

MOST_SIGNS = 40_000
"""A page of more signs than this is not read by the machine."""
_SILENT = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}
Corners = tuple[int, int, int, int]


def words_of(page: pypdfium2.PdfPage) -> list[list[object]] | None:
    """[text, line, x, y, width, height] of every word in ten-thousandths of the page; None where it cannot be known.

    What a note or a form field shows is drawn and stands in no text layer: such a page is not vouched for.
    """
    if _speaks_otherwise(page):
        return None
    layer = page.get_textpage()
    try:
        count = layer.count_chars()
        return None if count > MOST_SIGNS else list(_words(page, layer.raw, count))
    finally:
        layer.close()


def _speaks_otherwise(page: pypdfium2.PdfPage) -> bool:
    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in _SILENT:
            return True
    return False


def _words(page: pypdfium2.PdfPage, layer: object, count: int) -> Iterator[list[object]]:
    text, line, box = "", 0, None
    for at in range(count):
        sign = chr(pdfium.FPDFText_GetUnicode(layer, at))
        if sign.isspace() or not sign.isprintable():
            if text and box:
                yield [text, line, *_sized(box)]
                text, box = "", None
            line += sign in "\r\n"
            continue
        text += sign
        box = _joined(box, _place(page, layer, at))
    if text and box:
        yield [text, line, *_sized(box)]


def _place(page: pypdfium2.PdfPage, layer: object, at: int) -> Corners:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(layer, at, left, right, bottom, top)
    one, other = _on_page(page, left.value, top.value), _on_page(page, right.value, bottom.value)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _on_page(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    """A point of the file's own co-ordinates on the page as it is drawn, turned and cut as it is."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, WHOLE, WHOLE, 0, x, y, across, down)
    return across.value, down.value


def _joined(box: Corners | None, more: Corners) -> Corners:
    if box is None:
        return more
    return min(box[0], more[0]), min(box[1], more[1]), max(box[2], more[2]), max(box[3], more[3])


def _sized(box: Corners) -> Corners:
    return box[0], box[1], box[2] - box[0], box[3] - box[1]
