"""What the office's pages of the exhibits show: entries with their pages, no codes."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.envelopes.exhibit_state import up_to_date
from contests.envelopes.gatekeeping import shut
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.redaction_model import ExhibitFinding
from contests.people.model import Account
from contests.people.queries import Paged, paged
from contests.seasons.model import Field


class ExhibitState(enum.StrEnum):
    """How far an entry is on its way to the judges."""

    MISSING = "missing"
    WAITING = "waiting"
    LOOKED = "looked"


_state = sa.case(
    (Exhibition.id.is_(None), ExhibitState.MISSING.value),
    (Exhibition.looked_at.is_(None), ExhibitState.WAITING.value),
    else_=ExhibitState.LOOKED.value,
)


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """An eligible entry in the list of exhibits; `looker` is who confirmed it."""

    entry_id: str
    number: int
    title: str
    field: str
    state: ExhibitState
    looked_at: datetime | None
    looker: str | None
    pages: int
    kept: int
    shut: int
    """How many findings keep it shut."""


def exhibit_rows(session: Session, season_id: str, state: ExhibitState | None = None, page: int = 1) -> Paged:
    """Eligible entries by number with the state of their exhibits, a page at a time; two queries."""
    own = _exhibits(season_id)
    if state is not None:
        own = own.where(_state == state.value)
    listed = paged(session, own, [Entry.number, Entry.id], page)
    return Paged([_exhibit_row(tuple(row)) for row in listed.rows], listed.page, listed.pages, listed.total)


def _exhibits(season_id: str) -> sa.Select[Any]:
    pages = sa.select(sa.func.count()).where(ExhibitPage.exhibition_id == Exhibition.id)
    held = sa.select(sa.func.count()).where(ExhibitFinding.exhibition_id == Exhibition.id, shut())
    columns = (
        Entry.id, Entry.number, Entry.title, Field.name, _state, Exhibition.looked_at, Account.name,
        pages.scalar_subquery().label("pages"), pages.where(ExhibitPage.kept).scalar_subquery().label("kept"),
        held.scalar_subquery().label("shut"),
    )  # fmt: skip
    return (
        sa.select(*columns)
        .join(Field, Field.id == Entry.field_id)
        .outerjoin(Exhibition, sa.and_(Exhibition.entry_id == Entry.id, up_to_date()))
        .outerjoin(Account, Account.id == Exhibition.looked_by)
        .where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE)
    )


def _exhibit_row(row: Sequence[Any]) -> ExhibitRow:
    entry_id, number, title, field, state, *rest = row
    return ExhibitRow(entry_id, number, title, field, ExhibitState(state), *rest)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry's exhibit as the office looks at it; the next entries in the order of their numbers."""

    row: ExhibitRow
    pages: list[ExhibitPage]
    following: str | None
    next_waiting: str | None
    wording: dict[str, str]


def exhibit_shown(session: Session, entry: Entry) -> Shown | None:
    """One entry's exhibit; None for an entry that is not eligible."""
    found = session.execute(_exhibits(entry.season_id).where(Entry.id == entry.id)).one_or_none()
    if found is None:
        return None
    own = sa.select(ExhibitPage).join(Exhibition, Exhibition.id == ExhibitPage.exhibition_id)
    pages = session.scalars(
        own.where(Exhibition.entry_id == entry.id, up_to_date()).order_by(ExhibitPage.position)
    ).all()
    waiting = _state == ExhibitState.WAITING.value
    return Shown(
        _exhibit_row(tuple(found)),
        list(pages),
        _after(session, entry, sa.true()),
        _after(session, entry, waiting),
        session.scalar(sa.select(Exhibition.wording).where(Exhibition.entry_id == entry.id, up_to_date()))
        or {},
    )


def _after(session: Session, entry: Entry, wanted: sa.ColumnElement[bool]) -> str | None:
    """The next entry by number that is wanted, from the beginning again after the last."""
    own = _exhibits(entry.season_id).with_only_columns(Entry.id).where(wanted, Entry.id != entry.id)
    later = sa.case((Entry.number > entry.number, 0), else_=1)
    return session.scalar(own.order_by(later, Entry.number).limit(1))


def page_of(session: Session, entry_id: str, page_id: str) -> ExhibitPage | None:
    """A rendered page of this entry and of no other."""
    own = sa.select(ExhibitPage).join(Exhibition, Exhibition.id == ExhibitPage.exhibition_id)
    return session.scalar(own.where(ExhibitPage.id == page_id, Exhibition.entry_id == entry_id))
