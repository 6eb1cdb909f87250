"""When two Vietnamese words are one word: with marks, without them, in either normal form, in old and new spelling."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SAME = str.maketrans({"ð": "đ", "ɖ": "đ", "’": "'", "ʼ": "'", "‘": "'", "`": "'"})
"""Programs write đ as the eth or the African d; and one apostrophe as another."""
_LONE_Y = re.compile(r"(?<![aeiouăâêôơư])y$|(?<=q[u])y$")


@dataclass(frozen=True, slots=True)
class Letters:
    """A word as it is compared. `exact` tells tones and shapes apart wherever the tone is set; `bare` does not."""

    exact: str
    bare: str
    marked: bool
    """Whether it bears any mark at all; "van" does not, "văn" does."""
    capital: bool
    upper: bool
    """Whether every letter is a capital."""


@lru_cache(maxsize=1 << 16)
def letters(word: str) -> Letters:
    """What a word is compared by."""
    seen = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).translate(_SAME)
    lower = seen.lower().translate(_SAME)
    parts = unicodedata.normalize("NFD", lower)
    tone = "".join(char for char in parts if char in _TONES)
    shaped = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    plain = "".join(char for char in parts if not unicodedata.combining(char)).replace("đ", "d")
    return Letters(
        exact=_LONE_Y.sub("i", shaped) + tone,
        bare=_LONE_Y.sub("i", plain),
        marked=plain != lower,
        capital=seen[:1].isupper(),
        upper=seen.isupper(),
    )
