"""What stands beside a sheet: the last save of each device, and the corrections of what was submitted."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base, Id, choice, ref
from judging.marks.terms import CorrectionState


class LastSave(Base):
    """The number of the last save that one open page of a sheet had acknowledged.

    A page sends one save after the other and repeats each until it is answered, so the last number says which of
    them have been applied: a repeated one changes nothing again.
    """

    __tablename__ = "judging_last_save"

    sheet_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_sheet.id"), primary_key=True)
    device: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    """A page's own random name; it says nothing of who or what it runs on."""
    number: Mapped[int]


class Correction(Base):
    """Marks that a judge wants in place of those submitted, and what the panel's chair said to it.

    The sheet holds the marks in force; `before` and `after` keep every step of the way in steps by criterion id.
    """

    __tablename__ = "judging_correction"
    __table_args__ = (
        sa.UniqueConstraint("sheet_id", "place"),
        sa.CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name="answered"),
        sa.CheckConstraint("(answered_by IS NULL) = (answered_at IS NULL)", name="answerer"),
    )

    id: Mapped[Id]
    sheet_id: Mapped[str] = ref("judging_sheet")
    place: Mapped[int]
    """1 for the first correction of the sheet that was asked for, and so on."""
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str]
    salt: Mapped[str]
    state: Mapped[CorrectionState] = mapped_column(
        choice(CorrectionState, "judging_correction_state"), default=CorrectionState.ASKED
    )
    asked_at: Mapped[datetime]
    answered_by: Mapped[str | None] = ref("judging_judge")
    answered_at: Mapped[datetime | None]
