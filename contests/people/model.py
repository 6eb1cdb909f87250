"""The tables of units, accounts, persons and consents."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.access import Role
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, choice, ref
from contests.kernel.text import N_, person_sort_key
from contests.people.terms import Consenter, ConsentPurpose, Gender, LinkPurpose, UnitKind


class Unit(Versioned, Base):
    """A node of the tree of units. An organiser is a unit whose `organiser_id` is its own id."""

    __tablename__ = "unit"
    __table_args__ = (
        sa.Index(
            means("uq_unit_open_name", N_("Đã có đơn vị mang tên này."), "name"),
            "organiser_id",
            "folded",
            unique=True,
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        ),
        sa.CheckConstraint("successor_id IS NULL OR closed_on IS NOT NULL", name="successor"),
    )

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit")
    parent_id: Mapped[str | None] = ref("unit")
    kind: Mapped[UnitKind] = mapped_column(choice(UnitKind, "unit_kind"))
    name: Mapped[str]
    folded: Mapped[str]
    sorted: Mapped[str] = mapped_column(index=True)
    searched: Mapped[str] = mapped_column(default=lambda context: context.get_current_parameters()["folded"])
    """Every name it has and had, folded, a line each: where a search looks."""
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    """From which day on it is no more: merged into `successor_id`, below which it then stands, or dissolved."""
    successor_id: Mapped[str | None] = ref("unit")


def _own_sort_key(context: DefaultExecutionContext) -> str:
    parameters: dict[str, str] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return person_sort_key(parameters["name"])


class Account(Versioned, Base):
    """Someone who may sign in. `login` is folded; None for an author who only has a slip."""

    __tablename__ = "account"
    __table_args__ = (
        sa.UniqueConstraint(
            "login", name=means("uq_account_login", N_("Tên đăng nhập này đã có người dùng."), "login")
        ),
    )

    id: Mapped[Id]
    login: Mapped[str | None]
    name: Mapped[str]
    folded: Mapped[str]
    sorted: Mapped[str] = mapped_column(default=_own_sort_key, index=True)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str | None]
    secret_hash: Mapped[str | None] = mapped_column(unique=True)
    """SHA-256 of the secret on an author's slip."""
    created_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]


class AccountRole(Base):
    """A role and what it is held for: the organiser, or the unit of a clerk."""

    __tablename__ = "account_role"
    __table_args__ = (
        sa.UniqueConstraint(
            "account_id",
            "role",
            "unit_id",
            name=means("uq_account_role_account_id_role_unit_id", N_("Tài khoản đã có vai trò này."), "role"),
        ),
    )

    id: Mapped[Id]
    account_id: Mapped[str] = ref("account")
    role: Mapped[Role] = mapped_column(choice(Role, "account_role"))
    unit_id: Mapped[str] = ref("unit")


class Link(Base):
    """A one-time link: the secret itself is on paper or in a mail, here is its hash."""

    __tablename__ = "link"

    id: Mapped[Id]
    account_id: Mapped[str] = ref("account")
    purpose: Mapped[LinkPurpose] = mapped_column(choice(LinkPurpose, "link_purpose"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[str] = mapped_column(sa.String(16))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignIn(Base):
    """A session on the server: dead when the row is gone, wherever the cookie was copied to."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    account_id: Mapped[str] = ref("account")
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Throttle(Base):
    """Failed attempts under one hashed key (an account name, an address, both); slows guessing, locks nobody out."""

    __tablename__ = "throttle"

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]


class RecoveryCode(Base):
    """A printed code that replaces a forgotten password once."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    account_id: Mapped[str] = ref("account")
    used_at: Mapped[datetime | None]


class Authenticator(Base):
    """An authenticator application that is an account's second factor; its key is made from `salt` and the server's secret."""

    __tablename__ = "authenticator"

    account_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("account.id"), primary_key=True)
    salt: Mapped[str]
    proved_at: Mapped[datetime]
    last_step: Mapped[int]
    """The time step (30 seconds, RFC 6238) of the last code taken: none is taken twice."""


class CardCode(Base):
    """One code of the printed card that is an account's second factor; it is good once."""

    __tablename__ = "card_code"
    __table_args__ = (sa.UniqueConstraint("account_id", "number"),)

    code_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    account_id: Mapped[str] = ref("account")
    number: Mapped[int]
    handed_out: Mapped[bool]
    """By the office; otherwise its holder made it at the first sign-in."""
    used_at: Mapped[datetime | None]


class KnownDevice(Base):
    """A browser in which a judge gave the second factor before; the secret is in its cookie."""

    __tablename__ = "known_device"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    account_id: Mapped[str] = ref("account")
    expires_at: Mapped[datetime]


class Person(Base):
    """A natural person named in an entry."""

    __tablename__ = "person"

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit")
    full_name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    sorted: Mapped[str]
    born_on: Mapped[date | None]
    gender: Mapped[Gender | None] = mapped_column(choice(Gender, "person_gender"))
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")


class Consent(Base):
    """One person's consent to one purpose, given by one of the two who may have to give it."""

    __tablename__ = "consent"
    __table_args__ = (
        sa.UniqueConstraint(
            "person_id",
            "purpose",
            "given_by",
            name=means("uq_consent_person_id_purpose_given_by", N_("Sự đồng ý này vừa được ghi nhận.")),
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[str] = ref("person")
    purpose: Mapped[ConsentPurpose] = mapped_column(choice(ConsentPurpose, "consent_purpose"))
    given_by: Mapped[Consenter] = mapped_column(choice(Consenter, "consenter"))
    giver_name: Mapped[str]
    wording: Mapped[str]
    """Which text was agreed to."""
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
