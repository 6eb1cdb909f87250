"""Signatures of an organiser (Ed25519, RFC 8032): what left the house under its name, and with which key."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.codes import new_token
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id
from contests.kernel.text import N_

SECRET = "secret"  # noqa: S105  the key under which a session's info holds the secret, not the secret
PREFIX = b"bangvang/"
ROTATED = N_("Khóa ký vừa được thay bởi người khác. Đề nghị tải lại trang.")


class SigningKey(Base):
    """A key of an organiser; the newest that is not retired signs, and what the others signed stays valid.

    The private half is never stored: it is made from `salt` and the installation's secret, so a copy of the
    database alone signs nothing.
    """

    __tablename__ = "signing_key"
    __table_args__ = (
        sa.Index(
            means("uq_signing_key_current", ROTATED),
            "scope",
            unique=True,
            sqlite_where=sa.text("retired_at IS NULL"),
            postgresql_where=sa.text("retired_at IS NULL"),
        ),
        sa.UniqueConstraint("raw", name=means("uq_signing_key_raw", ROTATED)),
    )

    id: Mapped[Id]
    scope: Mapped[str] = mapped_column(sa.String(16), index=True)
    """The organiser's id."""
    salt: Mapped[str]
    raw: Mapped[str] = mapped_column(sa.String(64))
    """The public key: 32 bytes, hexadecimal."""
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What is published of a key: `raw` is its 32 bytes; `retired_at` is None for the one in use."""

    raw: bytes
    made_at: datetime
    retired_at: datetime | None

    @property
    def fingerprint(self) -> str:
        """How people compare it, see `fingerprint`."""
        return fingerprint(self.raw)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature of 64 bytes and the public key, 32 bytes, that proves it."""

    raw_key: bytes
    signature: bytes


def sign(session: Session, scope: str, purpose: str, message: bytes, *, at: datetime) -> Signed:
    """Sign as the organiser `scope`; its first key is made here, so this needs a writing session.

    `purpose` keeps a signature from passing for another kind: signed is "bangvang/<purpose>", a zero byte, the message.
    """
    key = _current(session, scope, at)
    private = _private(session, key)
    return Signed(bytes.fromhex(key.raw), private.sign(_spoken(purpose, message)))


def verify(raw_key: bytes, purpose: str, message: bytes, signature: bytes) -> bool:
    """Whether the signature is the key's, for this purpose and these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(raw_key).verify(signature, _spoken(purpose, message))
    except (InvalidSignature, ValueError):  # ValueError: what should be a key of 32 bytes is none
        return False
    return True


def fingerprint(raw_key: bytes) -> str:
    """Ten groups of four signs, of SHA-256 of the key: what two people read to each other on the telephone."""
    digest = hashlib.sha256(raw_key).hexdigest()[:40].upper()
    return " ".join(digest[at : at + 4] for at in range(0, 40, 4))


def fingerprint_of_hex(raw_key: str) -> str:
    """The same of a key as it is kept in a row."""
    return fingerprint(bytes.fromhex(raw_key))


def public_keys(session: Session, scope: str) -> list[PublicKey]:
    """All keys of an organiser, the newest first."""
    query = sa.select(SigningKey).where(SigningKey.scope == scope)
    rows = session.scalars(query.order_by(SigningKey.retired_at.is_not(None), SigningKey.made_at.desc()))
    return [PublicKey(bytes.fromhex(row.raw), row.made_at, row.retired_at) for row in rows]


def current_key(session: Session, scope: str, *, at: datetime) -> PublicKey:
    """The key that `sign` would use now; made here where there is none, so this needs a writing session."""
    key = _current(session, scope, at)
    return PublicKey(bytes.fromhex(key.raw), key.made_at, None)


def rotate(session: Session, scope: str, *, by: Actor, at: datetime) -> PublicKey:
    """Retire the key in use and begin a new one; what was signed stays valid."""
    _current(session, scope, at).retired_at = at
    session.flush()
    key = _new(session, scope, at)
    record(session, "signing.rotate", key.id, scope=scope, by=by, at=at)
    return PublicKey(bytes.fromhex(key.raw), key.made_at, None)


def _current(session: Session, scope: str, at: datetime) -> SigningKey:
    """The key in use; one that today's secret does not make (a database that moved) is retired."""
    query = sa.select(SigningKey).where(SigningKey.scope == scope, SigningKey.retired_at.is_(None))
    key = session.scalar(query.with_for_update())
    if key is not None and _raw(_private(session, key)) != key.raw:
        key.retired_at = at
        session.flush()
        key = None
    return key or _new(session, scope, at)


def _new(session: Session, scope: str, at: datetime) -> SigningKey:
    key = SigningKey(scope=scope, salt=new_token(), made_at=at)
    key.raw = _raw(_private(session, key))
    session.add(key)
    session.flush()
    return key


def _private(session: Session, key: SigningKey) -> Ed25519PrivateKey:
    secret = str(session.info[SECRET]).encode()
    seed = hmac.digest(secret, f"signing|{key.scope}|{key.salt}".encode(), hashlib.sha256)
    return Ed25519PrivateKey.from_private_bytes(seed)


def _raw(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes_raw().hex()


def _spoken(purpose: str, message: bytes) -> bytes:
    return PREFIX + purpose.encode("ascii") + b"\0" + message
