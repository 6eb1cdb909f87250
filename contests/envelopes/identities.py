"""Who must not be told from an entry, as it stands in the tables: for one entry, or for a whole season at once."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Author, Entry, Mentor
from contests.entries.terms import EntryState
from contests.envelopes.gate.findings import Identities
from contests.envelopes.gate.search import VERSION
from contests.people.model import Person, Unit
from contests.people.units.names import known_as

_Sets = defaultdict[str, set[str]]


def identities_of(session: Session, entry_ids: Sequence[str]) -> dict[str, Identities]:
    """Authors, guardians, mentors, the own unit and those above it short of the organiser under every name, numbers."""
    people, units, numbers, emails = _Sets(set), _Sets(set), _Sets(set), _Sets(set)
    filers: dict[str, str] = {}
    organisers: set[str] = set()
    for entry_id, unit_id, organiser_id, name, guardian, occupation, email, *phones in session.execute(
        _filed(entry_ids)
    ):
        filers[entry_id] = unit_id
        organisers.add(organiser_id)
        people[entry_id] |= {name, guardian}
        units[entry_id].add(occupation)
        numbers[entry_id] |= set(phones)
        emails[entry_id].add(email)
    mentors = sa.select(Mentor.entry_id, Mentor.full_name, Mentor.workplace)
    for entry_id, name, workplace in session.execute(mentors.where(Mentor.entry_id.in_(entry_ids))):
        people[entry_id].add(name)
        units[entry_id].add(workplace)
    tree, names = _units(session, organisers), _names(session, organisers)
    for entry_id, unit_id in filers.items():
        for unit in _upwards(tree, unit_id):
            units[entry_id] |= set(names[unit.id])
            numbers[entry_id].add(unit.phone)
    return {
        entry_id: Identities(*(frozenset(filter(None, found[entry_id])) for found in (people, units, numbers, emails)))
        for entry_id in entry_ids
    }  # fmt: skip


def _filed(entry_ids: Sequence[str]) -> sa.Select[Any]:
    """The entries with who filed them, a row for each author."""
    columns: tuple[Any, ...] = (
        Entry.id, Entry.unit_id, Entry.organiser_id, Person.full_name, Author.guardian_name, Author.occupation,
        Person.email, Person.phone, Author.guardian_phone, Entry.contact_phone,
    )  # fmt: skip
    return (
        sa.select(*columns)
        .outerjoin(Author, Author.entry_id == Entry.id)
        .outerjoin(Person, Person.id == Author.person_id)
        .where(Entry.id.in_(entry_ids))
    )


def _units(session: Session, organisers: Collection[str]) -> dict[str, Unit]:
    own = sa.select(Unit).where(Unit.organiser_id.in_(organisers))
    return {unit.id: unit for unit in session.scalars(own)}


def _names(session: Session, organisers: Collection[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for organiser_id in organisers:
        found |= known_as(session, organiser_id)
    return found


def _upwards(tree: dict[str, Unit], unit_id: str | None) -> list[Unit]:
    """A unit and those above it; the organiser runs the contest and tells nobody apart."""
    found = []
    while (unit := tree.get(unit_id or "")) is not None and unit.id != unit.organiser_id:
        found.append(unit)
        unit_id = unit.parent_id
    return found


def stamp_of(identities: Identities) -> str:
    """A hash of the gate and of those whom it knows: another one by now means that it has to look again."""
    whole = [VERSION, *(sorted(part) for part in (identities.people, identities.units, identities.numbers))]
    return hashlib.sha256(json.dumps([*whole, sorted(identities.emails)]).encode()).hexdigest()


def eligible_ids(session: Session, season_id: str) -> Sequence[str]:
    """The entries of a season that will be judged."""
    own = sa.select(Entry.id).where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE)
    return session.scalars(own.order_by(Entry.id)).all()
