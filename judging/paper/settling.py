"""From a paper sheet on which the keyings agree to a submitted sheet like any other, its source in the ledger."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from judging import ledger
from judging.drafts import write_marks
from judging.marks.merging import Contents
from judging.model import Piece, Sheet
from judging.paper.model import Paper
from judging.paper.terms import PaperState
from judging.terms import SheetState


def settle(session: Session, paper: Paper, contents: Contents, clerks: Sequence[str], at: datetime) -> None:
    """Make the sheet; put the paper aside where the judge has submitted on screen, which goes before paper."""
    own = sa.select(Sheet).where(Sheet.piece_id == paper.piece_id, Sheet.judge_id == paper.judge_id)
    sheet = session.scalar(own.with_for_update(), execution_options={"populate_existing": True})
    aside = sheet is not None and sheet.state is SheetState.SUBMITTED
    if not aside:
        _fill(session, sheet or _new(session, paper, at), paper, contents, clerks, at)
    paper.state, paper.settled_at = (PaperState.ASIDE if aside else PaperState.SETTLED), at
    session.flush()


def _new(session: Session, paper: Paper, at: datetime) -> Sheet:
    made = Sheet(
        id=new_id(), piece_id=paper.piece_id, judge_id=paper.judge_id, state=SheetState.DRAFT, saved_at=at
    )
    session.add(made)
    session.flush()
    return made


def _fill(
    session: Session, sheet: Sheet, paper: Paper, contents: Contents, clerks: Sequence[str], at: datetime
) -> None:
    total = sum(contents.marks.values())
    salt, commitment = ledger.commitment(contents.comment)
    sheet.state, sheet.total, sheet.comment, sheet.comment_salt = (
        SheetState.SUBMITTED, total, contents.comment, salt,
    )  # fmt: skip
    sheet.saved_at = sheet.submitted_at = at
    session.flush()
    write_marks(session, sheet.id, contents.marks, blank=())
    body = {
        "judge": paper.judge_id, "piece": paper.piece_id, "marks": dict(contents.marks), "total": total,
        "comment": commitment, "source": "paper", "paper": paper.id, "by": list(clerks),
    }  # fmt: skip
    round_id = session.scalars(sa.select(Piece.round_id).where(Piece.id == paper.piece_id)).one()
    ledger.append(session, round_id, "keyed", body, at=at)
