"""What a judge does: accept, declare, save marks, submit a sheet, step back from a piece."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_, nfc
from judging import ledger
from judging.drafts import lock_sheet, write_marks, write_sheet
from judging.model import Barred, Judge, Piece, Round, Sheet
from judging.rounds import CLOSED, still_open
from judging.scoring import Scale, missing, read_mark
from judging.seen import PIECE, marks_of, mine, rubric
from judging.terms import SheetState, Stage

LONGEST_COMMENT = 4000
NOT_YOURS = N_("Không có bài chấm này.")
LOCKED = N_("Phiếu chấm đã nộp nên đã khóa, không sửa được nữa.")
ALREADY = N_("Phiếu chấm này đã được nộp từ trước.")
TOO_LONG = N_("Nội dung dài quá %(most)s ký tự.")
NOT_ACCEPTED = N_("Đề nghị xác nhận nhận nhiệm vụ trước khi khai báo.")
_COLUMNS = (
    Round.id.label("round_id"), Round.stage, Round.steps_per_point, Sheet.id.label("sheet_id"),
    sa.func.coalesce(Sheet.version, 0).label("version"), Sheet.state, Sheet.comment, Sheet.saved_at,
)  # fmt: skip
_OWN = mine(*_COLUMNS).where(Piece.id == PIECE)
_SHARED = _OWN.with_for_update(read=True, of=Round)
_ALONE = _OWN.with_for_update(of=Round)


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft as it now stands. `total` in steps is the sum of the marks given so far."""

    version: int
    saved_at: datetime
    total: int
    marked: int


def accept(session: Session, judge_id: str, *, at: datetime) -> Outcome[None]:
    """Accept the appointment; a second time changes nothing."""
    judge, shut = _seated(session, judge_id)
    if refusal := gathered([shut]):
        return refusal
    if judge.accepted_at is None:
        judge.accepted_at = at
        ledger.append(session, judge.round_id, "accepted", {"judge": judge_id}, at=at)
    return Done(None)


def declare(session: Session, judge_id: str, text: str, *, at: datetime) -> Outcome[None]:
    """Declare own units and kin; "" when there is nothing to declare. A later declaration is added to the first."""
    judge, shut = _seated(session, judge_id)
    text = clean(text)
    whole = "\n".join(filter(None, (judge.declaration, text)))
    early = Reason(NOT_ACCEPTED) if judge.accepted_at is None else None
    if refusal := gathered([shut, early, _too_long(whole, "text")]):
        return refusal
    judge.declaration_salt, commitment = ledger.commitment(whole)
    judge.declaration = whole
    judge.declared_at = judge.declared_at or at
    body = {"judge": judge_id, "declaration": commitment}
    ledger.append(session, judge.round_id, "declared", body, at=at)
    return Done(None)


def _seated(session: Session, judge_id: str) -> tuple[Judge, Reason | None]:
    """The judge as known once the round is held, so that of two deeds at once the second sees the first."""
    round_id = session.scalars(sa.select(Judge.round_id).where(Judge.id == judge_id)).one()
    shut = still_open(session, round_id)
    return session.get_one(Judge, judge_id, populate_existing=True), shut


def save_marks(
    session: Session,
    judge_id: str,
    piece_id: str,
    typed: Mapping[str, str],
    comment: str,
    version: int,
    *,
    at: datetime,
) -> Outcome[Saved]:
    """Save a draft: marks as typed by criterion id, an empty one for none yet; all or, with reasons, nothing.

    `version` is the version that the judge looked at, 0 for a new sheet. The same draft sent twice is saved once.
    """
    own = _own(session, judge_id, piece_id, sharing=True)
    if own is None:
        return because(NOT_YOURS)
    scales = [criterion.scale for criterion in rubric(session, own.round_id, own.steps_per_point)]
    marks, wrong = _read(typed, scales)
    comment = clean(comment)
    if refusal := gathered([*_shut(own), *wrong, _too_long(comment, "comment")]):
        return refusal
    kept = write_sheet(session, judge_id, piece_id, comment, version, at)
    if kept is None:
        return _same_again(session, own, marks, comment) or because(STALE)
    write_marks(
        session, kept.id, marks, blank=[s.criterion_id for s in scales if s.criterion_id not in marks]
    )
    return Done(Saved(kept.version, at, sum(marks.values()), len(marks)))


