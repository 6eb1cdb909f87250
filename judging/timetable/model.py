"""The table of an open round's timetable: a slot a piece."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, ref
from contests.kernel.text import N_


class Slot(Base):
    """When and where a piece is shown to its panel. `present` is None until someone looked who came."""

    __tablename__ = "judging_slot"
    __table_args__ = (
        sa.UniqueConstraint(
            "piece_id", name=means("uq_judging_slot_piece_id", N_("Bài này đã có trong lịch trình bày."))
        ),
        sa.CheckConstraint("minutes > 0", name="minutes"),
        sa.CheckConstraint("(present IS NULL) = (noted_at IS NULL)", name="noted"),
        sa.Index("ix_judging_slot_list", "round_id", "starts_at"),
    )

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round", index=False)
    piece_id: Mapped[str] = ref("judging_piece", index=False)
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str]
    present: Mapped[bool | None]
    noted_at: Mapped[datetime | None]
