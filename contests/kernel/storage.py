"""Where files lie: by area and by the hash of what they hold, never by a name that someone gave."""

import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Protocol

_AREA = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}(/[A-Za-z0-9][A-Za-z0-9_-]{0,63})?")
_KEY = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20
_INCOMING = ".incoming"


class StorageFault(Exception):
    """What was stored is not there, or is no longer what was stored."""


class StorageFull(Exception):
    """No room is left; nothing was kept of the file that was being put."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is safely on disk. `size` in bytes; `sha256` hexadecimal; `key` finds it again in its area."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Usage:
    """How many files are held, their bytes, and the bytes still free (None where there is no such limit)."""

    files: int
    size: int
    free: int | None


class Storage(Protocol):
    """Files by area and key. An area is "name" or "organiser/name"; a malformed area or key is a ValueError."""

    def put(self, stream: BinaryIO, *, area: str) -> Stored:
        """Keep what remains of the stream; the same bytes twice in one area are one file. Raises StorageFull."""

    def open(self, key: str, *, area: str) -> BinaryIO:
        """A file at its start, seekable, after its whole content was verified. Raises StorageFault."""

    def read(self, key: str, *, area: str) -> bytes:
        """The whole content, verified. Raises StorageFault."""

    def exists(self, key: str, *, area: str) -> bool:
        """Whether the area holds the key; says nothing of the content."""

    def delete(self, key: str, *, area: str) -> None:
        """Forget the file; one that is not there is no error."""

    def collect(self, key: str, *, area: str, untouched_since: datetime) -> bool:
        """Forget the file unless somebody has put it (again) since a moment; whether it is gone by this."""

    def keys(self, area: str, *, untouched_since: datetime | None = None) -> Iterator[str]:
        """The keys of an area, or of it only what nobody has put (again) since a moment: what may be collected."""

    def usage(self) -> Usage:
        """What all areas hold together."""

    def within(self, area: str) -> "AreaStorage":
        """A view that can touch one area only."""


@dataclass(frozen=True, slots=True)
class AreaStorage:
    """One area of a storage; whoever holds this view can name no other."""

    _storage: Storage
    area: str

    def put(self, stream: BinaryIO) -> Stored:
        """As Storage.put."""
        return self._storage.put(stream, area=self.area)

    def open(self, key: str) -> BinaryIO:
        """As Storage.open."""
        return self._storage.open(key, area=self.area)

    def read(self, key: str) -> bytes:
        """As Storage.read."""
        return self._storage.read(key, area=self.area)

    def exists(self, key: str) -> bool:
        """As Storage.exists."""
        return self._storage.exists(key, area=self.area)

    def delete(self, key: str) -> None:
        """As Storage.delete."""
        self._storage.delete(key, area=self.area)

    def keys(self, *, untouched_since: datetime | None = None) -> Iterator[str]:
        """As Storage.keys."""
        return self._storage.keys(self.area, untouched_since=untouched_since)


class LocalStorage:
    """A directory of this machine: `root/area/ab/cd/abcd…`, each file written aside, synced, then renamed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / _INCOMING
        with telling_when_full():
            self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, stream: BinaryIO, *, area: str) -> Stored:
        """As Storage.put. A file put again is written again: that mends it if it had rotted, and renews its age."""
        home = self._home(area)
        with telling_when_full():
            handle, name = tempfile.mkstemp(dir=self._incoming)
            aside = Path(name)
            try:
                stored = _write(stream, handle)
                self._settle(aside, home / stored.key[:2] / stored.key[2:4] / stored.key)
            finally:
                aside.unlink(missing_ok=True)
        return stored

    def open(self, key: str, *, area: str) -> BinaryIO:
        """As Storage.open."""
        file = self._opened(key, area)
        try:
            honest = hashlib.file_digest(file, "sha256").hexdigest() == key
        except OSError:
            honest = False
        if not honest:
            file.close()
            raise StorageFault(f"{area}/{key} is not what was stored")
        file.seek(0)
        return file

    def read(self, key: str, *, area: str) -> bytes:
        """As Storage.read."""
        with self._opened(key, area) as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != key:
            raise StorageFault(f"{area}/{key} is not what was stored")
        return content

    def exists(self, key: str, *, area: str) -> bool:
        """As Storage.exists."""
        return self._place(key, area).is_file()

    def delete(self, key: str, *, area: str) -> None:
        """As Storage.delete."""
        self._place(key, area).unlink(missing_ok=True)

    def collect(self, key: str, *, area: str, untouched_since: datetime) -> bool:
        """As Storage.collect. Taken aside first: what is put meanwhile has its place, what was put just before goes back."""
        place, aside = self._place(key, area), self._incoming / f"going-{key}"
        try:
            place.replace(aside)
        except FileNotFoundError:
            return False
        if _touched(aside) >= untouched_since:
            aside.replace(place)
            return False
        aside.unlink()
        return True

    def keys(self, area: str, *, untouched_since: datetime | None = None) -> Iterator[str]:
        """As Storage.keys."""
        for path in self._home(area).glob("??/??/*"):
            if untouched_since is None or _touched(path) < untouched_since:
                yield path.name

    def usage(self) -> Usage:
        """As Storage.usage; walks the directory."""
        sizes = [path.stat().st_size for path in self._root.glob("[!.]*/??/??/*")]
        return Usage(len(sizes), sum(sizes), shutil.disk_usage(self._root).free)

    def within(self, area: str) -> AreaStorage:
        """As Storage.within."""
        self._home(area)
        return AreaStorage(self, area)

    def sweep_unfinished(self, before: datetime) -> int:
        """Remove what a killed process left half-written before a moment; how many files that were."""
        left = [path for path in self._incoming.iterdir() if _touched(path) < before]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _home(self, area: str) -> Path:
        if not _AREA.fullmatch(area):
            raise ValueError(f"not an area: {area!r}")
        return self._root / area.replace("/", "+")

    def _place(self, key: str, area: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key: {key!r}")
        return self._home(area) / key[:2] / key[2:4] / key

    def _opened(self, key: str, area: str) -> BufferedReader:
        try:
            return self._place(key, area).open("rb")
        except OSError as error:
            raise StorageFault(f"{area}/{key} cannot be read: {error.strerror}") from error

    def _settle(self, aside: Path, place: Path) -> None:
        """Give a finished file its place; the directories on the way are synced, so that a power cut keeps it."""
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside.replace(place)
        for folder in place.parents[:4]:
            sync_directory(folder)


def _write(stream: BinaryIO, handle: int) -> Stored:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Stored(digest.hexdigest(), size, digest.hexdigest())


def sync_directory(folder: Path) -> None:
    """Make what was named in a directory survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _touched(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


@contextmanager
def telling_when_full() -> Iterator[None]:
    """A disk or a quota without room, met inside, becomes StorageFull."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StorageFull("the storage is full") from error
        raise
