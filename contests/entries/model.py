"""The tables of entries, authors and dossiers."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from contests.entries.terms import Applicant, AuthorRole, EntryState
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, Versioned, choice, ref
from contests.kernel.text import N_


class Entry(Versioned, Base):
    """A work in a season. `number` is the office's, given at the first submission; it opens nothing."""

    __tablename__ = "entry"
    __table_args__ = (
        sa.UniqueConstraint(
            "season_id",
            "number",
            name=means("uq_entry_season_id_number", N_("Số hồ sơ này đã được cấp."), "number"),
        ),
        sa.CheckConstraint("(state = 'draft') = (submitted_at IS NULL)", name="submitted"),
        sa.Index("ix_entry_list", "season_id", "state", "field_id"),
    )

    id: Mapped[Id]
    season_id: Mapped[str] = ref("season")
    organiser_id: Mapped[str] = ref("unit")
    unit_id: Mapped[str] = ref("unit")
    field_id: Mapped[str] = ref("season_field")
    division_id: Mapped[str | None] = ref("season_division")
    number: Mapped[int | None]
    title: Mapped[str]
    folded: Mapped[str]
    """Title and authors' names as search compares them."""
    applicant: Mapped[Applicant] = mapped_column(choice(Applicant, "applicant_kind"))
    summary: Mapped[str] = mapped_column(default="")
    novelty: Mapped[str] = mapped_column(default="")
    application: Mapped[str] = mapped_column(default="")
    effect: Mapped[str] = mapped_column(default="")
    made_in: Mapped[int | None]
    """The year in which the work was made or first applied."""
    contact_phone: Mapped[str] = mapped_column(default="")
    declared: Mapped[bool] = mapped_column(default=False)
    state: Mapped[EntryState] = mapped_column(choice(EntryState, "entry_state"), default=EntryState.DRAFT)
    receipt_code: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(sa.String(16))
    submitted_at: Mapped[datetime | None]
    supplement_until: Mapped[datetime | None]
    """Until when a returned entry may be sent again."""
    open_parts: Mapped[list[str]] = mapped_column(default=list)
    """What a returned entry may change: codes of dossier items, and of the parts in `terms.OPEN_PARTS`."""


class Author(Base):
    """A person as author of an entry; shares are whole per cents and add to 100 over the entry."""

    __tablename__ = "entry_author"
    __table_args__ = (
        sa.UniqueConstraint("entry_id", "position"),
        sa.CheckConstraint("share BETWEEN 1 AND 100", name="share"),
    )

    id: Mapped[Id]
    entry_id: Mapped[str] = ref("entry")
    person_id: Mapped[str] = ref("person")
    account_id: Mapped[str | None] = ref("account")
    position: Mapped[int]
    role: Mapped[AuthorRole] = mapped_column(choice(AuthorRole, "author_role"))
    share: Mapped[int]
    occupation: Mapped[str] = mapped_column(default="")
    """Class and school of a pupil, position and workplace of an adult."""
    guardian_name: Mapped[str] = mapped_column(default="")
    guardian_phone: Mapped[str] = mapped_column(default="")


class Mentor(Base):
    """A teacher or adviser named in an entry."""

    __tablename__ = "entry_mentor"
    __table_args__ = (sa.UniqueConstraint("entry_id", "position"),)

    id: Mapped[Id]
    entry_id: Mapped[str] = ref("entry")
    full_name: Mapped[str]
    workplace: Mapped[str] = mapped_column(default="")
    position: Mapped[int]


class DossierFile(Base):
    """A file as it came in. `removed_at` hides it; a frozen dossier still names it."""

    __tablename__ = "dossier_file"
    __table_args__ = (sa.CheckConstraint("size > 0", name="size"),)

    id: Mapped[Id]
    entry_id: Mapped[str] = ref("entry")
    item_id: Mapped[str] = ref("dossier_item")
    sha256: Mapped[str] = mapped_column(sa.String(64))
    """Also its key in the store, area "originals"."""
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int | None]
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[str] = mapped_column(sa.String(16))
    removed_at: Mapped[datetime | None]


class DossierVersion(Base):
    """The dossier as it was frozen at a submission: fields, authors, files with their hashes."""

    __tablename__ = "dossier_version"
    __table_args__ = (sa.UniqueConstraint("entry_id", "number"),)

    id: Mapped[Id]
    entry_id: Mapped[str] = ref("entry")
    number: Mapped[int]
    frozen_at: Mapped[datetime]
    frozen_by: Mapped[str] = mapped_column(sa.String(16))
    manifest: Mapped[dict[str, Any]]
