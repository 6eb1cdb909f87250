"""What a dossier accepts: a file is judged by what is inside it, and a refusal says what to do next."""

import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from contests.entries.refusals import FOREIGN, GENERAL, PROBLEMS, RENAMED, UNREADABLE
from contests.kernel import sandbox
from contests.kernel.errors import Reason
from contests.kernel.figures import size
from contests.kernel.storage import telling_when_full
from contests.kernel.text import one_line

NAME_LENGTH = 120
MAX_PAGES = 200
_CHUNK = 1 << 20
_NO_NAME = "tep-khong-ten"
_UNSAFE_SIGNS = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file that a dossier item can allow."""

    label: str
    media_type: str
    suffixes: tuple[str, ...]
    inspector: str
    arguments: Mapping[str, object]


KINDS: Mapping[str, Kind] = {
    "pdf": Kind("PDF", "application/pdf", (".pdf",), "pdf", {"max_pages": MAX_PAGES}),
    "jpeg": Kind("JPEG", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), "picture", {"kind": "jpeg"}),
    "png": Kind("PNG", "image/png", (".png",), "picture", {"kind": "png"}),
    "docx": Kind(
        "DOCX",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        "docx",
        {},
    ),
    "mp4": Kind("MP4", "video/mp4", (".mp4", ".m4v"), "mp4", {}),
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be kept. `size` in bytes; `pages` of a PDF only; `display_name` ends as its kind ends."""

    media_type: str
    size: int
    sha256: str
    display_name: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A file on disk, as far as it was read: at most one byte chunk beyond the limit."""

    path: Path
    size: int
    sha256: str


def check(
    source: BinaryIO | Path, declared_name: str, *, allowed: frozenset[str], max_bytes: int
) -> Accepted | Reason:
    """Whether what remains of a stream (or a file) may enter a dossier.

    `allowed` holds keys of KINDS. Whoever stores the stream afterwards compares the hash of what was stored with
    `Accepted.sha256`. Raises StorageFull where there is no room for a copy to look at.
    """
    name = clean_name(declared_name)
    with _on_disk(source, max_bytes) as weighed:
        return _too_light_or_heavy(weighed, name, max_bytes) or _content(weighed, name, allowed)


def clean_name(declared: str) -> str:
    """The name to show for a file: NFC, no folders, no invisible or reordering signs, at most 120 characters."""
    last = unicodedata.normalize("NFC", declared).replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = "".join(
        " " if char in "\t\r\n" else char for char in last if char in "\t\r\n" or _is_visible(char)
    )
    tidy = _UNSAFE_SIGNS.sub("_", one_line(seen)).strip(". ")
    return _cut(tidy or _NO_NAME)


def _is_visible(char: str) -> bool:
    return not unicodedata.category(char).startswith("C")


def _cut(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    suffix = suffix if len(suffix) <= 10 else ""
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - len(suffix)].rstrip() + suffix


def _named_as(kind: Kind, name: str) -> str:
    """The name with the ending of what the file truly is."""
    return name if name.lower().endswith(kind.suffixes) else _cut(name + kind.suffixes[0])


@contextmanager
def _on_disk(source: BinaryIO | Path, max_bytes: int) -> Iterator[_Weighed]:
    if isinstance(source, Path):
        with source.open("rb") as stream:
            weighed = _weigh(stream, None, max_bytes)
        yield _Weighed(source, *weighed)
        return
    with tempfile.TemporaryDirectory(prefix="tep-") as folder:
        path = Path(folder, "source")
        with telling_when_full(), path.open("wb") as copy:
            weighed = _weigh(source, copy, max_bytes)
        yield _Weighed(path, *weighed)


def _weigh(stream: BinaryIO, copy: BinaryIO | None, max_bytes: int) -> tuple[int, str]:
    digest, weight = hashlib.sha256(), 0
    while weight <= max_bytes and (chunk := stream.read(_CHUNK)):
        digest.update(chunk)
        weight += len(chunk)
        if copy is not None:
            copy.write(chunk)
    return weight, digest.hexdigest()


def _too_light_or_heavy(weighed: _Weighed, name: str, max_bytes: int) -> Reason | None:
    if weighed.size == 0:
        return Reason(GENERAL["empty"], values={"name": name})
    if weighed.size > max_bytes:
        return Reason(GENERAL["too_big"], values={"name": name, "limit": size(max_bytes)})
    return None


def _content(weighed: _Weighed, name: str, allowed: frozenset[str]) -> Accepted | Reason:
    head = _head(weighed.path)
    key = sniff(head)
    if key is None or key not in allowed:
        return _wrong_kind(head, name, allowed)
    kind = KINDS[key]
    found = sandbox.run(f"contests.entries.filetypes.{kind.inspector}:inspect", weighed.path, kind.arguments)
    if isinstance(found, sandbox.Failure):
        return Reason(UNREADABLE[found.trouble], values={"name": name})
    if problem := found.value.get("problem"):
        return Reason(PROBLEMS[key, problem], values={"name": name, "limit": MAX_PAGES})
    return Accepted(
        kind.media_type, weighed.size, weighed.sha256, _named_as(kind, name), found.value.get("pages")
    )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(64)


def sniff(head: bytes) -> str | None:
    """The key in KINDS that a file's first bytes claim; what follows them is the inspectors' business."""
    if head[:5] == b"%PDF-":
        return "pdf"
    if head[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if head[:8] == b"\x89PNG\r\n\x1a\n":
        return "png"
    if head[:4] == b"PK\x03\x04":
        return "docx"
    return "mp4" if head[4:8] == b"ftyp" and head[8:12] not in _STILLS else None


_STILLS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"qt  "}


def _wrong_kind(head: bytes, name: str, allowed: frozenset[str]) -> Reason:
    kinds = [kind for key, kind in KINDS.items() if key in allowed]
    claimed = next((kind.label for kind in kinds if name.lower().endswith(kind.suffixes)), "")
    told = next(
        (message for pattern, message in FOREIGN if re.match(pattern, head, re.DOTALL)),
        RENAMED if claimed else GENERAL["wrong_kind"],
    )
    labels = ", ".join(kind.label for kind in kinds)
    return Reason(told, values={"name": name, "allowed": labels, "claimed": claimed})
