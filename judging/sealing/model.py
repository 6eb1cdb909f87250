"""The tables of the seal: an officer's word for a panel's figures, and who may stand in for an officer."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, ref
from contests.kernel.text import N_


class SealWord(Base):
    """One officer's confirmation of a panel's figures; given again it replaces the one before."""

    __tablename__ = "judging_seal_word"
    __table_args__ = (sa.UniqueConstraint("panel_id", "judge_id"),)

    id: Mapped[Id]
    panel_id: Mapped[str] = ref("judging_panel")
    judge_id: Mapped[str] = ref("judging_judge")
    figures: Mapped[str] = mapped_column(sa.String(64))
    """SHA-256 over what was confirmed: the panel's figures and its verdict."""
    given_at: Mapped[datetime]


class Substitute(Base):
    """A judge of the round who leads a panel and confirms in the place of its chair or secretary, as the head named it."""

    __tablename__ = "judging_substitute"
    __table_args__ = (
        sa.UniqueConstraint(
            "panel_id",
            "judge_id",
            name=means(
                "uq_judging_substitute_panel_id_judge_id", N_("Giám khảo này đã là người thay thế của tổ.")
            ),
        ),
    )

    id: Mapped[Id]
    panel_id: Mapped[str] = ref("judging_panel")
    judge_id: Mapped[str] = ref("judging_judge")
    named_by: Mapped[str] = mapped_column(sa.String(16))
    """The account of the office: an opaque id, no name."""
    named_at: Mapped[datetime]
