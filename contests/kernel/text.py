"""Vietnamese text: one normal form, folding for search, and the order of the dictionary."""

import re
import unicodedata
from itertools import filterfalse

_CONTROLS = (*range(32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)
_UNSEEN = (0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
_TAGS = range(0xE0000, 0xE0080)
_KEPT = frozenset(map(ord, "\t\n\r\u200c\u200d"))
"""The joiners stay: letters of some scripts and pictures of people are made with them."""
_DROPPED = {code: None for code in (*_CONTROLS, *_UNSEEN, *_TAGS) if code not in _KEPT}
"""Signs that show nothing, turn the line around, or mark a text unseen."""
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_PARTS = re.compile(r"\d+|\D+")
_SHAPES = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}


def N_(message: str) -> str:
    """Mark a Vietnamese message for translation where no request is at hand."""
    return message


def nfc(text: str) -> str:
    """The one form in which text is kept: composed letters, no white space around."""
    return unicodedata.normalize("NFC", text).strip()


def visible(text: str) -> str:
    """The text without signs that show nothing, turn the line around or mark it unseen; line ends and tabs stay."""
    # What is printable holds none of them, and to look for that is twenty times faster.
    return text if text.isprintable() else text.translate(_DROPPED)


def one_line(text: str) -> str:
    """NFC with every run of white space made one space: for names and titles."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """What search compares: lower case, no marks, đ as d, one kind of apostrophe."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("đ", "d").translate(_APOSTROPHES)
    bare = filterfalse(unicodedata.combining, unicodedata.normalize("NFD", lowered))
    return " ".join("".join(bare).split())


def sort_key(text: str) -> str:
    """A string whose plain comparison is Vietnamese dictionary order.

    Letters first (a ă â … d đ … o ô ơ … u ư), then tones in the order ngang, huyền, hỏi, ngã, sắc, nặng;
    equal to ICU's `vi` collation on ordinary names.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", " ".join(nfc(text).lower().translate(_APOSTROPHES).split())):
        if char in _TONES:
            tones[-1:] = [_TONES[char]]
        elif char in _SHAPES:
            letters[-1:] = [letters[-1][0] + _SHAPES[char]] if letters else []
        elif not unicodedata.combining(char):
            letters.append("d1" if char == "đ" else char + "0")
            tones.append("0")
    return "".join(letters) + " " + "".join(tones)


def person_sort_key(full_name: str) -> str:
    """People are listed by given name (the last word), then by the rest of the name."""
    words = nfc(full_name).split()
    return sort_key(words[-1]) + "|" + sort_key(" ".join(words[:-1])) if words else ""


def _by_size(digits: str) -> tuple[int, str]:
    """The longer number is the larger; read as text, so that no length of it is too long to read."""
    plain = digits.lstrip("0")
    return len(plain), plain
