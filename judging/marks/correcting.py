"""Correcting a submitted sheet: the judge asks with a reason, the panel's chair consents; every step stays on record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_
from judging import ledger
from judging.drafts import write_marks
from judging.marking import NOT_YOURS, clean, own_sheet, too_long
from judging.marks.asked import Leading, consenter_of
from judging.marks.model import Correction
from judging.marks.saving import read_marks
from judging.marks.terms import CorrectionState
from judging.model import Piece, Round, Sheet
from judging.rounds import CLOSED, still_open
from judging.scoring import missing
from judging.seen import marks_of, rubric
from judging.terms import SheetState, Stage, Wish
from judging.wanting import want

NO_REASON = N_("Đề nghị ghi lý do sửa điểm.")
NOT_SUBMITTED = N_("Phiếu chấm chưa nộp thì sửa ngay trên phiếu, không cần đề nghị.")
WAITING = N_("Phiếu này đã có một đề nghị sửa điểm đang chờ trả lời.")
NO_CHANGE = N_("Điểm đề nghị không khác điểm đã nộp.")
NOBODY = N_("Tổ chưa có tổ trưởng hoặc thư ký nào trả lời được đề nghị này. Đề nghị báo Ban Thư ký.")
ANSWERED = N_("Đề nghị này đã được trả lời.")
MOVED_ON = N_(
    "Phiếu này đã được chấm lại sau khi đề nghị sửa điểm. Đề nghị từ chối; giám khảo có thể đề nghị lại."
)
MARK_FIRST = N_("Đề nghị nộp phiếu chấm của mình cho bài này trước khi trả lời.")


def ask_correction(
    session: Session, judge_id: str, piece_id: str, typed: Mapping[str, str], reason: str, *, at: datetime
) -> Outcome[str]:
    """Ask for other marks on an own submitted sheet, as typed by criterion id, for a reason; the correction's id."""
    own = own_sheet(session, judge_id, piece_id)
    if own is None:
        return because(NOT_YOURS)
    scales = [criterion.scale for criterion in rubric(session, own.round_id, own.steps_per_point)]
    wanted, wrong = read_marks(typed, scales)
    reason = clean(reason)
    faults = [too_long(reason, "reason"), None if reason else Reason(NO_REASON, "reason")]
    gaps = [] if wrong else missing(scales, wanted)
    if refusal := gathered([*_unasked(session, own, judge_id, piece_id), *wrong, *gaps, *faults]):
        return refusal
    before = marks_of(session, own.sheet_id)
    if before == wanted:
        return because(NO_CHANGE)
    return Done(_ask(session, own, (judge_id, piece_id), (before, wanted), reason, at))


def _unasked(session: Session, own: sa.Row[Any], judge_id: str, piece_id: str) -> list[Reason]:
    """Why this sheet takes no request."""
    if own.stage is not Stage.OPEN:
        return [Reason(CLOSED)]
    if own.state is not SheetState.SUBMITTED:
        return [Reason(NOT_SUBMITTED)]
    asked = (Correction.sheet_id == own.sheet_id, Correction.state == CorrectionState.ASKED)
    if session.scalar(sa.select(Correction.id).where(*asked)):
        return [Reason(WAITING)]
    return [] if consenter_of(session, piece_id, judge_id) else [Reason(NOBODY)]


def _ask(
    session: Session,
    own: sa.Row[Any],
    pair: tuple[str, str],
    marks: tuple[dict[str, int], dict[str, int]],
    reason: str,
    at: datetime,
) -> str:
    salt, commitment = ledger.commitment(reason)
    count = sa.select(sa.func.count()).where(Correction.sheet_id == own.sheet_id)
    place = session.scalars(count).one() + 1
    before, after = marks
    made = Correction(
        id=new_id(), sheet_id=own.sheet_id, place=place, before=before, after=after, reason=reason, salt=salt,
        asked_at=at,
    )  # fmt: skip
    session.add(made)
    session.flush()
    body = {
        "correction": made.id, "judge": pair[0], "piece": pair[1], "wanted": after, "reason": commitment,
    }  # fmt: skip
    ledger.append(session, own.round_id, "correction_asked", body, at=at)
    if leader := consenter_of(session, pair[1], pair[0]):
        want(session, Wish.CORRECTION, leader, at=at)
    return made.id


def answer_correction(
    session: Session, judge_id: str, correction_id: str, consent: bool, *, at: datetime
) -> Outcome[None]:
    """Consent to a correction, which puts its marks in force, or refuse it; by the panel's chair."""
    found = _held(session, correction_id)
    if found is None or consenter_of(session, found.piece_id, found.judge_id) != judge_id:
        return because(NOT_YOURS)
    asked: Correction = found.Correction
    closed = Reason(CLOSED) if found.stage is not Stage.OPEN else None
    answered = Reason(ANSWERED) if asked.state is not CorrectionState.ASKED else None
    early = None if Leading(session, judge_id).has_marked(found.piece_id) else Reason(MARK_FIRST)
    moved = Reason(MOVED_ON) if consent and asked.before != marks_of(session, asked.sheet_id) else None
    if refusal := gathered([closed, answered or moved, early]):
        return refusal
    asked.state = CorrectionState.CONSENTED if consent else CorrectionState.REFUSED
    asked.answered_by, asked.answered_at = judge_id, at
    body = {"correction": asked.id, "judge": found.judge_id, "piece": found.piece_id, "by": judge_id}
    if consent:
        body |= {"marks": asked.after, "total": _put_in_force(session, asked)}
    ledger.append(session, found.round_id, "corrected" if consent else "correction_refused", body, at=at)
    return Done(None)


def _held(session: Session, correction_id: str) -> sa.Row[Any] | None:
    """The request with its sheet, read while the round is held; None for one that is not there."""
    columns: tuple[Any, ...] = (Correction, Sheet.judge_id, Sheet.piece_id, Piece.round_id, Round.stage)
    query = (
        sa.select(*columns)
        .join(Sheet, Sheet.id == Correction.sheet_id)
        .join(Piece, Piece.id == Sheet.piece_id)
        .join(Round, Round.id == Piece.round_id)
        .where(Correction.id == correction_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    still_open(session, row.round_id)
    return session.execute(query, execution_options={"populate_existing": True}).one_or_none()


def _put_in_force(session: Session, asked: Correction) -> int:
    """Give the sheet the marks asked for; their sum in steps."""
    total: int = sum(asked.after.values())
    write_marks(session, asked.sheet_id, asked.after, blank=())
    changed = {"total": total, "version": Sheet.version + 1}
    session.execute(sa.update(Sheet).where(Sheet.id == asked.sheet_id).values(**changed))
    return total
