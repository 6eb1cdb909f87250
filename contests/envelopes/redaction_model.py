"""The tables of the name gate: what is written on drawn pages, what was found there, what people decided; videos."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.envelopes.gate.findings import FindingKind
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice, ref
from contests.kernel.text import N_


class ExhibitWords(Base):
    """The words of a drawn page with their places, as its text layer or the reading machine gave them."""

    __tablename__ = "exhibit_words"

    page_id: Mapped[str] = mapped_column(
        sa.String(16), sa.ForeignKey("exhibit_page.id", ondelete="CASCADE"), primary_key=True
    )
    packed: Mapped[bytes] = mapped_column(sa.LargeBinary)


class ExhibitFinding(Base):
    """A place in an exhibit that may tell who made the work. Gone once it is redacted; cleared by a person's word."""

    __tablename__ = "exhibit_finding"
    __table_args__ = (
        sa.CheckConstraint("(cleared_at IS NULL) = (reason = '')", name="cleared"),
        sa.Index("ix_exhibit_finding_open", "exhibition_id", "cleared_at"),
    )

    id: Mapped[Id]
    exhibition_id: Mapped[str] = ref("exhibition", index=False)
    page_id: Mapped[str | None] = mapped_column(
        sa.String(16), sa.ForeignKey("exhibit_page.id", ondelete="CASCADE"), index=True
    )
    place: Mapped[str] = mapped_column(default="")
    """The passage it stands in; empty on a page."""
    kind: Mapped[FindingKind] = mapped_column(choice(FindingKind, "exhibit_finding_kind"))
    shuts: Mapped[bool]
    excerpt: Mapped[str]
    position: Mapped[int]
    """Its order within the place."""
    spots: Mapped[list[list[int]]] = mapped_column(sa.JSON, default=list)
    """Boxes that would cover it on its page, in ten-thousandths of the page."""
    cleared_by: Mapped[str | None] = mapped_column(sa.String(16))
    cleared_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it is no name of someone who enters, in the words of who decided."""


class ExhibitVideo(Base):
    """A video of the dossier. Judges get nothing of it until a person released it and it was stripped."""

    __tablename__ = "exhibit_video"
    __table_args__ = (
        sa.UniqueConstraint("exhibition_id", "position"),
        sa.CheckConstraint("(released_at IS NULL) = (released_by IS NULL)", name="released"),
    )

    id: Mapped[Id]
    exhibition_id: Mapped[str] = ref("exhibition")
    position: Mapped[int]
    file_id: Mapped[str] = ref("dossier_file")
    source_sha256: Mapped[str] = mapped_column(sa.String(64))
    released_by: Mapped[str | None] = mapped_column(sa.String(16))
    released_at: Mapped[datetime | None]
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    """The stripped copy in the store's area "pieces"."""


class ExhibitSubstitute(Base):
    """A PDF that the office put in place of a file that cannot be drawn here (DOCX without LibreOffice)."""

    __tablename__ = "exhibit_substitute"
    __table_args__ = (
        sa.UniqueConstraint(
            "file_id",
            name=means("uq_exhibit_substitute_file_id", N_("Tệp này vừa được thay bằng một bản PDF khác.")),
        ),
    )

    id: Mapped[Id]
    file_id: Mapped[str] = ref("dossier_file")
    sha256: Mapped[str] = mapped_column(sa.String(64))
    supplied_by: Mapped[str] = mapped_column(sa.String(16))
    supplied_at: Mapped[datetime]
