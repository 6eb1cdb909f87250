"""Setting an installation up, and changing later what holds for all of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor, Role
from contests.kernel.audit import record
from contests.kernel.codes import token_hash
from contests.kernel.errors import STALE, Done, Outcome, Reason, Refused, because, gathered, refuse
from contests.kernel.settings import Installation, installation
from contests.kernel.text import N_, one_line
from contests.people import credentials, service
from contests.people.model import Account, Unit
from contests.people.rules import AccountFacts

HOST = re.compile(
    r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE
)
USED_UP = N_("Liên kết cài đặt này không đúng hoặc đã được dùng.")


@dataclass(frozen=True, slots=True)
class MailFacts:
    """The server that takes the installation's mail. `password` None keeps the one there is."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str | None = None


@dataclass(frozen=True, slots=True)
class FirstFacts:
    """What the first run asks: who organises, where, and who is the first of the office."""

    organiser: str
    place: str
    public_address: str
    mail: MailFacts | None
    head: AccountFacts
    password: str


@dataclass(frozen=True, slots=True)
class Founded:
    """What the first run made; the recovery codes are known here for the only time."""

    account: Account
    codes: tuple[str, ...]


def plain_address(typed: str) -> str:
    """A public address without the slash at its end."""
    return typed.strip().rstrip("/")


def address_objection(typed: str) -> Reason | None:
    """What speaks against a public address; "" is allowed and means that papers with a QR wait."""
    address = plain_address(typed)
    if not address or _plain(address):
        return None
    return Reason(
        N_(
            "Địa chỉ công khai chỉ gồm http:// hoặc https:// và tên máy chủ, không kèm đường dẫn. "
            "Ví dụ: https://sangtao.tuyenquang.vn."
        ),
        "public_address",
    )


def _plain(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        return False
    rest = parts.path or parts.query or parts.fragment or parts.username or parts.password
    known = parts.scheme in ("http", "https") and HOST.fullmatch(parts.hostname or "") is not None
    return bool(known and port_fits and not rest and not set(address) & set("@?#\\ "))


def mail_objections(mail: MailFacts | None) -> Iterator[Reason]:
    """What speaks against the mail server as it was typed."""
    if mail is None:
        return
    if not HOST.fullmatch(mail.host):
        yield Reason(N_("Đề nghị nhập tên máy chủ thư, ví dụ smtp.donvi.vn."), "mail_host")
    if not 0 < mail.port < 65536:
        yield Reason(N_("Cổng máy chủ thư là số từ 1 đến 65535, thường là 587."), "mail_port")
    if "@" not in mail.sender:
        yield Reason(N_("Đề nghị nhập địa chỉ thư gửi đi, ví dụ sangtao@donvi.vn."), "mail_from")


def change_installation(
    session: Session,
    public_address: str,
    mail: MailFacts | None,
    organiser_id: str,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Installation]:
    """Change the public address and the mail server; only for the heads of whoever founded the installation."""
    settings = installation(session)
    if not keeps_installation(session, by):
        return because(N_("Chỉ Lãnh đạo Ban Tổ chức của cơ quan lập bản cài đặt này được thay đổi cài đặt."))
    if settings.version != version:
        return because(STALE)
    if refusal := gathered([address_objection(public_address), *mail_objections(mail)]):
        return refusal
    _set(settings, public_address, mail)
    record(
        session, "installation.change", organiser_id, scope=organiser_id, by=by, at=at, mail=mail is not None
    )
    return Done(settings)


def keeps_installation(session: Session, who: Actor) -> bool:
    """Whether what holds for the whole installation is theirs to change: they head its founder's committee."""
    founder = installation(session).founder_id or _only_organiser(session)
    return founder is not None and founder in who.acts_for(Role.HEAD)


def _only_organiser(session: Session) -> str | None:
    roots = sa.select(Unit.id).where(Unit.id == Unit.organiser_id).limit(2)
    found = session.scalars(roots).all()
    return found[0] if len(found) == 1 else None


def _set(settings: Installation, public_address: str, mail: MailFacts | None) -> None:
    settings.public_address = plain_address(public_address)
    settings.mail_host = mail.host if mail else ""
    settings.mail_port = mail.port if mail else 587
    settings.mail_from = mail.sender if mail else ""
    settings.mail_user = mail.user if mail else ""
    if mail is None or mail.password is not None:
        settings.mail_password = (mail.password or "") if mail else ""


def awaits_first_run(session: Session, token: str) -> bool:
    """Whether this is the one-time secret of the first-run page, not yet used."""
    kept = installation(session).first_run_hash
    return kept is not None and kept == token_hash(token)


def first_run(session: Session, token: str, facts: FirstFacts, *, at: datetime) -> Outcome[Founded]:
    """Make the organiser, the settings and the head's account, and use the one-time link up."""
    if not awaits_first_run(session, token):
        return because(USED_UP)
    if not one_line(facts.organiser):
        return because(N_("Đề nghị nhập tên cơ quan tổ chức."), "organiser")
    if refusal := gathered([address_objection(facts.public_address), *mail_objections(facts.mail)]):
        return refusal
    founded = _found(session, facts, at)
    if isinstance(founded, Done):
        settings = installation(session)
        _set(settings, facts.public_address, facts.mail)
        settings.first_run_hash = None
    return founded


def _found(session: Session, facts: FirstFacts, at: datetime) -> Outcome[Founded]:
    founder = Actor("system", "", frozenset())
    organiser = service.add_organiser(session, facts.organiser, facts.place, by=founder, at=at)
    if isinstance(organiser, Refused):
        return refuse(*(Reason(reason.message, "organiser") for reason in organiser.reasons))
    installation(session).founder_id = organiser.value.id
    head = service.first_account(session, facts.head, organiser.value, at=at)
    if isinstance(head, Refused):
        return head
    known = credentials.set_password(session, head.value, facts.password)
    if isinstance(known, Refused):
        return known
    codes = credentials.make_recovery_codes(session, head.value, organiser.value.id, by=founder, at=at)
    return Done(Founded(head.value, codes))
