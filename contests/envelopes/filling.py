"""The allow-list, filled: what judges are given of each entry. What is not named here does not leave this room."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Author, Entry
from contests.envelopes.converting import VIDEO
from contests.envelopes.model import Exhibition, ExhibitPage
from contests.envelopes.openness import is_blind
from contests.envelopes.redaction_model import ExhibitVideo
from contests.envelopes.wording import neutral_text, title_of
from contests.people.model import Person, Unit
from contests.seasons.model import Field, Season
from judging import service as judging

BYLINE = "%(names)s – %(unit)s"


def exhibits_of(
    session: Session, season: Season, entries: Sequence[tuple[Entry, Field]]
) -> list[judging.Exhibit]:
    """The exhibits of these entries in their order; in an open round with the names of who made them."""
    ids = [entry.id for entry, _ in entries]
    wording = _wording(session, ids)
    pages, films = _kept_pages(session, ids), _films(session, ids)
    bylines = {} if is_blind(session, season.id) else _bylines(session, ids)
    return [
        judging.Exhibit(
            title=title_of(entry, wording.get(entry.id, {})),
            field=field.code,
            field_name=field.name,
            text=neutral_text(entry, wording.get(entry.id, {})),
            pages=(*pages.get(entry.id, ()), *films.get(entry.id, ())),
            byline=bylines.get(entry.id, ""),
        )
        for entry, field in entries
    ]


def _wording(session: Session, entry_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    own = sa.select(Exhibition.entry_id, Exhibition.wording).where(Exhibition.entry_id.in_(entry_ids))
    return {row[0]: row[1] for row in session.execute(own)}


def _kept_pages(session: Session, entry_ids: Sequence[str]) -> dict[str, list[judging.ExhibitPage]]:
    columns: tuple[Any, ...] = (
        Exhibition.entry_id, ExhibitPage.sha256, ExhibitPage.media_type, ExhibitPage.width, ExhibitPage.height,
    )  # fmt: skip
    rows = sa.select(*columns).join(Exhibition, Exhibition.id == ExhibitPage.exhibition_id)
    kept = rows.where(Exhibition.entry_id.in_(entry_ids), ExhibitPage.kept).order_by(ExhibitPage.position)
    pages: dict[str, list[judging.ExhibitPage]] = {}
    for entry_id, *page in session.execute(kept):
        pages.setdefault(entry_id, []).append(judging.ExhibitPage(*page))
    return pages


def _films(session: Session, entry_ids: Sequence[str]) -> dict[str, list[judging.ExhibitPage]]:
    """The stripped copies of released videos; what is not stripped is not served."""
    rows = sa.select(Exhibition.entry_id, ExhibitVideo.sha256).join(
        Exhibition, Exhibition.id == ExhibitVideo.exhibition_id
    )
    mine = rows.where(Exhibition.entry_id.in_(entry_ids), ExhibitVideo.released_at.is_not(None))
    films: dict[str, list[judging.ExhibitPage]] = {}
    stripped = mine.where(ExhibitVideo.sha256.is_not(None)).order_by(ExhibitVideo.position)
    for entry_id, sha256 in session.execute(stripped):
        films.setdefault(entry_id, []).append(judging.ExhibitPage(str(sha256), VIDEO, 0, 0))
    return films


def _bylines(session: Session, entry_ids: Sequence[str]) -> dict[str, str]:
    """Who made each work, as an open round says it: the authors in their order, and their unit."""
    columns: tuple[Any, ...] = (Entry.id, Person.full_name, Unit.name)
    rows = (
        sa.select(*columns)
        .join(Author, Author.entry_id == Entry.id)
        .join(Person, Person.id == Author.person_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .where(Entry.id.in_(entry_ids))
    )
    names: dict[str, list[str]] = {}
    units: dict[str, str] = {}
    for entry_id, name, unit in session.execute(rows.order_by(Entry.id, Author.position)):
        names.setdefault(entry_id, []).append(name)
        units[entry_id] = unit
    return {key: BYLINE % {"names": ", ".join(names[key]), "unit": units[key]} for key in names}
