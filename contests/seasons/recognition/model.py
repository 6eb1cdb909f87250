"""The tables of what a season gives beside its tiers; all of it is data of the season."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base, Id, choice, ref
from contests.seasons.recognition.terms import Pool, SpecialKind, SpecialRule


class SpecialPrize(Base):
    """A special prize of the season, `count` times; money in đồng."""

    __tablename__ = "season_special_prize"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "code"),
        sa.CheckConstraint("count > 0", name="count"),
        sa.CheckConstraint("money >= 0", name="money"),
        sa.CheckConstraint("per_received >= 0 AND per_eligible >= 0", name="points"),
        sa.CheckConstraint("rule <> 'points' OR kind <> 'theme'", name="points_are_for_units"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[SpecialKind] = mapped_column(choice(SpecialKind, "special_kind"))
    rule: Mapped[SpecialRule] = mapped_column(choice(SpecialRule, "special_rule"))
    among: Mapped[Pool] = mapped_column(choice(Pool, "special_pool"))
    count: Mapped[int]
    money: Mapped[int | None]
    basis: Mapped[str] = mapped_column(default="")
    per_received: Mapped[int] = mapped_column(default=0)
    per_eligible: Mapped[int] = mapped_column(default=0)
    per_tier: Mapped[list[str]] = mapped_column(default=list)
    """Points of a unit for each work of a tier: "NHAT=10"."""
    position: Mapped[int]


class Honour(Base):
    """An honour of another body for which the season's laureates are proposed."""

    __tablename__ = "season_honour"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "code"),
        sa.CheckConstraint("most_age BETWEEN 1 AND 120", name="age"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    code: Mapped[str]
    name: Mapped[str]
    giver: Mapped[str]
    least_tier: Mapped[str]
    """The code of the lowest tier that is proposed."""
    to_works: Mapped[bool] = mapped_column(default=False)
    roles: Mapped[list[str]]
    most_age: Mapped[int | None]
    age_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    position: Mapped[int]


class Fee(Base):
    """What a judge gets for each sheet, by the seat's role (`code`); money in đồng."""

    __tablename__ = "season_fee"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "code"),
        sa.CheckConstraint("money >= 0", name="money"),
        sa.CheckConstraint("code IN ('chair', 'secretary', 'member')", name="role"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    code: Mapped[str]
    money: Mapped[int]
    basis: Mapped[str] = mapped_column(default="")
    position: Mapped[int]
