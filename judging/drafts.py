"""How a draft is written: upserts that a double click cannot hurt, built once and kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from judging.marks.model import LastSave
from judging.model import Mark, Sheet
from judging.terms import SheetState

_SHEET: Any = Sheet.__table__
_MARK: Any = Mark.__table__
_SAVE: Any = LastSave.__table__


def write_sheet(
    session: Session, judge_id: str, piece_id: str, comment: str, version: int, at: datetime
) -> sa.Row[Any] | None:
    """Write the draft over version `version` and answer (id, version); None when the sheet has moved on."""
    values = {
        "new": new_id(),
        "piece": piece_id,
        "judge": judge_id,
        "words": comment,
        "moment": at,
        "seen": version,
    }
    row: sa.Row[Any] | None = session.execute(_sheet_upsert(_dialect(session)), values).one_or_none()
    return row


def write_marks(session: Session, sheet_id: str, marks: Mapping[str, int], blank: Sequence[str]) -> None:
    """Give the sheet these marks in steps; those of the blank criteria are taken back."""
    rows = [{"sheet_id": sheet_id, "criterion_id": key, "steps": steps} for key, steps in marks.items()]
    if rows:
        session.connection().execute(_mark_upsert(_dialect(session)), rows)
    if blank:
        session.execute(sa.delete(_MARK).where(_MARK.c.sheet_id == sheet_id, _MARK.c.criterion_id.in_(blank)))


def note_save(session: Session, sheet_id: str, device: str, number: int) -> None:
    """Remember the last save of an open page, so that the same one is known when it comes again."""
    values = {"sheet": sheet_id, "page": device, "last": number}
    session.execute(_save_upsert(_dialect(session)), values)


def lock_sheet(session: Session, sheet_id: str, version: int, total: int, salt: str, at: datetime) -> bool:
    """Submit version `version` of a draft; False when it has moved on."""
    done = {"state": SheetState.SUBMITTED, "total": total, "submitted_at": at, "comment_salt": salt}
    still = sa.and_(_SHEET.c.id == sheet_id, _SHEET.c.version == version, _SHEET.c.state == SheetState.DRAFT)
    changed = sa.update(_SHEET).where(still).values(**done, version=version + 1).returning(_SHEET.c.id)
    return session.execute(changed).one_or_none() is not None


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def _insert(dialect: str, table: Any) -> Any:
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


@cache
def _sheet_upsert(dialect: str) -> Any:
    named = {"id": "new", "piece_id": "piece", "judge_id": "judge", "comment": "words", "saved_at": "moment"}
    insert = _insert(dialect, _SHEET).values(
        **{column: sa.bindparam(name) for column, name in named.items()},
        state=SheetState.DRAFT, version=1, comment_salt="",
    )  # fmt: skip
    fresh = {"comment": insert.excluded.comment, "saved_at": insert.excluded.saved_at}
    same = sa.and_(_SHEET.c.version == sa.bindparam("seen"), _SHEET.c.state == SheetState.DRAFT)
    return insert.on_conflict_do_update(
        index_elements=["piece_id", "judge_id"], set_={**fresh, "version": _SHEET.c.version + 1}, where=same
    ).returning(_SHEET.c.id, _SHEET.c.version)


@cache
def _mark_upsert(dialect: str) -> Any:
    insert = _insert(dialect, _MARK)
    keys = ["sheet_id", "criterion_id"]
    return insert.on_conflict_do_update(index_elements=keys, set_={"steps": insert.excluded.steps})


@cache
def _save_upsert(dialect: str) -> Any:
    named = {"sheet_id": "sheet", "device": "page", "number": "last"}
    insert = _insert(dialect, _SAVE).values(**{column: sa.bindparam(name) for column, name in named.items()})
    keys = ["sheet_id", "device"]
    return insert.on_conflict_do_update(index_elements=keys, set_={"number": insert.excluded.number})
