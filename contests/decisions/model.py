"""The tables of official documents: drafts, the register, and the scans of what was signed."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from contests.decisions.rules import register_key
from contests.decisions.terms import DecisionKind
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, choice, ref
from contests.kernel.text import N_


def _own_key(context: DefaultExecutionContext) -> str:
    parameters: dict[str, str] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return register_key(parameters["symbol"])


class Decision(Base):
    """A signed document: its number and date come from the office's own register."""

    __tablename__ = "decision"
    __table_args__ = (
        sa.UniqueConstraint(
            "organiser_id",
            "key",
            "year",
            name=means(
                "uq_decision_organiser_id_key_year",
                N_("Số, ký hiệu này đã có trong sổ văn bản của năm. Đề nghị kiểm tra lại số văn bản."),
                "symbol",
            ),
        ),
    )

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit")
    kind: Mapped[DecisionKind] = mapped_column(choice(DecisionKind, "decision_kind"))
    symbol: Mapped[str]
    """Number and symbol as printed: "101/QĐ-BTC"."""
    key: Mapped[str] = mapped_column(default=_own_key)
    """The same as the register compares it: 05/QĐ-BTC and 5/qđ-btc are one number."""
    year: Mapped[int]
    issued_on: Mapped[date]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    about: Mapped[str]


class Draft(Versioned, Base):
    """A document before it has a number, with the words that the office chose and the two files as they were composed.

    `decision_id` is the register's row once it was signed and numbered: from then on nothing of the draft changes.
    """

    __tablename__ = "paper_draft"
    __table_args__ = (
        sa.CheckConstraint("decision_id IS NULL OR dropped_at IS NULL", name="numbered_or_dropped"),
        sa.UniqueConstraint(
            "decision_id", name=means("uq_paper_draft_decision_id", N_("Văn bản này đã có dự thảo khác."))
        ),
    )

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit")
    season_id: Mapped[str] = ref("season")
    kind: Mapped[DecisionKind] = mapped_column(choice(DecisionKind, "paper_draft_kind"))
    agency: Mapped[str]
    superior: Mapped[str]
    symbol: Mapped[str]
    """What will stand behind the number: "QĐ-BTC"."""
    place: Mapped[str]
    subject: Mapped[str]
    addressees: Mapped[list[str]] = mapped_column(default=list)
    signer_title: Mapped[str]
    """A line each: "TM. BAN TỔ CHỨC", "TRƯỞNG BAN"."""
    signer_name: Mapped[str]
    recipients: Mapped[list[str]] = mapped_column(default=list)
    details: Mapped[str] = mapped_column(default="")
    """Lines of its own that the kind of document asks for: when and where one is invited."""
    stamp: Mapped[str] = mapped_column(sa.String(64))
    """SHA-256 of what the composed paper says: another one today means that the data have changed since."""
    word_sha256: Mapped[str] = mapped_column(sa.String(64))
    pdf_sha256: Mapped[str] = mapped_column(sa.String(64))
    drafted_at: Mapped[datetime]
    drafted_by: Mapped[str] = mapped_column(sa.String(16))
    decision_id: Mapped[str | None] = ref("decision", index=False)
    dropped_at: Mapped[datetime | None]


class Scan(Base):
    """The signed paper as it was scanned, bound to its row of the register; one that was replaced is kept."""

    __tablename__ = "decision_scan"
    __table_args__ = (
        sa.CheckConstraint("size > 0 AND pages > 0", name="size"),
        sa.Index(
            means(
                "uq_decision_scan_standing",
                N_("Văn bản vừa có bản quét khác. Đề nghị tải lại trang để xem bản đó."),
            ),
            "decision_id",
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    decision_id: Mapped[str] = ref("decision")
    sha256: Mapped[str] = mapped_column(sa.String(64))
    """Key in the store, area "papers"."""
    name: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int]
    bound_at: Mapped[datetime]
    bound_by: Mapped[str] = mapped_column(sa.String(16))
    replaced_at: Mapped[datetime | None]
