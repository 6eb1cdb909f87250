"""Judging's own tables: rounds, panels, judges by number, pieces by code, sheets and marks.

No foreign key leaves judging_*; nothing here names an author, a unit or an entry.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, choice, ref
from contests.kernel.text import N_
from judging.terms import RankedBy, SeatRole, SheetState, Stage


class Round(Base):
    """A round of judging. Rules are values: steps per point, least sheets per piece, what ranks look at."""

    __tablename__ = "judging_round"
    __table_args__ = (
        sa.CheckConstraint("steps_per_point IN (1, 2, 4)", name="steps"),
        sa.CheckConstraint("least_sheets > 0", name="least_sheets"),
        sa.CheckConstraint(
            "stage <> 'sealed' OR (sealed_at IS NOT NULL AND results_hash <> '')", name="sealed"
        ),
    )

    id: Mapped[Id]
    title: Mapped[str]
    blind: Mapped[bool]
    steps_per_point: Mapped[int]
    least_sheets: Mapped[int]
    ranked_by: Mapped[RankedBy] = mapped_column(
        choice(RankedBy, "judging_ranked_by"), default=RankedBy.ROUNDED
    )
    rules: Mapped[dict[str, Any]]
    """The season's scoring rules in their written form, as they bind this round."""
    rules_version: Mapped[int] = mapped_column(default=1)
    deliberation: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Limit of spreads, quorum, tiers by code: what binds the panels' meetings. Read by deliberation.rules.terms."""
    stage: Mapped[Stage] = mapped_column(choice(Stage, "judging_stage"), default=Stage.OPEN)
    closes_at: Mapped[datetime | None]
    """The date given to the judges; the round closes when the office closes it."""
    computed_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]
    results_hash: Mapped[str] = mapped_column(default="")


class RoundCriterion(Base):
    """A criterion of the round's rubric; the maximum is in steps."""

    __tablename__ = "judging_criterion"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "position"),
        sa.CheckConstraint("most_steps > 0", name="maximum"),
    )

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round")
    position: Mapped[int]
    title: Mapped[str]
    help: Mapped[str]
    levels: Mapped[str] = mapped_column(default="")
    most_steps: Mapped[int]


class Panel(Base):
    """Judges who mark the same pieces. `name` says the field or fields."""

    __tablename__ = "judging_panel"
    __table_args__ = (
        sa.UniqueConstraint(
            "round_id",
            "name",
            name=means("uq_judging_panel_round_id_name", N_("Đã có tổ giám khảo mang tên này."), "name"),
        ),
    )

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round")
    name: Mapped[str]
    fields: Mapped[list[str]]
    """Codes of the fields whose pieces come to this panel."""
    listed: Mapped[bool] = mapped_column(default=False)
    """Whether judging_assigned says who marks its pieces; otherwise all its judges mark all of them."""


class Judge(Base):
    """A judge as judging knows one: a number within the round, and no name."""

    __tablename__ = "judging_judge"
    __table_args__ = (sa.UniqueConstraint("round_id", "number"),)

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round")
    number: Mapped[int]
    accepted_at: Mapped[datetime | None]
    declared_at: Mapped[datetime | None]
    """Since when there is a first declaration; what was declared stands in judging_declared."""
    minutes: Mapped[int | None]
    """The time this judge has for the round, in minutes; None where nobody said. What the judge knows: judging_expertise."""
    ended_at: Mapped[datetime | None]
    """Since when the appointment is over: nothing is shown to this judge any more; submitted sheets stay."""
    ended_reason: Mapped[str] = mapped_column(default="")
    ended_salt: Mapped[str] = mapped_column(default="")


class Seat(Base):
    """A judge's place on a panel."""

    __tablename__ = "judging_seat"
    __table_args__ = (
        sa.UniqueConstraint(
            "panel_id",
            "judge_id",
            name=means("uq_judging_seat_panel_id_judge_id", N_("Giám khảo này đã có trong tổ.")),
        ),
    )

    id: Mapped[Id]
    panel_id: Mapped[str] = ref("judging_panel")
    judge_id: Mapped[str] = ref("judging_judge")
    role: Mapped[SeatRole] = mapped_column(choice(SeatRole, "judging_seat_role"))


class Piece(Base):
    """What a judge marks: a frozen exhibit under a random code. No serial key, one timestamp a round."""

    __tablename__ = "judging_piece"
    __table_args__ = (
        sa.UniqueConstraint("round_id", "code"),
        sa.Index("ix_judging_piece_in_order", "round_id", "id"),
    )

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round", index=False)
    panel_id: Mapped[str] = ref("judging_panel")
    code: Mapped[str]
    title: Mapped[str]
    field: Mapped[str]
    """The field's code; `field_name` is what the judge reads."""
    field_name: Mapped[str]
    text: Mapped[dict[str, str]]
    """Neutral passages by heading, in the order of the form."""
    byline: Mapped[str] = mapped_column(default="")
    content_salt: Mapped[str] = mapped_column(default="")
    """Stays here beside the content; the ledger holds the commitment made with it."""
    sealed_at: Mapped[datetime]


