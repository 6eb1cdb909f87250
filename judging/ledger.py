"""Every deed of a round in order, chained by hashes; texts and works are in it as salted commitments only.

A draft is no deed: it may change until the sheet is submitted.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_token
from judging.model import LedgerRow, Round

FIRST = "0" * 64
"""What stands before the first deed of a round."""


class Row(Protocol):
    """A deed as it was written or exported."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def deed(self) -> str: ...
    @property
    def body(self) -> Mapping[str, Any]: ...
    @property
    def previous(self) -> str: ...
    @property
    def hash(self) -> str: ...


def append(session: Session, round_id: str, deed: str, body: dict[str, Any], *, at: datetime) -> None:
    """Write the next deed of a round. The round's row is held until the commit: one deed after the other."""
    session.execute(sa.select(Round.id).where(Round.id == round_id).with_for_update())
    last = session.execute(
        sa.select(LedgerRow.seq, LedgerRow.hash)
        .where(LedgerRow.round_id == round_id)
        .order_by(LedgerRow.seq.desc())
        .limit(1)
    ).one_or_none()
    seq, previous = (last.seq + 1, last.hash) if last else (1, FIRST)
    link = chained(seq, previous, at, deed, body)
    row = LedgerRow(round_id=round_id, seq=seq, at=at, deed=deed, body=body, previous=previous, hash=link)
    session.add(row)
    session.flush()


def rows(session: Session, round_id: str) -> Sequence[LedgerRow]:
    """All deeds of a round, oldest first."""
    query = sa.select(LedgerRow).where(LedgerRow.round_id == round_id).order_by(LedgerRow.seq)
    return session.scalars(query).all()


def verify(chain: Iterable[Row]) -> int | None:
    """The number of the first deed that is not what was written there; None for a whole chain."""
    previous = FIRST
    for place, row in enumerate(chain, start=1):
        honest = chained(place, previous, row.at, row.deed, row.body)
        if (row.seq, row.previous, row.hash) != (place, previous, honest):
            return place
        previous = row.hash
    return None


def chained(seq: int, previous: str, at: datetime, deed: str, body: Mapping[str, Any]) -> str:
    """The hash of a deed: SHA-256 over canonical JSON (sorted keys, no spaces, UTF-8, time in UTC)."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return digest({"seq": seq, "previous": previous, "at": moment, "deed": deed, "body": body})


def digest(value: Any) -> str:
    """SHA-256, hexadecimal, over a value's canonical JSON."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def commitment(text: str) -> tuple[str, str]:
    """(salt, hash) for a free text: the ledger keeps the hash, the salt stays beside the text."""
    salt = new_token()
    return salt, committed(salt, text)


def committed(salt: str, text: str) -> str:
    """The hash that a text and its salt must give."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
