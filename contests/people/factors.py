"""The second factor of a sign-in: an authenticator application or a printed card of one-time codes, and known devices."""

import hashlib
import hmac
import re
from base64 import b32encode
from datetime import datetime, timedelta

import pyotp
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.codes import new_code, new_token, token_hash, typed
from contests.kernel.errors import Done, Outcome, because, gathered
from contests.kernel.text import N_
from contests.people import rules
from contests.people.credentials import close_sign_ins, home_of
from contests.people.model import Account, Authenticator, CardCode, KnownDevice
from contests.people.service import held_roles
from contests.people.terms import Factor

STEP = 30
"""Seconds for which an application shows one code (RFC 6238)."""
DRIFT = 1
"""How many steps the telephone's clock may be off, either way."""
CARD_CODES, CARD_SIGNS = 20, 10
DEVICE_LIFE = timedelta(days=180)
ALREADY = N_(
    "Tài khoản này đã có cách xác minh. Đề nghị đăng nhập lại và nhập mã; khi mất mã, liên hệ Ban Thư ký."
)
WRONG_APP_CODE = N_(
    "Mã không đúng. Đề nghị nhập sáu chữ số đang hiện trong ứng dụng; nếu vẫn không đúng, kiểm tra giờ của điện thoại."
)


def factor_of(session: Session, account_id: str) -> Factor | None:
    """What second factor an account has; None where it has still to choose one."""
    if session.get(Authenticator, account_id) is not None:
        return Factor.APP
    return Factor.CARD if codes_left(session, account_id) is not None else None


def codes_left(session: Session, account_id: str) -> int | None:
    """How many codes of an account's card are unused; None where there is no card."""
    unused = sa.func.count().filter(CardCode.used_at.is_(None))
    query = sa.select(sa.func.count(), unused).where(CardCode.account_id == account_id)
    all_of_them, left = session.execute(query).one()
    return left if all_of_them else None


def new_salt() -> str:
    """What an application's key is made from, together with the server's secret."""
    return new_token()


def app_key(secret_key: str, account_id: str, salt: str) -> str:
    """The key for an application, in base 32: a copy of the database alone does not hold it."""
    made = hmac.digest(secret_key.encode(), f"authenticator|{account_id}|{salt}".encode(), hashlib.sha256)
    return b32encode(made[:20]).decode("ascii")


def enrol_app(
    session: Session, account: Account, salt: str, code: str, *, secret_key: str, at: datetime
) -> Outcome[Account]:
    """Make an application the account's second factor, once it has shown a right code."""
    step = _step_of(app_key(secret_key, account.id, salt), code, 0, at)
    if _is_chosen(session, account.id):
        return because(ALREADY)
    if step is None:
        return because(WRONG_APP_CODE, "code")
    forget(session, account.id)
    session.add(Authenticator(account_id=account.id, salt=salt, proved_at=at, last_step=step))
    holder = Actor(account.id, account.name, frozenset())
    scope = home_of(session, account.id)
    record(session, "account.app", account.id, scope=scope, by=holder, at=at)
    return Done(account)


def own_card(session: Session, account: Account, *, at: datetime) -> Outcome[tuple[str, ...]]:
    """A card that the account's holder makes at the first sign-in: twenty codes to print."""
    if _is_chosen(session, account.id):
        return because(ALREADY)
    holder = Actor(account.id, account.name, frozenset())
    return Done(_card(session, account, home_of(session, account.id), by=holder, at=at))


def _is_chosen(session: Session, account_id: str) -> bool:
    """Whether there is a second factor that a password alone must not replace; a card of one's own, unused, may be."""
    query = sa.select(CardCode.number).where(CardCode.account_id == account_id)
    fixed = query.where(sa.or_(CardCode.handed_out, CardCode.used_at.is_not(None)))
    return bool(session.get(Authenticator, account_id) or session.scalars(fixed.limit(1)).first())


def hand_out_card(
    session: Session, account: Account, organiser_id: str, *, by: Actor, at: datetime
) -> Outcome[tuple[str, ...]]:
    """A card that the office hands over in person; whatever second factor there was is void."""
    if refusal := gathered([*rules.access_objections(by, held_roles(session, account.id))]):
        return refusal
    if account.id != by.account_id:
        close_sign_ins(session, account.id)
    return Done(_card(session, account, organiser_id, by=by, at=at))


def _card(
    session: Session, account: Account, organiser_id: str, *, by: Actor, at: datetime
) -> tuple[str, ...]:
    forget(session, account.id)
    codes = tuple(new_code(CARD_SIGNS) for _ in range(CARD_CODES))
    session.add_all(
        CardCode(
            code_hash=token_hash(code),
            account_id=account.id,
            number=number,
            handed_out=by.account_id != account.id,
        )
        for number, code in enumerate(codes, 1)
    )
    record(session, "account.card", account.id, scope=organiser_id, by=by, at=at)
    return codes


def forget(session: Session, account_id: str) -> None:
    """Void the second factor of an account and the devices it was given on."""
    for table in (Authenticator, CardCode, KnownDevice):
        session.execute(sa.delete(table).where(table.account_id == account_id))
    session.flush()


def use_code(session: Session, account_id: str, code: str, *, secret_key: str, at: datetime) -> bool:
    """Whether this is a right code of the account's second factor; it is used up by the asking."""
    app = session.get(Authenticator, account_id, with_for_update=True)
    if app is None:
        return _use_card(session, account_id, code, at)
    step = _step_of(app_key(secret_key, account_id, app.salt), code, app.last_step, at)
    app.last_step = step or app.last_step
    return step is not None


def _use_card(session: Session, account_id: str, code: str, at: datetime) -> bool:
    row = session.get(CardCode, token_hash(typed(code)), with_for_update=True)
    if row is None or row.account_id != account_id or row.used_at is not None:
        return False
    row.used_at = at
    return True


def _step_of(key: str, code: str, after: int, at: datetime) -> int | None:
    """The time step whose code this is, later than `after`."""
    digits, now = re.sub("[^0-9]", "", code), int(at.timestamp()) // STEP
    app = pyotp.TOTP(key)
    steps = range(max(now - DRIFT, after + 1), now + DRIFT + 1)
    return next((step for step in steps if hmac.compare_digest(app.generate_otp(step), digits)), None)


def sample_app(session: Session, account: Account, *, at: datetime) -> None:
    """An application that nobody has proved: for the sample data, whose page shows the code."""
    forget(session, account.id)
    session.add(Authenticator(account_id=account.id, salt=new_salt(), proved_at=at, last_step=0))


def shown_code(session: Session, account_id: str, *, secret_key: str, at: datetime) -> str:
    """The next code that an application would be let in with: the sample data shows it, nothing else does."""
    app = session.get_one(Authenticator, account_id)
    step = max(int(at.timestamp()) // STEP, app.last_step + 1)
    return pyotp.TOTP(app_key(secret_key, account_id, app.salt)).generate_otp(step)


def remember_device(session: Session, account_id: str, *, at: datetime) -> str:
    """Know this browser again; the secret goes into its cookie."""
    session.execute(sa.delete(KnownDevice).where(KnownDevice.expires_at < at))
    token = new_token()
    row = {"token_hash": token_hash(token), "account_id": account_id}
    session.add(KnownDevice(**row, expires_at=at + DEVICE_LIFE))
    return token


def knows_device(session: Session, account_id: str, token: str, at: datetime) -> bool:
    """Whether the account gave its second factor in this browser before."""
    row = session.get(KnownDevice, token_hash(token))
    return row is not None and row.account_id == account_id and row.expires_at > at
