"""Who may submit a season's award list and who may decide it: the persons named, or where nobody is named the roles."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import AwardPerson
from contests.kernel.access import Actor, Role
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_
from contests.people.model import Account, AccountRole
from contests.seasons.model import Season

OFFICE = (Role.HEAD, Role.SECRETARY)
HEAD_ONLY = N_("Chỉ lãnh đạo Ban Tổ chức phân công người trình và người quyết định danh sách giải.")
NO_ROLE = N_("Người được phân công phải là lãnh đạo Ban Tổ chức hoặc Ban Thư ký.")


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person named for a season's award list."""

    row_id: str
    account_id: str
    name: str
    substitute: bool


def award_persons(session: Session, season_id: str) -> list[NamedPerson]:
    """Who is named for a season's award list: first the persons, then their substitutes."""
    rows = (
        sa.select(AwardPerson.id, Account.id, Account.name, AwardPerson.substitute)
        .join(Account, Account.id == AwardPerson.account_id)
        .where(AwardPerson.season_id == season_id)
        .order_by(AwardPerson.substitute, Account.sorted, Account.id)
    )
    return [NamedPerson(*row) for row in session.execute(rows)]


def may_submit(session: Session, season: Season, by: Actor) -> bool:
    """Whether this person may submit the list: named for it, or of the office where nobody is named."""
    return _of_office(season, by) and by.account_id in (_named(session, season.id) or {by.account_id})


def may_decide(session: Session, season: Season, by: Actor) -> bool:
    """Whether this person may decide the list: named for it, or the head where nobody is named."""
    named = _named(session, season.id)
    if named:
        return _of_office(season, by) and by.account_id in named
    return season.organiser_id in by.acts_for(Role.HEAD)


def _of_office(season: Season, by: Actor) -> bool:
    return season.organiser_id in by.acts_for(*OFFICE)


def _named(session: Session, season_id: str) -> frozenset[str]:
    rows = sa.select(AwardPerson.account_id).where(AwardPerson.season_id == season_id)
    return frozenset(session.scalars(rows))


def person_choices(session: Session, season: Season) -> list[tuple[str, str]]:
    """Accounts of the season's office that are not blocked: (id, name), by given name."""
    rows = sa.select(Account.id, Account.name).where(Account.id.in_(_office_accounts(season)))
    free = rows.where(Account.blocked_at.is_(None)).order_by(Account.sorted, Account.id)
    return [(key, name) for key, name in session.execute(free)]


def _office_accounts(season: Season) -> sa.Select[str]:
    return sa.select(AccountRole.account_id).where(
        AccountRole.role.in_(OFFICE), AccountRole.unit_id == season.organiser_id
    )


def name_person(
    session: Session, season: Season, account_id: str, *, substitute: bool, by: Actor, at: datetime
) -> Outcome[AwardPerson]:
    """Name a person, or a substitute, for the two words on the award list."""
    able = account_id in {key for key, _ in person_choices(session, season)}
    if refusal := gathered([_not_head(season, by), None if able else Reason(NO_ROLE, "account_id")]):
        return refusal
    made = AwardPerson(
        season_id=season.id,
        account_id=account_id,
        substitute=substitute,
        named_by=by.account_id,
        named_at=at,
    )
    session.add(made)
    session.flush()
    _record(session, "awards.person", season, account_id, by, at)
    return Done(made)


def drop_person(session: Session, season: Season, row_id: str, *, by: Actor, at: datetime) -> Outcome[str]:
    """Take a name off the list again."""
    row = session.get(AwardPerson, row_id)
    if row is None or row.season_id != season.id:
        return because(N_("Người này không còn trong danh sách."))
    if refusal := gathered([_not_head(season, by)]):
        return refusal
    session.delete(row)
    _record(session, "awards.person.end", season, row.account_id, by, at)
    return Done(row.account_id)


def _not_head(season: Season, by: Actor) -> Reason | None:
    return None if season.organiser_id in by.acts_for(Role.HEAD) else Reason(HEAD_ONLY)


def _record(session: Session, verb: str, season: Season, account_id: str, by: Actor, at: datetime) -> None:
    record(session, verb, account_id, scope=season.organiser_id, by=by, at=at, season=season.id)
