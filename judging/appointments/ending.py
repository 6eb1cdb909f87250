"""The end of an appointment in mid-round, and whether a newcomer has declared."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_, nfc
from judging import ledger
from judging.model import Judge, Panel, Seat
from judging.rounds import close_sessions, still_open

LONGEST_REASON = 1000
NO_REASON = N_("Phải ghi lý do kết thúc nhiệm vụ.")
TOO_LONG = N_("Lý do dài quá %(most)s ký tự.")


def end_judge(session: Session, judge_id: str, reason: str, *, by: Actor, at: datetime) -> Outcome[None]:
    """A judge leaves the round for a reason: signed out everywhere; submitted sheets stay as they are."""
    reason = nfc(reason)
    round_id = session.scalars(sa.select(Judge.round_id).where(Judge.id == judge_id)).one()
    long = (
        Reason(TOO_LONG, "reason", None, {"most": LONGEST_REASON}) if len(reason) > LONGEST_REASON else None
    )
    empty = None if reason else Reason(NO_REASON, "reason")
    if refusal := gathered([still_open(session, round_id), empty, long]):
        return refusal
    judge = session.get_one(Judge, judge_id, populate_existing=True)
    judge.ended_salt, commitment = ledger.commitment(reason)
    judge.ended_at, judge.ended_reason = at, reason
    close_sessions(session, judge_id)
    body = {"judge": judge_id, "reason": commitment, "by": by.account_id}
    ledger.append(session, round_id, "judge_ended", body, at=at)
    return Done(None)


def unseat(session: Session, judge_id: str, *, by: Actor, at: datetime) -> Outcome[int]:
    """Take a judge's seats away, in a round that has no pieces yet; how many there were."""
    seats = sa.select(Seat.panel_id, Panel.round_id).join(Panel, Panel.id == Seat.panel_id)
    held = session.execute(seats.where(Seat.judge_id == judge_id).order_by(Seat.panel_id)).all()
    session.execute(sa.delete(Seat).where(Seat.judge_id == judge_id))
    for panel_id, round_id in held:
        body = {"panel": panel_id, "judge": judge_id, "by": by.account_id}
        ledger.append(session, round_id, "unseated", body, at=at)
    return Done(len(held))


def has_declared(session: Session, judge_id: str) -> bool:
    """Whether a judge has accepted and declared."""
    ready = sa.and_(Judge.accepted_at.is_not(None), Judge.declared_at.is_not(None))
    return session.scalar(sa.select(Judge.id).where(Judge.id == judge_id, ready)) is not None
