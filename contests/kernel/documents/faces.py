"""The typefaces of printed papers: which letters each has, how wide they are, and their subsets."""

from collections.abc import Iterable
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase.ttfonts import TTFontFile

FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts"
_subsetting = Lock()


class Face(Enum):
    """A vendored face; the value is its file under static/fonts."""

    TINOS = "Tinos-Regular.ttf"
    TINOS_BOLD = "Tinos-Bold.ttf"
    TINOS_ITALIC = "Tinos-Italic.ttf"
    TINOS_BOLD_ITALIC = "Tinos-BoldItalic.ttf"
    SANS = "BeVietnamPro-Regular.ttf"
    SANS_BOLD = "BeVietnamPro-SemiBold.ttf"
    SANS_ITALIC = "BeVietnamPro-Italic.ttf"
    DISPLAY = "PlayfairDisplay-Bold.ttf"

    __hash__ = object.__hash__  # members are single objects, and every measured word is looked up by one


# Tinos has the letters of the other languages of the country too (Ê Đê, Ba Na, Gia Rai …).
_STAND_INS = {
    Face.SANS: Face.TINOS,
    Face.SANS_BOLD: Face.TINOS_BOLD,
    Face.SANS_ITALIC: Face.TINOS_ITALIC,
    Face.DISPLAY: Face.TINOS_BOLD,
}


@cache
def font(face: Face) -> TTFontFile:
    """The parsed font file."""
    return TTFontFile(str(FONTS / face.value))


class _Widths(dict[str, float]):
    """Advance of each character the face has, in thousandths of the size; of any other, that of the empty box."""

    def __init__(self, source: TTFontFile) -> None:
        super().__init__({chr(code): wide for code, wide in source.charWidths.items()})
        self.missing: float = source.defaultWidth

    def __missing__(self, char: str) -> float:
        return self.missing


@cache
def _widths(face: Face) -> _Widths:
    return _Widths(font(face))


@lru_cache(maxsize=2048)
def _thousandths(text: str, face: Face) -> float:
    return sum(map(_widths(face).__getitem__, text))


def covers(face: Face, text: str) -> bool:
    """Whether the face has every character of the text."""
    widths = _widths(face)
    return widths.keys() >= set(text)


def face_for(text: str, wanted: Face) -> Face:
    """The wanted face, or the stand-in that has letters it lacks; one text is never set in two faces."""
    stand_in = _STAND_INS.get(wanted)
    return wanted if stand_in is None or covers(wanted, text) else stand_in


def unprintable(text: str) -> list[str]:
    """The characters that no face of the papers has, each once: they would print as empty boxes."""
    widths = _widths(Face.TINOS)
    return [char for char in dict.fromkeys(text) if char not in widths and not char.isspace()]


def width(text: str, face: Face, size: float) -> float:
    """How wide the text is in points when set in this face and size."""
    return _thousandths(text, face) * size / 1000


def advance(char: str, face: Face) -> float:
    """Advance of one character, in thousandths of the size."""
    return _widths(face)[char]


def subset(face: Face, chars: Iterable[str]) -> tuple[bytes, list[int]]:
    """A font file with these characters only, and the glyph number of each in their order."""
    codes = [ord(char) for char in chars]
    source = font(face)
    with _subsetting:  # the parser keeps a read position
        data = source.makeSubset(codes)
    numbers = {0: 0}
    return data, [numbers.setdefault(source.charToGlyph.get(code, 0), len(numbers)) for code in codes]
