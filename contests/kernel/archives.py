"""Canonical ZIP files: the same files always give the same bytes, and a reader takes nothing that differs from them.

Stored without compression, sorted by path, dated 1980-01-01, ASCII paths, no comments, no extra fields; so a reader
need not trust a single field of what came in: it writes the archive anew beside it and compares.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from contests.kernel.errors import Done, Outcome, because
from contests.kernel.text import N_

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _FIRST_DAY = 20, 0x0021
"""ZIP 2.0; the first day of the format's calendar, 1980-01-01."""
MOST_FILES, MOST_BYTES = 60_000, 4_000_000_000
_CHUNK = 1 << 20
NOT_OURS = N_("Tệp này không phải gói hồ sơ của phần mềm, hoặc đã bị thay đổi sau khi được lập.")
Source = Callable[[], BinaryIO]
"""Opens a file's content from its start."""


class TooLarge(Exception):
    """More files or bytes than the format holds."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file within an archive: where its content begins, its size in bytes and its CRC-32."""

    path: str
    offset: int
    size: int
    crc: int


def write(sources: Mapping[str, Source], out: BinaryIO) -> None:
    """Write the archive to a seekable file. Paths are ASCII, relative, with slashes."""
    members = [_put(path, sources[path], out) for path in sorted(sources)]
    start = out.tell()
    out.write(_directory(members, start))


def read(archive: BinaryIO, size: int) -> Outcome[dict[str, Member]]:
    """The members of an archive of `size` bytes by their paths; refused unless its bytes are those that `write` writes."""
    if size > MOST_BYTES:
        return because(NOT_OURS)
    members = list(_found(archive, size))
    start = members[-1].offset + members[-1].size if members else 0
    wanted = _directory(members, start)
    archive.seek(start)
    paths = [member.path for member in members]
    if size != start + len(wanted) or archive.read(len(wanted)) != wanted or paths != sorted(set(paths)):
        return because(NOT_OURS)
    return Done({member.path: member for member in members})


def content(archive: BinaryIO, member: Member) -> bytes:
    """The bytes of a member of an archive that was read."""
    archive.seek(member.offset)
    return archive.read(member.size)


def _put(path: str, source: Source, out: BinaryIO) -> Member:
    """One file: its head is written again when its size and sum are known."""
    begin, size, crc = out.tell(), 0, 0
    out.write(_head(path, 0, 0))
    offset = out.tell()
    with source() as file:
        for chunk in _chunks(file):
            out.write(chunk)
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
    if out.tell() > MOST_BYTES:
        raise TooLarge(path)
    out.seek(begin)
    out.write(_head(path, size, crc))
    out.seek(offset + size)
    return Member(path, offset, size, crc)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _head(path: str, size: int, crc: int) -> bytes:
    name = path.encode("ascii")
    return _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _FIRST_DAY, crc, size, size, len(name), 0) + name


def _directory(members: Iterable[Member], start: int) -> bytes:
    """The central directory and the end record, which say again where everything is."""
    rows, count = bytearray(), 0
    for member in members:
        name = member.path.encode("ascii")
        begin = member.offset - _LOCAL.size - len(name)
        rows += _CENTRAL.pack(
            b"PK\1\2", _VERSION, _VERSION, 0, 0, 0, _FIRST_DAY, member.crc, member.size, member.size,
            len(name), 0, 0, 0, 0, 0, begin,
        ) + name  # fmt: skip
        count += 1
    if count > MOST_FILES:
        raise TooLarge(str(count))
    return bytes(rows) + _END.pack(b"PK\5\6", 0, 0, count, count, len(rows), start, 0)


def _found(archive: BinaryIO, size: int) -> Iterator[Member]:
    """The members in their order, as far as their heads are the ones that would be written for their contents."""
    at = 0
    while at + _LOCAL.size <= size:
        archive.seek(at)
        head = archive.read(_LOCAL.size)
        crc, length, name = _LOCAL.unpack(head)[6], _LOCAL.unpack(head)[7], _LOCAL.unpack(head)[9]
        path = archive.read(name)
        offset = at + _LOCAL.size + name
        if not path.isascii() or offset + length > size or not _honest(archive, head + path, length, crc):
            return
        yield Member(path.decode(), offset, length, crc)
        at = offset + length


def _honest(archive: BinaryIO, head: bytes, length: int, crc: int) -> bool:
    """Whether a head is the one of the content that follows it."""
    name = head[_LOCAL.size :].decode("ascii")
    if head != _head(name, length, crc):
        return False
    left, found = length, 0
    while left and (chunk := archive.read(min(left, _CHUNK))):
        left, found = left - len(chunk), zlib.crc32(chunk, found)
    return left == 0 and found == crc
