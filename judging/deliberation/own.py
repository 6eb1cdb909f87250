"""A judge's own submitted sheets as they count now, for the judge to print and sign."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging.deliberation.papers import OwnSheet
from judging.model import Mark, Piece, Sheet
from judging.seen import JUDGE, mine
from judging.terms import SheetState


def own_sheets(session: Session, judge_id: str) -> list[OwnSheet]:
    """The judge's submitted sheets by code; of nobody else, and nothing after the results are sealed."""
    columns: tuple[Any, ...] = (Sheet.id, Piece.code, Piece.title, Sheet.total, Sheet.comment)
    query = mine(*columns).where(Sheet.state == SheetState.SUBMITTED).order_by(Piece.code)
    rows = session.execute(query, {"judge": judge_id}).all()
    marks: dict[str, dict[str, int]] = {row[0]: {} for row in rows}
    for sheet_id, criterion_id, steps in session.execute(_MARKS, {"judge": judge_id}):
        if sheet_id in marks:
            marks[sheet_id][criterion_id] = steps
    return [
        OwnSheet(code, title, marks[sheet_id], total, comment)
        for sheet_id, code, title, total, comment in rows
    ]


_MARKS = (
    sa.select(Mark.sheet_id, Mark.criterion_id, Mark.steps)
    .join(Sheet, Sheet.id == Mark.sheet_id)
    .where(Sheet.judge_id == JUDGE, Sheet.state == SheetState.SUBMITTED)
)
