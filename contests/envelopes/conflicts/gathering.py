"""What matching looks at, read from the tables: as many queries for one entry as for a thousand."""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Author, Entry, Mentor
from contests.entries.terms import EntryState
from contests.envelopes.conflicts.facts import Human, Juror, Node, Past, Said, Work, World
from contests.envelopes.model import Appointment
from contests.kernel.text import fold
from contests.people.model import Account, Person, Unit
from contests.people.terms import UnitKind
from contests.people.units.names import known_as
from contests.seasons.model import Field, Season
from judging import service as judging

WIDE = frozenset({UnitKind.SECTOR, UnitKind.COMMUNE, UnitKind.UNION})
"""Agencies: what lies below them is a whole sector or place, not the house one works in."""


def world(session: Session, season: Season, round_id: str) -> World:
    """The judges appointed now, the eligible entries, the organiser's units and its other seasons."""
    jurors = _jurors(session, season.id, round_id)
    works = _works(session, season.id)
    past = _past(session, season, jurors, works)
    return World(jurors, works, _nodes(session, season.organiser_id), past)


def _jurors(session: Session, season_id: str, round_id: str) -> tuple[Juror, ...]:
    rows: dict[str, list[Said]] = {}
    for row in judging.declared_rows(session, round_id):
        rows.setdefault(row.judge_id, []).append(Said(row.row_id, row.kind, row.name, row.place))
    own = (
        sa.select(Appointment, Account)
        .join(Account, Account.id == Appointment.account_id)
        .where(Appointment.season_id == season_id, Appointment.ended_at.is_(None))
        .order_by(Appointment.id)
    )
    return tuple(
        Juror(one.id, account.id, account.name, account.phone, account.email, tuple(rows.get(one.judge_id, ())))
        for one, account in session.execute(own)
    )  # fmt: skip


def _works(session: Session, season_id: str) -> tuple[Work, ...]:
    eligible = sa.select(Entry).where(Entry.season_id == season_id, Entry.state == EntryState.ELIGIBLE)
    entries = session.scalars(eligible.order_by(Entry.id)).all()
    of_season = sa.select(Entry.id).where(Entry.season_id == season_id)
    authors, guardians = _authors(session, of_season)
    mentors = _mentors(session, of_season)
    return tuple(
        Work(
            entry.id, entry.title, entry.unit_id, tuple(authors.get(entry.id, ())),
            tuple(guardians.get(entry.id, ())), tuple(mentors.get(entry.id, ())), entry.contact_phone,
        )
        for entry in entries
    )  # fmt: skip


def _authors(session: Session, of_entries: Any) -> tuple[dict[str, list[Human]], dict[str, list[Human]]]:
    rows = sa.select(Author, Person).join(Person, Person.id == Author.person_id)
    authors: dict[str, list[Human]] = {}
    guardians: dict[str, list[Human]] = {}
    for author, person in session.execute(rows.where(Author.entry_id.in_(of_entries))):
        human = Human(
            person.full_name, person.phone, person.email, author.occupation, person.born_on, author.account_id
        )
        authors.setdefault(author.entry_id, []).append(human)
        if author.guardian_name:
            guardian = Human(author.guardian_name, author.guardian_phone)
            guardians.setdefault(author.entry_id, []).append(guardian)
    return authors, guardians


def _mentors(session: Session, of_entries: Any) -> dict[str, list[Human]]:
    mentors: dict[str, list[Human]] = {}
    for mentor in session.scalars(sa.select(Mentor).where(Mentor.entry_id.in_(of_entries))):
        mentors.setdefault(mentor.entry_id, []).append(Human(mentor.full_name, place=mentor.workplace))
    return mentors


def _nodes(session: Session, organiser_id: str) -> tuple[Node, ...]:
    """The organiser's units under every name they have and had: a judge may remember a school by the one of then."""
    own, names = sa.select(Unit).where(Unit.organiser_id == organiser_id), known_as(session, organiser_id)
    return tuple(
        Node(unit.id, unit.parent_id, names[unit.id], unit.kind in WIDE, unit.phone, unit.address)
        for unit in session.scalars(own)
    )


def _past(
    session: Session, season: Season, jurors: Collection[Juror], works: Collection[Work]
) -> tuple[Past, ...]:
    """Earlier works that a judge wrote, and those of the same title that a judge's panel marked."""
    judged = _judged(session, season, jurors, {fold(work.title) for work in works})
    wanted = _written(session, season, jurors) | set(judged)
    titles = sa.select(Entry.id, Entry.title).where(Entry.id.in_(wanted))
    authors, _guardians = _authors(session, wanted)
    return tuple(
        Past(entry_id, title, tuple(authors.get(entry_id, ())), frozenset(judged.get(entry_id, ())))
        for entry_id, title in session.execute(titles.order_by(Entry.id))
    )


def _elsewhere(season: Season) -> Any:
    """Entries sent in to the organiser's other seasons."""
    return sa.and_(
        Entry.organiser_id == season.organiser_id,
        Entry.season_id != season.id,
        Entry.state != EntryState.DRAFT,
    )


def _written(session: Session, season: Season, jurors: Collection[Juror]) -> set[str]:
    named = sa.or_(
        Author.account_id.in_([juror.account_id for juror in jurors]),
        Person.folded.in_([fold(juror.name) for juror in jurors]),
    )
    rows = (
        sa.select(Entry.id)
        .join(Author, Author.entry_id == Entry.id)
        .join(Person, Person.id == Author.person_id)
    )
    return set(session.scalars(rows.where(_elsewhere(season), named)))


def _judged(
    session: Session, season: Season, jurors: Collection[Juror], titles: Collection[str]
) -> Mapping[str, set[str]]:
    """Entries of one of these titles in a field that an earlier panel of a judge took: the judges' accounts."""
    accounts = [juror.account_id for juror in jurors]
    rows = (
        sa.select(*(Entry.id, Entry.title, Field.code, Appointment.account_id, Appointment.judge_id))
        .join(Field, Field.id == Entry.field_id)
        .join(Appointment, Appointment.season_id == Entry.season_id)
        .where(_elsewhere(season), Appointment.account_id.in_(accounts))
    )
    found = [row for row in session.execute(rows) if fold(row[1]) in titles]
    took = judging.fields_taken(session, {judge_id for *_rest, judge_id in found})
    judged: dict[str, set[str]] = {}
    for entry_id, _title, code, account_id, judge_id in found:
        if code in took.get(judge_id, ()):
            judged.setdefault(entry_id, set()).add(account_id)
    return judged
