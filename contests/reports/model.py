"""The table of what the office types into a report: no figure is changed, a later row stands over an earlier one."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, ref
from contests.kernel.errors import STALE


class ReportValue(Base):
    """A number or a text that no stage of the software knows, with who typed it and when; `turn` counts from 1.

    `left_out`: the sentence does not belong into this season's report. None of the three: the blank is open again.
    """

    __tablename__ = "report_value"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id", "key", "turn", name=means("uq_report_value_season_id_key_turn", STALE)
        ),
        sa.CheckConstraint("number >= 0", name="number"),
        sa.CheckConstraint("NOT left_out OR (number IS NULL AND text = '')", name="left_out"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", index=False)
    key: Mapped[str]
    turn: Mapped[int]
    number: Mapped[int | None]
    text: Mapped[str] = mapped_column(default="")
    left_out: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(default="")
    typed_by: Mapped[str] = ref("account")
    typed_at: Mapped[datetime]
