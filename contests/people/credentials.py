"""What opens an account: passwords, one-time links, recovery codes, and the sign-ins that they lead to."""

from datetime import datetime, timedelta
from functools import lru_cache

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.codes import new_code, new_token, token_hash
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_
from contests.people import rules
from contests.people.model import Account, AccountRole, Link, RecoveryCode, SignIn, Unit
from contests.people.terms import LinkPurpose

OFFICE_DAY = timedelta(hours=12)
"""How long a sign-in lives, at the judge's desk too."""
LIFETIME = {
    LinkPurpose.INVITE: timedelta(days=14),
    LinkPurpose.RESET: timedelta(hours=24),
    LinkPurpose.AUTHOR: timedelta(days=14),
}
RECOVERY_CODES, RECOVERY_SIGNS = 10, 12
_HASHER = PasswordHasher()
DEAD_LINK = N_(
    "Liên kết này đã được dùng, đã hết hạn hoặc đã có liên kết mới thay thế. "
    "Đề nghị liên hệ Ban Thư ký để nhận liên kết mới."
)


def hashed(password: str) -> str:
    """What the database keeps of a password: Argon2id with its own salt."""
    return _HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether the password is the one kept; takes as long where there is none to compare with."""
    try:
        _HASHER.verify(kept or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _HASHER.hash(new_token())


def set_password(session: Session, account: Account, password: str) -> Outcome[Account]:
    """Put a password in place; whoever was signed in with the old one is signed out."""
    if refusal := gathered(rules.password_objections(password, (account.login or "", account.name))):
        return refusal
    account.password_hash = hashed(password)
    close_sign_ins(session, account.id)
    return Done(account)


def open_sign_in(session: Session, account_id: str, *, at: datetime) -> Outcome[str]:
    """A sign-in for someone who has just been identified; its secret goes into the cookie, once."""
    if refusal := gathered([shut_out(session, account_id)]):
        return refusal
    session.execute(sa.delete(SignIn).where(SignIn.expires_at < at - timedelta(days=1)))
    token = new_token()
    session.add(
        SignIn(token_hash=token_hash(token), account_id=account_id, made_at=at, expires_at=at + OFFICE_DAY)
    )
    return Done(token)


def shut_out(session: Session, account_id: str) -> Reason | None:
    """Why an account may not sign in; it is held, so that it is not blocked meanwhile."""
    held = sa.select(Account.blocked_at).where(Account.id == account_id).with_for_update()
    row = session.execute(held).one_or_none()
    if row is not None and row.blocked_at is None:
        return None
    return Reason(N_("Tài khoản này đang bị khóa. Đề nghị liên hệ Ban Thư ký."))


def sign_out(session: Session, token: str) -> None:
    """End one sign-in, wherever its cookie was copied to."""
    session.execute(sa.delete(SignIn).where(SignIn.token_hash == token_hash(token)))


def close_sign_ins(session: Session, account_id: str) -> None:
    """End every sign-in of an account. Judging's sessions are not among them."""
    session.execute(sa.delete(SignIn).where(SignIn.account_id == account_id))


def make_link(
    session: Session,
    account: Account,
    purpose: LinkPurpose,
    organiser_id: str,
    *,
    by: Actor,
    at: datetime,
) -> tuple[str, datetime]:
    """A one-time link for an account: its secret and when it dies. The account's older unused links die now."""
    _kill_links(session, account.id)
    token, expires_at = new_token(), at + LIFETIME[purpose]
    session.add(
        Link(
            account_id=account.id,
            purpose=purpose,
            token_hash=token_hash(token),
            made_by=by.account_id,
            made_at=at,
            expires_at=expires_at,
        )
    )
    record(session, "link.make", account.id, scope=organiser_id, by=by, at=at, purpose=purpose.value)
    return token, expires_at


def _kill_links(session: Session, account_id: str) -> None:
    session.execute(sa.delete(Link).where(Link.account_id == account_id, Link.used_at.is_(None)))


def living_link(session: Session, token: str, at: datetime) -> tuple[Link, Account] | None:
    """The link and whose it is, when it may still be used; its row is locked where the database can."""
    row = session.execute(
        sa.select(Link, Account)
        .join(Account, Account.id == Link.account_id)
        .where(Link.token_hash == token_hash(token), Link.used_at.is_(None), Link.expires_at > at)
        .with_for_update(of=Link)
    ).one_or_none()
    return (row[0], row[1]) if row and row[1].blocked_at is None else None


def use_link(session: Session, token: str, password: str, *, at: datetime) -> Outcome[Account]:
    """Choose a password through an invitation or a reset; the link is used up."""
    alive = living_link(session, token, at)
    if alive is None or alive[0].purpose is LinkPurpose.AUTHOR:
        return because(DEAD_LINK)
    link, account = alive
    outcome = set_password(session, account, password)
    if isinstance(outcome, Done):
        link.used_at = at
        _note_use(session, link, account, at)
    return outcome


def use_author_link(session: Session, token: str, *, at: datetime) -> Outcome[Account]:
    """Let an author in through the author's link, which is used up; the caller opens the sign-in."""
    alive = living_link(session, token, at)
    if alive is None or alive[0].purpose is not LinkPurpose.AUTHOR:
        return because(DEAD_LINK)
    link, account = alive
    link.used_at = at
    _note_use(session, link, account, at)
    return Done(account)


def _note_use(session: Session, link: Link, account: Account, at: datetime) -> None:
    holder = Actor(account.id, account.name, frozenset())
    scope = home_of(session, account.id)
    record(session, "link.use", account.id, scope=scope, by=holder, at=at, purpose=link.purpose.value)


def home_of(session: Session, account_id: str) -> str:
    """The organiser in whose log an account's own deeds stand: that of its first role, else none."""
    first = sa.select(Unit.organiser_id).join(AccountRole, AccountRole.unit_id == Unit.id)
    first = first.where(AccountRole.account_id == account_id).order_by(AccountRole.id)
    return session.scalars(first.limit(1)).first() or ""


def make_recovery_codes(
    session: Session, account: Account, organiser_id: str, *, by: Actor, at: datetime
) -> tuple[str, ...]:
    """Ten codes to print, each of which stands in once for a forgotten password; older ones die."""
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = tuple(new_code(RECOVERY_SIGNS) for _ in range(RECOVERY_CODES))
    session.add_all(RecoveryCode(code_hash=token_hash(code), account_id=account.id) for code in codes)
    record(session, "account.recovery", account.id, scope=organiser_id, by=by, at=at)
    return codes


def use_recovery_code(
    session: Session, account_id: str, code: str, password: str, *, at: datetime
) -> Outcome[Account]:
    """Set a new password by a printed code, which is used up when the password is accepted; unused links die."""
    row = session.get(RecoveryCode, token_hash(code), with_for_update=True)
    if row is None or row.account_id != account_id or row.used_at is not None:
        return because(N_("Tên đăng nhập hoặc mã khôi phục không đúng."))
    account = session.get_one(Account, account_id)
    outcome = set_password(session, account, password)
    if isinstance(outcome, Done):
        row.used_at = at
        _kill_links(session, account_id)
        holder = Actor(account.id, account.name, frozenset())
        scope = home_of(session, account.id)
        record(session, "account.recovered", account.id, scope=scope, by=holder, at=at)
    return outcome
