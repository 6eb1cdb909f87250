"""New entries from a sheet, written in a handful of statements whatever their number."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.authors import WORDINGS
from contests.entries.filed import AuthorFacts
from contests.entries.model import Author, Entry, Mentor
from contests.entries.sheets.parsing import Drafted
from contests.entries.terms import EntryState
from contests.kernel.access import Actor
from contests.kernel.audit import Deed
from contests.kernel.codes import new_ids
from contests.kernel.text import fold, person_sort_key
from contests.people.model import Consent, Person
from contests.people.terms import Consenter
from contests.seasons.model import Season

VERB = "entry.import"
Rows = dict[Any, list[dict[str, Any]]]


def write_new(
    session: Session, season: Season, sheet_id: str, drafted: Sequence[Drafted], *, by: Actor, at: datetime
) -> None:
    """Enter drafts with their authors, consents and mentors; as `create_draft` and `set_authors` do one by one."""
    rows: Rows = {table: [] for table in (Entry, Person, Author, Consent, Mentor, Deed)}
    person_ids = new_ids(sum(len(one.authors) for one in drafted))
    for entry_id, one in zip(new_ids(len(drafted)), drafted, strict=True):
        rows[Entry].append(_entry(entry_id, season, one, by, at))
        for place, author in enumerate(one.authors):
            _author(rows, entry_id, next(person_ids), season, place, author, at)
        rows[Mentor].extend(_mentors(entry_id, one))
        rows[Deed].append(_deed(entry_id, season, sheet_id, one.line, by, at))
    for table, values in rows.items():
        _insert(session, table, values)


def _insert(session: Session, table: Any, values: list[dict[str, Any]]) -> None:
    for row, row_id in zip(values, new_ids(len(values)), strict=True):
        row.setdefault("id", row_id)
    if values:
        session.execute(sa.insert(table.__table__), values)


def _entry(entry_id: str, season: Season, one: Drafted, by: Actor, at: datetime) -> dict[str, Any]:
    facts = one.facts
    return {
        "id": entry_id,
        "version": 1,
        "season_id": season.id,
        "organiser_id": season.organiser_id,
        "unit_id": one.unit_id,
        "field_id": facts.field_id,
        "division_id": facts.division_id,
        "title": facts.title,
        "folded": fold(" ".join((facts.title, *(author.name for author in one.authors)))),
        "applicant": facts.applicant,
        "summary": facts.summary,
        "novelty": facts.novelty,
        "application": facts.application,
        "effect": facts.effect,
        "made_in": facts.made_in,
        "contact_phone": facts.contact_phone,
        "state": EntryState.DRAFT,
        "created_at": at,
        "created_by": by.account_id,
        "open_parts": [],
    }


def _author(
    rows: Rows, entry_id: str, person_id: str, season: Season, place: int, author: AuthorFacts, at: datetime
) -> None:
    rows[Person].append(
        {
            "id": person_id,
            "organiser_id": season.organiser_id,
            "full_name": author.name,
            "folded": fold(author.name),
            "sorted": person_sort_key(author.name),
            "born_on": author.born_on,
            "gender": author.gender,
        }
    )
    rows[Author].append(
        {
            "entry_id": entry_id,
            "person_id": person_id,
            "position": place,
            "role": author.role,
            "share": author.share,
            "occupation": author.occupation,
            "guardian_name": author.guardian_name,
            "guardian_phone": author.guardian_phone,
        }
    )
    rows[Consent].extend(_consents(person_id, author, at))


def _consents(person_id: str, author: AuthorFacts, at: datetime) -> Iterator[dict[str, Any]]:
    for purpose, giver in sorted(author.consents):
        name = author.guardian_name if giver is Consenter.GUARDIAN else author.name
        yield {
            "person_id": person_id,
            "purpose": purpose,
            "given_by": giver,
            "giver_name": name,
            "wording": WORDINGS[purpose, giver],
            "given_at": at,
        }


def _mentors(entry_id: str, one: Drafted) -> Iterator[dict[str, Any]]:
    for place, mentor in enumerate(one.mentors):
        yield {
            "entry_id": entry_id,
            "full_name": mentor.name,
            "workplace": mentor.workplace,
            "position": place,
        }


def _deed(entry_id: str, season: Season, sheet_id: str, line: int, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "at": at,
        "actor": by.account_id,
        "verb": VERB,
        "subject": entry_id,
        "scope": season.organiser_id,
        "detail": {"sheet": sheet_id, "line": line},
    }
