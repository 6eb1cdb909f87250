"""Finding out who stands at the sign-in page, in short transactions of their own.

An attempt is counted, and committed, before it is looked at: two at once cannot both pass for the first. The password
is compared outside any transaction, because that takes long and a write on SQLite would hold up everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from contests.kernel.codes import token_hash, typed, well_formed
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.sessions import Transactions
from contests.kernel.text import N_
from contests.people import rules
from contests.people.credentials import matches, use_recovery_code
from contests.people.factors import forget, use_code
from contests.people.model import Account, RecoveryCode, Throttle

WRONG = N_("Tên đăng nhập hoặc mật khẩu không đúng.")
WRONG_CODE = N_("Mã trên phiếu không đúng. Đề nghị gõ lại đủ các nhóm ký tự trên phiếu.")
WRONG_SECOND = N_("Mã xác minh không đúng hoặc đã dùng. Đề nghị nhập mã khác.")
WRONG_RECOVERY = N_("Tên đăng nhập hoặc mã khôi phục không đúng.")
SLOWER = N_("Có nhiều lần nhập sai liên tiếp. Đề nghị thử lại sau %(seconds)s giây.")


@dataclass(frozen=True, slots=True)
class _Counter:
    key: str
    pace: rules.Pace


@dataclass(frozen=True, slots=True)
class _Found:
    account_id: str
    password_hash: str | None


def identify(
    transactions: Transactions, login: str, password: str, *, address: str, at: datetime
) -> Outcome[str]:
    """The id of the account with this login and password. One sentence for every way of being wrong."""
    name = rules.plain_login(login)
    found = _reading(transactions, lambda s: _by_login(s, name))

    def check() -> bool:
        return matches(password, found.password_hash if found else None)

    return _tried(transactions, _counters(name, address), found, check, because(WRONG), at)


def identify_by_secret(
    transactions: Transactions, secret: str, *, address: str, at: datetime
) -> Outcome[str]:
    """The id of the author's account whose slip bears this secret."""
    code = typed(secret)
    found = _reading(transactions, lambda s: _by_secret(s, code)) if well_formed(code) else None
    return _tried(
        transactions, _counters("", address), found, lambda: found is not None, because(WRONG_CODE), at
    )


def recover(
    transactions: Transactions,
    login: str,
    code: str,
    password: str,
    *,
    ending: Callable[[Session, str], None],
    address: str,
    at: datetime,
) -> Outcome[Account]:
    """Set a new password by a printed recovery code; `ending` ends, in the same transaction, what else the old one opened."""
    name, plain = rules.plain_login(login), typed(code)
    found = _reading(transactions, lambda s: _by_recovery_code(s, name, plain))
    tried = _tried(
        transactions, _counters(name, address), found, lambda: found is not None, because(WRONG_RECOVERY), at
    )
    if isinstance(tried, Refused):
        return tried

    def verb(session: Session) -> Outcome[Account]:
        outcome = use_recovery_code(session, tried.value, plain, password, at=at)
        if isinstance(outcome, Done):
            ending(session, tried.value)
            forget(session, tried.value)  # the printed code is itself something that only the holder has
        return outcome

    return transactions.act(verb)


def second(
    transactions: Transactions, account_id: str, code: str, *, secret_key: str, address: str, at: datetime
) -> Outcome[str]:
    """The same account, once its second factor was given too; a wrong code counts like a wrong password."""

    def check() -> bool:
        return transactions.do(lambda s: use_code(s, account_id, code, secret_key=secret_key, at=at))

    counters = _counters(f"second {account_id}", address)
    return _tried(transactions, counters, _Found(account_id, None), check, because(WRONG_SECOND, "code"), at)


def _tried(
    transactions: Transactions,
    counters: list[_Counter],
    found: _Found | None,
    check: Callable[[], bool],
    wrong: Refused,
    at: datetime,
) -> Outcome[str]:
    seconds = transactions.do(lambda s: _count(s, counters, at))
    if seconds:
        return because(SLOWER, seconds=seconds)
    if not check() or found is None:
        return wrong
    transactions.do(lambda s: _forgive(s, counters))
    return Done(found.account_id)


def _counters(login: str, address: str) -> list[_Counter]:
    whole = [_Counter(_key("address", address), rules.ADDRESS)]
    if not login:
        return whole
    return [
        _Counter(_key("pair", login, address), rules.PAIR),
        _Counter(_key("account", login), rules.ACCOUNT),
        *whole,
    ]


def _key(*parts: str) -> str:
    return token_hash("|".join(parts))


def _count(session: Session, counters: list[_Counter], at: datetime) -> int:
    """Count one attempt as if it failed; or, where one has to wait, only say for how many seconds."""
    kept = _held(session, counters, at)
    longest = max(
        counter.pace.wait(kept[counter.key].failures, kept[counter.key].last_at, at) for counter in counters
    )
    if longest:
        return longest
    for row in kept.values():
        row.failures = 1 if at - row.last_at > rules.FORGOTTEN else row.failures + 1
        row.last_at = at
    session.execute(sa.delete(Throttle).where(Throttle.last_at < at - 24 * rules.FORGOTTEN))
    return 0


def _held(session: Session, counters: list[_Counter], at: datetime) -> dict[str, Throttle]:
    """The counts by key, each held until the commit; made where they are missing, always in the same order."""
    keys = sorted(counter.key for counter in counters)
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    fresh = [{"key": key, "failures": 0, "last_at": at} for key in keys]
    session.execute(insert(Throttle).values(fresh).on_conflict_do_nothing())
    asked = sa.select(Throttle).where(Throttle.key.in_(keys)).order_by(Throttle.key).with_for_update()
    return {row.key: row for row in session.scalars(asked)}


def _forgive(session: Session, counters: list[_Counter]) -> None:
    """A success takes its own count back and forgets the failures under this name from this address."""
    for counter in sorted(counters, key=lambda counter: counter.key):
        row = session.get(Throttle, counter.key, with_for_update=True)
        if row is not None:
            row.failures = row.failures - 1 if counter.pace is not rules.PAIR else 0


def _reading(transactions: Transactions, ask: Callable[[Session], _Found | None]) -> _Found | None:
    with transactions.reading() as session:
        return ask(session)


def _by_login(session: Session, login: str) -> _Found | None:
    row = session.execute(
        sa.select(Account.id, Account.password_hash).where(
            Account.login == login, Account.blocked_at.is_(None)
        )
    ).first()
    return _Found(row.id, row.password_hash) if row else None


def _by_secret(session: Session, code: str) -> _Found | None:
    found = session.scalar(
        sa.select(Account.id).where(Account.secret_hash == token_hash(code), Account.blocked_at.is_(None))
    )
    return _Found(found, None) if found else None


def _by_recovery_code(session: Session, login: str, code: str) -> _Found | None:
    found = session.scalar(
        sa.select(Account.id)
        .join(RecoveryCode, RecoveryCode.account_id == Account.id)
        .where(
            Account.login == login,
            Account.blocked_at.is_(None),
            RecoveryCode.code_hash == token_hash(code),
            RecoveryCode.used_at.is_(None),
        )
    )
    return _Found(found, None) if found else None
