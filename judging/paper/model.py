"""A sheet on paper as the office keys it in: by code and the judge's number, each of two clerks without the other's."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_
from judging.paper.terms import PaperState

SECOND_CLERK = N_("Phiếu giấy phải do hai người khác nhau nhập; Quý vị đã nhập phiếu này rồi.")


class Paper(Base):
    """One judge's paper sheet for one piece. A scan's bytes are in the store's area "pieces"."""

    __tablename__ = "judging_paper"
    __table_args__ = (
        sa.UniqueConstraint("piece_id", "judge_id"),
        sa.CheckConstraint("(state IN ('settled', 'aside')) = (settled_at IS NOT NULL)", name="settled"),
        sa.CheckConstraint("(scan_sha256 IS NULL) = (scan_type IS NULL)", name="scan"),
    )

    id: Mapped[Id]
    piece_id: Mapped[str] = ref("judging_piece")
    judge_id: Mapped[str] = ref("judging_judge")
    state: Mapped[PaperState] = mapped_column(
        choice(PaperState, "judging_paper_state"), default=PaperState.ONCE
    )
    settled_at: Mapped[datetime | None]
    scan_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    scan_type: Mapped[str | None]


class Keying(Base):
    """What one clerk read on a paper sheet: the first, the second, or the third who settles a difference."""

    __tablename__ = "judging_keying"
    __table_args__ = (
        sa.UniqueConstraint("paper_id", "place"),
        sa.UniqueConstraint(
            "paper_id", "keyed_by", name=means("uq_judging_keying_paper_id_keyed_by", SECOND_CLERK)
        ),
        sa.CheckConstraint("place IN (1, 2, 3)", name="place"),
    )

    id: Mapped[Id]
    paper_id: Mapped[str] = ref("judging_paper")
    place: Mapped[int]
    marks: Mapped[dict[str, Any]]
    """Steps by criterion id."""
    comment: Mapped[str] = mapped_column(default="")
    keyed_by: Mapped[str] = mapped_column(sa.String(16))
    """The clerk's account: an opaque id, no name."""
    keyed_at: Mapped[datetime]
