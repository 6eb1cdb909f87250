"""Rows of a form that are added, taken out and moved without a script: the sent fields are renumbered."""

import re
from collections.abc import Callable

from werkzeug.datastructures import MultiDict

_NAME = re.compile(r"rows-(\d{1,3})-(.+)")
Fields = list[tuple[str, str]]


def pressed(sent: MultiDict[str, str]) -> str:
    """Which button other than save was pressed: "add", "remove-2", "up-2", or "" for none."""
    return sent.get("change", "")


def rearranged(sent: MultiDict[str, str], most: int) -> MultiDict[str, str]:
    """What the form would have sent after the pressed button had done its work; nothing typed is lost."""
    deed, _, place = pressed(sent).partition("-")
    rows = _rows(sent)
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1
    deeds: dict[str, Callable[[list[Fields], int], None]] = {"add": _add, "remove": _remove, "up": _raise}
    if deed in deeds:
        deeds[deed](rows, at)
    result = MultiDict(
        (name, value)
        for name, value in sent.items(multi=True)
        if not _NAME.fullmatch(name) and name != "change"
    )
    for number, fields in enumerate(rows[:most]):
        for name, value in fields:
            result.add(f"rows-{number}-{name}", value)
    return result


def _rows(sent: MultiDict[str, str]) -> list[Fields]:
    found: dict[int, Fields] = {}
    for name, value in sent.items(multi=True):
        if match := _NAME.fullmatch(name):
            found.setdefault(int(match[1]), []).append((match[2], value))
    return [found[number] for number in sorted(found)]


def filled(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """The same without the rows in which nothing was typed."""
    rest = MultiDict((n, v) for n, v in sent.items(multi=True) if not _NAME.fullmatch(n))
    typed = (row for row in _rows(sent) if any(value.strip() for name, value in row if name in _TYPED))
    for number, fields in enumerate(typed):
        for name, value in fields:
            rest.add(f"rows-{number}-{name}", value)
    return rest


_TYPED = frozenset(
    {"code", "name", "title", "help", "money", "quota", "born_from", "born_until", "most_quarters", "levels"}
    | {"basis", "per_tier", "giver", "least_tier", "most_age", "age_on", "source"}
)


def _add(rows: list[Fields], _at: int) -> None:
    rows.append([("code", "")])


def _remove(rows: list[Fields], at: int) -> None:
    if 0 <= at < len(rows):
        del rows[at]


def _raise(rows: list[Fields], at: int) -> None:
    if 0 < at < len(rows):
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
