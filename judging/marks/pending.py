"""What of the corrections keeps a round open."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from judging.marks.model import Correction
from judging.marks.terms import CorrectionState
from judging.model import Piece, Sheet

UNANSWERED = N_("Còn %(count)s đề nghị sửa điểm chưa được tổ trưởng hoặc thư ký tổ trả lời.")


def unanswered(session: Session, round_id: str) -> list[Reason]:
    """Why the round cannot be closed yet: corrections that wait for an answer."""
    query = (
        sa.select(sa.func.count())
        .select_from(Correction)
        .join(Sheet, Sheet.id == Correction.sheet_id)
        .join(Piece, Piece.id == Sheet.piece_id)
        .where(Piece.round_id == round_id, Correction.state == CorrectionState.ASKED)
    )
    count = session.scalars(query).one()
    return [Reason(UNANSWERED, values={"count": count})] if count else []
