"""Who of the office reads the declarations of a season: one person named by the head, and a substitute."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.conflicts.model import ConflictOfficer
from contests.envelopes.model import Appointment
from contests.kernel.access import OFFICE, Actor, Role
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_
from contests.people.model import Account, AccountRole
from contests.seasons.model import Season

HEAD_ONLY = N_("Chỉ lãnh đạo Ban Tổ chức chỉ định người phụ trách xung đột lợi ích.")
NOT_OFFICE = N_("Người này không thuộc Ban Tổ chức, Ban Thư ký của đơn vị tổ chức.")
IS_JUDGE = N_("Người này là giám khảo của mùa thi nên không phụ trách xung đột lợi ích được.")
TWICE = N_("Người thay thế phải là một người khác.")


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """Who is named, for the office's pages."""

    account_id: str
    name: str
    substitute: bool
    named_at: datetime


def name_officer(
    session: Session, season: Season, account_id: str, substitute_id: str | None, *, by: Actor, at: datetime
) -> Outcome[ConflictOfficer]:
    """Name the officer, and a substitute where there is one; who was named before reads no more."""
    named = [(account_id, "account_id"), *([(substitute_id, "substitute_id")] if substitute_id else [])]
    faults = [reason for one, field in named for reason in _faults(session, season, one, field)]
    own = None if season.organiser_id in by.acts_for(Role.HEAD) else Reason(HEAD_ONLY)
    twice = Reason(TWICE, "substitute_id") if substitute_id == account_id else None
    if refusal := gathered([own, twice, *faults]):
        return refusal
    session.execute(sa.delete(ConflictOfficer).where(ConflictOfficer.season_id == season.id))
    officer, *_rest = [
        ConflictOfficer(
            season_id=season.id, account_id=one, substitute=bool(place), named_by=by.account_id, named_at=at
        )
        for place, (one, _field) in enumerate(named)
    ]  # fmt: skip
    session.add_all([officer, *_rest])
    session.flush()
    detail = {"officer": account_id, "substitute": substitute_id}
    record(session, "officer.name", season.id, scope=season.organiser_id, by=by, at=at, **detail)
    return Done(officer)


def _faults(session: Session, season: Season, account_id: str, field: str) -> list[Reason | None]:
    known = account_id in dict(officer_choices(session, season.organiser_id))
    appointed = sa.select(Appointment.id).where(
        Appointment.season_id == season.id, Appointment.account_id == account_id
    )
    judge = session.scalar(appointed) is not None
    return [None if known else Reason(NOT_OFFICE, field), Reason(IS_JUDGE, field) if judge else None]


def officer_choices(session: Session, organiser_id: str) -> list[tuple[str, str]]:
    """The people of an organiser's office as (id, name), by given name."""
    held = sa.select(AccountRole.account_id).where(
        AccountRole.role.in_(OFFICE), AccountRole.unit_id == organiser_id
    )
    rows = sa.select(Account.id, Account.name).where(Account.id.in_(held), Account.blocked_at.is_(None))
    return [(key, name) for key, name in session.execute(rows.order_by(Account.sorted, Account.id))]


def officers_of(session: Session, season_id: str) -> list[OfficerRow]:
    """Who may read the declarations of a season now, the officer before the substitute; one query.

    Somebody who has left the office, or is blocked, may not, named or not.
    """
    rows = named(season_id).order_by(ConflictOfficer.substitute)
    return [OfficerRow(*row) for row in session.execute(rows)]


def named(season_id: str) -> sa.Select[str, str, bool, datetime]:
    """The question that `officers_of` asks."""
    still = sa.exists().where(
        AccountRole.account_id == ConflictOfficer.account_id,
        AccountRole.role.in_(OFFICE),
        AccountRole.unit_id == Season.organiser_id,
    )
    columns = (ConflictOfficer.account_id, Account.name, ConflictOfficer.substitute, ConflictOfficer.named_at)
    return (
        sa.select(*columns)
        .join(Account, Account.id == ConflictOfficer.account_id)
        .join(Season, Season.id == ConflictOfficer.season_id)
        .where(ConflictOfficer.season_id == season_id, Account.blocked_at.is_(None), still)
    )


def is_officer(session: Session, season: Season, by: Actor) -> bool:
    """Whether this person may read the declarations of a season."""
    return by.account_id in {row.account_id for row in officers_of(session, season.id)}
