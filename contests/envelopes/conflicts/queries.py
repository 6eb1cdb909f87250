"""What the pages of conflicts show: by entry, never beside a code; declared words for the officer only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.envelopes.conflicts.barring import OPEN
from contests.envelopes.conflicts.model import Conflict
from contests.envelopes.conflicts.terms import Against, Level, Ruling, Source
from contests.envelopes.model import Appointment
from contests.people.model import Account
from contests.people.queries import PAGE, Paged
from judging import service as judging
from judging.declarations.model import Declaration, Declared

_WEIGHT = sa.case((Conflict.level == Level.LOOK, 0), (Conflict.level == Level.HARD, 1), else_=2)


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict as the office sees it: by entry, with its source; what was declared is not in it."""

    conflict_id: str
    entry_id: str
    number: int
    title: str
    judge_id: str
    judge: str
    source: Source
    against: Against
    level: Level
    ruling: Ruling | None
    reason: str
    ruled_at: datetime | None
    subject: str

    @property
    def open(self) -> bool:
        """Whether it waits for the officer."""
        return self.level is Level.LOOK and self.ruling is None


def conflict_rows(session: Session, season_id: str, page: int = 1, level: Level | None = None) -> Paged:
    """The conflicts found in a season, those that wait first, then by entry; one query, two beyond the last page."""
    columns: tuple[Any, ...] = (
        Conflict.id, Entry.id, Entry.number, Entry.title, Appointment.judge_id, Account.name, Conflict.source,
        Conflict.against, Conflict.level, Conflict.ruling, Conflict.reason, Conflict.ruled_at, Conflict.subject,
        sa.func.count().over(),
    )  # fmt: skip
    asked = (
        sa.select(*columns)
        .join(Entry, Entry.id == Conflict.entry_id)
        .join(Appointment, Appointment.id == Conflict.appointment_id)
        .join(Account, Account.id == Appointment.account_id)
        .where(Appointment.season_id == season_id, *([Conflict.level == level] if level else []))
        .order_by(sa.case((OPEN, 0), else_=1), _WEIGHT, Entry.number, Account.sorted, Conflict.id)
        .limit(PAGE)
    )
    rows = session.execute(asked.offset((page - 1) * PAGE)).all()
    if not rows and page > 1:
        return conflict_rows(session, season_id, 1, level)
    total = rows[0][-1] if rows else 0
    return Paged([ConflictRow(*tuple(row)[:-1]) for row in rows], page, max(1, -(-total // PAGE)), total)


def undecided(session: Session, season_id: str) -> Sequence[str]:
    """The ids of the conflicts of a season that wait for the officer."""
    own = sa.select(Conflict.id).join(Appointment, Appointment.id == Conflict.appointment_id)
    return session.scalars(own.where(Appointment.season_id == season_id, OPEN)).all()


@dataclass(frozen=True, slots=True)
class Spoken:
    """A row that a judge declared, or None of it where the judge had nothing to declare or has not declared yet."""

    judge_id: str
    judge: str
    declared_at: datetime | None
    row_id: str | None
    kind: judging.DeclaredKind | None
    name: str
    note: str
    place: str


def spoken(session: Session, season_id: str) -> list[Spoken]:
    """Everything that the judges of a season declared, by given name and in order; for the officer only; one query."""
    columns: tuple[Any, ...] = (
        Appointment.judge_id, Account.name, Declaration.declared_at, Declared.id, Declared.kind, Declared.name,
        Declared.note, Declared.place,
    )  # fmt: skip
    rows = (
        sa.select(*columns)
        .join(Account, Account.id == Appointment.account_id)
        .outerjoin(Declaration, Declaration.judge_id == Appointment.judge_id)
        .outerjoin(Declared, Declared.declaration_id == Declaration.id)
        .where(Appointment.season_id == season_id)
        .order_by(Account.sorted, Account.id, Declaration.position, Declared.position)
    )
    return [Spoken(*row) for row in session.execute(rows)]
