"""How many sheets each judge has submitted, by the seat held: what fees are reckoned from. Nothing before the sealing."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging.model import Barred, Piece, Round, Seat, Sheet
from judging.terms import SeatRole, SheetState, Stage


@dataclass(frozen=True, slots=True)
class WorkDone:
    """A judge's submitted sheets in one role; recused and barred pieces count for nobody."""

    judge_id: str
    role: SeatRole
    sheets: int


def work_done(session: Session, round_id: str) -> list[WorkDone]:
    """The judges of a round whose results are sealed, with their sheets; empty before that.

    Whoever marked a piece of a panel without a seat on it (an anchor of linked panels) did so as a member.
    """
    role = sa.func.coalesce(Seat.role, SeatRole.MEMBER.value)
    rows = (
        sa.select(Sheet.judge_id, role, sa.func.count())
        .join(Piece, Piece.id == Sheet.piece_id)
        .join(Round, Round.id == Piece.round_id)
        .outerjoin(Seat, sa.and_(Seat.panel_id == Piece.panel_id, Seat.judge_id == Sheet.judge_id))
        .outerjoin(Barred, sa.and_(Barred.piece_id == Piece.id, Barred.judge_id == Sheet.judge_id))
        .where(Round.id == round_id, Round.stage == Stage.SEALED)
        .where(Sheet.state == SheetState.SUBMITTED, Barred.id.is_(None))
        .group_by(Sheet.judge_id, role)
        .order_by(Sheet.judge_id, role)
    )
    return [WorkDone(judge, SeatRole(held), count) for judge, held, count in session.execute(rows)]
