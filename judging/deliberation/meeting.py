"""A panel's meeting: who is there, what is moved, how it is voted. Each deed is a row of the ledger."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_
from judging import ledger
from judging.deliberation import rules
from judging.deliberation.facts import MotionSeen, Sitting
from judging.deliberation.model import Attendance, Motion, Vote
from judging.deliberation.rules import Ballot
from judging.deliberation.seen import sitting, unbarred
from judging.deliberation.terms import Choice, MotionKind, MotionState
from judging.marking import NOT_YOURS, clean
from judging.model import Barred, Judge, Panel, Piece, Round, Seat

LONGEST = 1000
NOT_LEADING = N_("Việc này do tổ trưởng hoặc thư ký của tổ thực hiện.")
NO_TEXT = N_("Đề nghị ghi nội dung cần biểu quyết.")
TOO_LONG = N_("Nội dung dài quá %(most)s ký tự.")
NOT_HERE = N_("Tổ trưởng hoặc thư ký chưa ghi Quý vị có mặt nên chưa biểu quyết được.")
OVER = N_("Việc này đã biểu quyết xong.")
STRANGERS = N_("Danh sách có mặt có người không thuộc tổ.")
ALREADY_OPEN = N_("Bài này đang có một đề nghị chưa biểu quyết xong.")


def held(session: Session, judge_id: str, panel_id: str) -> Sitting | None:
    """The panel in deliberation with its round held, so that of two deeds at once the second sees the first."""
    round_id = sa.select(Panel.round_id).where(Panel.id == panel_id).scalar_subquery()
    session.execute(sa.select(Round.id).where(Round.id == round_id).with_for_update())
    return sitting(session, judge_id, panel_id)


def leading(seat: Sitting) -> Reason | None:
    """Why this judge may not do what chair and secretary do."""
    return None if seat.leads else Reason(NOT_LEADING)


def wording(text: str, missing: str, field: str) -> Reason | None:
    """Why a text cannot be taken: empty, or too long."""
    if not text:
        return Reason(missing, field)
    return Reason(TOO_LONG, field, None, {"most": LONGEST}) if len(text) > LONGEST else None


def note_attendance(
    session: Session, judge_id: str, panel_id: str, present: Collection[str], *, at: datetime
) -> Outcome[int]:
    """Note who of the panel is there, by judge id; how many. Noted again it holds from then on."""
    seat = held(session, judge_id, panel_id)
    if seat is None:
        return because(NOT_YOURS)
    seated = [one.judge_id for one in seat.seats]
    strangers = Reason(STRANGERS) if not set(present) <= set(seated) else None
    if refusal := gathered([leading(seat), strangers]):
        return refusal
    there, away = sorted(set(present)), sorted(set(seated) - set(present))
    session.execute(sa.delete(Attendance).where(Attendance.panel_id == panel_id))
    noted: dict[str, Any] = {"panel_id": panel_id, "noted_by": judge_id, "noted_at": at}
    session.add_all(Attendance(judge_id=one, present=one in there, **noted) for one in seated)
    body = {"panel": panel_id, "present": there, "absent": away, "by": judge_id}
    ledger.append(session, seat.round_id, "attendance", body, at=at)
    return Done(len(there))


def move(session: Session, judge_id: str, panel_id: str, text: str, *, at: datetime) -> Outcome[str]:
    """Put a question in words to the vote; the motion's id."""
    return _put(session, judge_id, panel_id, None, "", text, at)


def move_tier(
    session: Session, judge_id: str, panel_id: str, piece_id: str, tier: str, reason: str, *, at: datetime
) -> Outcome[str]:
    """Put to the vote that a piece be proposed for a tier ("" for none), and why; the motion's id."""
    return _put(session, judge_id, panel_id, piece_id, tier, reason, at)


def _put(
    session: Session, judge_id: str, panel_id: str, piece_id: str | None, tier: str, text: str, at: datetime
) -> Outcome[str]:
    seat, text = held(session, judge_id, panel_id), clean(text)
    if seat is None or (piece_id is not None and not _sees(session, seat, piece_id)):
        return because(NOT_YOURS)
    absence = rules.absence(seat.present, len(seat.seats), seat.terms.quorum)
    faults = [leading(seat), absence, wording(text, NO_TEXT, "text"), _unfit(session, seat, piece_id, tier)]
    if refusal := gathered(faults):
        return refusal
    salt, commitment = ledger.commitment(text)
    kind = MotionKind.OTHER if piece_id is None else MotionKind.TIER
    made = Motion(
        id=new_id(), panel_id=panel_id, kind=kind, piece_id=piece_id, tier=tier, text=text, salt=salt,
        moved_by=judge_id, moved_at=at,
    )  # fmt: skip
    session.add(made)
    about = {"piece": piece_id, "tier": tier} if piece_id else {}
    body = {"motion": made.id, "panel": panel_id, "text": commitment, "by": judge_id, **about}
    ledger.append(session, seat.round_id, "moved", body, at=at)
    return Done(made.id)


def _sees(session: Session, seat: Sitting, piece_id: str) -> bool:
    own = sa.select(Piece.id).where(Piece.id == piece_id, Piece.panel_id == seat.panel_id)
    return session.scalar(own.where(unbarred(seat.judge_id))) is not None


