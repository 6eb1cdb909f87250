"""What pages ask of pre-screening: the verdict that stands, what was said before, which entry comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.kernel.text import fold
from contests.people.model import Account, Unit
from contests.screening.model import EligibleList, Verdict
from contests.screening.terms import ReasonCode, VerdictKind


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One verdict as a page shows it."""

    kind: VerdictKind
    reason: ReasonCode | None
    note: str
    due_at: datetime | None
    items: Sequence[str]
    given_at: datetime
    undone_at: datetime | None
    giver: str | None


def verdicts_of(session: Session, entry_id: str) -> list[VerdictRow]:
    """All verdicts on an entry, the latest first."""
    rows = session.execute(
        sa.select(
            Verdict.kind,
            Verdict.reason,
            Verdict.note,
            Verdict.due_at,
            Verdict.items,
            Verdict.given_at,
            Verdict.undone_at,
            Account.name,
        )
        .outerjoin(Account, Account.id == Verdict.given_by)
        .where(Verdict.entry_id == entry_id)
        .order_by(Verdict.given_at.desc(), Verdict.id)
    )
    return [VerdictRow(*row) for row in rows]


KIND_OF = {
    EntryState.ELIGIBLE: VerdictKind.ELIGIBLE,
    EntryState.REJECTED: VerdictKind.REJECTED,
    EntryState.RETURNED: VerdictKind.RETURNED,
}


def standing_verdict(session: Session, entry: Entry) -> VerdictRow | None:
    """The verdict under which an entry is in its state; None while it waits."""
    wanted, rows = KIND_OF.get(entry.state), verdicts_of(session, entry.id)
    return next((row for row in rows if row.kind is wanted and row.undone_at is None), None)


def next_waiting(session: Session, season_id: str, after: int = 0) -> str | None:
    """The entry that waits next: by number, those beyond `after` first, then from the beginning."""
    waiting = sa.select(Entry.id).where(Entry.season_id == season_id, Entry.state == EntryState.SUBMITTED)
    return session.scalar(waiting.order_by(Entry.number <= after, Entry.number).limit(1))


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another entry whose title begins with the same words."""

    id: str
    number: int | None
    title: str
    unit: str
    state: EntryState


def namesakes(session: Session, entry: Entry) -> list[Namesake]:
    """Other entries of the organiser, of any season, under the same title: duplicates worth a look. At most ten."""
    own = fold(entry.title)
    rows = session.execute(
        sa.select(Entry.id, Entry.number, Entry.title, Unit.name, Entry.state)
        .join(Unit, Unit.id == Entry.unit_id)
        .where(
            Entry.organiser_id == entry.organiser_id,
            Entry.id != entry.id,
            Entry.state != EntryState.DRAFT,
            Entry.folded.startswith(own, autoescape=True),
        )
        .order_by(Entry.created_at, Entry.id)
    )
    return [Namesake(*row) for row in rows if fold(row.title) == own][:10]


@dataclass(frozen=True, slots=True)
class Closing:
    """How the list was closed."""

    closed_at: datetime
    symbol: str | None
    issued_on: date | None
    signer: str | None


def closing_of(session: Session, season_id: str) -> Closing | None:
    """How and by which decision the list of eligible entries was closed; None while it is open."""
    row = session.execute(
        sa.select(EligibleList.closed_at, Decision.symbol, Decision.issued_on, Decision.signer_name)
        .outerjoin(Decision, Decision.id == EligibleList.decision_id)
        .where(EligibleList.season_id == season_id)
    ).first()
    return Closing(*row) if row else None
