"""What the rules of special prizes look at: a season's received works with their units, tiers and authors."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award
from contests.awards.special.rules import PersonFacts, WorkFacts
from contests.entries.model import Author, Entry
from contests.entries.terms import EntryState
from contests.people.model import Person, Unit
from contests.seasons.model import Tier
from contests.seasons.recognition.terms import Recipient

RECEIVED = (EntryState.SUBMITTED, EntryState.RETURNED, EntryState.ELIGIBLE, EntryState.REJECTED)
"""States of a work that was handed in and not taken back."""


def works_of(session: Session, season_id: str) -> list[WorkFacts]:
    """The received works of a season in the order of their numbers, by two queries."""
    people = _people(session, season_id)
    rows = (
        sa.select(Entry.id, Entry.unit_id, Unit.name, Entry.state, Tier.code)
        .join(Unit, Unit.id == Entry.unit_id)
        .outerjoin(Award, Award.entry_id == Entry.id)
        .outerjoin(Tier, Tier.id == Award.tier_id)
        .where(Entry.season_id == season_id, Entry.state.in_(RECEIVED))
        .order_by(Entry.number, Entry.id)
    )
    return [
        WorkFacts(
            row.unit_id, row.name, row.state is EntryState.ELIGIBLE, row.code, tuple(people.get(row.id, ()))
        )
        for row in session.execute(rows)
    ]


def _people(session: Session, season_id: str) -> Mapping[str, Sequence[PersonFacts]]:
    rows = (
        sa.select(Author.entry_id, Person.id, Person.full_name, Person.born_on)
        .join(Person, Person.id == Author.person_id)
        .join(Entry, Entry.id == Author.entry_id)
        .where(Entry.season_id == season_id)
        .order_by(Author.entry_id, Author.position)
    )
    found: dict[str, list[PersonFacts]] = {}
    for entry_id, person_id, name, born_on in session.execute(rows):
        found.setdefault(entry_id, []).append(PersonFacts(person_id, name, born_on))
    return found


def candidates(session: Session, season_id: str, kind: Recipient) -> list[tuple[str, str]]:
    """Who may be chosen for a prize by hand, as (id, label): authors by given name, works by number, units by name."""
    rows = _CANDIDATES[kind].where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE)
    return [(str(found[0]), _label(kind, found[1:])) for found in session.execute(rows)]


def _label(kind: Recipient, words: Sequence[str | int | None]) -> str:
    if kind is Recipient.PERSON:
        return f"{words[0]} ({words[1]})"
    return f"{words[0]}. {words[1]}" if kind is Recipient.WORK else str(words[0])


_CANDIDATES: dict[Recipient, sa.Select[*tuple[str | int | None, ...]]] = {
    Recipient.PERSON: sa.select(Person.id, Person.full_name, Entry.title)
    .join(Author, Author.person_id == Person.id)
    .join(Entry, Entry.id == Author.entry_id)
    .order_by(Person.sorted, Person.id),
    Recipient.WORK: sa.select(Entry.id, Entry.number, Entry.title).order_by(Entry.number, Entry.id),
    Recipient.UNIT: sa.select(Unit.id, Unit.name, Unit.sorted)
    .join(Entry, Entry.unit_id == Unit.id)
    .distinct()
    .order_by(Unit.sorted, Unit.id),
}
