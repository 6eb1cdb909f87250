"""MP4: a chain of boxes that fills the file exactly, with an index, a picture track and data."""

import os
import struct
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

_BRANDS = {
    b"isom",
    b"iso2",
    b"iso3",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"dash",
}
_HOLDERS = {b"trak", b"mdia"}
_MAX_BOXES = 20_000
_MAX_INDEX = 64 << 20


def inspect(source: BinaryIO) -> dict[str, Any]:
    """{} for a video that may come in, or {"problem": code}."""
    if zipfile.is_zipfile(source):
        return {"problem": "polyglot"}
    try:
        problem = _chain(source)
    except (ValueError, struct.error, OverflowError, RecursionError):
        problem = "damaged"
    return {"problem": problem} if problem else {}


def _chain(source: BinaryIO) -> str | None:
    size = source.seek(0, os.SEEK_END)
    boxes = list(_boxes(source, 0, size))
    names = [name for name, _, _ in boxes]
    if names[:1] != [b"ftyp"] or not _brands(source, *boxes[0][1:]) & _BRANDS:
        return "brand"
    if names.count(b"moov") != 1 or b"mdat" not in names:
        return "truncated"
    start, end = next((start, end) for name, start, end in boxes if name == b"moov")
    if end - start > _MAX_INDEX:
        return "damaged"
    return None if b"vide" in _handlers(source, start, end) else "no_picture"


def _brands(source: BinaryIO, start: int, end: int) -> set[bytes]:
    source.seek(start)
    listed = source.read(min(end - start, 400))
    return {listed[place : place + 4] for place in range(0, len(listed), 4) if place != 4}


def _handlers(source: BinaryIO, start: int, end: int) -> set[bytes]:
    """The kinds of the tracks: the handler type of each moov/trak/mdia/hdlr."""
    found: set[bytes] = set()
    for name, inner, outer in list(_boxes(source, start, end)):
        if name in _HOLDERS:
            found |= _handlers(source, inner, outer)
        elif name == b"hdlr":
            source.seek(inner + 8)
            found.add(source.read(4))
    return found


def _boxes(source: BinaryIO, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, start, end) of the content of each box; ValueError unless they fill the space exactly."""
    for _ in range(_MAX_BOXES):
        if place == end:
            return
        name, start, after = _box(source, place, end)
        yield name, start, after
        place = after
    raise ValueError("too many boxes")


def _box(source: BinaryIO, place: int, end: int) -> tuple[bytes, int, int]:
    source.seek(place)
    length, name = struct.unpack(">I4s", source.read(8))
    start = place + 8
    if length == 1:
        length, start = struct.unpack(">Q", source.read(8))[0], place + 16
    after = end if length == 0 else place + length
    if after > end or after < start or not all(32 <= sign < 127 or sign == 0xA9 for sign in name):
        raise ValueError("not a chain of boxes")
    return name, start, after
