"""What a judge does: accept, submit a sheet, step back from a piece; saving it is in judging.marks."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_, nfc, visible
from judging import ledger
from judging.drafts import lock_sheet
from judging.marks.extremes import Extremes, unexplained
from judging.model import Barred, Judge, Piece, Round, Sheet
from judging.rounds import CLOSED, still_open
from judging.scoring import Scale, missing
from judging.seen import PIECE, marks_of, mine, rubric
from judging.terms import SheetState, Stage
from judging.wanting import want_if_done

LONGEST_COMMENT = 4000
NOT_YOURS = N_("Không có bài chấm này.")
LOCKED = N_("Phiếu chấm đã nộp nên đã khóa, không sửa được nữa.")
ALREADY = N_("Phiếu chấm này đã được nộp từ trước.")
TOO_LONG = N_("Nội dung dài quá %(most)s ký tự.")
_COLUMNS = (
    Round.id.label("round_id"), Round.stage, Round.steps_per_point, Sheet.id.label("sheet_id"),
    sa.func.coalesce(Sheet.version, 0).label("version"), Sheet.state, Sheet.comment, Sheet.saved_at,
)  # fmt: skip
_OWN = mine(*_COLUMNS).where(Piece.id == PIECE)
_SHARED = _OWN.with_for_update(read=True, of=Round)
_ALONE = _OWN.with_for_update(of=Round)


def accept(session: Session, judge_id: str, *, at: datetime) -> Outcome[None]:
    """Accept the appointment; a second time changes nothing."""
    judge, closed = _seated(session, judge_id)
    if refusal := gathered([closed]):
        return refusal
    if judge.accepted_at is None:
        judge.accepted_at = at
        ledger.append(session, judge.round_id, "accepted", {"judge": judge_id}, at=at)
    return Done(None)


def _seated(session: Session, judge_id: str) -> tuple[Judge, Reason | None]:
    """The judge as known once the round is held, so that of two deeds at once the second sees the first."""
    round_id = session.scalars(sa.select(Judge.round_id).where(Judge.id == judge_id)).one()
    closed = still_open(session, round_id)
    return session.get_one(Judge, judge_id, populate_existing=True), closed


def own_sheet(session: Session, judge_id: str, piece_id: str, *, sharing: bool = False) -> sa.Row[Any] | None:
    """The judge's piece and sheet, the round held so that it cannot close meanwhile; None for any other piece.

    Held alone it is read again: what another deed did while this one waited is in it.
    """
    whose = {"judge": judge_id, "piece": piece_id}
    held = session.execute(_SHARED if sharing else _ALONE, whose).one_or_none()
    return held if sharing or held is None else session.execute(_OWN, whose).one_or_none()


def shut(own: sa.Row[Any]) -> list[Reason]:
    """Why this sheet takes no more changes."""
    closed = [] if own.stage is Stage.OPEN else [Reason(CLOSED)]
    return closed + ([Reason(LOCKED)] if own.state is SheetState.SUBMITTED else [])


def submit_sheet(
    session: Session, judge_id: str, piece_id: str, version: int, *, at: datetime
) -> Outcome[int]:
    """Submit the sheet as it was looked at: every criterion is marked, from here on it is locked; its total in steps."""
    own = own_sheet(session, judge_id, piece_id)
    if own is None:
        return because(NOT_YOURS)
    if own.state is SheetState.SUBMITTED:
        return because(ALREADY)
    scales = [criterion.scale for criterion in rubric(session, own.round_id, own.steps_per_point)]
    marks = marks_of(session, own.sheet_id) if own.sheet_id else {}
    stale = Reason(STALE) if own.version != version else None
    if refusal := gathered([*shut(own), stale, *missing(scales, marks)]):
        return refusal
    if refusal := gathered(asked_why(session, own.round_id, marks, own.comment, scales)):
        return refusal
    return _lock(session, own, judge_id, piece_id, marks, at)


def asked_why(
    session: Session, round_id: str, marks: Mapping[str, int], comment: str, scales: Sequence[Scale]
) -> list[Reason]:
    """What a whole sheet must still give a reason for, by the rules of its round."""
    rules = session.scalars(sa.select(Round.rules).where(Round.id == round_id)).one()
    return unexplained(marks, comment, scales, Extremes(rules.get("extremes", Extremes.OFF)))


def _lock(
    session: Session, own: sa.Row[Any], judge_id: str, piece_id: str, marks: dict[str, int], at: datetime
) -> Outcome[int]:
    total = sum(marks.values())
    salt, commitment = ledger.commitment(own.comment)
    if not lock_sheet(session, own.sheet_id, own.version, total, salt, at):
        return because(STALE)
    body = {"judge": judge_id, "piece": piece_id, "marks": marks, "total": total, "comment": commitment}
    ledger.append(session, own.round_id, "submitted", body, at=at)
    want_if_done(session, piece_id, at=at)
    return Done(total)


def recuse(session: Session, judge_id: str, piece_id: str, *, at: datetime) -> Outcome[None]:
    """Step back from a piece without a reason; marks already given stay out of the figure."""
    own = own_sheet(session, judge_id, piece_id)
    if own is None:
        return because(NOT_YOURS)
    if own.stage is not Stage.OPEN:
        return because(CLOSED)
    session.add(Barred(id=new_id(), judge_id=judge_id, piece_id=piece_id, recused=True))
    ledger.append(session, own.round_id, "recused", {"judge": judge_id, "piece": piece_id}, at=at)
    want_if_done(session, piece_id, at=at)
    return Done(None)


def clean(text: str) -> str:
    """Free text as it is kept: NFC, lines ended one way, no unseen or control signs (PostgreSQL takes no NUL)."""
    lines = nfc(visible(text).replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def too_long(text: str, field: str) -> Reason | None:
    """Whether a free text is longer than is kept."""
    if len(text) <= LONGEST_COMMENT:
        return None
    return Reason(TOO_LONG, field, None, {"most": LONGEST_COMMENT})


def not_yours(outcome: Outcome[Any]) -> bool:
    """Whether a verb met a piece that is not there, or is another's."""
    return isinstance(outcome, Refused) and outcome.reasons[0].message == NOT_YOURS
