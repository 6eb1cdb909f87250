"""Sealed parcels: a canonical ZIP whose manifest is signed, so that not one bit of it can be another and still be taken."""

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from contests.kernel import archives
from contests.kernel.archives import Member, Source
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.manifests import Json, canonical, manifest
from contests.kernel.signing import Signed, verify
from contests.kernel.text import N_

MANIFEST, SEAL = "manifest.json", "manifest.sig"
KEY_BYTES, SIGNATURE_BYTES = 32, 64
_CHUNK = 1 << 20
FORGED = N_("Chữ ký của gói không đúng: gói không do khóa ghi trong đó lập, hoặc đã bị thay đổi.")
OTHER = N_("Đây là gói hợp lệ nhưng thuộc loại khác. Đề nghị chọn đúng tệp.")
Sign = Callable[[bytes], Signed]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel that was read: who sealed it, when, and where its files lie in the archive."""

    raw_key: bytes
    made_at: str
    members: Mapping[str, Member]
    hashes: Mapping[str, str]
    """The SHA-256 of each file, recomputed."""
    archive: BinaryIO

    def content(self, path: str) -> bytes:
        """The whole of a file."""
        return archives.content(self.archive, self.members[path])

    @property
    def paths(self) -> frozenset[str]:
        """The files, without manifest and seal."""
        return frozenset(self.hashes)


def seal(kind: str, sources: Mapping[str, Source], sign: Sign, at: datetime, out: BinaryIO) -> None:
    """Write a parcel of a kind ("bang-vang/nomination/1"); `sign` signs for the sender under a purpose of its own."""
    hashes = {path: _digest(source()) for path, source in sources.items()}
    said = manifest(kind, hashes, made_at=at.isoformat())
    proof = sign(said)
    sealed = {MANIFEST: said, SEAL: proof.raw_key + proof.signature}
    archives.write({**sources, **{path: _of(content) for path, content in sealed.items()}}, out)


def _of(content: bytes) -> Source:
    return lambda: io.BytesIO(content)


def unseal(kind: str, purpose: str, archive: BinaryIO, size: int) -> Outcome[Parcel]:
    """The parcel in a file of `size` bytes, every byte of it accounted for; whose key it is remains to be asked."""
    found = archives.read(archive, size)
    if isinstance(found, Refused):
        return found
    members = found.value
    if not {MANIFEST, SEAL} <= members.keys() or members[SEAL].size != KEY_BYTES + SIGNATURE_BYTES:
        return because(archives.NOT_OURS)
    proof, said = (archives.content(archive, members[path]) for path in (SEAL, MANIFEST))
    if not verify(proof[:KEY_BYTES], purpose, said, proof[KEY_BYTES:]):
        return because(FORGED)
    return _opened(kind, said, proof[:KEY_BYTES], members, archive)


def _opened(
    kind: str, said: bytes, raw_key: bytes, members: Mapping[str, Member], archive: BinaryIO
) -> Outcome[Parcel]:
    told = parsed(said)
    if told is None or {"format", "files", "made_at"} != set(told):
        return because(archives.NOT_OURS)
    if told["format"] != kind:
        return because(OTHER)
    paths = members.keys() - {MANIFEST, SEAL}
    hashes = {path: _digest(_window(archive, members[path])) for path in paths}
    if hashes != told["files"]:
        return because(archives.NOT_OURS)
    return Done(Parcel(raw_key, str(told["made_at"]), members, hashes, archive))


def parsed(content: bytes) -> dict[str, Json] | None:
    """An object in the one form that `canonical` writes; None for anything else."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and canonical(found) == content else None


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    with file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class _Window(io.RawIOBase):
    """A part of a file as a file."""

    def __init__(self, archive: BinaryIO, member: Member) -> None:
        self._archive, self._at, self._end = archive, member.offset, member.offset + member.size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what BufferedReader gives
        self._archive.seek(self._at)
        found = self._archive.read(min(len(buffer), self._end - self._at))
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


def _window(archive: BinaryIO, member: Member) -> BinaryIO:
    return io.BufferedReader(_Window(archive, member))


def opened(parcel: Parcel, path: str) -> BinaryIO:
    """A file of the parcel, to be read piece by piece."""
    return _window(parcel.archive, parcel.members[path])
