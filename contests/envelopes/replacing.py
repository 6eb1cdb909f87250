"""Judges who come and go: a seat in a sealed round only after matching, the end of an appointment, capacity."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import juries
from contests.envelopes.assigning import reassign
from contests.envelopes.closing import owed_to, waive_judge
from contests.envelopes.conflicts.finding import unsettled
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.envelopes.model import Appointment, RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_, nfc
from contests.seasons.model import Season
from contests.seasons.queries import fields_of
from judging import service as judging

STRANGER = N_("Giám khảo này không có trong mùa thi.")
OVER = N_("Nhiệm vụ của giám khảo này đã kết thúc.")
NOT_DECLARED = N_(
    "Vòng chấm đã đánh phách: giám khảo phải nhận nhiệm vụ và khai báo xung đột lợi ích rồi mới được xếp vào tổ."
)
STRANGE_FIELD = N_("Có lĩnh vực không thuộc mùa thi này.")


def seat(
    session: Session,
    season: Season,
    panel_id: str,
    appointment_id: str,
    role: judging.SeatRole,
    *,
    by: Actor,
    at: datetime,
) -> Outcome[str]:
    """Give an appointed judge a place on a panel; in a sealed round only when the conflicts are settled first."""
    round_ = locked_round(session, season.id)
    one = _appointment(session, season.id, appointment_id)
    if round_ is None or one is None:
        return juries.seat(session, season, panel_id, appointment_id, role, by=by, at=at)
    if refusal := gathered([Reason(OVER, "appointment_id") if one.ended_at else None]):
        return refusal
    if round_.state is RoundState.PREPARED:
        return juries.seat(session, season, panel_id, appointment_id, role, by=by, at=at)
    if refusal := gathered([_late_fault(session, season, round_, one, by, at)]):
        return refusal
    return juries.seat(session, season, panel_id, appointment_id, role, by=by, at=at)


def _late_fault(
    session: Session, season: Season, round_: RoundEnvelope, one: Appointment, by: Actor, at: datetime
) -> Reason | None:
    if not judging.has_declared(session, one.judge_id):
        return Reason(NOT_DECLARED, "appointment_id")
    return unsettled(session, season, round_, by, at, one.id)


def _appointment(session: Session, season_id: str, appointment_id: str) -> Appointment | None:
    own = sa.select(Appointment).where(Appointment.id == appointment_id, Appointment.season_id == season_id)
    return session.scalar(own)


def end_appointment(
    session: Session,
    season: Season,
    appointment_id: str,
    reason: str,
    *,
    handed_on: bool = True,
    by: Actor,
    at: datetime,
) -> Outcome[int]:
    """A judge leaves: before the sealing the seats go; afterwards the sheets still owed go to others, where pieces are
    given to some judges only, or are waived; how many those were. What was submitted stays and counts.
    """
    round_ = locked_round(session, season.id)
    one = _appointment(session, season.id, appointment_id)
    if round_ is None or one is None:
        return because(NO_ROUND if round_ is None else STRANGER)
    if one.ended_at is not None:
        return because(OVER)
    ended = judging.end_judge(session, one.judge_id, nfc(reason), by=by, at=at)
    if isinstance(ended, Refused):
        return ended
    one.ended_at = at
    session.flush()
    left = _left(session, season, round_, one, reason, handed_on, by, at)
    if isinstance(left, Done):
        detail: dict[str, str | int] = {"season": season.id, "handed_on": handed_on}
        record(session, "judge.end", one.account_id, scope=season.organiser_id, by=by, at=at, **detail)
    return left


def _left(
    session: Session,
    season: Season,
    round_: RoundEnvelope,
    one: Appointment,
    reason: str,
    handed_on: bool,
    by: Actor,
    at: datetime,
) -> Outcome[int]:
    if round_.state is RoundState.PREPARED:
        return judging.unseat(session, one.judge_id, by=by, at=at)
    if handed_on and judging.design_of(session, round_.round_id).listed:
        return reassign(session, season, round_, by=by, at=at)
    return _waived(session, season, round_, one, reason, by, at)


def _waived(
    session: Session,
    season: Season,
    round_: RoundEnvelope,
    one: Appointment,
    reason: str,
    by: Actor,
    at: datetime,
) -> Outcome[int]:
    total = 0
    for panel_id in owed_to(session, round_.round_id, one.judge_id):
        waived = waive_judge(session, season, panel_id, one.judge_id, reason, by=by, at=at)
        if isinstance(waived, Refused):
            return waived
        total += waived.value
    return Done(total)


def equip(
    session: Session,
    season: Season,
    appointment_id: str,
    minutes: int | None,
    fields: Collection[str],
    *,
    by: Actor,
    at: datetime,
) -> Outcome[judging.Capacity]:
    """State the minutes a judge has for the round, and the fields, by their codes, that the judge knows."""
    one = _appointment(session, season.id, appointment_id)
    if one is None:
        return because(STRANGER)
    strange = not set(fields) <= {field.code for field in fields_of(session, season.id)}
    over = Reason(OVER) if one.ended_at else None
    if refusal := gathered([over, Reason(STRANGE_FIELD, "fields") if strange else None]):
        return refusal
    made = judging.equip(session, one.judge_id, minutes, fields, by=by, at=at)
    if isinstance(made, Done):
        record(
            session, "judge.equip", one.account_id, scope=season.organiser_id, by=by, at=at, season=season.id
        )
    return made
