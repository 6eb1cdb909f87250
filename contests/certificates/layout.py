"""Setting one text in its box: on a line as large as asked, smaller down to a least size, then in lines; never outside."""

import re
from dataclasses import dataclass
from functools import lru_cache

from contests.certificates.design.parts import TextPart
from contests.certificates.design.terms import Align, Anchor
from contests.kernel.documents.faces import Face, face_for, width
from contests.kernel.documents.lines import balanced
from contests.kernel.documents.sheet import Colour, shade
from contests.kernel.text import nfc

LEADING = 1.24
ASCENT = 0.97
"""From the top of a line to its baseline, in sizes: a capital with two marks stays below the line above."""
TENTH = 72 / 254
"""A tenth of a millimetre in points."""
_STEP = 0.5
_SMALLEST = 2.0
NBSP = "\N{NO-BREAK SPACE}"
_SPACES = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Frame:
    """A text's box and type in points, from the bottom left of the paper; what `setting` needs, made once a design."""

    left: float
    top: float
    width: float
    height: float
    face: Face
    size: float
    least: float
    lines: int
    align: Align
    anchor: Anchor
    colour: Colour
    underlined: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text where it is drawn."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    wide: float


def frame(part: TextPart, paper_height: int) -> Frame:
    """A part's frame on a paper of that height, in tenths of a millimetre."""
    red, green, blue = bytes.fromhex(part.colour[1:])
    return Frame(
        left=part.box.x * TENTH,
        top=(paper_height - part.box.y) * TENTH,
        width=part.box.width * TENTH,
        height=part.box.height * TENTH,
        face=Face[part.face],
        size=part.size / 10,
        least=part.least / 10,
        lines=part.lines,
        align=part.align,
        anchor=part.anchor,
        colour=shade(red, green, blue),
        underlined=part.underlined,
    )


@lru_cache(maxsize=4096)
def setting(text: str, box: Frame) -> tuple[Line, ...]:
    """The lines of a text in its box; a line break in the text begins a paragraph."""
    paragraphs = tuple(filter(None, (_SPACES.sub(" ", line).strip() for line in nfc(text).split("\n"))))
    if not paragraphs:
        return ()
    face = face_for("".join(paragraphs), box.face)
    size, lines = _fitted(paragraphs, face, box)
    return tuple(_placed(lines, face, size, box))


def _fitted(paragraphs: tuple[str, ...], face: Face, box: Frame) -> tuple[float, list[str]]:
    """The size and the lines: a line a paragraph if that fits above the least size, else the largest that fits."""
    widest = max(width(text, face, 1) for text in paragraphs)
    whole = min(box.size, box.width / max(widest, 1e-9), box.height / (LEADING * len(paragraphs)))
    if whole >= box.least:
        return whole, list(paragraphs)
    if box.lines > 1:
        return _wrapped(paragraphs, face, box)
    return max(whole, _SMALLEST / 10), list(paragraphs)


def _wrapped(paragraphs: tuple[str, ...], face: Face, box: Frame) -> tuple[float, list[str]]:
    size = box.size
    while True:
        lines = [line for text in paragraphs for line in balanced(text, face, size, box.width)]
        fits = len(lines) * LEADING * size <= box.height and len(lines) <= box.lines * len(paragraphs)
        if (fits and _unbroken(lines, paragraphs)) or size <= _SMALLEST:
            return size, lines
        size -= _STEP if size > _SMALLEST + _STEP else size - _SMALLEST


def _unbroken(lines: list[str], paragraphs: tuple[str, ...]) -> bool:
    """Whether no word was cut to make it fit."""
    return sum(len(line.split()) for line in lines) == sum(len(text.split()) for text in paragraphs)


def _placed(lines: list[str], face: Face, size: float, box: Frame) -> list[Line]:
    block = len(lines) * LEADING * size
    spare = box.height - block
    above = {Anchor.TOP: 0.0, Anchor.MIDDLE: spare / 2, Anchor.BOTTOM: spare}[box.anchor]
    placed = []
    for at, text in enumerate(lines):
        wide = width(text, face, size)
        room = box.width - wide
        left = {Align.LEFT: 0.0, Align.CENTRE: room / 2, Align.RIGHT: room}[box.align]
        y = box.top - above - at * LEADING * size - ASCENT * size
        placed.append(Line(box.left + left, y, text.replace(NBSP, " "), face, size, wide))
    return placed
