"""The values from outside the sheets, by piece: handed over all at once by whoever holds the envelopes."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from contests.kernel.db import Base, Id, ref


class Component(Base):
    """Points of one kind that count towards a piece's figure besides its sheets, in hundredths of a point.

    Before the envelopes are open no page shows them beside a code: the votes of a work are public, and a value would
    join its code to it.
    """

    __tablename__ = "judging_component"
    __table_args__ = (
        sa.UniqueConstraint("piece_id", "kind"),
        sa.CheckConstraint("hundredths >= 0", name="value"),
    )

    id: Mapped[Id]
    round_id: Mapped[str] = ref("judging_round")
    piece_id: Mapped[str] = ref("judging_piece")
    kind: Mapped[str]
    """A short code that the season gives the component."""
    hundredths: Mapped[int]
