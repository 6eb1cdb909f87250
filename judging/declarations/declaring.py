"""Declaring: rows are added, never shown again at the desk; the ledger gets their commitments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_
from judging import ledger
from judging.declarations.model import Declaration, Declared
from judging.declarations.rules import DeclaredFacts, faults
from judging.declarations.terms import DeclaredKind
from judging.model import Judge
from judging.rounds import still_open

NOT_ACCEPTED = N_("Đề nghị xác nhận nhận nhiệm vụ trước khi khai báo.")
NOTHING_NEW = N_("Chưa ghi nội dung bổ sung nào.")


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """A declared row, for the one who is to compare it with the entries."""

    row_id: str
    judge_id: str
    declared_at: datetime
    kind: DeclaredKind
    name: str
    note: str
    place: str


def declare(session: Session, judge_id: str, rows: Sequence[DeclaredFacts], *, at: datetime) -> Outcome[None]:
    """Declare units, kin, pupils and partners; no rows: there is nothing to declare. Later ones are added."""
    round_id = session.scalars(sa.select(Judge.round_id).where(Judge.id == judge_id)).one()
    shut = still_open(session, round_id)
    judge = session.get_one(Judge, judge_id, populate_existing=True)
    tidy = [row.tidy() for row in rows]
    early = Reason(NOT_ACCEPTED) if judge.accepted_at is None else None
    empty = Reason(NOTHING_NEW) if judge.declared_at and not tidy else None
    if refusal := gathered([shut, early, empty, *faults(tidy)]):
        return refusal
    judge.declared_at = judge.declared_at or at
    body = {"judge": judge_id, "declared": _kept(session, judge_id, tidy, at)}
    ledger.append(session, round_id, "declared", body, at=at)
    return Done(None)


def _kept(session: Session, judge_id: str, rows: Sequence[DeclaredFacts], at: datetime) -> list[str]:
    """Write the rows; their commitments in the order of the rows.

    The rows are written without being read back: on the judge's connection they cannot be.
    """
    count = sa.select(sa.func.count()).where(Declaration.judge_id == judge_id)
    made = Declaration(
        id=new_id(), judge_id=judge_id, position=session.scalars(count).one() + 1, declared_at=at, rows=len(rows)
    )  # fmt: skip
    session.add(made)
    session.flush()
    pairs = [ledger.commitment(committed_text(row)) for row in rows]
    values = [
        {"id": new_id(), "declaration_id": made.id, "position": place, **_columns(row), "salt": pairs[place][0]}
        for place, row in enumerate(rows)
    ]  # fmt: skip
    if values:
        table: Any = Declared.__table__
        session.connection().execute(sa.insert(table), values)
    return [commitment for _, commitment in pairs]


def _columns(row: DeclaredFacts) -> dict[str, Any]:
    return {"kind": row.kind, "name": row.name, "note": row.note, "place": row.place}


def committed_text(row: DeclaredFacts) -> str:
    """What a row's commitment is made over: its parts in order, one a line."""
    return f"{row.kind.value}\n{row.name}\n{row.note}\n{row.place}"


def declared_rows(session: Session, round_id: str) -> list[DeclaredRow]:
    """Everything that the judges of a round declared, oldest first; for contests.envelopes.conflicts and no other."""
    columns: tuple[Any, ...] = (
        Declared.id, Declaration.judge_id, Declaration.declared_at, Declared.kind, Declared.name, Declared.note,
        Declared.place,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .join(Declaration, Declaration.id == Declared.declaration_id)
        .join(Judge, Judge.id == Declaration.judge_id)
        .where(Judge.round_id == round_id)
        .order_by(Declaration.declared_at, Declaration.id, Declared.position)
    )
    return [DeclaredRow(*row) for row in session.execute(query)]


def own_declarations(session: Session, judge_id: str) -> list[tuple[datetime, int]]:
    """When a judge declared, and how many rows each time; not what was in them."""
    own = sa.select(Declaration.declared_at, Declaration.rows).where(Declaration.judge_id == judge_id)
    return [(at, rows) for at, rows in session.execute(own.order_by(Declaration.position))]
