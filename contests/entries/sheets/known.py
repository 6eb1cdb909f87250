"""What a sheet is compared with, read from the tables in as many queries for one entry as for ten thousand."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.facts import MentorFacts, facts_of
from contests.entries.filed import AuthorFacts
from contests.entries.model import Author, Entry, Mentor
from contests.entries.sheets.parsing import Lists
from contests.entries.sheets.planning import Known
from contests.entries.terms import EntryState
from contests.entries.words import APPLICANTS, AUTHOR_ROLES, GENDERS
from contests.kernel.text import fold
from contests.people.model import Consent, Person, Unit
from contests.people.units.names import known_as
from contests.seasons.model import Season
from contests.seasons.queries import divisions_of, fields_of


def lists_of(session: Session, season: Season, unit_id: str | None = None) -> Lists:
    """What the choosing columns of a season's sheet choose from; a field by its name or its code."""
    fields = fields_of(session, season.id)
    return Lists(
        units={} if unit_id else _units(session, season.organiser_id),
        fields={fold(said): one.id for one in fields for said in (one.code, one.name)},
        divisions={
            fold(said): one.id for one in divisions_of(session, season.id) for said in (one.code, one.name)
        },
        applicants={fold(label): kind.value for kind, label in APPLICANTS.items()},
        roles={fold(label): role.value for role, label in AUTHOR_ROLES.items()},
        genders={fold(label): gender.value for gender, label in GENDERS.items()},
        unit_id=unit_id,
    )


def _units(session: Session, organiser_id: str) -> dict[str, str]:
    """Units that are there today, by any name that is one unit's only; the name of today goes before a former one."""
    open_ = sa.select(Unit.id, Unit.folded).where(Unit.organiser_id == organiser_id, Unit.closed_on.is_(None))
    today = {folded: unit_id for unit_id, folded in session.execute(open_)}
    called: dict[str, set[str]] = defaultdict(set)
    for unit_id, names in known_as(session, organiser_id).items():
        if unit_id in today.values():
            for name in names:
                called[fold(name)].add(unit_id)
    others = {name: next(iter(ids)) for name, ids in called.items() if len(ids) == 1}
    return {**others, **today}


def known_entries(
    session: Session, season_id: str, unit_ids: Collection[str]
) -> dict[tuple[str, str], Known]:
    """The entries of these units in a season that were not taken back, by unit and folded title."""
    wanted = sa.and_(
        Entry.season_id == season_id, Entry.unit_id.in_(unit_ids), Entry.state != EntryState.WITHDRAWN
    )
    authors, mentors = _authors(session, wanted), _mentors(session, wanted)
    return {
        (one.unit_id, fold(one.title)): Known(
            one.id, one.state, facts_of(one), tuple(authors[one.id]), tuple(mentors[one.id])
        )
        for one in session.scalars(sa.select(Entry).where(wanted))
    }


def _authors(session: Session, wanted: Any) -> dict[str, list[AuthorFacts]]:
    of_entries = sa.select(Entry.id).where(wanted)
    mine = sa.select(Author.person_id).where(Author.entry_id.in_(of_entries))
    consents: dict[str, set[Any]] = defaultdict(set)
    standing = sa.select(Consent.person_id, Consent.purpose, Consent.given_by)
    for person_id, purpose, giver in session.execute(
        standing.where(Consent.person_id.in_(mine), Consent.withdrawn_at.is_(None))
    ):
        consents[person_id].add((purpose, giver))
    found: dict[str, list[AuthorFacts]] = defaultdict(list)
    rows = sa.select(Author, Person).join(Person, Person.id == Author.person_id)
    for row, person in session.execute(
        rows.where(Author.entry_id.in_(of_entries)).order_by(Author.entry_id, Author.position)
    ):
        found[row.entry_id].append(
            AuthorFacts(
                person.full_name, row.share, row.role, person.born_on, person.gender, row.occupation,
                row.guardian_name, row.guardian_phone, frozenset(consents[person.id]), row.id,
            )
        )  # fmt: skip
    return found


def _mentors(session: Session, wanted: Any) -> dict[str, list[MentorFacts]]:
    found: dict[str, list[MentorFacts]] = defaultdict(list)
    rows = sa.select(Mentor).join(Entry, Entry.id == Mentor.entry_id).where(wanted)
    for row in session.scalars(rows.order_by(Mentor.entry_id, Mentor.position)):
        found[row.entry_id].append(MentorFacts(row.full_name, row.workplace))
    return found
