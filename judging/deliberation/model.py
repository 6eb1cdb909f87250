"""The tables of a panel's deliberation: attendance, second passes, motions and votes, the verdict. All by number and code."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, choice, ref
from contests.kernel.text import N_
from judging.deliberation.terms import Choice, MotionKind, MotionState


class Attendance(Base):
    """Whether a judge is at the panel's meeting, as the chair or the secretary noted it last."""

    __tablename__ = "judging_attendance"
    __table_args__ = (sa.UniqueConstraint("panel_id", "judge_id"),)

    id: Mapped[Id]
    panel_id: Mapped[str] = ref("judging_panel")
    judge_id: Mapped[str] = ref("judging_judge")
    present: Mapped[bool]
    noted_by: Mapped[str] = ref("judging_judge")
    noted_at: Mapped[datetime]


class RemarkCall(Base):
    """A piece that the panel marks again together; open until `ended_at`."""

    __tablename__ = "judging_remark_call"

    id: Mapped[Id]
    piece_id: Mapped[str] = ref("judging_piece")
    reason: Mapped[str]
    salt: Mapped[str]
    called_by: Mapped[str] = ref("judging_judge")
    called_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Pass(Base):
    """A sheet as it was submitted in one pass; the sheet itself holds the last. The first belongs to no call."""

    __tablename__ = "judging_pass"
    __table_args__ = (
        sa.UniqueConstraint("sheet_id", "number"),
        sa.UniqueConstraint(
            "call_id",
            "sheet_id",
            name=means("uq_judging_pass_call_id_sheet_id", N_("Quý vị đã nộp phiếu chấm lại cho lần này.")),
        ),
        sa.CheckConstraint("(number = 1) = (call_id IS NULL)", name="call"),
    )

    id: Mapped[Id]
    sheet_id: Mapped[str] = ref("judging_sheet")
    call_id: Mapped[str | None] = ref("judging_remark_call")
    number: Mapped[int]
    marks: Mapped[dict[str, int]] = mapped_column(sa.JSON)
    """Steps by criterion id."""
    total: Mapped[int]
    comment: Mapped[str]
    comment_salt: Mapped[str]
    reason: Mapped[str]
    """Why the judge marks otherwise than before; "" for the first pass."""
    salt: Mapped[str]
    given_at: Mapped[datetime]


class Motion(Base):
    """What a panel votes on; the counts stand here once it is closed."""

    __tablename__ = "judging_motion"
    __table_args__ = (
        sa.CheckConstraint("(kind = 'tier') = (piece_id IS NOT NULL)", name="piece"),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed"),
    )

    id: Mapped[Id]
    panel_id: Mapped[str] = ref("judging_panel")
    kind: Mapped[MotionKind] = mapped_column(choice(MotionKind, "judging_motion_kind"))
    piece_id: Mapped[str | None] = ref("judging_piece")
    tier: Mapped[str]
    """The tier's code; "" for no prize, and where the motion is not about one."""
    text: Mapped[str]
    salt: Mapped[str]
    moved_by: Mapped[str] = ref("judging_judge")
    moved_at: Mapped[datetime]
    state: Mapped[MotionState] = mapped_column(
        choice(MotionState, "judging_motion_state"), default=MotionState.OPEN
    )
    closed_at: Mapped[datetime | None]
    eligible: Mapped[int] = mapped_column(default=0)
    yes: Mapped[int] = mapped_column(default=0)
    no: Mapped[int] = mapped_column(default=0)
    abstain: Mapped[int] = mapped_column(default=0)


class Vote(Base):
    """One judge's vote, given once and never changed."""

    __tablename__ = "judging_vote"
    __table_args__ = (
        sa.UniqueConstraint(
            "motion_id",
            "judge_id",
            name=means("uq_judging_vote_motion_id_judge_id", N_("Quý vị đã biểu quyết việc này.")),
        ),
    )

    id: Mapped[Id]
    motion_id: Mapped[str] = ref("judging_motion")
    judge_id: Mapped[str] = ref("judging_judge")
    choice: Mapped[Choice] = mapped_column(choice(Choice, "judging_vote_choice"))
    cast_at: Mapped[datetime]


class Verdict(Versioned, Base):
    """The tiers that a panel proposes, by code; entered again until the results are sealed, each time a deed."""

    __tablename__ = "judging_verdict"

    id: Mapped[Id]
    panel_id: Mapped[str] = ref("judging_panel", unique=True)
    cutoffs: Mapped[dict[str, int]] = mapped_column(sa.JSON)
    """The least mark of each tier that has one, in hundredths of a point, by the tier's code."""
    basis: Mapped[str] = mapped_column(sa.String(64))
    """Of which figures and votes it was made: see `lines.basis`."""
    entered_by: Mapped[str] = ref("judging_judge")
    entered_at: Mapped[datetime]


class VerdictLine(Base):
    """One piece's proposed tier ("" for none), and the motion that gave it where the cut-offs did not."""

    __tablename__ = "judging_verdict_line"

    piece_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_piece.id"), primary_key=True)
    verdict_id: Mapped[str] = ref("judging_verdict")
    tier: Mapped[str]
    motion_id: Mapped[str | None] = ref("judging_motion")
