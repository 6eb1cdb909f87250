"""Hearing a canary in any bytes: composed or not, without marks, escaped, encoded, packed, inside PDF and pictures."""

import base64
import binascii
import gzip
import io
import quopri
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from html import unescape
from urllib.parse import unquote_plus

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from contests.kernel.text import fold

DEPTH = 4
"""How deep one packing may lie in another."""
LEAST = 6
"""A canary has at least so many letters or digits: shorter ones stand in random ids by chance."""
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_PLAIN = re.compile(r"[^a-z0-9]")


def plain(text: str) -> str:
    """A text as canaries are compared: letters without marks and digits, nothing between them."""
    return _PLAIN.sub("", fold(text))


def canaries_of(values: Collection[str]) -> frozenset[str]:
    """The values that can be told from chance."""
    return frozenset(value for value in values if len(plain(value)) >= LEAST)


def heard(data: bytes, canaries: Collection[str]) -> set[str]:
    """Which canaries these bytes hold, in whatever form."""
    wanted = {plain(canary): canary for canary in canaries}
    found: set[str] = set()
    for text in _texts(data, DEPTH):
        said = plain(text)
        found |= {canary for key, canary in wanted.items() if key in said}
    return found


def _texts(data: bytes, depth: int) -> Iterator[str]:
    """Everything that the bytes say, read in every way there is."""
    for encoding in _encodings(data):
        yield from _spelled(data.decode(encoding, "ignore"))
    if b"=" in data:
        yield quopri.decodestring(data).decode("utf-8", "ignore")
    if depth:
        for inner in _inside(data):
            yield from _texts(inner, depth - 1)


def _encodings(data: bytes) -> Iterator[str]:
    """What the bytes may be: wide letters always have a zero byte among Vietnamese ones."""
    yield "utf-8"
    if b"\0" in data:
        yield from ("utf-16-le", "utf-16-be")
    if not data.isascii():
        yield "latin-1"


def _spelled(text: str) -> Iterator[str]:
    yield from {text, unquote_plus(unescape(text)), _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)}


def _inside(data: bytes) -> Iterator[bytes]:
    """What is packed in the bytes."""
    yield from _decoded(data)
    yield from _unpacked(data)
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    if data[:4] in (b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xdb", b"\x89PNG", b"RIFF"):
        yield from _of_picture(data)


def _decoded(data: bytes) -> Iterator[bytes]:
    if len(data) > 200_000:  # a picture's bytes look like base64 in no place that matters
        return
    for match in _BASE64.findall(data):
        padded = match.rstrip(b"=") + b"=" * (-len(match.rstrip(b"=")) % 4)
        try:
            yield base64.b64decode(padded.replace(b"-", b"+").replace(b"_", b"/"), validate=True)
        except binascii.Error:
            continue
    yield from (bytes.fromhex(match.decode()) for match in _HEX.findall(data))


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield packed.read(name)


def _of_pdf(data: bytes) -> Iterator[bytes]:
    for stream in _STREAM.findall(data):
        try:
            yield zlib.decompressobj().decompress(stream)
        except zlib.error:
            yield stream
    try:
        reader = PdfReader(io.BytesIO(data))
        yield str(dict(reader.metadata or {})).encode()
        yield "\n".join(page.extract_text() for page in reader.pages).encode()
    except (PyPdfError, ValueError):
        return


def _of_picture(data: bytes) -> Iterator[bytes]:
    try:
        with Image.open(io.BytesIO(data)) as image:
            said = [*image.info.values(), *image.getexif().values()]
    except (UnidentifiedImageError, OSError):
        return
    for value in said:
        yield value if isinstance(value, bytes) else str(value).encode()
