"""The verbs on accounts: who may sign in, for what, and who no longer; those on units beside them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor, Role
from contests.kernel.audit import record
from contests.kernel.codes import new_code, token_hash
from contests.kernel.errors import STALE, Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, fold, one_line, person_sort_key
from contests.people import rules
from contests.people.credentials import close_sign_ins, make_link
from contests.people.model import Account, AccountRole, Unit
from contests.people.rules import AccountFacts as AccountFacts
from contests.people.rules import UnitFacts as UnitFacts
from contests.people.terms import LinkPurpose
from contests.people.units.changing import add_organiser as add_organiser
from contests.people.units.changing import add_unit as add_unit
from contests.people.units.changing import change_unit as change_unit
from contests.people.units.events import add_alias as add_alias
from contests.people.units.events import close_unit as close_unit
from contests.people.units.events import drop_alias as drop_alias
from contests.people.units.events import merge_units as merge_units
from contests.people.units.events import move_unit as move_unit
from contests.people.units.events import rename_unit as rename_unit

SECRET_SIGNS = 16


@dataclass(frozen=True, slots=True)
class HandedLink:
    """A one-time link that was just made: its secret, known here for the only time, and its last moment."""

    token: str
    purpose: LinkPurpose
    expires_at: datetime


def add_account(
    session: Session,
    facts: AccountFacts,
    role: Role,
    unit: Unit,
    *,
    by: Actor,
    at: datetime,
) -> Outcome[Account]:
    """A new account with one role for `unit`; it has no password until its holder uses an invitation."""
    objections = [
        *rules.login_objections(facts.login),
        *([] if one_line(facts.name) else [Reason(N_("Đề nghị nhập họ và tên."), "name")]),
        *rules.role_objections(by, role, unit.organiser_id),
        _place_objection(role, unit),
    ]
    if refusal := gathered(objections):
        return refusal
    account = Account(login=rules.plain_login(facts.login), created_at=at)
    _describe(account, facts)
    session.add(account)
    session.flush()
    record(session, "account.add", account.id, scope=unit.organiser_id, by=by, at=at, role=role.value)
    return _with_role(session, account, role, unit)


def first_account(
    session: Session, facts: AccountFacts, organiser: Unit, *, at: datetime
) -> Outcome[Account]:
    """The account of the head who sets the installation up; who else would give the role."""
    founder = Actor("system", "", frozenset({(Role.HEAD, organiser.id)}))
    return add_account(session, facts, Role.HEAD, organiser, by=founder, at=at)


def change_account(
    session: Session,
    account: Account,
    facts: AccountFacts,
    organiser_id: str,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Account]:
    """Change name and addresses; the login stays, because people know themselves by it."""
    if account.version != version:
        return because(STALE)
    own = account.id == by.account_id
    if refusal := gathered(() if own else rules.access_objections(by, held_roles(session, account.id))):
        return refusal
    if not one_line(facts.name):
        return because(N_("Đề nghị nhập họ và tên."), "name")
    _describe(account, facts)
    record(session, "account.change", account.id, scope=organiser_id, by=by, at=at)
    return Done(account)


def _describe(account: Account, facts: AccountFacts) -> None:
    name = one_line(facts.name)
    account.name, account.folded, account.sorted = name, fold(name), person_sort_key(name)
    account.email, account.phone = facts.email, facts.phone


def give_role(
    session: Session, account: Account, role: Role, unit: Unit, *, by: Actor, at: datetime
) -> Outcome[Account]:
    """One more role for an account that one may manage."""
    objections = [
        *rules.access_objections(by, held_roles(session, account.id)),
        *rules.role_objections(by, role, unit.organiser_id),
        _place_objection(role, unit),
    ]
    if refusal := gathered(objections):
        return refusal
    record(session, "account.role", account.id, scope=unit.organiser_id, by=by, at=at, role=role.value)
    return _with_role(session, account, role, unit)


def take_role(
    session: Session, account: Account, role_id: str, *, by: Actor, at: datetime
) -> Outcome[Account]:
    """Take a role away; one's own office role and the last head stay."""
    held = session.get(AccountRole, role_id)
    if held is None or held.account_id != account.id:
        return because(N_("Tài khoản không còn vai trò này."))
    organiser_id = session.get_one(Unit, held.unit_id).organiser_id
    objections = [
        *rules.access_objections(by, held_roles(session, account.id)),
        _own_objection(account, by),
        _last_head_objection(session, account, organiser_id) if held.role is Role.HEAD else None,
    ]
    if refusal := gathered(objections):
        return refusal
    session.delete(held)
    close_sign_ins(session, account.id)
    record(session, "account.role.end", account.id, scope=organiser_id, by=by, at=at, role=held.role.value)
    return Done(account)


