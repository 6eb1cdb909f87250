"""What pages ask of entries: rows and frozen values, never objects that load more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Author, DossierFile, DossierVersion, Entry
from contests.entries.terms import EntryState
from contests.kernel.signs import typed, well_formed
from contests.kernel.text import fold
from contests.people.model import Person, Unit
from contests.people.queries import PAGE, Paged
from contests.seasons.model import Contest, DossierItem, Field, Season


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries a list shows: empty means all; `search` needs no diacritics and takes a number too."""

    search: str = ""
    field_id: str = ""
    unit_id: str = ""
    state: EntryState | None = None
    order: str = "number"
    page: int = 1


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in the office's list; `lead` is the first author, `others` how many there are besides."""

    id: str
    number: int | None
    title: str
    state: EntryState
    submitted_at: datetime | None
    field: str
    unit: str
    lead: str | None
    authors: int

    @property
    def others(self) -> int:
        """Authors besides the first."""
        return max(0, self.authors - 1)


_AUTHORS = sa.select(sa.func.count()).where(Author.entry_id == Entry.id).correlate(Entry).scalar_subquery()
_ORDER: dict[str, tuple[Any, ...]] = {
    "number": (Entry.number, Entry.id),
    "title": (Entry.folded, Entry.id),
    "unit": (Unit.sorted, Entry.number, Entry.id),
    "submitted": (Entry.submitted_at, Entry.id),
}


def entry_page(session: Session, season_id: str, wanted: EntryFilter) -> Paged:
    """One page of a season's entries that were sent (drafts are their units'), counted in the same query."""
    asked = _listed().where(Entry.season_id == season_id, Entry.state != EntryState.DRAFT)
    asked = asked.where(*conditions(wanted)).order_by(*ordered(wanted.order))
    return _paged(session, asked, max(1, wanted.page))


def _listed() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Entry.id,
            Entry.number,
            Entry.title,
            Entry.state,
            Entry.submitted_at,
            Field.name,
            Unit.name,
            Person.full_name,
            _AUTHORS,
            sa.func.count().over(),
        )
        .join(Field, Field.id == Entry.field_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .outerjoin(Author, sa.and_(Author.entry_id == Entry.id, Author.position == 0))
        .outerjoin(Person, Person.id == Author.person_id)
    )


def conditions(wanted: EntryFilter) -> list[sa.ColumnElement[bool]]:
    """What an entry, joined to its unit, has to fit to be in the list."""
    found = [_word(word) for word in fold(wanted.search).split()]
    if wanted.field_id:
        found.append(Entry.field_id == wanted.field_id)
    if wanted.unit_id:
        found.append(Entry.unit_id == wanted.unit_id)
    if wanted.state is not None:
        found.append(Entry.state == wanted.state)
    return found


def _word(word: str) -> sa.ColumnElement[bool]:
    """A word of the search: in the title or a name, in the unit's name, or the entry's number."""
    places = [Entry.folded.contains(word, autoescape=True), Unit.searched.contains(word, autoescape=True)]
    if word.isascii() and word.isdigit() and len(word) < 10:
        places.append(Entry.number == int(word))
    return sa.or_(*places)


def ordered(order: str) -> list[Any]:
    """The columns of an order, "key" or "-key"."""
    columns = _ORDER.get(order.removeprefix("-"), _ORDER["number"])
    return [column.desc() if order.startswith("-") else column for column in columns]


