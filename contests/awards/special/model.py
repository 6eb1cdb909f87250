"""The tables of special prizes: a season's list with its two words and its decision, and who is on it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, ref
from contests.kernel.text import N_

TWICE = N_("Giải này đã có trong danh sách cho người, giải pháp hoặc đơn vị đó.")


class SpecialList(Versioned, Base):
    """A season's special prizes: a proposal until `decided_at`. One person submits it, another decides what was submitted."""

    __tablename__ = "award_special_list"
    __table_args__ = (
        sa.CheckConstraint("(decided_at IS NULL) = (decision_id IS NULL)", name="decided"),
        sa.CheckConstraint("(submitted_at IS NULL) = (submitted_by IS NULL)", name="submitted"),
        sa.CheckConstraint("decided_at IS NULL OR submitted_at IS NOT NULL", name="two_words"),
        sa.CheckConstraint("decided_by <> submitted_by", name="two_persons"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", unique=True)
    changed_at: Mapped[datetime]
    """When a line was last changed: what counts as a new version of the list."""
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[str | None] = mapped_column(sa.String(16))
    decision_id: Mapped[str | None] = ref("decision")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(sa.String(16))


class SpecialAward(Base):
    """One recipient of a special prize: a person, a work or a unit, with what the prize rests on."""

    __tablename__ = "award_special"
    __table_args__ = (
        sa.CheckConstraint(
            "(CASE WHEN person_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN entry_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_recipient",
        ),
        sa.CheckConstraint("NOT by_hand OR reason <> ''", name="reason"),
        sa.CheckConstraint("money >= 0", name="money"),
        sa.UniqueConstraint(
            "prize_id", "person_id", name=means("uq_award_special_prize_id_person_id", TWICE)
        ),
        sa.UniqueConstraint("prize_id", "entry_id", name=means("uq_award_special_prize_id_entry_id", TWICE)),
        sa.UniqueConstraint("prize_id", "unit_id", name=means("uq_award_special_prize_id_unit_id", TWICE)),
    )

    id: Mapped[Id]
    list_id: Mapped[str] = ref("award_special_list")
    prize_id: Mapped[str] = ref("season_special_prize", index=False)
    person_id: Mapped[str | None] = ref("person")
    entry_id: Mapped[str | None] = ref("entry")
    unit_id: Mapped[str | None] = ref("unit")
    by_hand: Mapped[bool]
    """Chosen by a person; otherwise by the season's rule."""
    ground: Mapped[str] = mapped_column(default="")
    """What the rule found: "sinh ngày 01/02/2015", "5 hồ sơ"."""
    reason: Mapped[str] = mapped_column(default="")
    """Why a person was chosen."""
    money: Mapped[int | None]
    """In đồng, fixed when decided."""
    position: Mapped[int]
