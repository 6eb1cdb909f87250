"""Sentences with figures in them: a figure that is missing leaves a blank that says what is to be filled in. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from contests.kernel.amounts import in_words
from contests.kernel.figures import million, number
from contests.reports.printed import NO_FIGURE
from contests.reports.terms import Measure

DOTS = "………"
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Told:
    """A value that a sentence may use. `typed`: people fill it in; `dropped`: its sentences are left out."""

    label: str
    value: int | None
    measure: Measure
    typed: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """A place in the text that is still to be filled in, with what belongs there."""

    key: str
    label: str
    typed: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or two, and the blanks in it."""

    text: str
    blanks: tuple[Blank, ...] = ()


def say(sentence: str, told: Mapping[str, Told]) -> Said | None:
    """The sentence with its {places} filled; None where the office leaves one of its values out of the report."""
    keys = list(dict.fromkeys(_PLACE.findall(sentence)))
    if any(told[key].dropped for key in keys):
        return None
    text = _PLACE.sub(lambda place: _words(told[place[1]]), sentence)
    open_ = (key for key in keys if told[key].value is None)
    return Said(text, tuple(Blank(key, told[key].label, told[key].typed) for key in open_))


def blank(key: str, label: str) -> Said:
    """A blank that stands for a whole passage of text."""
    return Said(_dots(label), (Blank(key, label, typed=True),))


def _words(one: Told) -> str:
    if one.value is None:
        return _dots(one.label)
    if one.measure is Measure.MILLION:
        return f"{million(one.value)} triệu đồng"
    if one.measure is Measure.DONG:
        return f"{number(one.value)} đồng ({in_words(one.value)})"
    return number(one.value)


def _dots(label: str) -> str:
    return f"{DOTS} ({NO_FIGURE}: {label[:1].lower()}{label[1:]})"
