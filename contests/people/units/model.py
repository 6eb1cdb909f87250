"""The tables of what happened to units, and of their other names."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_
from contests.people.units.terms import EventKind


class UnitEvent(Base):
    """What a decision changed of a unit from the day `on`; it holds what was before, the unit what is now."""

    __tablename__ = "unit_event"
    __table_args__ = (
        sa.UniqueConstraint(
            "unit_id",
            "kind",
            "on",
            name=means("uq_unit_event_unit_id_kind_on", N_("Sự kiện này đã được ghi cho ngày đó."), "on"),
        ),
        sa.CheckConstraint("(kind = 'renamed') = (name_before IS NOT NULL)", name="renamed"),
        sa.CheckConstraint("(kind IN ('moved', 'merged')) = (parent_before IS NOT NULL)", name="moved"),
    )

    id: Mapped[Id]
    unit_id: Mapped[str] = ref("unit")
    kind: Mapped[EventKind] = mapped_column(choice(EventKind, "unit_event_kind"))
    on: Mapped[date]
    symbol: Mapped[str]
    """Number and symbol of the document that orders it: "1684/NQ-UBTVQH15"."""
    note: Mapped[str]
    name_before: Mapped[str | None]
    parent_before: Mapped[str | None] = ref("unit")
    made_at: Mapped[datetime]


class UnitAlias(Base):
    """Another name of a unit, as people write it; official papers never use it."""

    __tablename__ = "unit_alias"
    __table_args__ = (
        sa.UniqueConstraint(
            "unit_id",
            "folded",
            name=means("uq_unit_alias_unit_id_folded", N_("Tên gọi khác này đã có."), "name"),
        ),
    )

    id: Mapped[Id]
    unit_id: Mapped[str] = ref("unit")
    name: Mapped[str]
    folded: Mapped[str]
