"""What the list of eligible entries is made of."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Author, Entry
from contests.entries.terms import EntryState
from contests.people.model import Person, Unit
from contests.screening.papers import EligibleFacts, EligibleRow
from contests.seasons.model import Field, Season


def eligible_facts(session: Session, season: Season) -> EligibleFacts:
    """The eligible entries with their authors, by two queries."""
    names: dict[str, list[str]] = {}
    authors = (
        sa.select(Author.entry_id, Person.full_name)
        .join(Person, Person.id == Author.person_id)
        .join(Entry, Entry.id == Author.entry_id)
        .where(Entry.season_id == season.id, Entry.state == EntryState.ELIGIBLE)
        .order_by(Author.entry_id, Author.position)
    )
    for entry_id, name in session.execute(authors):
        names.setdefault(entry_id, []).append(name)
    own = (
        sa.select(Entry.id, Entry.number, Entry.title, Unit.name, Field.name)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Field, Field.id == Entry.field_id)
        .where(Entry.season_id == season.id, Entry.state == EntryState.ELIGIBLE)
        .order_by(Field.position, Entry.number)
    )
    rows = [
        EligibleRow(number or 0, title, tuple(names.get(entry_id, ())), unit, field)
        for entry_id, number, title, unit, field in session.execute(own)
    ]
    return EligibleFacts(season.title, tuple(season.legal_bases), tuple(rows))
