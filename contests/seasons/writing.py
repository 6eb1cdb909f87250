"""Writes the values of a definition as TOML, always in the same words and order."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

Value = str | int | bool | date | datetime | tuple[str, ...] | None
_RISKY = re.compile(r'"{3,}|"+\Z')
"""Quotes that would end a text of several lines before its end."""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def table(name: str, values: Mapping[str, Value], note: str = "") -> str:
    """A table with a heading; what is None is left out."""
    return "\n".join([*_notes(note), f"[{name}]", *_pairs(values), ""])


def table_list(name: str, rows: Iterable[Mapping[str, Value]], note: str = "") -> str:
    """A list of tables under one note; the note stands even where the list is empty."""
    blocks = ["\n".join([f"[[{name}]]", *_pairs(row), ""]) for row in rows]
    return "\n".join([*_notes(note), "\n".join(blocks)])


class Figure(str):
    """A decimal figure that is written bare."""

    __slots__ = ()


def figure(count: int | None, per_one: int) -> Figure | None:
    """A count of smallest parts as a decimal figure: 50 quarters as 12.5."""
    if count is None:
        return None
    whole, rest = divmod(count, per_one)
    decimals = f"{rest * 100 // per_one:02d}".rstrip("0")
    return Figure(f"{whole}.{decimals}" if decimals else str(whole))


def _notes(note: str) -> list[str]:
    return [f"# {line}" for line in note.split("\n") if line]


def _pairs(values: Mapping[str, Value]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in values.items() if value is not None]


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:_}"
    if isinstance(value, tuple):
        return _list(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Figure) else _text(str(value))


def _list(lines: tuple[str, ...]) -> str:
    short = f"[{', '.join(map(_text, lines))}]"
    return short if len(short) <= 80 else "[\n" + "".join(f"  {_text(line)},\n" for line in lines) + "]"


def _text(text: str) -> str:
    if "\n" not in text:
        return f'"{text.translate(_ESCAPES)}"'
    lines = _RISKY.sub(lambda quotes: '\\"' * len(quotes[0]), text.replace("\\", "\\\\"))
    return f'"""\n{lines}"""'
