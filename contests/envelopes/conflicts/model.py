"""The tables of conflicts: who is to look at them in a season, and what was found, by entry and by opaque ids only."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.envelopes.conflicts.terms import Against, Level, Ruling, Source
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_


class ConflictOfficer(Base):
    """Someone of the office who reads the declarations of a season, or stands in for the one who does."""

    __tablename__ = "conflict_officer"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id",
            "substitute",
            name=means("uq_conflict_officer_season_id_substitute", N_("Người phụ trách vừa được chỉ định.")),
        ),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    account_id: Mapped[str] = ref("account")
    substitute: Mapped[bool]
    named_by: Mapped[str] = mapped_column(sa.String(16))
    named_at: Mapped[datetime]


class Conflict(Base):
    """A conflict that matching found. `subject`: the declared row or the earlier entry it rests on, or ""."""

    __tablename__ = "conflict"
    __table_args__ = (
        sa.UniqueConstraint(
            "entry_id",
            "appointment_id",
            "source",
            "subject",
            name=means(
                "uq_conflict_entry_id_appointment_id_source_subject",
                N_("Việc đối chiếu vừa được thực hiện từ một nơi khác. Đề nghị mở lại trang."),
            ),
        ),
        sa.CheckConstraint("(ruling IS NULL) = (ruled_at IS NULL)", name="ruled"),
        sa.CheckConstraint("ruling IS NULL OR level = 'look'", name="looked_at"),
    )

    id: Mapped[Id]
    entry_id: Mapped[str] = ref("entry")
    appointment_id: Mapped[str] = ref("appointment")
    source: Mapped[Source] = mapped_column(choice(Source, "conflict_source"))
    subject: Mapped[str] = mapped_column(sa.String(16))
    against: Mapped[Against] = mapped_column(choice(Against, "conflict_against"))
    level: Mapped[Level] = mapped_column(choice(Level, "conflict_level"))
    found_at: Mapped[datetime]
    ruling: Mapped[Ruling | None] = mapped_column(choice(Ruling, "conflict_ruling"))
    reason: Mapped[str] = mapped_column(default="")
    ruled_by: Mapped[str | None] = mapped_column(sa.String(16))
    ruled_at: Mapped[datetime | None]
