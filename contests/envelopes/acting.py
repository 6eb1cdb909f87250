"""Who is named for the acts that take two persons: opening the envelopes, and standing in where a panel seals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import rules
from contests.envelopes.humans import same_human
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.envelopes.model import Appointment, OpeningPerson
from contests.kernel.access import Actor, Role
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_
from contests.people.model import Account, AccountRole
from contests.seasons.model import Season
from judging import service as judging

GONE = N_("Người này không còn trong danh sách.")
HEAD_ONLY = N_("Chỉ lãnh đạo Ban Tổ chức phân công người thực hiện việc này.")
OVER = N_("Giám khảo này đã kết thúc nhiệm vụ.")
NO_ROLE = N_("Người được phân công phải là lãnh đạo Ban Tổ chức, Ban Thư ký hoặc giám sát.")


@dataclass(frozen=True, slots=True)
class Named:
    """A person named to open a season's envelopes."""

    row_id: str
    account_id: str
    name: str
    substitute: bool


def opening_accounts(session: Session, season_id: str) -> frozenset[str]:
    """The accounts named to open a season's envelopes; empty where nobody was named."""
    named = sa.select(OpeningPerson.account_id).where(OpeningPerson.season_id == season_id)
    return frozenset(session.scalars(named))


def opening_persons(session: Session, season_id: str) -> list[Named]:
    """Who is named to open a season's envelopes: first the persons, then their substitutes."""
    rows = (
        sa.select(OpeningPerson.id, Account.id, Account.name, OpeningPerson.substitute)
        .join(Account, Account.id == OpeningPerson.account_id)
        .where(OpeningPerson.season_id == season_id)
        .order_by(OpeningPerson.substitute, Account.sorted, Account.id)
    )
    return [Named(*row) for row in session.execute(rows)]


def opener_choices(session: Session, season: Season) -> list[tuple[str, str]]:
    """Accounts that hold one of the roles with the season's organiser: (id, name), by given name."""
    held = sa.select(AccountRole.account_id).where(
        AccountRole.role.in_(rules.OPENERS), AccountRole.unit_id == season.organiser_id
    )
    free = sa.select(Account.id, Account.name).where(Account.id.in_(held), Account.blocked_at.is_(None))
    return [(key, name) for key, name in session.execute(free.order_by(Account.sorted, Account.id))]


def name_opener(
    session: Session, season: Season, account_id: str, *, substitute: bool, by: Actor, at: datetime
) -> Outcome[OpeningPerson]:
    """Name a person, or a substitute, to open the season's envelopes."""
    if refusal := gathered(_faults(session, season, account_id, by)):
        return refusal
    made = OpeningPerson(
        season_id=season.id,
        account_id=account_id,
        substitute=substitute,
        named_by=by.account_id,
        named_at=at,
    )
    session.add(made)
    session.flush()
    _record(session, "round.opener", season, account_id, by, at)
    return Done(made)


def drop_opener(session: Session, season: Season, row_id: str, *, by: Actor, at: datetime) -> Outcome[str]:
    """Take a name off the list again."""
    row = session.get(OpeningPerson, row_id)
    if row is None or row.season_id != season.id:
        return because(GONE)
    if refusal := gathered([_not_head(season, by)]):
        return refusal
    session.delete(row)
    _record(session, "round.opener.end", season, row.account_id, by, at)
    return Done(row.account_id)


def _faults(session: Session, season: Season, account_id: str, by: Actor) -> Sequence[Reason | None]:
    held = sa.select(Account.id).join(AccountRole, AccountRole.account_id == Account.id)
    own = held.where(Account.id == account_id, Account.blocked_at.is_(None))
    may = own.where(AccountRole.role.in_(rules.OPENERS), AccountRole.unit_id == season.organiser_id)
    unfit = None if session.scalars(may).first() else Reason(NO_ROLE, "account_id")
    return [_not_head(season, by), unfit]


def _not_head(season: Season, by: Actor) -> Reason | None:
    return None if season.organiser_id in by.acts_for(Role.HEAD) else Reason(HEAD_ONLY)


def _record(session: Session, verb: str, season: Season, account_id: str, by: Actor, at: datetime) -> None:
    record(session, verb, account_id, scope=season.organiser_id, by=by, at=at, season=season.id)


def name_substitute(
    session: Session, season: Season, panel_id: str, appointment_id: str, *, by: Actor, at: datetime
) -> Outcome[str]:
    """Let a judge of a panel confirm the results in the place of its chair or secretary; the judge's id in judging."""
    round_ = locked_round(session, season.id)
    one = session.get(Appointment, appointment_id)
    if round_ is None or one is None or one.season_id != season.id:
        return because(NO_ROUND)
    if panel_id not in {row.panel_id for row in judging.panel_rows(session, round_.round_id)}:
        return because(NO_ROUND)
    over = Reason(OVER, "appointment_id") if one.ended_at else None
    alike = same_human(session, one, judging.officer_ids(session, panel_id) - {one.judge_id})
    if refusal := gathered([_not_head(season, by), over, alike]):
        return refusal
    made = judging.name_substitute(session, panel_id, one.judge_id, by=by, at=at)
    if isinstance(made, Refused):
        return made
    _record(session, "judge.substitute", season, one.account_id, by, at)
    return Done(one.judge_id)
