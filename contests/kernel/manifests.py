"""Manifests: which files there are and what they hold, in bytes that are the same on every machine. Pure."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

Json = Any
"""What JSON may hold: texts, whole numbers, truths, nothing, lists and objects of these."""


def canonical(value: Json) -> bytes:
    """JSON in one form: keys sorted, no space that says nothing, UTF-8 as it is, a line end at the end."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def readable(value: Json) -> bytes:
    """JSON for people's eyes too: keys in the order given, a line each."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False).encode() + b"\n"


def sha256(content: bytes) -> str:
    """Of a whole content, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest(kind: str, hashes: Mapping[str, str], **more: Json) -> bytes:
    """What is signed: the kind and version of the format, each path with the SHA-256 of its file, and what is said of all."""
    return canonical({"format": kind, "files": dict(hashes), **more})


def hash_list(hashes: Mapping[str, str]) -> bytes:
    """The lines that `sha256sum --check` reads, by path."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode()
