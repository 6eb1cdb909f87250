"""What pages ask of accounts and units: rows and frozen values, never objects that load more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.kernel.access import Actor, Role
from contests.kernel.codes import token_hash
from contests.kernel.text import fold
from contests.people.model import Account, AccountRole, Link, SignIn, Unit
from contests.people.terms import UnitKind

PAGE = 50


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of a list: its rows, which page of how many, and how many rows there are in all."""

    rows: Sequence[Any]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who holds a sign-in, and the name of the organiser for whom, or among whose units, each role is held."""

    actor: Actor
    organisers: frozenset[tuple[Role, str]]


def viewer_of(session: Session, hashed: str, at: datetime) -> SignedIn | None:
    """Who holds a living sign-in, with every role of the account, by one query; None for anybody else."""
    organiser = aliased(Unit)
    rows = session.execute(
        sa.select(Account.id, Account.name, AccountRole.role, AccountRole.unit_id, organiser.name)
        .join(SignIn, SignIn.account_id == Account.id)
        .outerjoin(AccountRole, AccountRole.account_id == Account.id)
        .outerjoin(Unit, Unit.id == AccountRole.unit_id)
        .outerjoin(organiser, organiser.id == Unit.organiser_id)
        .where(SignIn.token_hash == hashed, SignIn.expires_at > at, Account.blocked_at.is_(None))
    ).all()
    if not rows:
        return None
    held = [row for row in rows if row.role is not None]
    roles = frozenset((row.role, row.unit_id) for row in held)
    return SignedIn(Actor(rows[0][0], rows[0][1], roles), frozenset((row.role, row[4]) for row in held))


def only_organiser(session: Session) -> str:
    """The name of the organiser where the installation has one; empty where it has none or several."""
    names = session.scalars(sa.select(Unit.name).where(Unit.id == Unit.organiser_id).limit(2)).all()
    return names[0] if len(names) == 1 else ""


def roles_of(session: Session, account_id: str) -> frozenset[Role]:
    """The roles an account holds anywhere."""
    return frozenset(session.scalars(sa.select(AccountRole.role).where(AccountRole.account_id == account_id)))


def whose_sign_in(session: Session, token: str) -> str | None:
    """The account of a sign-in, living or expired; None once it was ended."""
    return session.scalar(sa.select(SignIn.account_id).where(SignIn.token_hash == token_hash(token)))


UNIT_ORDER = {"name": (Unit.sorted, Unit.id), "kind": (Unit.kind, Unit.sorted, Unit.id)}
ACCOUNT_ORDER = {"name": (Account.sorted, Account.id), "login": (Account.login, Account.id)}


def unit_page(
    session: Session,
    organiser_id: str,
    *,
    search: str = "",
    kind: UnitKind | None = None,
    order: str = "name",
    page: int = 1,
) -> Paged:
    """Units of an organiser with the name of the unit above; `search` needs no diacritics and knows former names."""
    above = aliased(Unit)
    asked = (
        sa.select(
            *(Unit.id, Unit.name, Unit.kind, Unit.address, Unit.phone, Unit.closed_on),
            above.name.label("parent"),
        )
        .outerjoin(above, above.id == Unit.parent_id)
        .where(Unit.organiser_id == organiser_id, Unit.searched.contains(fold(search), autoescape=True))
    )
    if kind is not None:
        asked = asked.where(Unit.kind == kind)
    return paged(session, asked, _ordered(order, UNIT_ORDER), page)


def unit_choices(session: Session, organiser_id: str) -> list[tuple[str, str]]:
    """Every unit of an organiser that is there today as (id, name), in dictionary order, the organiser itself first."""
    rows = session.execute(
        sa.select(Unit.id, Unit.name)
        .where(Unit.organiser_id == organiser_id, Unit.closed_on.is_(None))
        .order_by(Unit.id != organiser_id, Unit.sorted, Unit.id)
    )
    return [(row.id, row.name) for row in rows]


def clerks_of(session: Session, unit_id: str) -> Sequence[Any]:
    """Accounts that sign in for a unit: id, name, login, blocked_at."""
    return session.execute(
        sa.select(Account.id, Account.name, Account.login, Account.blocked_at)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.unit_id == unit_id, AccountRole.role == Role.UNIT)
        .order_by(Account.sorted, Account.id)
    ).all()


def account_page(
    session: Session,
    organiser_id: str,
    *,
    search: str = "",
    role: Role | None = None,
    order: str = "name",
    page: int = 1,
) -> Paged:
    """Accounts of people who work with an organiser (authors with a slip are not listed), with their state."""
    own = sa.select(AccountRole.account_id).join(Unit, Unit.id == AccountRole.unit_id)
    own = own.where(Unit.organiser_id == organiser_id, AccountRole.role != Role.AUTHOR)
    if role is not None:
        own = own.where(AccountRole.role == role)
    word = fold(search)
    named = sa.or_(
        Account.folded.contains(word, autoescape=True), Account.login.contains(word, autoescape=True)
    )
    asked = sa.select(
        Account.id,
        Account.name,
        Account.login,
        Account.blocked_at,
        Account.password_hash.is_not(None).label("ready"),
        sa.exists().where(Link.account_id == Account.id, Link.used_at.is_(None)).label("invited"),
    ).where(Account.id.in_(own), named)
    return paged(session, asked, _ordered(order, ACCOUNT_ORDER), page)


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role as a page lists it."""

    id: str
    account_id: str
    role: Role
    unit: str
    unit_id: str


def role_rows(session: Session, account_ids: Collection[str], organiser_id: str) -> list[RoleRow]:
    """The roles that accounts hold with one organiser."""
    rows = session.execute(
        sa.select(AccountRole.id, AccountRole.account_id, AccountRole.role, Unit.name, AccountRole.unit_id)
        .join(Unit, Unit.id == AccountRole.unit_id)
        .where(AccountRole.account_id.in_(account_ids), Unit.organiser_id == organiser_id)
        .order_by(AccountRole.role, Unit.sorted)
    )
    return [RoleRow(*row) for row in rows]


def own_account(session: Session, account_id: str, organisers: Collection[str]) -> Account | None:
    """An account that holds a role with one of the organisers."""
    held = (
        sa.exists()
        .where(AccountRole.account_id == Account.id, AccountRole.unit_id == Unit.id)
        .where(Unit.organiser_id.in_(organisers))
    )
    return session.scalar(sa.select(Account).where(Account.id == account_id, held))


def _ordered(order: str, known: dict[str, tuple[Any, ...]]) -> list[Any]:
    """Columns for "key" or "-key"; the first known order for anything else."""
    columns = known.get(order.removeprefix("-"), next(iter(known.values())))
    return [column.desc() if order.startswith("-") else column for column in columns]


def paged(session: Session, asked: sa.Select[*tuple[Any, ...]], order: list[Any], page: int) -> Paged:
    """One page of what a query asks for, and how much there is in all, by two queries."""
    total = session.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = session.execute(asked.order_by(*order).limit(PAGE).offset((page - 1) * PAGE)).all()
    return Paged(rows, page, pages, total)