def _with_role(session: Session, account: Account, role: Role, unit: Unit) -> Outcome[Account]:
    session.add(AccountRole(account_id=account.id, role=role, unit_id=unit.id))
    session.flush()
    return Done(account)


def _place_objection(role: Role, unit: Unit) -> Reason | None:
    if role in rules.OF_THE_ORGANISER and unit.id != unit.organiser_id:
        return Reason(N_("Vai trò này thuộc về Ban Tổ chức, không thuộc về một đơn vị."), "unit_id")
    return None


def held_roles(session: Session, account_id: str) -> list[tuple[Role, str]]:
    """Every role of an account with the organiser in whose tree it is held."""
    rows = session.execute(
        sa.select(AccountRole.role, Unit.organiser_id)
        .join(Unit, Unit.id == AccountRole.unit_id)
        .where(AccountRole.account_id == account_id)
    )
    return [(row.role, row.organiser_id) for row in rows]


def block(
    session: Session, account: Account, organiser_id: str, *, by: Actor, at: datetime
) -> Outcome[Account]:
    """Shut an account out, at once and wherever it is signed in. Judging's sessions are the caller's to close."""
    objections = [
        *rules.access_objections(by, held_roles(session, account.id)),
        _own_objection(account, by),
        _last_head_objection(session, account, organiser_id),
    ]
    if refusal := gathered(objections):
        return refusal
    account.blocked_at = account.blocked_at or at
    close_sign_ins(session, account.id)
    record(session, "account.block", account.id, scope=organiser_id, by=by, at=at)
    return Done(account)


def unblock(
    session: Session, account: Account, organiser_id: str, *, by: Actor, at: datetime
) -> Outcome[Account]:
    """Let an account in again; its password is as it was."""
    if refusal := gathered(rules.access_objections(by, held_roles(session, account.id))):
        return refusal
    account.blocked_at = None
    record(session, "account.unblock", account.id, scope=organiser_id, by=by, at=at)
    return Done(account)


def hand_out_link(
    session: Session, account: Account, organiser_id: str, *, by: Actor, at: datetime
) -> Outcome[HandedLink]:
    """A one-time link to give to an account's holder: an invitation, or a reset once there is a password."""
    shut = Reason(N_("Tài khoản đang bị khóa. Đề nghị mở khóa trước khi cấp liên kết."))
    nameless = Reason(N_("Tác giả vào bằng mã trên phiếu. Đề nghị in phiếu tác giả mới."))
    objections = [
        *rules.access_objections(by, held_roles(session, account.id)),
        shut if account.blocked_at else None,
        nameless if account.login is None else None,
    ]
    if refusal := gathered(objections):
        return refusal
    purpose = LinkPurpose.RESET if account.password_hash else LinkPurpose.INVITE
    token, expires_at = make_link(session, account, purpose, organiser_id, by=by, at=at)
    return Done(HandedLink(token, purpose, expires_at))


def _own_objection(account: Account, by: Actor) -> Reason | None:
    return (
        Reason(N_("Không thể tự khóa hoặc tự bớt vai trò của mình.")) if account.id == by.account_id else None
    )


def _last_head_objection(session: Session, account: Account, organiser_id: str) -> Reason | None:
    """The organiser always keeps a head who is not shut out; it is held, so that two do not end each other."""
    session.execute(sa.select(Unit.id).where(Unit.id == organiser_id).with_for_update())
    heads = set(
        session.scalars(
            sa.select(Account.id)
            .join(AccountRole, AccountRole.account_id == Account.id)
            .where(
                AccountRole.role == Role.HEAD,
                AccountRole.unit_id == organiser_id,
                Account.blocked_at.is_(None),
            )
        )
    )
    return Reason(N_("Đây là lãnh đạo cuối cùng còn đăng nhập được.")) if heads == {account.id} else None


def author_account(
    session: Session, name: str, organiser_id: str, *, by: Actor, at: datetime
) -> tuple[Account, str]:
    """An account for an author who has only a slip, and the secret to print on it; only its hash is kept."""
    secret = new_code(SECRET_SIGNS)
    account = Account(login=None, secret_hash=token_hash(secret), created_at=at)
    _describe(account, AccountFacts("", name))
    session.add(account)
    session.flush()
    session.add(AccountRole(account_id=account.id, role=Role.AUTHOR, unit_id=organiser_id))
    record(session, "account.author", account.id, scope=organiser_id, by=by, at=at)
    return account, secret


def renew_secret(session: Session, account: Account, organiser_id: str, *, by: Actor, at: datetime) -> str:
    """A new secret for an author's lost slip; the old one no longer opens anything."""
    secret = new_code(SECRET_SIGNS)
    account.secret_hash = token_hash(secret)
    close_sign_ins(session, account.id)
    record(session, "account.secret", account.id, scope=organiser_id, by=by, at=at)
    return secret
