"""What the QR code of a certificate says, signed: bytes that anyone can read and check, also without a network.

The text behind "?" in the code's address is base32 (RFC 4648, capitals, no padding) of a message and its signature.
The message, numbers big-endian:

    1 byte    version, 1
    4 bytes   key id: the first of SHA-256 of the public key
    2 bytes   day of issue, counted from 01/01/2000
    1 byte    flags: 1 the name stands in clear, 2 sample data without value
    then four parts, a byte for the length and so many bytes each:
              register number, prize, work (cut), holder

The holder is the name in UTF-8 (NFC) where its bearer has agreed to be named, else `name_digest`. The last 64 bytes are
the Ed25519 signature under the purpose "certificate" (`contests.kernel.signing`). Exactly one text stands for a seal.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntFlag

from contests.kernel.text import one_line

PURPOSE = "certificate"
VERSION = 1
SIGNATURE_BYTES = 64
DIGEST_BYTES = 8
MOST_NAME_BYTES = 72
"""A longer holder (a group) is a digest, so that the code stays coarse enough for every telephone."""
MOST_WORK_BYTES = 48
_HEAD = 8
_EPOCH = date(2000, 1, 1)


class Flags(IntFlag):
    """What else a seal says."""

    NAMED = 1
    SAMPLE = 2


class Unreadable(ValueError):
    """The text is no seal of a version that is known here."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a certificate claims. `name` is None where it may not be shown; `digest` then proves it to who knows it."""

    register: str
    prize: str
    work: str
    issued_on: date
    name: str | None
    digest: bytes = b""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """A claim as it was read, with the bytes that were signed and what has to be checked about them."""

    claim: Claim
    key_id: bytes
    message: bytes
    signature: bytes


def key_id(raw_key: bytes) -> bytes:
    """By which four bytes a seal names the key that signed it."""
    return hashlib.sha256(raw_key).digest()[:4]


def name_digest(name: str, register: str, code: str) -> bytes:
    """Proof of a name without the name: SHA-256 of name, number and short code, a line each, cut to eight bytes.

    Who holds the paper can type both name and code; who only has the number can guess neither.
    """
    said = "\n".join((one_line(name), register, code)).encode()
    return hashlib.sha256(said).digest()[:DIGEST_BYTES]


def claim_of(
    register: str, prize: str, work: str, issued_on: date, name: str, code: str, *, named: bool, sample: bool
) -> Claim:
    """What a certificate's seal says: the name only where it may be shown and is short enough."""
    name = one_line(name)
    shown = named and len(name.encode()) <= MOST_NAME_BYTES
    digest = b"" if shown else name_digest(name, register, code)
    cut = shortened(one_line(work), MOST_WORK_BYTES)
    return Claim(register, one_line(prize), cut, issued_on, name if shown else None, digest, sample)


def shortened(text: str, most: int) -> str:
    """The text in at most so many bytes of UTF-8, cut behind a whole word where there is one."""
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[: most - 3].decode(errors="ignore")
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept}…"


def message(claim: Claim, signing_key_id: bytes) -> bytes:
    """The bytes to be signed."""
    days = (claim.issued_on - _EPOCH).days
    named = Flags.NAMED if claim.name is not None else Flags(0)
    flags = named | (Flags.SAMPLE if claim.sample else Flags(0))
    holder = claim.digest if claim.name is None else claim.name.encode()
    parts = (claim.register.encode(), claim.prize.encode(), claim.work.encode(), holder)
    head = bytes([VERSION]) + signing_key_id + days.to_bytes(2, "big") + bytes([flags])
    return head + b"".join(bytes([len(part)]) + part for part in parts)


def spoken(message_bytes: bytes, signature: bytes) -> str:
    """The text of a seal: capitals and digits, which a QR code holds compactly."""
    return base64.b32encode(message_bytes + signature).decode("ascii").rstrip("=")


def read(text: str) -> Seal:
    """The seal that a text stands for; whether its signature holds is another question. Raises Unreadable."""
    packed = _unpacked(text)
    body, signature = packed[:-SIGNATURE_BYTES], packed[-SIGNATURE_BYTES:]
    if len(body) < _HEAD or body[0] != VERSION:
        raise Unreadable("no seal of this version")
    return Seal(_claim(body), body[1:5], body, signature)


def _unpacked(text: str) -> bytes:
    try:
        packed = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError) as error:
        raise Unreadable("not base32") from error
    if spoken(packed, b"") != text:
        raise Unreadable("not the one way to write it")
    return packed


def _claim(body: bytes) -> Claim:
    issued_on = _EPOCH + timedelta(days=int.from_bytes(body[5:7], "big"))
    if body[7] & ~(Flags.NAMED | Flags.SAMPLE):
        raise Unreadable("unknown flags")
    flags = Flags(body[7])
    register, prize, work, holder = _parts(body[_HEAD:])
    named = Flags.NAMED in flags
    try:
        return Claim(
            register.decode(), prize.decode(), work.decode(), issued_on,
            holder.decode() if named else None, b"" if named else holder, Flags.SAMPLE in flags,
        )  # fmt: skip
    except UnicodeDecodeError as error:
        raise Unreadable("not text") from error


def _parts(rest: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    found = []
    while rest:
        length, rest = rest[0], rest[1:]
        if length > len(rest):
            raise Unreadable("cut short")
        found.append(rest[:length])
        rest = rest[length:]
    if len(found) != 4:
        raise Unreadable("not four parts")
    return found[0], found[1], found[2], found[3]
