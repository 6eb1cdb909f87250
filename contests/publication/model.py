"""The table of public notices."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base, Id, ref


class Notice(Base):
    """From this moment on the public reads the season's prize list."""

    __tablename__ = "notice"

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", unique=True)
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(sa.String(16))
