"""What the office and its papers ask of sent entries: which units sent, what was done, the facts of a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Author, DossierFile, DossierVersion, Entry
from contests.entries.queries import EntryFilter, conditions, ordered
from contests.entries.receipt import ReceivedFile
from contests.entries.terms import EntryState
from contests.kernel.audit import Deed
from contests.people.model import Account, Person, Unit
from contests.seasons.model import Contest, Division, Field, Season
from contests.seasons.queries import items_of


def sending_units(session: Session, season_id: str) -> list[tuple[str, str]]:
    """The units that have sent entries to a season, as (id, name), by name."""
    sent = sa.select(Entry.unit_id).where(Entry.season_id == season_id, Entry.state != EntryState.DRAFT)
    rows = session.execute(
        sa.select(Unit.id, Unit.name).where(Unit.id.in_(sent)).order_by(Unit.sorted, Unit.id)
    )
    return [(row.id, row.name) for row in rows]


@dataclass(frozen=True, slots=True)
class SentRow:
    """An entry in a list that leaves the office; `authors` as the dossier names them, in their order."""

    number: int | None
    title: str
    authors: tuple[str, ...]
    unit: str
    field: str
    division: str | None
    phone: str
    submitted_at: datetime | None
    state: EntryState


def sent_rows(session: Session, season_id: str, wanted: EntryFilter) -> list[SentRow]:
    """Every sent entry of a season that the list would show, on whatever page, in its order; two statements."""
    rows = session.execute(
        sa.select(
            Entry.id, Entry.number, Entry.title, Unit.name, Field.name, Division.name, Entry.contact_phone,
            Entry.submitted_at, Entry.state,
        )
        .join(Field, Field.id == Entry.field_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .outerjoin(Division, Division.id == Entry.division_id)
        .where(Entry.season_id == season_id, Entry.state != EntryState.DRAFT, *conditions(wanted))
        .order_by(*ordered(wanted.order))
    )  # fmt: skip
    names = _author_names(session, season_id)
    return [SentRow(row[1], row[2], names.get(row[0], ()), *row[3:]) for row in rows]


def _author_names(session: Session, season_id: str) -> dict[str, tuple[str, ...]]:
    rows = session.execute(
        sa.select(Author.entry_id, Person.full_name)
        .join(Person, Person.id == Author.person_id)
        .join(Entry, Entry.id == Author.entry_id)
        .where(Entry.season_id == season_id)
        .order_by(Author.entry_id, Author.position)
    )
    names: dict[str, list[str]] = {}
    for entry_id, name in rows:
        names.setdefault(entry_id, []).append(name)
    return {entry_id: tuple(own) for entry_id, own in names.items()}


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A deed done to an entry; `who` is None for what nobody signed in did."""

    at: datetime
    verb: str
    who: str | None


def deeds_with_names(session: Session, entry_id: str) -> list[DeedRow]:
    """What was done to an entry and by whom, newest first."""
    rows = session.execute(
        sa.select(Deed.at, Deed.verb, Account.name)
        .outerjoin(Account, Account.id == Deed.actor)
        .where(Deed.subject == entry_id)
        .order_by(Deed.at.desc(), Deed.id)
    )
    return [DeedRow(*row) for row in rows]


def file_of(session: Session, entry_id: str, file_id: str) -> DossierFile | None:
    """A file that ever belonged to the entry, taken out or not."""
    return session.scalar(sa.select(DossierFile).filter_by(id=file_id, entry_id=entry_id))


@dataclass(frozen=True, slots=True)
class ReceiptHead:
    """Whose contest a receipt is of."""

    organiser: str
    address: str
    contest: str
    edition: int
    years: str


def receipt_head(session: Session, entry: Entry) -> ReceiptHead:
    """What stands at the head of an entry's receipt."""
    row = session.execute(
        sa.select(Unit.name, Unit.address, Contest.name, Season.edition, Season.years)
        .select_from(Season)
        .join(Contest, Contest.id == Season.contest_id)
        .join(Unit, Unit.id == Season.organiser_id)
        .where(Season.id == entry.season_id)
    ).one()
    return ReceiptHead(*row)


def frozen_files(session: Session, entry: Entry) -> tuple[ReceivedFile, ...]:
    """The files of the dossier as it was last frozen."""
    titles = {item.code: item.title for item in items_of(session, entry.season_id)}
    frozen = sa.select(DossierVersion.manifest).where(DossierVersion.entry_id == entry.id)
    manifest = session.scalars(frozen.order_by(DossierVersion.number.desc()).limit(1)).one()
    files: Sequence[dict[str, Any]] = manifest["files"]
    return tuple(
        ReceivedFile(titles.get(file["item"], file["item"]), file["name"], file["size"], file["sha256"])
        for file in files
    )
