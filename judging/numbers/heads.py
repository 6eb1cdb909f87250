"""The head of a round's ledger: what leaves the database, when and by which way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome
from judging import ledger
from judging.model import LedgerRow
from judging.numbers.model import Head
from judging.numbers.terms import Way


@dataclass(frozen=True, slots=True)
class HeadNow:
    """The last deed of a round and its hash: 0 and 64 noughts before the first."""

    seq: int
    hash: str

    @property
    def spelled(self) -> str:
        """As it is printed and typed: the row's number and the hash in groups of eight."""
        return f"{self.seq}: " + " ".join(self.hash[at : at + 8] for at in range(0, 64, 8))


def head_now(session: Session, round_id: str) -> HeadNow:
    """Where the ledger stands."""
    last = sa.select(LedgerRow.seq, LedgerRow.hash).where(LedgerRow.round_id == round_id)
    row = session.execute(last.order_by(LedgerRow.seq.desc()).limit(1)).one_or_none()
    return HeadNow(row.seq, row.hash) if row else HeadNow(0, ledger.FIRST)


def head_of(rows: Sequence[LedgerRow]) -> HeadNow:
    """Where a ledger that was read whole stands."""
    return HeadNow(rows[-1].seq, rows[-1].hash) if rows else HeadNow(0, ledger.FIRST)


def head_left(session: Session, round_id: str, way: Way, *, by: Actor, at: datetime) -> Outcome[HeadNow]:
    """Note that the present head leaves the database: call it in the transaction that prints, sends or shows it.

    The same head leaving by the same way is noted once.
    """
    now = head_now(session, round_id)
    same = sa.select(Head.id).where(Head.round_id == round_id, Head.seq == now.seq, Head.way == way)
    if now.seq and session.scalar(same.limit(1)) is None:
        session.add(
            Head(round_id=round_id, seq=now.seq, hash=now.hash, way=way, given_by=by.account_id, left_at=at)
        )
        session.flush()
    return Done(now)


def heads(session: Session, round_id: str) -> Sequence[Head]:
    """The heads that left, the latest first."""
    own = sa.select(Head).where(Head.round_id == round_id)
    return session.scalars(own.order_by(Head.seq.desc(), Head.left_at.desc(), Head.id)).all()


def head_agrees(session: Session, round_id: str, head: str) -> int | None:
    """The row of the ledger that has this hash, as typed from a paper; None where no row has it."""
    wanted = "".join(head.partition(":")[2].split() or head.split()).lower()
    own = sa.select(LedgerRow.seq).where(LedgerRow.round_id == round_id, LedgerRow.hash == wanted)
    return session.scalar(own)
