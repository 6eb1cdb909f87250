"""The table of honours: who was proposed to which body, by which letter, and what came of it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.awards.honours.terms import HonourState
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, choice, ref
from contests.kernel.text import N_

TWICE = N_("Người hoặc giải pháp này đã được đề nghị.")


class HonourCase(Versioned, Base):
    """A laureate (or a work) proposed for an honour, with the letter, and the answer where there is one."""

    __tablename__ = "award_honour"
    __table_args__ = (
        sa.CheckConstraint("(person_id IS NULL) <> (entry_id IS NULL)", name="one_recipient"),
        sa.CheckConstraint("(state = 'proposed') = (result_on IS NULL)", name="result"),
        sa.CheckConstraint("result_on >= proposed_on", name="order"),
        sa.UniqueConstraint(
            "honour_id", "person_id", name=means("uq_award_honour_honour_id_person_id", TWICE)
        ),
        sa.UniqueConstraint("honour_id", "entry_id", name=means("uq_award_honour_honour_id_entry_id", TWICE)),
    )

    id: Mapped[Id]
    honour_id: Mapped[str] = ref("season_honour", index=False)
    person_id: Mapped[str | None] = ref("person")
    entry_id: Mapped[str | None] = ref("entry")
    ground: Mapped[str]
    """On what it rests, as printed: "Giải Ba, chủ trì: …"."""
    letter_id: Mapped[str] = ref("decision")
    proposed_on: Mapped[date]
    """The day of the letter."""
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[str] = mapped_column(sa.String(16))
    state: Mapped[HonourState] = mapped_column(choice(HonourState, "honour_state"))
    result_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    """The document or the place where the answer stands."""
