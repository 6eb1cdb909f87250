"""Reading what came out of the printer: the text of a page and its QR code."""

import unicodedata

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
import zxingcpp

from tests.contests.kernel.documents.reading import solid

POINTS_PER_INCH = 72
READABLE_DPI = 200


def names(paper: bytes, name: str) -> bool:
    """Whether the paper's text holds the name, letter for letter, its lines apart or not."""
    return "".join(unicodedata.normalize("NFC", name).split()) in solid(paper)


def codes_on(paper: bytes) -> list[str]:
    """What the QR codes of the first page say, as a camera would read them."""
    with pdfium.PdfDocument(paper) as document:
        drawn = document[0].render(scale=READABLE_DPI / POINTS_PER_INCH).to_pil().convert("L")
    return [found.text for found in zxingcpp.read_barcodes(drawn)]
