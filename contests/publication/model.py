"""The table of public notices."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base, Id, ref


def _published(context: DefaultExecutionContext) -> datetime:
    parameters: dict[str, datetime] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return parameters["published_at"]


class Notice(Base):
    """The season's results go to the public in stages: the list from one moment on, the works' own pages from another.

    Before its moment a stage is under embargo; who set the moments is in the log.
    """

    __tablename__ = "notice"
    __table_args__ = (sa.CheckConstraint("list_from <= works_from", name="stages"),)

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season", unique=True)
    published_at: Mapped[datetime]
    """When it was decided to publish."""
    published_by: Mapped[str] = mapped_column(sa.String(16))
    list_from: Mapped[datetime] = mapped_column(default=_published)
    works_from: Mapped[datetime] = mapped_column(default=_published)
