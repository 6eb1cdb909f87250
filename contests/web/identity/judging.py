"""The way from an account to the judge's desk: appointments joined here, a session of judging's own written."""

from sqlalchemy.orm import Session

from contests.envelopes.seats import judge_ids, judge_seats
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, because, gathered
from contests.kernel.text import N_
from contests.people import credentials
from judging import service as judging


def open_judging(session: Session, account_id: str, judge_id: str) -> Outcome[str]:
    """A session at the judge's desk for one of the account's seats; its secret goes into the desk's own cookie."""
    if refusal := gathered([credentials.shut_out(session, account_id)]):
        return refusal
    if judge_id not in {seat.judge_id for seat in judge_seats(session, account_id)}:
        return because(N_("Quý vị không chấm thi ở mùa thi này."))
    return Done(judging.open_session(session, judge_id, expires_at=now() + credentials.OFFICE_DAY))


def close_judging(session: Session, account_id: str) -> None:
    """End an account's sessions at the judge's desk, in every season."""
    for judge_id in judge_ids(session, account_id):
        judging.close_sessions(session, judge_id)