def _own(session: Session, judge_id: str, piece_id: str, *, sharing: bool = False) -> sa.Row[Any] | None:
    """The judge's piece and sheet, the round held so that it cannot close meanwhile; None for any other piece.

    Held alone it is read again: what another deed did while this one waited is in it.
    """
    whose = {"judge": judge_id, "piece": piece_id}
    held = session.execute(_SHARED if sharing else _ALONE, whose).one_or_none()
    return held if sharing or held is None else session.execute(_OWN, whose).one_or_none()


def _shut(own: sa.Row[Any]) -> list[Reason]:
    closed = [] if own.stage is Stage.OPEN else [Reason(CLOSED)]
    return closed + ([Reason(LOCKED)] if own.state is SheetState.SUBMITTED else [])


def _read(typed: Mapping[str, str], scales: Sequence[Scale]) -> tuple[dict[str, int], list[Reason]]:
    marks: dict[str, int] = {}
    wrong: list[Reason] = []
    for scale in scales:
        text = typed.get(scale.criterion_id, "").strip()
        read = read_mark(text, scale) if text else None
        if isinstance(read, Reason):
            wrong.append(read)
        elif read is not None:
            marks[scale.criterion_id] = read
    return marks, wrong


def _same_again(
    session: Session, own: sa.Row[Any], marks: Mapping[str, int], comment: str
) -> Done[Saved] | None:
    """The answer to a second press of the button: what is stored is what was sent."""
    if own.sheet_id is None:
        return None
    if own.comment != comment or marks_of(session, own.sheet_id) != marks:
        return None
    return Done(Saved(own.version, own.saved_at, sum(marks.values()), len(marks)))


def submit_sheet(
    session: Session, judge_id: str, piece_id: str, version: int, *, at: datetime
) -> Outcome[int]:
    """Submit the sheet as it was looked at: every criterion is marked, from here on it is locked; its total in steps."""
    own = _own(session, judge_id, piece_id)
    if own is None:
        return because(NOT_YOURS)
    if own.state is SheetState.SUBMITTED:
        return because(ALREADY)
    scales = [criterion.scale for criterion in rubric(session, own.round_id, own.steps_per_point)]
    marks = marks_of(session, own.sheet_id) if own.sheet_id else {}
    stale = Reason(STALE) if own.version != version else None
    if refusal := gathered([*_shut(own), stale, *missing(scales, marks)]):
        return refusal
    return _lock(session, own, judge_id, piece_id, marks, at)


def _lock(
    session: Session, own: sa.Row[Any], judge_id: str, piece_id: str, marks: dict[str, int], at: datetime
) -> Outcome[int]:
    total = sum(marks.values())
    salt, commitment = ledger.commitment(own.comment)
    if not lock_sheet(session, own.sheet_id, own.version, total, salt, at):
        return because(STALE)
    body = {"judge": judge_id, "piece": piece_id, "marks": marks, "total": total, "comment": commitment}
    ledger.append(session, own.round_id, "submitted", body, at=at)
    return Done(total)


def recuse(session: Session, judge_id: str, piece_id: str, *, at: datetime) -> Outcome[None]:
    """Step back from a piece without a reason; marks already given stay out of the figure."""
    own = _own(session, judge_id, piece_id)
    if own is None:
        return because(NOT_YOURS)
    if own.stage is not Stage.OPEN:
        return because(CLOSED)
    session.add(Barred(id=new_id(), judge_id=judge_id, piece_id=piece_id, recused=True))
    ledger.append(session, own.round_id, "recused", {"judge": judge_id, "piece": piece_id}, at=at)
    return Done(None)


def clean(text: str) -> str:
    """Free text as it is kept: NFC, lines ended one way, no control signs (PostgreSQL takes no NUL)."""
    lines = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def _too_long(text: str, field: str) -> Reason | None:
    if len(text) <= LONGEST_COMMENT:
        return None
    return Reason(TOO_LONG, field, None, {"most": LONGEST_COMMENT})


def not_yours(outcome: Outcome[Any]) -> bool:
    """Whether a verb met a piece that is not there, or is another's."""
    return isinstance(outcome, Refused) and outcome.reasons[0].message == NOT_YOURS
