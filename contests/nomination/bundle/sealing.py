"""A bundle as a file: sealed by its sender, and opened again with every byte compared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import BinaryIO

from contests.kernel.archives import NOT_OURS
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.parcels import Parcel, Sign, opened, seal, unseal
from contests.nomination.bundle.nominee import FORMAT, Bundle, read, written

PURPOSE = "nomination"
NOMINEES = "nomination.json"
OpenFile = Callable[[str], BinaryIO]
"""Opens a dossier's file by its SHA-256."""


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle as it came in, with the key that sealed it."""

    bundle: Bundle
    parcel: Parcel

    def open(self, sha256: str) -> BinaryIO:
        """A file of a dossier."""
        return opened(self.parcel, _place(sha256))


def _place(sha256: str) -> str:
    return f"files/{sha256}"


def export(bundle: Bundle, open_file: OpenFile, sign: Sign, at: datetime, out: BinaryIO) -> None:
    """Write a bundle with the files of its dossiers."""
    said = written(bundle)
    files = {_place(sha256): partial(open_file, sha256) for sha256 in bundle.hashes}
    seal(FORMAT, {NOMINEES: lambda: BytesIO(said), **files}, sign, at, out)


def take_in(archive: BinaryIO, size: int) -> Outcome[Received]:
    """The bundle in a file; refused unless it is exactly what `export` writes, sealed by the key that it names."""
    parcel = unseal(FORMAT, PURPOSE, archive, size)
    if isinstance(parcel, Refused):
        return parcel
    found = parcel.value
    bundle = read(found.content(NOMINEES)) if NOMINEES in found.paths else None
    if bundle is None or found.paths != {NOMINEES, *map(_place, bundle.hashes)}:
        return because(NOT_OURS)
    sizes = {file.sha256: file.size for one in bundle.nominees for file in one.files}
    if any(found.members[_place(sha256)].size != size for sha256, size in sizes.items()):
        return because(NOT_OURS)
    if any(found.hashes[_place(sha256)] != sha256 for sha256 in bundle.hashes):
        return because(NOT_OURS)
    return Done(Received(bundle, found))
