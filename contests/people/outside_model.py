"""The tables of what stands or lies outside the house with people's names in it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.kernel.db import Base, Id, choice, ref
from contests.people.terms import Handed


class Site(Base):
    """The static site of an organiser as it was last built. Its files lie in the store, area "site", by their hash."""

    __tablename__ = "site"

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit", unique=True)
    begun: Mapped[int] = mapped_column(default=0)
    """Counts the builds; only the newest that was begun takes the place of what stands."""
    index: Mapped[str | None] = mapped_column(sa.String(64))
    """Key of the list of all files in the store; None before the first build is done."""
    built_at: Mapped[datetime | None]
    """As of when it shows the consents, the moments of release and the list of revoked certificates."""


class HandedOut(Base):
    """A file with names that left the house: what a withdrawn consent can no longer reach, so a person must."""

    __tablename__ = "handed_out"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "kind", "sha256", "handed_by"),
        sa.Index("ix_handed_out_organiser", "organiser_id", "handed_at"),
    )

    id: Mapped[Id]
    organiser_id: Mapped[str] = ref("unit", index=False)
    season_id: Mapped[str] = ref("season", index=False)
    kind: Mapped[Handed] = mapped_column(choice(Handed, "handed_kind"))
    title: Mapped[str]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    handed_at: Mapped[datetime]
    """The first time; who takes the same file again adds nothing."""
    handed_by: Mapped[str] = mapped_column(sa.String(16))
