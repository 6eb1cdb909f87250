"""Files that came in and that nobody needs any more: of a draft thrown away, of a refused upload, of a sheet looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.dossier import area_of
from contests.entries.model import DossierFile, Entry
from contests.entries.sheets import service as sheets
from contests.envelopes.model import ExhibitPage
from contests.kernel.sessions import Transactions
from contests.kernel.storage import Storage
from contests.people.model import Unit


@dataclass(frozen=True, slots=True)
class Swept:
    """How many originals there were that nothing names, and how many of them are gone now."""

    found: int
    gone: int


def sweep(transactions: Transactions, storage: Storage, before: datetime, *, dry: bool) -> Swept:
    """Forget the originals that nothing names and that nobody has sent since `before`; with `dry`, count them only.

    An upload keeps its file before its row: `before` lies far enough back that none under way is older.
    """
    with transactions.reading() as session:
        organisers = session.scalars(sa.select(Unit.id).where(Unit.id == Unit.organiser_id)).all()
    found = gone = 0
    for organiser_id in organisers:
        for area, key in _forgettable(transactions, storage, organiser_id, before):
            found += 1
            gone += not dry and storage.collect(key, area=area, untouched_since=before)
    return Swept(found, gone)


def _forgettable(
    transactions: Transactions, storage: Storage, organiser_id: str, before: datetime
) -> Iterator[tuple[str, str]]:
    """Originals that nothing names, and sheets of entries: done or not, nobody comes back to one as old as that."""
    for key in _unnamed(transactions, storage, organiser_id, before):
        yield area_of(organiser_id), key
    for key in sorted(storage.keys(sheets.area_of(organiser_id), untouched_since=before)):
        yield sheets.area_of(organiser_id), key


def _unnamed(transactions: Transactions, storage: Storage, organiser_id: str, before: datetime) -> list[str]:
    held = set(storage.keys(area_of(organiser_id), untouched_since=before))
    with transactions.reading() as session:
        return sorted(held - _named(session, organiser_id)) if held else []


def _named(session: Session, organiser_id: str) -> set[str]:
    """The originals of an organiser that a dossier, also a frozen one, or an exhibit goes back to."""
    own = sa.select(Entry.id).where(Entry.organiser_id == organiser_id)
    files = sa.select(DossierFile.sha256).where(DossierFile.entry_id.in_(own))
    sources = sa.select(ExhibitPage.source_sha256).where(ExhibitPage.source_sha256.is_not(None))
    return {*session.scalars(files), *filter(None, session.scalars(sources))}
