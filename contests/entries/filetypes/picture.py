"""JPEG and PNG: one picture that decodes to its last row, of a bounded size, with nothing hidden behind it."""

import io
import re
import struct
import warnings
import zipfile
from typing import Any, BinaryIO

from PIL import Image

MAX_PIXELS = 40_000_000
_STRAY = 64 << 10
_FOREIGN = re.compile(
    rb"PK\x03\x04|PK\x05\x06|%PDF-|<script|<html|<\?php|<svg|Rar!|7z\xbc\xaf|MZ\x90", re.IGNORECASE
)
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_BARE_MARKERS = {0x01, *range(0xD0, 0xD9)}

# The decoders are loaded with this module: once the sandbox shuts, an import can no longer be kept compiled.
Image.preinit()


def inspect(source: BinaryIO, *, kind: str) -> dict[str, Any]:
    """{"width": px, "height": px}, or {"problem": code} for a "jpeg" or a "png"."""
    content = source.read()
    try:
        rest = content[_end(content, kind) :]
    except (ValueError, IndexError, struct.error):
        return {"problem": "truncated"}
    if _hides(rest) or zipfile.is_zipfile(io.BytesIO(content)):
        return {"problem": "polyglot"}
    return _decoded(content, kind)


def _decoded(content: bytes, kind: str) -> dict[str, Any]:
    try:
        # Pillow warns from 90 million pixels on; the limit here is lower and an answer.
        with (
            warnings.catch_warnings(action="ignore"),
            Image.open(io.BytesIO(content), formats=(kind.upper(),)) as image,
        ):
            width, height = image.size
            if width * height > MAX_PIXELS:
                return {"problem": "too_many_pixels"}
            image.load()
    except Image.DecompressionBombError:
        return {"problem": "too_many_pixels"}
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, struct.error):
        return {"problem": "damaged"}
    return {"width": width, "height": height}


def _hides(rest: bytes) -> bool:
    """Cameras leave a few bytes of their own behind a picture; a file that another program would open is not that."""
    return len(rest) > _STRAY or bool(_FOREIGN.search(rest))


def _end(content: bytes, kind: str) -> int:
    if kind == "png":
        return _png_end(content)
    end = _jpeg_end(content, 0)
    # Telephones put a depth or brightness map behind the picture, as further JPEG pictures.
    while content[end : end + 3] == b"\xff\xd8\xff":
        end = _jpeg_end(content, end)
    return end


def _png_end(content: bytes) -> int:
    place, name = 8, b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, place)
        place += 12 + length
    if place > len(content):
        raise ValueError("cut short")
    return place


def _jpeg_end(content: bytes, start: int) -> int:
    """The place after the end-of-image marker that belongs to the picture at `start`, not to a thumbnail in it."""
    place = start + 2
    while True:
        marker = _MARKER.search(content, place)
        if marker is None:
            raise ValueError("cut short")
        place, code = marker.end(), content[marker.end() - 1]
        if code == 0xD9:
            return place
        if code not in _BARE_MARKERS:
            place += struct.unpack_from(">H", content, place)[0]
