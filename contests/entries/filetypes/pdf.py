"""PDF: only what a printed page needs; nothing locked, nothing that runs, nothing carried inside or behind."""

import os
import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf

_HARMLESS = {None, "/GoTo", "/URI", "/Named"}
_CARRIED = ("/EF", "/EmbeddedFiles", "/RichMediaContent", "/RichMediaSettings")
_CARRYING_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
_TAIL = 1 << 11
_DEPTH = 40


def inspect(source: BinaryIO, *, max_pages: int) -> dict[str, Any]:
    """{"pages": n}, or {"problem": code}; with the problem too_many_pages also the pages."""
    if problem := _wrapping(source):
        return {"problem": problem}
    try:
        with pikepdf.open(source) as pdf:
            return _inside(pdf, max_pages)
    except pikepdf.PasswordError:
        return {"problem": "locked"}
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return {"problem": "damaged"}


def _wrapping(source: BinaryIO) -> str | None:
    """The file must be a PDF from its first byte to its last, and not be read as a ZIP by other programs."""
    if zipfile.is_zipfile(source):
        return "polyglot"
    size = source.seek(0, os.SEEK_END)
    source.seek(max(0, size - _TAIL))
    tail = source.read().rstrip(b"\0\t\n\f\r ")
    source.seek(0)
    if tail.endswith(b"%%EOF"):
        return None
    return "trailing" if re.search(rb"%%EOF\s", tail) else "truncated"


def _inside(pdf: pikepdf.Pdf, max_pages: int) -> dict[str, Any]:
    if pdf.is_encrypted:
        return {"problem": "locked"}
    pages = len(pdf.pages)
    if pages == 0:
        return {"problem": "damaged"}
    if pages > max_pages:
        return {"problem": "too_many_pages", "pages": pages}
    problem = next((found for node in _dictionaries(pdf) if (found := _harm(node))), None)
    return {"problem": problem} if problem else {"pages": pages}


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, referred to or not: those left from before an edit are still there to open."""
    waiting = [(obj, 0) for obj in pdf.objects]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEPTH:
            raise ValueError("nested too deeply")
        if isinstance(node, (pikepdf.Dictionary, pikepdf.Stream)):
            yield node
            children = [node[key] for key in node.keys()]  # noqa: SIM118 - the mapping of a stream is not iterable
        elif isinstance(node, pikepdf.Array):
            children = list(node)
        else:
            continue
        waiting += [(child, depth + 1) for child in children if _is_direct(child)]


def _is_direct(child: object) -> bool:
    return isinstance(child, pikepdf.Object) and not child.is_indirect


def _harm(node: pikepdf.Object) -> str | None:
    if "/JS" in node or "/JavaScript" in node:
        return "script"
    if "/XFA" in node:
        return "dynamic_form"
    if any(key in node for key in _CARRIED) or _name(node, "/Type") == "/EmbeddedFile":
        return "attachment"
    if _name(node, "/Subtype") in _CARRYING_ANNOTATIONS and "/Rect" in node:
        return "attachment"
    done = {_deed(action) for action in _actions(node)} - _HARMLESS
    return None if not done else "script" if "/JavaScript" in done else "action"


def _actions(node: pikepdf.Object) -> Iterator[object]:
    for key in ("/OpenAction", "/A", "/PA", "/Next"):
        value = node.get(key)
        yield from value if isinstance(value, pikepdf.Array) else [value]
    triggers = node.get("/AA")
    if isinstance(triggers, pikepdf.Dictionary):
        yield from (triggers[key] for key in triggers.keys())  # noqa: SIM118


def _deed(action: object) -> str | None:
    """What an action does; None for what stands in its place: a destination, an outline's next item."""
    return _name(action, "/S") if isinstance(action, pikepdf.Dictionary) else None


def _name(node: pikepdf.Object, key: str) -> str | None:
    value = node.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else None
