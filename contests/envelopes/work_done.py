"""The judges' work by name, for their fees: only after the envelopes are open.

Before the opening a count of sheets beside a name tells how many pieces a judge was kept from.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.model import Appointment, RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.people.model import Account
from judging import service as judging


@dataclass(frozen=True, slots=True)
class JudgeWork:
    """How many sheets a judge submitted in a role (`judging.terms.SeatRole` by its word)."""

    judge_id: str
    name: str
    role: str
    sheets: int


def judges_work(session: Session, season_id: str) -> list[JudgeWork]:
    """The judges of a season by given name with their submitted sheets; empty before the opening."""
    opened = sa.select(RoundEnvelope.round_id).where(
        RoundEnvelope.season_id == season_id, RoundEnvelope.state == RoundState.OPENED
    )
    round_id = session.scalar(opened)
    if round_id is None:
        return []
    rows = (
        sa.select(Appointment.judge_id, Account.name)
        .join(Account, Account.id == Appointment.account_id)
        .where(Appointment.season_id == season_id)
        .order_by(Account.sorted, Account.id)
    )
    done = judging.work_done(session, round_id)
    return [
        JudgeWork(judge_id, name, one.role.value, one.sheets)
        for judge_id, name in session.execute(rows)
        for one in done
        if one.judge_id == judge_id
    ]
