"""What papers on a season are made of: its committee as the accounts know it, and whom it belongs to."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Role
from contests.people.model import Account, AccountRole, Unit
from contests.seasons.model import Contest, Season
from contests.seasons.papers import CommitteeFacts, Member

DUTIES = {Role.HEAD: "Trưởng Ban Tổ chức", Role.SECRETARY: "Thư ký"}


def committee_facts(session: Session, season: Season) -> CommitteeFacts:
    """The heads, then the secretariat, each by given name."""
    own = (
        sa.select(Account.name, AccountRole.role)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            AccountRole.unit_id == season.organiser_id,
            AccountRole.role.in_(DUTIES),
            Account.blocked_at.is_(None),
        )
        .order_by(Account.sorted, Account.id)
    )
    rows = session.execute(own).all()
    members = [Member(name, duty) for role, duty in DUTIES.items() for name, held in rows if held is role]
    return CommitteeFacts(season.title, tuple(season.legal_bases), tuple(members))


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a season's papers: the organiser with the place it stands in, and the name of the contest."""

    organiser: str
    address: str
    contest: str


def issuer_of(session: Session, season: Season) -> Issuer:
    """The names on a season's letterheads."""
    row = session.execute(
        sa.select(Unit.name, Unit.address, Contest.name)
        .join(Contest, Contest.organiser_id == Unit.id)
        .where(Contest.id == season.contest_id)
    ).one()
    return Issuer(*row)
