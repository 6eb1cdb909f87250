"""From an original to what a judge may see: the same pages drawn anew, carrying pixels and nothing else."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contests.entries.files import MAX_PAGES
from contests.envelopes.gate.reading import Box, Reading, Word
from contests.kernel import sandbox
from contests.kernel.errors import Reason
from contests.kernel.text import N_

DPI = 120
MAX_SIDE = 1800
MEDIA_TYPE = "image/jpeg"

_PAGES = ("contests.envelopes.rasterising:pages", {"dpi": DPI, "max_side": MAX_SIDE, "max_pages": MAX_PAGES})
_PICTURE = ("contests.envelopes.rasterising:picture", {"max_side": MAX_SIDE})
_WAYS: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "application/pdf": _PAGES,
    "image/jpeg": _PICTURE,
    "image/png": _PICTURE,
}
RENDERABLE = frozenset(_WAYS)
"""Media types of which a neutral copy can be made; a judge gets nothing of any other."""

_LIMITS = sandbox.Limits(cpu=120, wall=180, output=256 << 20)

_TOO_MANY_PAGES = N_(
    "Tệp có quá %(limit)s trang nên không lập được bản xem cho giám khảo. Đề nghị rút gọn tệp."
)
_TOO_HEAVY = N_(
    "Tệp quá nặng nên không lập được bản xem cho giám khảo. Đề nghị in lại thành PDF mới hoặc giảm kích thước ảnh."
)
_UNREADABLE = N_("Không lập được bản xem cho giám khảo từ tệp này. Đề nghị lưu lại tệp từ phần mềm gốc.")
_NOT_RENDERABLE = N_("Loại tệp này không lập được bản xem cho giám khảo. Đề nghị dùng PDF, JPEG hoặc PNG.")

_START, _END = b"\xff\xd8", b"\xff\xd9"
_JFIF, _SCAN = 0xE0, 0xDA
_PIXEL_SEGMENTS = {0xDB, 0xC0, 0xC4, _SCAN}
_JFIF_LENGTH = 16


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page or picture as a bare JPEG; width and height in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int
    reading: Reading | None = None
    """What its text layer says, boxes or not; None where nobody can vouch for one."""


def render(source: bytes | Path, media_type: str) -> tuple[RenderedPage, ...] | Reason:
    """The pages of an accepted original in order, all of them or a reason; the same bytes each time."""
    return _on_disk(source, media_type, {})


def render_page(
    source: bytes | Path, media_type: str, number: int, boxes: Sequence[Box]
) -> RenderedPage | Reason:
    """One page of an accepted original, counted from 0, with black boxes burnt in."""
    drawn = _on_disk(source, media_type, {"only": number, "boxes": [list(box) for box in boxes]})
    return drawn if isinstance(drawn, Reason) else drawn[0]


def _on_disk(
    source: bytes | Path, media_type: str, more: Mapping[str, object]
) -> tuple[RenderedPage, ...] | Reason:
    if media_type not in _WAYS:
        return Reason(_NOT_RENDERABLE)
    if isinstance(source, Path):
        return _rendered(source, media_type, more)
    with tempfile.NamedTemporaryFile(prefix="ban-xem-") as copy:
        copy.write(source)
        copy.flush()
        return _rendered(Path(copy.name), media_type, more)


def _rendered(path: Path, media_type: str, more: Mapping[str, object]) -> tuple[RenderedPage, ...] | Reason:
    function, arguments = _WAYS[media_type]
    drawn = sandbox.run(function, path, {**arguments, **more}, _LIMITS)
    if isinstance(drawn, sandbox.Failure):
        return _reason(drawn)
    if not drawn.blobs or not all(map(is_bare, drawn.blobs)):
        return Reason(_UNREADABLE)
    return tuple(
        RenderedPage(content, MEDIA_TYPE, width, height, _reading(words))
        for content, (width, height, words) in zip(drawn.blobs, drawn.value, strict=True)
    )


def _reading(words: list[list[Any]] | None) -> Reading | None:
    """The words, where they are a text that can be read."""
    read = Reading(tuple(Word(str(text), *map(int, rest)) for text, *rest in words or ()))
    return read if words is not None and read.legible() else None


def _reason(failure: sandbox.Failure) -> Reason:
    if (
        failure.trouble in {sandbox.Trouble.TIMED_OUT, sandbox.Trouble.OUT_OF_MEMORY}
        or failure.detail == "output"
    ):
        return Reason(_TOO_HEAVY)
    if failure.detail == "too_many_pages":
        return Reason(_TOO_MANY_PAGES, values={"limit": MAX_PAGES})
    return Reason(_UNREADABLE)


def is_bare(jpeg: bytes) -> bool:
    """Whether a JPEG holds tables and pixels only: no EXIF, profile, XMP, comment, thumbnail, nor anything behind.

    Asked on this side of the sandbox, since a hostile file may have taken over the other.
    """
    if not jpeg.startswith(_START) or not jpeg.endswith(_END):
        return False
    place = 2
    while jpeg[place : place + 1] == b"\xff" and place + 4 <= len(jpeg):
        code, length = jpeg[place + 1], int.from_bytes(jpeg[place + 2 : place + 4])
        if code not in _PIXEL_SEGMENTS and not (code == _JFIF and length == _JFIF_LENGTH):
            return False
        place += 2 + length
        if code == _SCAN:
            return _only_scan(jpeg[place:-2])
    return False


def _only_scan(data: bytes) -> bool:
    """Entropy-coded data: every 0xFF in it is followed by a stuffed zero."""
    return data.count(b"\xff") == data.count(b"\xff\x00")
