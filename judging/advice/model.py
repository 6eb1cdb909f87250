"""The tables of the advice: what was found for each panel, and when a judge first opened a piece."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base, ref


class Advice(Base):
    """The advice for one panel, made again from its beginning each time; nothing official refers to it."""

    __tablename__ = "judging_advice"

    panel_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_panel.id"), primary_key=True)
    round_id: Mapped[str] = ref("judging_round")
    made_of: Mapped[str]
    """The sheets and rules that it was made of; see `reading.made_of`."""
    made_at: Mapped[datetime]
    body: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    """As `facts.read` takes it."""


class FirstOpening(Base):
    """When a judge opened a piece for the first time; with the sheet's submission it bounds the time for reading."""

    __tablename__ = "judging_first_opening"

    judge_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_judge.id"), primary_key=True)
    piece_id: Mapped[str] = mapped_column(
        sa.String(16), sa.ForeignKey("judging_piece.id"), primary_key=True, index=True
    )
    opened_at: Mapped[datetime]
