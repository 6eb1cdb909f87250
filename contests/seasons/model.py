"""The tables of contests and seasons: what varies between provinces is data here."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, choice, ref
from contests.kernel.errors import STALE
from contests.kernel.text import N_
from contests.seasons.terms import ContestKind, Level, Origin


class Contest(Base):
    """A contest of an organiser, of which every year or two there is a season."""

    __tablename__ = "contest"
    __table_args__ = (
        sa.UniqueConstraint(
            "organiser_id",
            "name",
            name=means("uq_contest_organiser_id_name", N_("Đã có cuộc thi mang tên này."), "contest_name"),
        ),
    )

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit")
    kind: Mapped[ContestKind] = mapped_column(choice(ContestKind, "contest_kind"))
    name: Mapped[str]


class Season(Versioned, Base):
    """One edition of a contest. `opened_at` is empty while it is being prepared.

    Moments are the season's windows; money is in đồng. What phase it is in is computed, not stored.
    """

    __tablename__ = "season"
    __table_args__ = (
        sa.UniqueConstraint(
            "contest_id",
            "edition",
            name=means("uq_season_contest_id_edition", N_("Cuộc thi đã có lần thứ này."), "edition"),
        ),
        sa.CheckConstraint(
            "registration_from IS NULL OR registration_until IS NULL OR registration_from < registration_until",
            name="registration_window",
        ),
        sa.CheckConstraint("budget_allocated >= 0 AND budget_used >= 0", name="budget"),
    )

    id: Mapped[Id]
    contest_id: Mapped[str] = ref("contest")
    organiser_id: Mapped[str] = ref("unit")
    parent_id: Mapped[str | None] = ref("season")
    level: Mapped[Level] = mapped_column(choice(Level, "season_level"))
    edition: Mapped[int]
    title: Mapped[str]
    """As printed: "Cuộc thi … tỉnh Tuyên Quang lần thứ 17, năm 2021"."""
    years: Mapped[str]
    """As printed: "2021" or "2020-2021"."""
    introduction: Mapped[str] = mapped_column(default="")
    rules: Mapped[str] = mapped_column(default="")
    legal_bases: Mapped[list[str]] = mapped_column(default=list)
    registration_from: Mapped[datetime | None]
    registration_until: Mapped[datetime | None]
    supplement_until: Mapped[datetime | None]
    judging_until: Mapped[datetime | None]
    ceremony_on: Mapped[date | None]
    budget_allocated: Mapped[int | None]
    budget_used: Mapped[int | None]
    opened_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]


class Field(Base):
    """A field (lĩnh vực) of the season."""

    __tablename__ = "season_field"
    __table_args__ = (sa.UniqueConstraint("season_id", "code"),)

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    code: Mapped[str]
    name: Mapped[str]
    position: Mapped[int]


class Division(Base):
    """An age table (bảng) by explicit birth dates, both included; an open end is None."""

    __tablename__ = "season_division"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "code"),
        sa.CheckConstraint(
            "born_from IS NULL OR born_until IS NULL OR born_from <= born_until", name="window"
        ),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    code: Mapped[str]
    name: Mapped[str]
    born_from: Mapped[date | None]
    born_until: Mapped[date | None]
    position: Mapped[int]


class DossierItem(Base):
    """One part of a dossier. `to_judges` is False unless the organiser says otherwise."""

    __tablename__ = "dossier_item"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "code"),
        sa.CheckConstraint("most_files > 0", name="files"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    code: Mapped[str]
    title: Mapped[str]
    help: Mapped[str]
    required: Mapped[bool]
    to_judges: Mapped[bool] = mapped_column(default=False)
    types: Mapped[list[str]]
    """Of pdf, docx, jpeg, png, mp4."""
    most_files: Mapped[int]
    most_bytes: Mapped[int]
    article: Mapped[str] = mapped_column(default="")
    position: Mapped[int]


class Criterion(Base):
    """A criterion of the rubric; its maximum is counted in the season's smallest steps."""

    __tablename__ = "season_criterion"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "code"),
        sa.CheckConstraint("most_steps > 0", name="maximum"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    code: Mapped[str]
    title: Mapped[str]
    help: Mapped[str]
    levels: Mapped[str] = mapped_column(default="")
    """What marks of each level stand for, a line a level."""
    most_steps: Mapped[int]
    position: Mapped[int]


class Tier(Base):
    """A tier of the award structure, highest first; money in đồng, mark in hundredths of a point."""

    __tablename__ = "season_tier"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "code"),
        sa.CheckConstraint("quota >= 0", name="quota"),
        sa.CheckConstraint("money >= 0", name="money"),
        sa.CheckConstraint("field_quota >= 0", name="field_quota"),
        sa.CheckConstraint("least_share BETWEEN 0 AND 10000", name="share"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    code: Mapped[str]
    name: Mapped[str]
    quota: Mapped[int | None]
    field_quota: Mapped[int | None]
    least_share: Mapped[int | None]
    """Of a council's yes votes, in hundredths of a percent."""
    by_hand: Mapped[bool] = mapped_column(default=False)
    once: Mapped[bool] = mapped_column(default=False)
    least_hundredths: Mapped[int | None]
    money: Mapped[int | None]
    basis: Mapped[str] = mapped_column(default="")
    """The resolution, or its article, that sets the money."""
    position: Mapped[int]


class Setting(Base):
    """A working value of the season, and whether the organiser has confirmed it."""

    __tablename__ = "season_setting"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "key", name=means("uq_season_setting_season_id_key", STALE)),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    key: Mapped[str]
    value: Mapped[str]
    origin: Mapped[Origin] = mapped_column(choice(Origin, "setting_origin"))
    source: Mapped[str] = mapped_column(default="")
    confirmed_by: Mapped[str | None] = mapped_column(sa.String(16))
    confirmed_at: Mapped[datetime | None]
