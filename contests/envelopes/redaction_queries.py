"""What the office's page of one exhibit shows of the gate: findings, videos, files that wait, who did what. No codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.entries.model import DossierFile
from contests.envelopes.converting import DOCX
from contests.envelopes.drawing import sources_of
from contests.envelopes.gate.findings import FindingKind
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.redaction_model import ExhibitFinding, ExhibitVideo
from contests.kernel.audit import Deed
from contests.people.model import Account


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A place that may tell who made the work; `page` counts from 1, None in the text. `clearer` decided that it does not."""

    finding_id: str
    page_id: str | None
    page: int | None
    place: str
    kind: FindingKind
    shuts: bool
    excerpt: str
    spots: list[list[int]]
    cleared_at: datetime | None
    clearer: str | None
    reason: str

    @property
    def open(self) -> bool:
        """Whether it keeps the gate shut."""
        return self.shuts and self.cleared_at is None


def finding_rows(session: Session, entry_id: str) -> list[FindingRow]:
    """What was found in an entry's exhibit: the text first, then page by page."""
    columns: tuple[Any, ...] = (
        ExhibitFinding.id, ExhibitFinding.page_id, ExhibitPage.position + 1, ExhibitFinding.place,
        ExhibitFinding.kind, ExhibitFinding.shuts, ExhibitFinding.excerpt, ExhibitFinding.spots,
        ExhibitFinding.cleared_at, Account.name, ExhibitFinding.reason,
    )  # fmt: skip
    rows = (
        sa.select(*columns)
        .join(Exhibition, Exhibition.id == ExhibitFinding.exhibition_id)
        .outerjoin(ExhibitPage, ExhibitPage.id == ExhibitFinding.page_id)
        .outerjoin(Account, Account.id == ExhibitFinding.cleared_by)
        .where(Exhibition.entry_id == entry_id)
    )
    in_text = sa.case((ExhibitFinding.page_id.is_(None), 0), else_=1)
    order = (
        in_text,
        ExhibitPage.position,
        ExhibitFinding.place.desc(),
        ExhibitFinding.position,
        ExhibitFinding.id,
    )
    return [FindingRow(*row) for row in session.execute(rows.order_by(*order))]


@dataclass(frozen=True, slots=True)
class VideoRow:
    """A video of the dossier; `stripped` says that there is a copy that judges may get."""

    video_id: str
    file_id: str
    number: int
    name: str
    size: int
    released_at: datetime | None
    releaser: str | None
    stripped: bool


def video_rows(session: Session, entry_id: str) -> list[VideoRow]:
    """The videos of an entry's exhibit in their order."""
    columns: tuple[Any, ...] = (
        ExhibitVideo.id, ExhibitVideo.file_id, ExhibitVideo.position + 1, DossierFile.name, DossierFile.size,
        ExhibitVideo.released_at, Account.name, ExhibitVideo.sha256.is_not(None),
    )  # fmt: skip
    rows = (
        sa.select(*columns)
        .join(Exhibition, Exhibition.id == ExhibitVideo.exhibition_id)
        .join(DossierFile, DossierFile.id == ExhibitVideo.file_id)
        .outerjoin(Account, Account.id == ExhibitVideo.released_by)
        .where(Exhibition.entry_id == entry_id)
    )
    return [VideoRow(*row) for row in session.execute(rows.order_by(ExhibitVideo.position))]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file in place of which the office may put a PDF; `supplied` when it has."""

    file_id: str
    name: str
    supplied: bool


def word_files(session: Session, entry_id: str) -> list[Waiting]:
    """The DOCX files of an entry that judges should get."""
    return [
        Waiting(one.file_id, one.name, one.substitute is not None)
        for one in sources_of(session, entry_id)
        if one.media_type == DOCX
    ]


@dataclass(frozen=True, slots=True)
class Done:
    """A deed done to an exhibit."""

    at: datetime
    who: str | None
    verb: str
    detail: Mapping[str, Any]


def exhibit_deeds(session: Session, entry_id: str, most: int = 50) -> list[Done]:
    """What people did to an entry's exhibit, the latest first. The log holds kinds and counts, never what was hidden."""
    who = aliased(Account)
    columns: tuple[Any, ...] = (Deed.at, who.name, Deed.verb, Deed.detail)
    rows = sa.select(*columns).outerjoin(who, who.id == Deed.actor)
    own = rows.where(Deed.subject == entry_id, Deed.verb.startswith("exhibit.", autoescape=True))
    return [Done(*row) for row in session.execute(own.order_by(Deed.at.desc(), Deed.id).limit(most))]


def finding_of(session: Session, entry_id: str, finding_id: str) -> FindingRow | None:
    """A finding of this entry and of no other."""
    return next((one for one in finding_rows(session, entry_id) if one.finding_id == finding_id), None)