def _unfit(session: Session, seat: Sitting, piece_id: str | None, tier: str) -> Reason | None:
    if piece_id is None:
        return None
    if not seat.terms.proposes or tier not in {"", *(one.code for one in seat.terms.tiers)}:
        return Reason(rules.NO_SUCH_TIER, "tier")
    waiting = sa.select(Motion.id).where(Motion.piece_id == piece_id, Motion.state == MotionState.OPEN)
    return Reason(ALREADY_OPEN, "tier") if session.scalar(waiting) else None


def cast_vote(
    session: Session, judge_id: str, panel_id: str, motion_id: str, choice: Choice, *, at: datetime
) -> Outcome[None]:
    """Vote once on an open motion: a judge of the panel who is there and not barred from the piece."""
    found = _motion(session, judge_id, panel_id, motion_id)
    if found is None:
        return because(NOT_YOURS)
    seat, motion = found
    over = None if motion.state is MotionState.OPEN else Reason(OVER)
    away = None if seat.here else Reason(NOT_HERE)
    if refusal := gathered([over, away]):
        return refusal
    session.add(Vote(motion_id=motion_id, judge_id=judge_id, choice=choice, cast_at=at))
    session.flush()
    body = {"motion": motion_id, "judge": judge_id, "choice": choice.value}
    ledger.append(session, seat.round_id, "voted", body, at=at)
    return Done(None)


def close_motion(
    session: Session, judge_id: str, panel_id: str, motion_id: str, *, at: datetime
) -> Outcome[MotionState]:
    """End a vote and count it; without a quorum nothing is decided. Who may not vote on it any more (a conflict noted
    since, an appointment that ended) counts neither among the votes nor among those who could vote."""
    found = _motion(session, judge_id, panel_id, motion_id)
    if found is None:
        return because(NOT_YOURS)
    seat, motion = found
    over = None if motion.state is MotionState.OPEN else Reason(OVER)
    if refusal := gathered([leading(seat), over]):
        return refusal
    ballot = _ballot(session, motion)
    motion.state = rules.result(ballot, seat.terms.quorum, seat.terms.majority)
    motion.closed_at, motion.eligible = at, ballot.eligible
    motion.yes, motion.no, motion.abstain = ballot.yes, ballot.no, ballot.abstain
    counts = {"eligible": ballot.eligible, "yes": ballot.yes, "no": ballot.no, "abstain": ballot.abstain}
    body = {"motion": motion_id, "result": motion.state.value, "by": judge_id, **counts}
    ledger.append(session, seat.round_id, "motion_closed", body, at=at)
    return Done(motion.state)


def _ballot(session: Session, motion: Motion) -> Ballot:
    barred = sa.exists().where(Barred.piece_id == motion.piece_id, Barred.judge_id == Seat.judge_id)
    cast = sa.and_(Vote.motion_id == motion.id, Vote.judge_id == Seat.judge_id)
    voters = (
        sa.select(Vote.choice).select_from(Seat).join(Judge, Judge.id == Seat.judge_id).outerjoin(Vote, cast)
    )
    own = (Seat.panel_id == motion.panel_id, Judge.ended_at.is_(None), ~barred)
    choices: Sequence[Choice | None] = session.scalars(voters.where(*own)).all()
    return rules.counted(len(choices), [choice for choice in choices if choice is not None])


def _motion(session: Session, judge_id: str, panel_id: str, motion_id: str) -> tuple[Sitting, Motion] | None:
    seat = held(session, judge_id, panel_id)
    found = session.get(Motion, motion_id, populate_existing=True)
    if seat is None or found is None or found.panel_id != panel_id:
        return None
    if found.piece_id is not None and not _sees(session, seat, found.piece_id):
        return None
    return seat, found


def motions(session: Session, seat: Sitting, *, piece_id: str | None = None) -> list[MotionSeen]:
    """The panel's motions as this judge sees them, the newest first; those on barred pieces are left out."""
    mine = sa.or_(Motion.piece_id.is_(None), unbarred(seat.judge_id))
    own = _motions(seat).where(mine)
    return _all_seen(session, own.where(Motion.piece_id == piece_id) if piece_id else own)


def all_motions(session: Session, seat: Sitting) -> list[MotionSeen]:
    """Every motion of the panel, the newest first: for its minutes."""
    return _all_seen(session, _motions(seat))


def _motions(seat: Sitting) -> sa.Select[*tuple[Any, ...]]:
    mine = sa.select(Vote.choice).where(Vote.motion_id == Motion.id, Vote.judge_id == seat.judge_id)
    cast = sa.select(sa.func.count()).where(Vote.motion_id == Motion.id)
    return (
        sa.select(Motion, Piece.code, mine.scalar_subquery(), cast.scalar_subquery())
        .outerjoin(Piece, Piece.id == Motion.piece_id)
        .where(Motion.panel_id == seat.panel_id)
        .order_by(Motion.moved_at.desc(), Motion.id)
    )


def _all_seen(session: Session, asked: sa.Select[*tuple[Any, ...]]) -> list[MotionSeen]:
    return [_seen(motion, code, choice, votes) for motion, code, choice, votes in session.execute(asked)]


def _seen(motion: Motion, code: str | None, own: Choice | None, cast: int) -> MotionSeen:
    return MotionSeen(
        motion.id, motion.kind, motion.piece_id, code, motion.tier, motion.text, motion.moved_at, motion.state,
        motion.closed_at, cast, Ballot(motion.eligible, motion.yes, motion.no, motion.abstain), own,
    )  # fmt: skip


def not_there(outcome: Outcome[Any]) -> bool:
    """Whether a verb met what is not there, or is another's."""
    return isinstance(outcome, Refused) and outcome.reasons[0].message == NOT_YOURS
