"""The table of booklets."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base, Id, Versioned, ref


class Booklet(Versioned, Base):
    """A season's booklet: the committee's foreword, and the file as it was last drawn."""

    __tablename__ = "booklet"
    __table_args__ = (sa.CheckConstraint("(sha256 IS NULL) = (drawn_at IS NULL)", name="drawn"),)

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", unique=True)
    foreword: Mapped[str]
    signer: Mapped[str]
    """Who signs the foreword, a line each; may be empty."""
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(sa.String(16))
    job_id: Mapped[str | None] = ref("job")
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    """Key of the drawn file in the store, area "papers"; None until it is drawn."""
    drawn_at: Mapped[datetime | None]
    demo: Mapped[bool] = mapped_column(default=False)
