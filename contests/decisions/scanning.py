"""The signed paper as a scan, bound to its row of the register."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision, Scan
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """A PDF that was looked at and lies in the store's area "papers"; `size` in bytes."""

    sha256: str
    name: str
    size: int
    pages: int


def bind_scan(
    session: Session, decision: Decision, facts: ScanFacts, *, by: Actor, at: datetime
) -> Outcome[Scan]:
    """Bind a scan to a document. The same bytes again change nothing; others take the former scan's place, which is kept."""
    session.scalar(sa.select(Decision.id).where(Decision.id == decision.id).with_for_update())
    standing = scan_of(session, decision.id)
    if standing is not None and standing.sha256 == facts.sha256:
        return Done(standing)
    if standing is not None:
        standing.replaced_at = at
        session.flush()
    made = Scan(
        decision_id=decision.id, sha256=facts.sha256, name=facts.name, size=facts.size, pages=facts.pages,
        bound_at=at, bound_by=by.account_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    record(
        session, "decision.scan", decision.id,
        scope=decision.organiser_id, by=by, at=at, symbol=decision.symbol, sha256=facts.sha256,
    )  # fmt: skip
    return Done(made)


def scan_of(session: Session, decision_id: str) -> Scan | None:
    """The scan that stands for a document; None where nobody has bound one."""
    return session.scalar(sa.select(Scan).where(Scan.decision_id == decision_id, Scan.replaced_at.is_(None)))
