"""The table of sheets that were sent in: looked at first, done once."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base, Id, ref


class EntrySheet(Base):
    """A workbook of entries; its bytes lie in the store until it is done or forgotten."""

    __tablename__ = "entry_sheet"
    __table_args__ = (sa.CheckConstraint("(applied_at IS NULL) = (created IS NULL)", name="applied"),)

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    unit_id: Mapped[str | None] = ref("unit")
    """Whose entries they are; None where the office sent it and its column "Đơn vị" says."""
    sha256: Mapped[str] = mapped_column(sa.String(64))
    """Also its key in the store, area "sheets"."""
    name: Mapped[str]
    made_by: Mapped[str] = mapped_column(sa.String(16), index=True)
    made_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    created: Mapped[int | None]
    changed: Mapped[int | None]
    same: Mapped[int | None]
    """When it was done: how many entries were new, changed, left as they were."""
