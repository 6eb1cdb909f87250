"""Declarations: when each was made, and the rows in it, which the judge's desk can add and never read."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_
from judging.declarations.terms import DeclaredKind


class Declaration(Base):
    """One time that a judge declared; what is remembered later comes as a further one."""

    __tablename__ = "judging_declaration"
    __table_args__ = (
        sa.UniqueConstraint(
            "judge_id",
            "position",
            name=means(
                "uq_judging_declaration_judge_id_position",
                N_("Bản khai báo đã được gửi từ một nơi khác. Đề nghị xem lại rồi gửi lần nữa."),
            ),
        ),
    )

    id: Mapped[Id]
    judge_id: Mapped[str] = ref("judging_judge")
    position: Mapped[int]
    declared_at: Mapped[datetime]
    rows: Mapped[int]
    """How many rows it has: the judge's desk counts them, and cannot read them back."""


class Declared(Base):
    """A row of a declaration, with the salt of its commitment. The sealed connection may only add to this table."""

    __tablename__ = "judging_declared"

    id: Mapped[Id]
    declaration_id: Mapped[str] = ref("judging_declaration")
    position: Mapped[int]
    kind: Mapped[DeclaredKind] = mapped_column(choice(DeclaredKind, "judging_declared_kind"))
    name: Mapped[str]
    note: Mapped[str]
    place: Mapped[str]
    salt: Mapped[str]
