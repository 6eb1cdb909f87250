"""How alike two names are: of people, and of units, with and without diacritics; values in, values out."""

import enum
import re
import unicodedata
from functools import lru_cache

from contests.kernel.text import fold, nfc

_KEPT = 20_000
"""Names are compared many times over: their words are kept."""
_WORD = re.compile(r"[\w']+")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
_KINDS = tuple(
    tuple(kind.split())
    for kind in (
        "truong", "trung hoc co so", "trung hoc pho thong", "tieu hoc", "mam non", "thcs", "thpt", "th", "chuyen",
        "cong doan co so", "cong doan", "cong ty", "tnhh", "co phan", "mot thanh vien", "mtv", "xa", "phuong", "thi tran",
    )
)  # fmt: skip
"""What says which kind of unit it is and not which one: "Trường THCS" of "Trường THCS Lê Quý Đôn"."""


class Likeness(enum.IntEnum):
    """PART: two or more last words agree; PLAIN: all agree without diacritics; EXACT: with them."""

    NONE = 0
    PART = 1
    PLAIN = 2
    EXACT = 3


def people(one: str, other: str) -> Likeness:
    """How alike two names of people are. "Hoà" and "Hòa" are the same name."""
    if not (first := _plain_words(one)) or not (second := _plain_words(other)):
        return Likeness.NONE
    if first == second:
        return Likeness.EXACT if _marked_words(one) == _marked_words(other) else Likeness.PLAIN
    short = min(len(first), len(second))
    return Likeness.PART if short >= 2 and first[-short:] == second[-short:] else Likeness.NONE


def units(one: str, other: str) -> Likeness:
    """How alike two names of units are: EXACT when all words agree (an organiser's units differ without
    diacritics), PART when what is left without the words for its kind agrees, or stands within the other."""
    first, second = _plain_words(one), _plain_words(other)
    if first and first == second:
        return Likeness.EXACT
    short, long = sorted((_core(first), _core(second)), key=len)
    return Likeness.PART if len(short) >= 2 and _within(short, long) else Likeness.NONE


def named_within(unit: str, text: str) -> bool:
    """Whether a unit's name, or what is left of it without the words for its kind, stands in a text."""
    core = _core(_plain_words(unit))
    return len(core) >= 2 and _within(core, _plain_words(text))


def places(one: str, other: str) -> bool:
    """Whether two postal addresses may be the same: the shorter, of three words or more, stands within the other."""
    short, long = sorted((_plain_words(one), _plain_words(other)), key=len)
    return len(short) >= 3 and _within(short, long)


def phone(number: str) -> str:
    """A telephone number as it is compared: digits only, +84 as 0."""
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) > 9 else digits


@lru_cache(maxsize=_KEPT)
def _plain_words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(name)))


@lru_cache(maxsize=_KEPT)
def _marked_words(name: str) -> tuple[str, ...]:
    """The words with their diacritics, each tone set behind its word: where it is written is a matter of taste."""
    return tuple(
        _tone_last(word) for word in _WORD.findall(nfc(name).lower().translate(_APOSTROPHES))
    )  # fmt: skip


def _tone_last(word: str) -> str:
    signs = unicodedata.normalize("NFD", word)
    bare = "".join(sign for sign in signs if sign not in _TONES)
    return bare + "".join(sorted(sign for sign in signs if sign in _TONES))


@lru_cache(maxsize=_KEPT)
def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those for the kind before them."""
    for kind in _KINDS:
        if words[: len(kind)] == kind:
            return _core(words[len(kind) :])
    return words


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
