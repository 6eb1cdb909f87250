"""The tables of pre-screening."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base, Id, choice, ref
from contests.screening.terms import ReasonCode, VerdictKind


class Verdict(Base):
    """One verdict on one frozen version of a dossier; a later verdict stands over an earlier one."""

    __tablename__ = "screening_verdict"
    __table_args__ = (
        sa.CheckConstraint("(kind = 'rejected') = (reason IS NOT NULL)", name="reason"),
        sa.CheckConstraint("(kind = 'returned') = (due_at IS NOT NULL)", name="due"),
    )

    id: Mapped[Id]
    entry_id: Mapped[str] = ref("entry")
    version_id: Mapped[str] = ref("dossier_version")
    kind: Mapped[VerdictKind] = mapped_column(choice(VerdictKind, "verdict_kind"))
    reason: Mapped[ReasonCode | None] = mapped_column(choice(ReasonCode, "verdict_reason"))
    note: Mapped[str]
    due_at: Mapped[datetime | None]
    items: Mapped[list[str]]
    """Codes of the dossier items that are asked for again."""
    given_by: Mapped[str] = mapped_column(sa.String(16))
    given_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class EligibleList(Base):
    """The end of pre-screening: the list of eligible entries, founded by a decision."""

    __tablename__ = "eligible_list"

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", unique=True)
    decision_id: Mapped[str | None] = ref("decision")
    closed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(sa.String(16))
