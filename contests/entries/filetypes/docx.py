"""DOCX: text and pictures in known places; no macro, no embedded object, nothing fetched from elsewhere."""

import os
import re
import struct
import zipfile
import zlib
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from xml.parsers import expat

MAX_PARTS = 2_000
MAX_INFLATED = 200 << 20
MAX_RATIO = 150
_SMALL = 1 << 20
_MAX_XML = 64 << 20
_PART = re.compile(
    r"\[Content_Types\]\.xml|(_rels|docProps|word|customXml)/(\w[\w .()-]*/){0,3}"
    r"[\w .()%-]*\.(xml|rels|png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|wdp|svg|odttf|ttf)",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(r"vbaproject|vbadata|activex|embeddings/|macrosheets", re.IGNORECASE)
_NEEDED = {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SCHEMES = {"", "http", "https", "mailto", "tel"}
_NESTED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"Rar!", b"7z\xbc\xaf", b"%PDF", b"\x1f\x8b")

# zipfile raises NotImplementedError for a compression or version it does not know, RuntimeError for an encrypted part.
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError),
    *(ValueError, OSError, EOFError, NotImplementedError, RuntimeError, KeyError, IndexError, struct.error),
)


class _DoctypeError(ValueError):
    """XML that declares entities: no office program writes that."""


def inspect(source: BinaryIO) -> dict[str, Any]:
    """{} for a document that may come in, or {"problem": code}."""
    if not _ends_as_zip(source):
        return {"problem": "trailing"}
    try:
        with zipfile.ZipFile(source) as archive:
            problem = _shape(archive.infolist()) or _content(archive)
    except _UNREADABLE:
        problem = "damaged"
    return {"problem": problem} if problem else {}


def _ends_as_zip(source: BinaryIO) -> bool:
    """Whether the archive's own end is the file's end: neither a comment nor another file stands behind."""
    size = source.seek(0, os.SEEK_END)
    source.seek(max(0, size - 22))
    end = source.read()
    source.seek(0)
    return end.startswith(b"PK\x05\x06") and end.endswith(b"\0\0")


def _shape(parts: list[zipfile.ZipInfo]) -> str | None:
    """What the directory alone tells, before a byte is inflated."""
    names = [part.filename for part in parts if not part.is_dir()]
    if any(part.flag_bits & 1 for part in parts):
        return "locked"
    if any(_FORBIDDEN.search(name) for name in names):
        return "macro" if any("vba" in name.lower() for name in names) else "attachment"
    if len(parts) > MAX_PARTS or _inflates_too_much(parts):
        return "bomb"
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
        return "damaged"
    if len({name.lower() for name in names}) < len(names) or not set(names) >= _NEEDED:
        return "damaged"
    return None if all(_PART.fullmatch(name) for name in names) else "attachment"


def _inflates_too_much(parts: list[zipfile.ZipInfo]) -> bool:
    if sum(part.file_size for part in parts) > MAX_INFLATED:
        return True
    return any(part.file_size > max(_SMALL, part.compress_size * MAX_RATIO) for part in parts)


def _content(archive: zipfile.ZipFile) -> str | None:
    problems = (_part_problem(archive, part) for part in archive.infolist() if not part.is_dir())
    return next((problem for problem in problems if problem), None)


def _part_problem(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str | None:
    name = part.filename.lower()
    if not name.endswith((".xml", ".rels")):
        with archive.open(part) as opened:
            return "attachment" if opened.read(8).startswith(_NESTED) else None
    if part.file_size > _MAX_XML:
        return "bomb"
    elements = _elements(archive.read(part))
    if name == "[content_types].xml":
        return _type_problem(elements)
    return _relation_problem(elements) if name.endswith(".rels") else _field_problem(elements)


def _type_problem(elements: list[tuple[str, dict[str, str], str]]) -> str | None:
    types = {attributes.get("ContentType", "") for _, attributes, _ in elements}
    if any("macroEnabled" in media_type or "vbaProject" in media_type for media_type in types):
        return "macro"
    return None if _MAIN in types else "damaged"


def _relation_problem(elements: list[tuple[str, dict[str, str], str]]) -> str | None:
    outside = [
        attributes for _, attributes, _ in elements if attributes.get("TargetMode", "").lower() == "external"
    ]
    return None if all(map(_is_link, outside)) else "outside"


def _is_link(relation: dict[str, str]) -> bool:
    """A link that a reader follows with a click; pictures, templates and objects from outside are fetched unasked."""
    target = relation.get("Target", "")
    if not relation.get("Type", "").endswith("/hyperlink") or target.startswith(("\\\\", "//")):
        return False
    return urlsplit(target).scheme.lower() in _SCHEMES


def _field_problem(elements: list[tuple[str, dict[str, str], str]]) -> str | None:
    """Field codes that start another program (DDE), also when cut into several runs."""
    codes = "".join(text for name, _, text in elements if name.endswith("instrText"))
    simple = " ".join(
        value for _, attributes, _ in elements for key, value in attributes.items() if key.endswith("instr")
    )
    return "script" if re.search(r"\bDDE(AUTO)?\b", codes + " " + simple, re.IGNORECASE) else None


def _elements(xml: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Elements that say something here: those with attributes of a relation, a type or a field, and field texts."""
    kept: list[tuple[str, dict[str, str], str]] = []
    parser = expat.ParserCreate()
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        inside.append(name)
        if attributes.keys() & {"Target", "ContentType"} or any(key.endswith("instr") for key in attributes):
            kept.append((name, attributes, ""))

    def text(data: str) -> None:
        if inside and inside[-1].endswith("instrText"):
            kept.append((inside[-1], {}, data))

    def doctype(*_: object) -> None:
        raise _DoctypeError

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: inside.pop()
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(xml, True)
    return kept
