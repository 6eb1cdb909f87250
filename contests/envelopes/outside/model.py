"""What one person entered of one component: by entry, because votes and visits know works and not codes."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.envelopes.outside.terms import Formula
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_

TWO_PERSONS = N_("Số liệu này đã có hai người nhập. Chỉ hai người đó sửa được phần của mình.")


class OutsideList(Base):
    """A component as one of two persons read it from its source; `numbers` in hundredths by entry id."""

    __tablename__ = "outside_list"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "kind", "entered_by"),
        sa.UniqueConstraint(
            "season_id", "kind", "place", name=means("uq_outside_list_season_id_kind_place", TWO_PERSONS)
        ),
        sa.CheckConstraint("place IN (1, 2)", name="place"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    kind: Mapped[str]
    place: Mapped[int]
    formula: Mapped[Formula] = mapped_column(choice(Formula, "outside_formula"))
    source: Mapped[str]
    """The document: its name, number and date."""
    numbers: Mapped[dict[str, object]] = mapped_column(sa.JSON())
    entered_by: Mapped[str] = ref("account")
    entered_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]
    source_salt: Mapped[str] = mapped_column(default="")
    """With it the round's ledger commits to the source; it is there once the values were handed over."""
