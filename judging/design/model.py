"""The design of a round, the assigned pairs of panels that have a list of them, and every plan with its proof."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.errors import STALE
from judging.design.terms import Kind


class Design(Base):
    """How pieces come to judges in a round; a round without one goes by its rules."""

    __tablename__ = "judging_design"
    __table_args__ = (
        sa.CheckConstraint("judges_per_piece > 0 AND anchors >= 0 AND minutes_per_piece > 0", name="numbers"),
    )

    round_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_round.id"), primary_key=True)
    kind: Mapped[Kind] = mapped_column(choice(Kind, "judging_design_kind"))
    judges_per_piece: Mapped[int]
    anchors: Mapped[int]
    """Pieces of each panel that all judges of the linked panels mark."""
    minutes_per_piece: Mapped[int]
    seed: Mapped[str]
    """Public; it alone tells equals apart."""
    linked: Mapped[list[str]]
    """Ids of the panels whose judges mark each other's anchors."""
    anchor_pieces: Mapped[list[str]]
    """The anchors, once they are chosen."""
    checked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the verifier said last of the assignment in force: when, faults by kind, whether the proof holds."""


class Assigned(Base):
    """A judge who is to mark a piece of a listed panel."""

    __tablename__ = "judging_assigned"

    piece_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_piece.id"), primary_key=True)
    judge_id: Mapped[str] = mapped_column(
        sa.String(16), sa.ForeignKey("judging_judge.id"), primary_key=True, index=True
    )


class Plan(Base):
    """An assignment that was worked out. On pieces: the canonical inputs with their hash, the pairs, and the dual
    prices that prove the optimum. Before sealing there are no pieces, and a plan is its summary only."""

    __tablename__ = "judging_plan"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "position", name=means("uq_judging_plan_round_id_position", STALE)),
    )

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round")
    position: Mapped[int]
    made_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    summary: Mapped[dict[str, Any]]
    """Counts and words for the office: no code and no piece."""
    inputs: Mapped[dict[str, Any]]
    inputs_hash: Mapped[str] = mapped_column(default="")
    pairs: Mapped[dict[str, Any]]
    """Piece ids by judge id."""
    judge_prices: Mapped[dict[str, Any]]
    piece_prices: Mapped[dict[str, Any]]
    cost: Mapped[str] = mapped_column(default="")
    """A whole number as text: the weights of a large round outgrow a column of numbers."""
