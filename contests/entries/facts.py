"""What the rules and the pages read of one entry: a frozen value, in a number of queries that does not grow."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries import rules
from contests.entries.model import Author, DossierFile, Entry, Mentor
from contests.entries.terms import EntryState
from contests.kernel.clock import today
from contests.kernel.errors import Reason
from contests.people.disclosure import ConsentFacts
from contests.people.model import Consent, Person, Unit
from contests.seasons.model import Division, DossierItem, Field, Season
from contests.seasons.queries import divisions_of, items_of, values
from contests.seasons.rules import Milestones, takes_entries


@dataclass(frozen=True, slots=True)
class MentorFacts:
    """A teacher or adviser named in an entry."""

    name: str
    workplace: str = ""


@dataclass(frozen=True, slots=True)
class EntryWhole:
    """An entry with all that belongs to it; `files` are those that were not removed, in the order of arrival."""

    entry: Entry
    season: Season
    items: Sequence[DossierItem]
    divisions: Sequence[Division]
    authors: Sequence[rules.AuthorFacts]
    mentors: Sequence[MentorFacts]
    files: Sequence[DossierFile]
    team_max: int
    made_since: int | None
    unit_name: str
    field_name: str
    division_name: str | None

    def files_of(self, item_id: str) -> list[DossierFile]:
        """The files of one dossier item."""
        return [file for file in self.files if file.item_id == item_id]

    @property
    def asked(self) -> rules.Asked:
        """What the season asks of the entry."""
        return rules.Asked(
            items=[
                rules.ItemAsked(item.id, item.code, item.title, item.required, item.article)
                for item in self.items
            ],
            divisions=[
                rules.DivisionAsked(one.id, one.name, one.born_from, one.born_until) for one in self.divisions
            ],
            team_max=self.team_max,
            made_since=self.made_since,
        )

    def gaps(self, at: datetime, *, declared: bool | None = None) -> list[Reason]:
        """All that the entry lacks at a moment; `declared` as it is about to be given."""
        counts = Counter(file.item_id for file in self.files)
        given = self.entry.declared if declared is None else declared
        filed = rules.Filed(facts_of(self.entry), self.authors, counts, given)
        return rules.gaps(filed, self.asked, today(at))

    def times(self, at: datetime) -> rules.Times:
        """What decides whether the entry is open."""
        return times_of(self.entry, self.season, at)


def facts_of(entry: Entry) -> rules.EntryFacts:
    """An entry's own fields as they are typed."""
    return rules.EntryFacts(
        title=entry.title,
        field_id=entry.field_id,
        applicant=entry.applicant,
        division_id=entry.division_id,
        summary=entry.summary,
        novelty=entry.novelty,
        application=entry.application,
        effect=entry.effect,
        made_in=entry.made_in,
        contact_phone=entry.contact_phone,
    )


def taking(season: Season, at: datetime) -> bool:
    """Whether the season takes entries."""
    return takes_entries(
        Milestones(season.opened_at, season.registration_from, season.registration_until, season.archived_at),
        at,
    )


def times_of(entry: Entry, season: Season, at: datetime) -> rules.Times:
    """What decides whether the entry is open."""
    draft = entry.state is EntryState.DRAFT
    return rules.Times(entry.state, draft and taking(season, at), entry.supplement_until, entry.open_parts)


def whole_of(session: Session, entry: Entry) -> EntryWhole:
    """The entry with its season, authors, mentors and files: nine queries whatever it holds."""
    season = session.get_one(Season, entry.season_id)
    unit, field, division = _names(session, entry)
    set_values = values(session, season.id)
    return EntryWhole(
        entry=entry,
        season=season,
        items=items_of(session, season.id),
        divisions=divisions_of(session, season.id),
        authors=authors_of(session, entry.id),
        mentors=mentors_of(session, entry.id),
        files=files_of(session, entry.id),
        team_max=set_values.team_max,
        made_since=set_values.made_since,
        unit_name=unit,
        field_name=field,
        division_name=division,
    )


def _names(session: Session, entry: Entry) -> tuple[str, str, str | None]:
    """What the entry's unit, field and age table are called."""
    row = session.execute(
        sa.select(Unit.name, Field.name, Division.name)
        .select_from(Entry)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Field, Field.id == Entry.field_id)
        .outerjoin(Division, Division.id == Entry.division_id)
        .where(Entry.id == entry.id)
    ).one()
    return row[0], row[1], row[2]


def authors_of(session: Session, entry_id: str) -> list[rules.AuthorFacts]:
    """The authors in their order, with the consents that stand."""
    consents = _consents(session, entry_id)
    rows = session.execute(
        sa.select(Author, Person)
        .join(Person, Person.id == Author.person_id)
        .where(Author.entry_id == entry_id)
        .order_by(Author.position)
    )
    return [_author(author, person, consents.get(person.id, ())) for author, person in rows]


def _consents(session: Session, entry_id: str) -> dict[str, list[ConsentFacts]]:
    rows = session.scalars(
        sa.select(Consent)
        .join(Author, Author.person_id == Consent.person_id)
        .where(Author.entry_id == entry_id, Consent.withdrawn_at.is_(None))
    )
    found: dict[str, list[ConsentFacts]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(ConsentFacts(row.purpose, row.given_by))
    return found


def _author(author: Author, person: Person, consents: Sequence[ConsentFacts]) -> rules.AuthorFacts:
    return rules.AuthorFacts(
        name=person.full_name,
        share=author.share,
        role=author.role,
        born_on=person.born_on,
        gender=person.gender,
        occupation=author.occupation,
        guardian_name=author.guardian_name,
        guardian_phone=author.guardian_phone,
        consents=frozenset((one.purpose, one.given_by) for one in consents),
        id=author.id,
    )


def mentors_of(session: Session, entry_id: str) -> list[MentorFacts]:
    """The mentors in their order."""
    rows = session.scalars(sa.select(Mentor).where(Mentor.entry_id == entry_id).order_by(Mentor.position))
    return [MentorFacts(row.full_name, row.workplace) for row in rows]


def files_of(session: Session, entry_id: str) -> list[DossierFile]:
    """The files that were not removed."""
    rows = sa.select(DossierFile).where(DossierFile.entry_id == entry_id, DossierFile.removed_at.is_(None))
    return list(session.scalars(rows.order_by(DossierFile.uploaded_at, DossierFile.id)))
