"""The officer's word on what a person must look at: barred or not, for a reason that is kept."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.conflicts.barring import pass_on
from contests.envelopes.conflicts.finding import NOT_OFFICER
from contests.envelopes.conflicts.model import Conflict
from contests.envelopes.conflicts.officers import is_officer
from contests.envelopes.conflicts.terms import Level, Ruling
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.envelopes.model import Appointment
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_, nfc
from contests.seasons.model import Season

LONGEST_REASON = 500
NONE_CHOSEN = N_("Đề nghị chọn ít nhất một trường hợp.")
GONE = N_("Trường hợp này không còn chờ xem xét. Đề nghị mở lại trang.")
NO_REASON = N_("Đề nghị ghi lý do.")
TOO_LONG = N_("Lý do dài quá %(most)s ký tự.")
PASSED_ON = N_("Vòng chấm đã đánh phách nên không rút lại được quyết định không cho chấm.")


def rule_on(
    session: Session,
    season: Season,
    conflict_ids: Collection[str],
    ruling: Ruling,
    reason: str,
    *,
    by: Actor,
    at: datetime,
) -> Outcome[int]:
    """Bar the judges or say that there is no conflict, for a reason; how many cases. In a sealed round it binds at once."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if not is_officer(session, season, by):
        return because(NOT_OFFICER)
    rows, reason = _chosen(session, season.id, conflict_ids), nfc(reason)
    sealed = round_.state is not RoundState.PREPARED
    if refusal := gathered(_faults(rows, conflict_ids, reason, sealed)):
        return refusal
    for row in rows:
        row.ruling, row.reason, row.ruled_by, row.ruled_at = ruling, reason, by.account_id, at
        detail = {"source": row.source.value, "ruling": ruling.value}
        record(session, "conflict.rule", row.entry_id, scope=season.organiser_id, by=by, at=at, **detail)
    session.flush()
    passed_on = pass_on(session, season.id, by=by, at=at)
    return passed_on if isinstance(passed_on, Refused) else Done(len(rows))


def _chosen(session: Session, season_id: str, conflict_ids: Collection[str]) -> list[Conflict]:
    own = sa.select(Conflict).join(Appointment, Appointment.id == Conflict.appointment_id)
    looked_at = own.where(Appointment.season_id == season_id, Conflict.level == Level.LOOK)
    return list(session.scalars(looked_at.where(Conflict.id.in_(conflict_ids))))


def _faults(
    rows: Collection[Conflict], asked: Collection[str], reason: str, sealed: bool
) -> list[Reason | None]:
    bound = sealed and any(row.ruling is Ruling.BAR for row in rows)
    return [
        Reason(NONE_CHOSEN, "conflict") if not asked else None,
        Reason(GONE, "conflict") if len(rows) < len(set(asked)) else None,
        Reason(NO_REASON, "reason") if not reason else None,
        Reason(TOO_LONG, "reason", None, {"most": LONGEST_REASON}) if len(reason) > LONGEST_REASON else None,
        Reason(PASSED_ON, "conflict") if bound else None,
    ]
