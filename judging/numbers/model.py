"""The tables of the numbers: versions of the rules, figures under way, ties that people decided, heads that left."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_
from judging.numbers.terms import Way


class RulesVersion(Base):
    """A version of a round's rules. The first came with the round; every other goes live by two persons' word.

    Persons are opaque account ids. `after_seq` is where the ledger stood when the change was looked at.
    """

    __tablename__ = "judging_rules"
    __table_args__ = (
        sa.UniqueConstraint(
            "round_id",
            "version",
            name=means(
                "uq_judging_rules_round_id_version", N_("Đã có người vừa đề nghị thay đổi quy tắc tính điểm.")
            ),
        ),
        sa.CheckConstraint("live_at IS NULL OR withdrawn_at IS NULL", name="state"),
        sa.CheckConstraint("second_by IS NULL OR second_by <> proposed_by", name="two"),
    )

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round")
    version: Mapped[int]
    rules: Mapped[dict[str, Any]]
    """The written form, with least sheets and what ranks look at."""
    reason: Mapped[str]
    salt: Mapped[str]
    proposed_by: Mapped[str] = mapped_column(sa.String(16))
    proposed_at: Mapped[datetime]
    second_by: Mapped[str | None] = mapped_column(sa.String(16))
    live_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class Run(Base):
    """Figures of a round under way: not seen by anyone until they are all there and take the place of the old ones."""

    __tablename__ = "judging_run"

    round_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_round.id"), primary_key=True)
    after_seq: Mapped[int]
    """The last deed that it knows; after another deed it begins again."""
    done_to: Mapped[str] = mapped_column(sa.String(16))
    """The last piece that has its figure, in the order of ids; "" at the beginning."""
    done: Mapped[int]
    total: Mapped[int]


class RunPart(Base):
    """A chunk of a run: figures as columns of plain values, in one field, so that writing them costs one row."""

    __tablename__ = "judging_run_part"
    __table_args__ = (sa.UniqueConstraint("round_id", "done"),)

    id: Mapped[Id]
    round_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_run.round_id"))
    done: Mapped[int]
    figures: Mapped[list[Any]] = mapped_column(sa.JSON)


class TieDecision(Base):
    """The place that people gave a piece among its equals; the greater `place` goes first. Entered again, it is new.

    Places of two decisions are never compared.
    """

    __tablename__ = "judging_tie"

    piece_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_piece.id"), primary_key=True)
    decision: Mapped[int]
    """1 for the round's first, and so on."""
    place: Mapped[int]
    reason: Mapped[str]
    salt: Mapped[str]


class Head(Base):
    """A head of a round's ledger that left the database: what came before it cannot be rewritten unseen any more."""

    __tablename__ = "judging_head"

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round")
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))
    way: Mapped[Way] = mapped_column(choice(Way, "judging_head_way"))
    given_by: Mapped[str] = mapped_column(sa.String(16))
    """Whose act took it out: an account's opaque id, or the system's."""
    left_at: Mapped[datetime]
