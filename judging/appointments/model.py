"""What a judge knows: one row for each field, by its code. The time a judge has is a column of the judge."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base


class Expertise(Base):
    """A judge is at home in a field, known by its code. A judge without a row takes what the panel takes."""

    __tablename__ = "judging_expertise"

    judge_id: Mapped[str] = mapped_column(sa.String(16), sa.ForeignKey("judging_judge.id"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