class Page(Base):
    """A rendered page of a piece; its bytes are in the store's area "pieces"."""

    __tablename__ = "judging_page"
    __table_args__ = (sa.UniqueConstraint("piece_id", "position"),)

    id: Mapped[Id]
    piece_id: Mapped[str] = ref("judging_piece")
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]


class Barred(Base):
    """A judge who does not mark a piece: the bare pair, no reason. Recusal writes the same row."""

    __tablename__ = "judging_barred"
    __table_args__ = (sa.UniqueConstraint("judge_id", "piece_id"),)

    id: Mapped[Id]
    judge_id: Mapped[str] = ref("judging_judge")
    piece_id: Mapped[str] = ref("judging_piece")
    recused: Mapped[bool] = mapped_column(default=False)


class Sheet(Versioned, Base):
    """One judge's score sheet for one piece; `total` is the sum of its marks."""

    __tablename__ = "judging_sheet"
    __table_args__ = (
        sa.UniqueConstraint("piece_id", "judge_id"),
        sa.CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name="submitted"),
        sa.CheckConstraint("state = 'draft' OR total IS NOT NULL", name="total"),
        sa.Index("ix_judging_sheet_figures", "piece_id", "state", "judge_id", "total"),
    )

    id: Mapped[Id]
    piece_id: Mapped[str] = ref("judging_piece")
    judge_id: Mapped[str] = ref("judging_judge")
    state: Mapped[SheetState] = mapped_column(
        choice(SheetState, "judging_sheet_state"), default=SheetState.DRAFT
    )
    total: Mapped[int | None]
    """In steps; None while it is a draft."""
    comment: Mapped[str] = mapped_column(default="")
    comment_salt: Mapped[str] = mapped_column(default="")
    saved_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]


class Mark(Base):
    """One criterion's mark on a sheet, in steps. A missing row is a missing mark, never 0."""

    __tablename__ = "judging_mark"
    __table_args__ = (sa.CheckConstraint("steps >= 0", name="steps"),)

    sheet_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_sheet.id"), primary_key=True)
    criterion_id: Mapped[str] = mapped_column(
        sa.String(16), sa.ForeignKey("judging_criterion.id"), primary_key=True
    )
    steps: Mapped[int]


class Waiver(Base):
    """A sheet that a named person waived with a reason; it is then not required."""

    __tablename__ = "judging_waiver"
    __table_args__ = (
        sa.UniqueConstraint(
            "piece_id",
            "judge_id",
            name=means("uq_judging_waiver_piece_id_judge_id", N_("Phiếu này đã được miễn.")),
        ),
    )

    id: Mapped[Id]
    piece_id: Mapped[str] = ref("judging_piece")
    judge_id: Mapped[str] = ref("judging_judge")
    reason: Mapped[str]
    salt: Mapped[str]
    given_by: Mapped[str] = mapped_column(sa.String(16))
    """The account of the office that waived it: an opaque id, no name."""
    given_at: Mapped[datetime]


class Standing(Base):
    """A piece's official number: an exact ratio of steps, rounded once, and its rank."""

    __tablename__ = "judging_standing"
    __table_args__ = (sa.CheckConstraint("denominator > 0 AND sheets > 0 AND rank > 0", name="figure"),)

    piece_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_piece.id"), primary_key=True)
    round_id: Mapped[str] = ref("judging_round")
    numerator: Mapped[int]
    denominator: Mapped[int]
    """numerator/denominator is the mean in steps."""
    hundredths: Mapped[int]
    """The official mark in hundredths of a point, half-up."""
    rank: Mapped[int]
    sheets: Mapped[int]
    parted_by: Mapped[str] = mapped_column(default="")
    """The step of the chain that told it from a piece of the same figure."""


class JudgeSession(Base):
    """A judge's sign-in: all that a judge's request knows of who is asking."""

    __tablename__ = "judging_session"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    judge_id: Mapped[str] = ref("judging_judge")
    expires_at: Mapped[datetime]


class LedgerRow(Base):
    """One deed in a round, chained to the one before by its hash."""

    __tablename__ = "judging_ledger"
    __table_args__ = (sa.UniqueConstraint("round_id", "seq"),)

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round")
    seq: Mapped[int]
    at: Mapped[datetime]
    deed: Mapped[str]
    body: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class Wanted(Base):
    """Judging's own outbox: the kind and id of a mail or job wanted; a relay in workers takes it."""

    __tablename__ = "judging_wanted"

    id: Mapped[Id]
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(sa.String(16))
    wanted_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