def _paged(session: Session, asked: sa.Select[*tuple[Any, ...]], page: int) -> Paged:
    """A page with its total by one query; a page beyond the last asks once more, for the last."""
    rows = session.execute(asked.limit(PAGE).offset((page - 1) * PAGE)).all()
    if not rows and page > 1:
        total = session.scalar(sa.select(sa.func.count()).select_from(asked.order_by(None).subquery())) or 0
        return _paged(session, asked, max(1, -(-total // PAGE)))
    total = rows[0][-1] if rows else 0
    return Paged([EntryRow(*row[:-1]) for row in rows], page, max(1, -(-total // PAGE)), total)


@dataclass(frozen=True, slots=True)
class UnitEntryRow:
    """An entry in its unit's list; `facts_open`, `shares`, `items_open` say roughly what a draft lacks."""

    id: str
    title: str
    state: EntryState
    number: int | None
    supplement_until: datetime | None
    season: str
    unit: str
    facts_open: bool
    shares: int
    items_open: int


def unit_entry_page(session: Session, units: Collection[str], page: int) -> Paged:
    """The entries of these units, those that wait for the unit first, then the latest."""
    asked = (
        sa.select(
            Entry.id,
            Entry.title,
            Entry.state,
            Entry.number,
            Entry.supplement_until,
            Season.title,
            Unit.name,
            sa.or_(Entry.summary == "", Entry.novelty == "", Entry.application == "", Entry.effect == ""),
            _SHARES,
            _ITEMS_OPEN,
            sa.func.count().over(),
        )
        .join(Season, Season.id == Entry.season_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .where(Entry.unit_id.in_(units))
        .order_by(_WAITING, Entry.created_at.desc(), Entry.id)
    )
    rows = session.execute(asked.limit(PAGE).offset((page - 1) * PAGE)).all()
    total = rows[0][-1] if rows else 0
    return Paged([UnitEntryRow(*row[:-1]) for row in rows], page, max(1, -(-total // PAGE)), total)


_SHARES = (
    sa.select(sa.func.coalesce(sa.func.sum(Author.share), 0))
    .where(Author.entry_id == Entry.id)
    .correlate(Entry)
    .scalar_subquery()
)
_FILED = (
    sa.exists()
    .where(
        DossierFile.entry_id == Entry.id,
        DossierFile.item_id == DossierItem.id,
        DossierFile.removed_at.is_(None),
    )
    .correlate(Entry, DossierItem)
)
_ITEMS_OPEN = (
    sa.select(sa.func.count())
    .where(DossierItem.season_id == Entry.season_id, DossierItem.required, ~_FILED)
    .correlate(Entry)
    .scalar_subquery()
)
_WAITING = sa.case((Entry.state == EntryState.RETURNED, 0), (Entry.state == EntryState.DRAFT, 1), else_=2)


@dataclass(frozen=True, slots=True)
class OpenSeason:
    """A season that takes entries of a unit now."""

    id: str
    title: str
    organiser: str
    registration_until: datetime | None


def open_seasons(session: Session, units: Collection[str], at: datetime) -> list[OpenSeason]:
    """The seasons of the units' organisers in which entries may be filed at a moment."""
    organisers = sa.select(Unit.organiser_id).where(Unit.id.in_(units))
    rows = session.execute(
        sa.select(Season.id, Season.title, Unit.name, Season.registration_until)
        .join(Unit, Unit.id == Season.organiser_id)
        .where(
            Season.organiser_id.in_(organisers),
            Season.opened_at.is_not(None),
            Season.archived_at.is_(None),
            Season.registration_from <= at,
            Season.registration_until > at,
        )
        .order_by(Season.registration_until, Season.id)
    )
    return [OpenSeason(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class ReceiptState:
    """What the code of a receipt tells anybody: which contest, how far, and no name and no title."""

    contest: str
    season: str
    state: EntryState
    submitted_at: datetime | None
    supplement_until: datetime | None


def receipt_state(session: Session, code: str) -> ReceiptState | None:
    """The state behind a receipt's code as a person typed it; None where there is none."""
    plain = typed(code)
    if not well_formed(plain):
        return None
    row = session.execute(
        sa.select(Contest.name, Season.title, Entry.state, Entry.submitted_at, Entry.supplement_until)
        .join(Season, Season.id == Entry.season_id)
        .join(Contest, Contest.id == Season.contest_id)
        .where(Entry.receipt_code == plain)
    ).first()
    return ReceiptState(*row) if row else None


@dataclass(frozen=True, slots=True)
class AuthorEntryRow:
    """An entry in its author's list."""

    id: str
    title: str
    state: EntryState
    number: int | None
    season: str
    unit: str


def entries_of_author(session: Session, account_id: str) -> Sequence[AuthorEntryRow]:
    """The entries that an account is an author of, the latest first."""
    rows = session.execute(
        sa.select(Entry.id, Entry.title, Entry.state, Entry.number, Season.title, Unit.name)
        .join(Author, Author.entry_id == Entry.id)
        .join(Season, Season.id == Entry.season_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .where(Author.account_id == account_id)
        .order_by(Entry.created_at.desc(), Entry.id)
    )
    return [AuthorEntryRow(*row) for row in rows]


def versions_of(session: Session, entry_id: str) -> list[tuple[int, datetime]]:
    """When the entry was sent: the number of each frozen dossier and its moment, oldest first."""
    rows = session.execute(
        sa.select(DossierVersion.number, DossierVersion.frozen_at)
        .where(DossierVersion.entry_id == entry_id)
        .order_by(DossierVersion.number)
    )
    return [(row[0], row[1]) for row in rows]


def state_counts(session: Session, season_id: str) -> dict[EntryState, int]:
    """How many entries of a season are in each state."""
    rows = session.execute(
        sa.select(Entry.state, sa.func.count()).where(Entry.season_id == season_id).group_by(Entry.state)
    )
    return {row[0]: row[1] for row in rows}


def awaits_results(session: Session, season_id: str) -> bool:
    """Whether the season holds an entry that was sent and neither withdrawn nor found not eligible."""
    over = (EntryState.WITHDRAWN, EntryState.REJECTED)
    waiting = sa.and_(Entry.submitted_at.is_not(None), Entry.state.not_in(over))
    return (
        session.scalar(sa.select(Entry.id).where(Entry.season_id == season_id, waiting).limit(1)) is not None
    )


def has_entries(session: Session, season_id: str) -> bool:
    """Whether anybody has begun an entry in the season."""
    return session.scalar(sa.select(Entry.id).where(Entry.season_id == season_id).limit(1)) is not None
