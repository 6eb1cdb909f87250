"""A text as words with their places, whatever the line breaks, joiners and invisible signs between them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from contests.envelopes.gate.letters import Letters, letters

_MARKS = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ‘`](?=[^\W_]))*")
_JOINT = re.compile(rf"[\s\u00a0{_MARKS}]*[-–_.·•/\\|+~*]?[\s\u00a0{_MARKS}]*|\.")
_STOPPED = re.compile(r"[.!?:;…]\s")
_CONTEXT = 12
_FEW = 4
"""Fewer than one word in four with a mark: whoever wrote this writes without marks."""


class Token(NamedTuple):
    """A word of a text from `start` to before `end`; `joined` says that nothing parts it from the word before."""

    start: int
    end: int
    letters: Letters
    joined: bool
    opens: bool
    """Whether it begins a sentence or a line."""


def tokens(text: str) -> list[Token]:
    """The words of a text in order; numbers are words too."""
    found: list[Token] = []
    before = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        joined, opens = _between(text[before:start]) if found else (False, True)
        found.append(Token(start, end, letters(match.group()), joined, opens))
        before = end
    return found


@lru_cache(maxsize=1 << 12)
def _between(gap: str) -> tuple[bool, bool]:
    """Whether what stands between two words joins them, and whether the second begins a sentence or a line."""
    stopped = bool(_STOPPED.search(gap))
    return not stopped and _JOINT.fullmatch(gap) is not None, stopped or "\n" in gap


def without_marks(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words around those from `first` to `last` are written without marks, as on an old keyboard."""
    around = [*words[max(0, first - _CONTEXT) : first], *words[last + 1 : last + 1 + _CONTEXT]]
    return _FEW * sum(word.letters.marked for word in around) < max(1, len(around))


def as_a_name(words: Sequence[Token]) -> bool:
    """Whether every one of these words begins with a capital."""
    return all(word.letters.capital for word in words)
