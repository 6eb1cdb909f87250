"""A design as plain data and as TOML, and read back from either: import(export(x)) = x."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

import tomli_w

from contests.certificates.design.parts import Box, Design, Emblem, TextPart
from contests.certificates.design.terms import Align, Anchor, Backdrop, Paper
from contests.certificates.terms import Per
from contests.kernel.text import nfc

FORMAT = 1
_HEAD = """# Mẫu giấy, phần mềm Bảng Vàng. Độ dài tính bằng phần mười milimét từ góc trên bên trái; cỡ chữ bằng phần mười điểm.
"""
E = TypeVar("E", bound=StrEnum)


class Misread(ValueError):
    """The data are no design; the message says which part, in the words of the file."""


def plain(design: Design) -> dict[str, Any]:
    """The design as what JSON and TOML can hold."""
    emblem = design.emblem
    return {
        "format": FORMAT,
        "title": design.title,
        "per": design.per.value,
        "width": design.width,
        "height": design.height,
        "paper": design.paper.value,
        "backdrop": design.backdrop.value,
        "picture": design.picture,
        "code": _box(design.code),
        "signature": _box(design.signature),
        **({"emblem": {"box": _box(emblem.box), "picture": emblem.picture}} if emblem else {}),
        "texts": [_text(part) for part in design.texts],
    }


def _box(box: Box) -> list[int]:
    return [box.x, box.y, box.width, box.height]


def _text(part: TextPart) -> dict[str, Any]:
    """A text's values; what is as it is by itself is left out."""
    bare = TextPart("", Box(0, 0, 0, 0))
    own = {
        field.name: getattr(part, field.name) for field in fields(part) if field.name not in ("text", "box")
    }
    said = {
        name: value.value if isinstance(value, StrEnum) else value
        for name, value in own.items()
        if value != getattr(bare, name)
    }
    return {"text": part.text, "box": _box(part.box), **said}


def toml(design: Design) -> str:
    """The design as a file that people can read and change."""
    return _HEAD + tomli_w.dumps(plain(design))


def read_toml(text: str) -> Design:
    """The design in a file. Raises Misread."""
    try:
        return read(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Misread(str(error)) from error


def read(data: Mapping[str, Any]) -> Design:
    """The design in plain data; what it says is checked by `rules.faults`, not here. Raises Misread."""
    if data.get("format") != FORMAT:
        raise Misread("format")
    return Design(
        title=_of(str, data, "title"),
        per=_choice(Per, data, "per"),
        width=_of(int, data, "width"),
        height=_of(int, data, "height"),
        backdrop=_choice(Backdrop, data, "backdrop"),
        code=_read_box(data, "code"),
        signature=_read_box(data, "signature"),
        texts=tuple(_read_text(one) for one in _of(list, data, "texts")),
        paper=_choice(Paper, data, "paper"),
        picture=_of(str, data, "picture"),
        emblem=_read_emblem(data.get("emblem")),
    )


def _read_emblem(data: object) -> Emblem | None:
    if data is None:
        return None
    if not isinstance(data, dict):
        raise Misread("emblem")
    return Emblem(_read_box(data, "box"), _of(str, data, "picture"))


def _read_text(data: object) -> TextPart:
    if not isinstance(data, dict):
        raise Misread("texts")
    bare = TextPart("", Box(0, 0, 0, 0))
    known = {field.name for field in fields(TextPart)}
    if foreign := data.keys() - known:
        raise Misread(", ".join(sorted(foreign)))
    full = {name: getattr(bare, name) for name in known} | data
    return TextPart(
        text=_of(str, full, "text"),
        box=_read_box(full, "box"),
        face=_of(str, full, "face"),
        size=_of(int, full, "size"),
        least=_of(int, full, "least"),
        colour=_of(str, full, "colour"),
        align=_choice(Align, full, "align"),
        anchor=_choice(Anchor, full, "anchor"),
        lines=_of(int, full, "lines"),
        capitals=_of(bool, full, "capitals"),
        underlined=_of(bool, full, "underlined"),
        printed=_of(bool, full, "printed"),
    )


T = TypeVar("T")


def _of(kind: type[T], data: Mapping[str, Any], name: str) -> T:
    value = data.get(name)
    if type(value) is not kind:
        raise Misread(name)
    return nfc(value) if isinstance(value, str) else value  # type: ignore[return-value]  # str is T here


def _choice(kind: type[E], data: Mapping[str, Any], name: str) -> E:
    try:
        return kind(str(data.get(name)))
    except ValueError as error:
        raise Misread(name) from error


def _read_box(data: Mapping[str, Any], name: str) -> Box:
    sides = data.get(name)
    if not isinstance(sides, list) or len(sides) != 4 or any(type(side) is not int for side in sides):
        raise Misread(name)
    return Box(*sides)
