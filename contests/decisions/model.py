"""The tables of official documents."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.decisions.terms import DecisionKind
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_


class Decision(Base):
    """A signed document: its number and date come from the office's own register."""

    __tablename__ = "decision"
    __table_args__ = (
        sa.UniqueConstraint(
            "organiser_id",
            "symbol",
            "year",
            name=means(
                "uq_decision_organiser_id_symbol_year",
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
    year: Mapped[int]
    issued_on: Mapped[date]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    about: Mapped[str]
