"""Reading papers back as a reader's program would: text, letters' boxes, pictures, QR codes."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
import zxingcpp
from PIL import Image

Box = tuple[float, float, float, float]

# The letters of Vietnamese beyond those of English: 67 small ones and their capitals.
VIETNAMESE = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)


def pages(data: bytes) -> list[str]:
    """The text of each page with its white space made even."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def text(data: bytes) -> str:
    return " ".join(pages(data))


def solid(data: bytes) -> str:
    """The text without any white space, for what is broken over lines."""
    return re.sub(r"\s", "", text(data))


def problems(data: bytes) -> list[str]:
    """What a strict reader finds wrong with the file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.check_pdf_syntax()


def letters(data: bytes, page: int = 0) -> Iterator[tuple[str, Box]]:
    """Every visible letter of a page and its box (left, bottom, right, top) in points."""
    document = pdfium.PdfDocument(data)
    layer = document[page].get_textpage()
    for at in range(layer.count_chars()):
        char = layer.get_text_range(at, 1)
        if char.strip():
            yield char, layer.get_charbox(at)
    document.close()


def picture(data: bytes, page: int = 0, *, scale: float = 2) -> Image.Image:
    document = pdfium.PdfDocument(data)
    image: Image.Image = document[page].render(scale=scale).to_pil().convert("RGB")
    document.close()
    return image


def codes(data: bytes, page: int = 0) -> list[str]:
    """What the QR codes of a page say, from the top."""
    found = zxingcpp.read_barcodes(picture(data, page))
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]
