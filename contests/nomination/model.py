"""The tables of nominations, of bundles that go up and come in, of results that come back, and of what follows a prize."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_
from contests.nomination.terms import FollowUpKind


class Nomination(Base):
    """An entry sent one level up, with the version of its dossier that went."""

    __tablename__ = "nomination"
    __table_args__ = (
        sa.UniqueConstraint("entry_id", name=means("uq_nomination_entry_id", N_("Hồ sơ này đã được đề cử."))),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_reason = '')", name="withdrawn"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    entry_id: Mapped[str] = ref("entry")
    version_id: Mapped[str] = ref("dossier_version")
    """The dossier at the moment of the letter; it stays, whatever is improved later."""
    sent_version_id: Mapped[str | None] = ref("dossier_version")
    """The dossier that was sealed into the bundle or handed up; None before that."""
    letter_id: Mapped[str] = ref("decision")
    position: Mapped[int]
    substitute: Mapped[bool] = mapped_column(default=False)
    """Goes up only in the place of another, in the order of `position`."""
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    nominated_at: Mapped[datetime]
    nominated_by: Mapped[str] = mapped_column(sa.String(16))


class UpperResult(Base):
    """What the upper level gave a nominated entry."""

    __tablename__ = "upper_result"

    id: Mapped[Id]
    nomination_id: Mapped[str] = ref("nomination", unique=True)
    tier: Mapped[str]
    announced_on: Mapped[date | None]
    source: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(sa.String(16))


class UpperLevel(Base):
    """What the upper level asks: its name, which of its fields each of ours is, and the dossier items it requires."""

    __tablename__ = "upper_level"

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", unique=True)
    title: Mapped[str]
    fields: Mapped[dict[str, str]]
    """The upper level's code by ours."""
    items: Mapped[dict[str, str]]
    """The title of each required item by its code; our items answer to it by the same code."""
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(sa.String(16))


class SealedBundle(Base):
    """The bundle of a letter, as it was sealed: its file lies in the store, area "papers"."""

    __tablename__ = "nomination_bundle"

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    letter_id: Mapped[str] = ref("decision", unique=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    size: Mapped[int]
    raw_key: Mapped[str] = mapped_column(sa.String(64))
    """The public key that sealed it: its fingerprint stands on the letter."""
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(sa.String(16))


class Sender(Base):
    """A key from which an organiser takes bundles: its fingerprint was compared with the letter's by two persons."""

    __tablename__ = "nomination_sender"
    __table_args__ = (
        sa.UniqueConstraint(
            "organiser_id",
            "raw_key",
            name=means("uq_nomination_sender_organiser_id_raw_key", N_("Khóa này đã được ghi nhận.")),
        ),
        sa.CheckConstraint("(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
        sa.CheckConstraint("confirmed_by IS NULL OR confirmed_by <> compared_by", name="two_persons"),
    )

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit", index=False)
    unit_id: Mapped[str] = ref("unit")
    """The unit of the organiser's own tree that sends with this key."""
    raw_key: Mapped[str] = mapped_column(sa.String(64))
    letter: Mapped[str]
    """Number and symbol of the letter on which the fingerprint was read."""
    compared_by: Mapped[str] = mapped_column(sa.String(16))
    compared_at: Mapped[datetime]
    confirmed_by: Mapped[str | None] = mapped_column(sa.String(16))
    confirmed_at: Mapped[datetime | None]


class ReceivedBundle(Base):
    """A bundle that came in from a lower level and was taken."""

    __tablename__ = "received_bundle"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id",
            "sha256",
            name=means("uq_received_bundle_season_id_sha256", N_("Gói này đã được nhận vào mùa thi.")),
        ),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", index=False)
    sender_id: Mapped[str] = ref("nomination_sender")
    sha256: Mapped[str] = mapped_column(sa.String(64))
    letter: Mapped[dict[str, str]]
    received_at: Mapped[datetime]
    received_by: Mapped[str] = mapped_column(sa.String(16))


class ReceivedWork(Base):
    """An entry of the upper season and where it came from: a nomination of this installation, or a bundle."""

    __tablename__ = "received_work"
    __table_args__ = (
        sa.CheckConstraint("(nomination_id IS NULL) <> (received_id IS NULL)", name="origin"),
        sa.UniqueConstraint("received_id", "number"),
    )

    id: Mapped[Id]
    entry_id: Mapped[str] = ref("entry", unique=True)
    nomination_id: Mapped[str | None] = ref("nomination", unique=True)
    received_id: Mapped[str | None] = ref("received_bundle", index=False)
    number: Mapped[int]
    """The work's number at the lower level."""
    tier: Mapped[str]
    """Its prize there."""


class FollowUp(Base):
    """What became of a prized work after the ceremony; money in đồng."""

    __tablename__ = "follow_up"
    __table_args__ = (sa.CheckConstraint("amount >= 0", name="amount"),)

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    entry_id: Mapped[str] = ref("entry")
    kind: Mapped[FollowUpKind] = mapped_column(choice(FollowUpKind, "follow_up_kind"))
    partner: Mapped[str]
    """Who sponsors, orders or produces."""
    amount: Mapped[int | None]
    happened_on: Mapped[date]
    source: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(sa.String(16))
