"""Opaque identifiers, secrets and new codes: all that is made by chance."""

import base64
import hashlib
import secrets
from collections.abc import Iterator

from contests.kernel.signs import ALPHABET as ALPHABET
from contests.kernel.signs import check_sign as check_sign
from contests.kernel.signs import spelled as spelled
from contests.kernel.signs import typed as typed
from contests.kernel.signs import well_formed as well_formed


def new_id() -> str:
    """An identifier for addresses and keys: 80 random bits as 16 small letters and digits."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


def new_ids(count: int) -> Iterator[str]:
    """As many identifiers as `count`, all drawn at once: for writing thousands of rows."""
    drawn = base64.b32encode(secrets.token_bytes(10 * count)).decode("ascii").lower()
    return (drawn[at : at + 16] for at in range(0, 16 * count, 16))


def new_token() -> str:
    """A secret for a link or a cookie: 256 random bits. Only its hash is stored."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What the database keeps of a secret: SHA-256, hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code(length: int) -> str:
    """A random code of `length` signs, the last of which checks the others."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(length - 1))
    return signs + check_sign(signs)
