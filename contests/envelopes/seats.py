"""Where an account judges: the appointments of one person, read when that person signs in or out."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.model import Appointment
from contests.kernel.access import Role
from contests.people.model import AccountRole
from contests.seasons.model import Season


@dataclass(frozen=True)
class JudgeSeat:
    """A season in which an account judges, and who it is there."""

    judge_id: str
    season: str


def judge_seats(session: Session, account_id: str) -> list[JudgeSeat]:
    """The seasons in which an account is appointed and still a judge, the newest first; archived ones are over."""
    still = sa.exists().where(
        AccountRole.account_id == Appointment.account_id,
        AccountRole.role == Role.JUDGE,
        AccountRole.unit_id == Season.organiser_id,
    )
    rows = session.execute(
        sa.select(Appointment.judge_id, Season.title)
        .join(Season, Season.id == Appointment.season_id)
        .where(Appointment.account_id == account_id, Appointment.ended_at.is_(None))
        .where(Season.archived_at.is_(None), still)
        .order_by(Appointment.appointed_at.desc(), Appointment.id)
    )
    return [JudgeSeat(row.judge_id, row.title) for row in rows]


def judge_ids(session: Session, account_id: str) -> list[str]:
    """Who an account is inside judging, in every season there ever was."""
    return list(session.scalars(sa.select(Appointment.judge_id).where(Appointment.account_id == account_id)))
