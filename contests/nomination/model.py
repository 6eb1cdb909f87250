"""The tables of nominations and of the results that come back."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, ref
from contests.kernel.text import N_


class Nomination(Base):
    """An entry sent one level up, with the version of its dossier that went."""

    __tablename__ = "nomination"
    __table_args__ = (
        sa.UniqueConstraint("entry_id", name=means("uq_nomination_entry_id", N_("Hồ sơ này đã được đề cử."))),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    entry_id: Mapped[str] = ref("entry")
    version_id: Mapped[str] = ref("dossier_version")
    letter_id: Mapped[str] = ref("decision")
    position: Mapped[int]
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
