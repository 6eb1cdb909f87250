"""What is written where on a drawn page: words with their places, so that what is found can be covered."""

import json
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

WHOLE = 10_000
"""The width and the height of any page; every place is counted in these."""
_COVERED = 60
"""Per cent of a word's place that a box must take for the word to be gone."""
_MARGIN = 30
_OURS = frozenset(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưyđAĂÂEÊIOÔƠUƯYĐ"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
"""The letters of Vietnamese that are not ASCII, and some that are."""
_OLD_SIGNS = frozenset("®¶¸µ©ª«¬­§¨¢£¦¹·")
"""Letters of Vietnamese in fonts from before Unicode."""
_MOST_STRANGE = 8
_LEAST_LETTERS = 12


class Box(NamedTuple):
    """A rectangle on a page: from the left, from the top, wide, high."""

    x: int
    y: int
    width: int
    height: int


class Word(NamedTuple):
    """A word on a page; words of one line have its number."""

    text: str
    line: int
    x: int
    y: int
    width: int
    height: int

    @property
    def box(self) -> Box:
        """Where it stands."""
        return Box(self.x, self.y, self.width, self.height)


@dataclass(frozen=True)
class Reading:
    """The words of a page in the order of reading."""

    words: tuple[Word, ...] = ()

    def text(self) -> str:
        """The page as one text: a space between words, a break between lines."""
        return "".join(gap + word.text for gap, word in self._spaced())

    def without(self, boxes: Sequence[Box]) -> "Reading":
        """What can still be read where boxes cover the page."""
        return Reading(tuple(word for word in self.words if not any(covers(box, word.box) for box in boxes)))

    def spots(self, start: int, end: int) -> list[Box]:
        """Where a part of the text stands, a box a line, with a margin around."""
        lines: dict[int, list[Box]] = {}
        at = 0
        for gap, word in self._spaced():
            at += len(gap)
            if at < end and start < at + len(word.text):
                lines.setdefault(word.line, []).append(word.box)
            at += len(word.text)
        return [_around(boxes) for boxes in lines.values()]

    def legible(self) -> bool:
        """Whether this is a text in Unicode: too little is none, and one of old fonts (TCVN3, VNI) cannot be read."""
        text = unicodedata.normalize("NFC", self.text())
        letters = [char for char in text if char.isalpha() or char in _OLD_SIGNS]
        strange = sum(not char.isascii() and char not in _OURS for char in letters)
        return len(letters) >= _LEAST_LETTERS and 100 * strange <= _MOST_STRANGE * len(letters)

    def pack(self) -> bytes:
        """As it is stored."""
        return zlib.compress(json.dumps(self.words, ensure_ascii=False, separators=(",", ":")).encode())

    def _spaced(self) -> Iterator[tuple[str, Word]]:
        line = self.words[0].line if self.words else 0
        for place, word in enumerate(self.words):
            yield ("" if place == 0 else " " if word.line == line else "\n"), word
            line = word.line


def unpacked(packed: bytes) -> Reading:
    """A reading as it was stored."""
    return Reading(tuple(Word(*word) for word in json.loads(zlib.decompress(packed))))


def covers(box: Box, word: Box) -> bool:
    """Whether a box hides a word."""
    across = min(box.x + box.width, word.x + word.width) - max(box.x, word.x)
    down = min(box.y + box.height, word.y + word.height) - max(box.y, word.y)
    if across <= 0 or down <= 0:
        return False
    return 100 * across * down >= _COVERED * max(1, word.width * word.height)


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.x for box in boxes) - _MARGIN, min(box.y for box in boxes) - _MARGIN
    right = max(box.x + box.width for box in boxes) + _MARGIN
    bottom = max(box.y + box.height for box in boxes) + _MARGIN
    return within(Box(left, top, right - left, bottom - top))


def within(box: Box) -> Box:
    """The part of a box that is on the page."""
    left, top = max(0, box.x), max(0, box.y)
    right, bottom = min(WHOLE, box.x + box.width), min(WHOLE, box.y + box.height)
    return Box(left, top, max(0, right - left), max(0, bottom - top))
