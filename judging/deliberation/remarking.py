"""Marking again together: further sheets on one piece, each with a reason; what was given before stays on record."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_
from judging import ledger
from judging.deliberation.facts import Sitting
from judging.deliberation.meeting import held, leading, wording
from judging.deliberation.model import Pass, RemarkCall
from judging.deliberation.seen import unbarred
from judging.drafts import write_marks
from judging.marking import LONGEST_COMMENT, NOT_YOURS, TOO_LONG, clean
from judging.model import Mark, Piece, Sheet
from judging.progress import SUBMITTED, marker, pairs
from judging.rounds import CLOSED
from judging.scoring import Scale, missing, read_mark
from judging.seen import rubric
from judging.terms import Stage

NO_REASON = N_("Đề nghị ghi lý do chấm lại.")
CALLED = N_("Bài này đang được chấm lại.")
NOT_CALLED = N_("Bài này không trong lượt chấm lại.")


def call_remark(
    session: Session, judge_id: str, panel_id: str, piece_id: str, reason: str, *, at: datetime
) -> Outcome[str]:
    """Have the panel mark a piece again, for a reason; the call's id. By chair or secretary."""
    seat, reason = held(session, judge_id, panel_id), clean(reason)
    if seat is None or not _there(session, seat, piece_id):
        return because(NOT_YOURS)
    known = Reason(CALLED) if open_call(session, piece_id) else None
    faults = [leading(seat), _ended(seat), known, wording(reason, NO_REASON, "reason")]
    if refusal := gathered(faults):
        return refusal
    salt, commitment = ledger.commitment(reason)
    made = RemarkCall(
        id=new_id(), piece_id=piece_id, reason=reason, salt=salt, called_by=judge_id, called_at=at
    )
    session.add(made)
    session.flush()
    body = {"call": made.id, "piece": piece_id, "reason": commitment, "by": judge_id}
    ledger.append(session, seat.round_id, "remark_called", body, at=at)
    return Done(made.id)


def end_remark(
    session: Session, judge_id: str, panel_id: str, piece_id: str, *, at: datetime
) -> Outcome[None]:
    """End the marking-again of a piece; who gave no further sheet stands by the one before."""
    seat = held(session, judge_id, panel_id)
    if seat is None or not _there(session, seat, piece_id):
        return because(NOT_YOURS)
    call = open_call(session, piece_id)
    if refusal := gathered([leading(seat), None if call else Reason(NOT_CALLED)]):
        return refusal
    if call is not None:
        call.ended_at = at
        body = {"call": call.id, "piece": piece_id, "by": judge_id}
        ledger.append(session, seat.round_id, "remark_ended", body, at=at)
    return Done(None)


def give_again(
    session: Session,
    judge_id: str,
    panel_id: str,
    piece_id: str,
    typed: Mapping[str, str],
    comment: str,
    reason: str,
    *,
    at: datetime,
) -> Outcome[int]:
    """Submit a further sheet in an open call; its total in steps, which counts from now on.

    `typed` holds marks as typed by criterion id; every criterion is marked.
    """
    seat = held(session, judge_id, panel_id)
    sheet = _own_sheet(session, judge_id, piece_id, panel_id) if seat else None
    if seat is None or sheet is None:
        return because(NOT_YOURS)
    scales = [criterion.scale for criterion in rubric(session, seat.round_id, seat.per_point)]
    marks, wrong = _read(typed, scales)
    comment, reason = clean(comment), clean(reason)
    call = open_call(session, piece_id)
    if call is None:
        return because(NOT_CALLED)
    if refusal := gathered([_ended(seat), *wrong, wording(reason, NO_REASON, "reason"), _too_long(comment)]):
        return refusal
    return Done(_write(session, seat, sheet, call, marks, comment, reason, at))


def _too_long(comment: str) -> Reason | None:
    long = Reason(TOO_LONG, "comment", None, {"most": LONGEST_COMMENT})
    return long if len(comment) > LONGEST_COMMENT else None


def _write(
    session: Session,
    seat: Sitting,
    sheet: Sheet,
    call: RemarkCall,
    marks: dict[str, int],
    comment: str,
    reason: str,
    at: datetime,
) -> int:
    number, total = _keep_first(session, sheet) + 1, sum(marks.values())
    comment_salt, said = ledger.commitment(comment)
    salt, why = ledger.commitment(reason)
    session.add(
        Pass(
            sheet_id=sheet.id, call_id=call.id, number=number, marks=marks, total=total, comment=comment,
            comment_salt=comment_salt, reason=reason, salt=salt, given_at=at,
        )
    )  # fmt: skip
    sheet.total, sheet.comment, sheet.comment_salt = total, comment, comment_salt
    sheet.saved_at = sheet.submitted_at = at
    session.flush()
    write_marks(session, sheet.id, marks, blank=())
    body = {
        "judge": sheet.judge_id, "piece": sheet.piece_id, "call": call.id, "pass": number, "marks": marks,
        "total": total, "comment": said, "reason": why,
    }  # fmt: skip
    ledger.append(session, seat.round_id, "remarked", body, at=at)
    return total


def _keep_first(session: Session, sheet: Sheet) -> int:
    """The number of the sheet's last pass; the first is copied aside before anything is written over it."""
    last = session.scalar(sa.select(sa.func.max(Pass.number)).where(Pass.sheet_id == sheet.id))
    if last is not None:
        return last
    own = sa.select(Mark.criterion_id, Mark.steps).where(Mark.sheet_id == sheet.id)
    marks = dict(session.execute(own).all())
    first = Pass(
        sheet_id=sheet.id, number=1, marks=marks, total=sheet.total, comment=sheet.comment,
        comment_salt=sheet.comment_salt, reason="", salt="", given_at=sheet.submitted_at,
    )  # fmt: skip
    session.add(first)
    return 1


def _read(typed: Mapping[str, str], scales: Sequence[Scale]) -> tuple[dict[str, int], list[Reason]]:
    """Marks by criterion, and every reason why one is none; an empty one is missing."""
    given = {scale.criterion_id: typed.get(scale.criterion_id, "").strip() for scale in scales}
    read = {scale.criterion_id: read_mark(given[scale.criterion_id], scale) for scale in scales}
    marks = {key: mark for key, mark in read.items() if isinstance(mark, int)}
    wrong = [mark for key, mark in read.items() if isinstance(mark, Reason) and given[key]]
    return marks, wrong + missing(scales, {key for key, text in given.items() if text})


def open_call(session: Session, piece_id: str) -> RemarkCall | None:
    """The piece's call that has not ended."""
    own = sa.select(RemarkCall).where(RemarkCall.piece_id == piece_id, RemarkCall.ended_at.is_(None))
    return session.scalar(own.execution_options(populate_existing=True))


def _there(session: Session, seat: Sitting, piece_id: str) -> bool:
    own = sa.select(Piece.id).where(Piece.id == piece_id, Piece.panel_id == seat.panel_id)
    return session.scalar(own.where(unbarred(seat.judge_id))) is not None


def _own_sheet(session: Session, judge_id: str, piece_id: str, panel_id: str) -> Sheet | None:
    own = pairs(Sheet).where(Piece.id == piece_id, Piece.panel_id == panel_id, marker == judge_id, SUBMITTED)
    found: Sheet | None = session.scalar(own.execution_options(populate_existing=True))
    return found


def _ended(seat: Sitting) -> Reason | None:
    return None if seat.stage is Stage.OPEN else Reason(CLOSED)
