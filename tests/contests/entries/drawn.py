"""Entries drawn up through the verbs that pages call, for the tests of what comes after."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from sqlalchemy.orm import Session

from contests.entries import authors, dossier, service
from contests.entries.facts import MentorFacts
from contests.entries.model import Entry
from contests.entries.rules import AuthorFacts, EntryFacts
from contests.entries.terms import Applicant, AuthorRole
from contests.kernel.access import Actor, Role
from contests.kernel.sessions import value_of
from contests.kernel.storage import Storage
from contests.people.model import Unit
from contests.people.terms import Consenter, ConsentPurpose, Gender
from contests.seasons.model import Season
from contests.seasons.queries import fields_of, items_of
from tests.contests.entries import samples
from tests.factories import NOON, make_actor, make_organiser, make_season, make_unit

BOTH = frozenset((ConsentPurpose.TAKE_PART, giver) for giver in Consenter)
PUPIL = AuthorFacts(
    name="H’Hen Niê",
    share=100,
    role=AuthorRole.LEAD,
    born_on=date(2013, 5, 1),
    gender=Gender.FEMALE,
    occupation="Lớp 7A, Trường THCS Lê Quý Đôn",
    guardian_name="Y Blăm",
    guardian_phone="0987654321",
    consents=BOTH,
)
PARTNER = replace(PUPIL, name="Đặng Trần Côn", share=40, role=AuthorRole.CO_AUTHOR)


@dataclass(frozen=True)
class Place:
    """An organiser with an open season, and a school with its clerk."""

    organiser: Unit
    season: Season
    unit: Unit
    clerk: Actor
    office: Actor


def place(session: Session) -> Place:
    organiser = make_organiser(session)
    unit = make_unit(session, organiser=organiser)
    return Place(
        organiser,
        make_season(session, organiser),
        unit,
        make_actor(session, Role.UNIT, unit),
        make_actor(session, Role.SECRETARY, organiser),
    )


def typed(session: Session, season: Season, **changes: object) -> EntryFacts:
    facts = EntryFacts(
        title="Máy tưới rau tự động",
        field_id=fields_of(session, season.id)[0].id,
        applicant=Applicant.INDIVIDUAL,
        summary="Tự ngắt khi đất đủ ẩm.",
        novelty="Cảm biến tự chế.",
        application="Dùng ở vườn trường.",
        effect="Tiết kiệm nước.",
        made_in=2026,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def draft(session: Session, at: Place, **changes: object) -> Entry:
    facts = typed(session, at.season, **changes)
    return value_of(service.create_draft(session, at.season, at.unit, facts, by=at.clerk, at=NOON))


def with_authors(session: Session, at: Place, entry: Entry, *people: AuthorFacts) -> Entry:
    return value_of(
        authors.set_authors(session, entry, people or (PUPIL,), version=entry.version, by=at.clerk, at=NOON)
    )


def with_files(session: Session, storage: Storage, at: Place, entry: Entry) -> Entry:
    for item in items_of(session, at.season.id):
        content = samples.pdf(text=item.code)
        taken = value_of(
            dossier.take_in(storage, at.organiser.id, item, BytesIO(content), f"{item.title}.pdf")
        )
        value_of(dossier.add_file(session, entry, item, taken, by=at.clerk, at=NOON))
    return entry


def complete(session: Session, storage: Storage, at: Place) -> Entry:
    """A draft that lacks nothing but the declaration."""
    entry = with_authors(session, at, draft(session, at))
    mentor = MentorFacts("Lò Văn Pánh", "Trường THCS Lê Quý Đôn")
    value_of(authors.set_mentors(session, entry, [mentor], version=entry.version, by=at.clerk, at=NOON))
    return with_files(session, storage, at, entry)


def sent(session: Session, storage: Storage, at: Place) -> Entry:
    entry = complete(session, storage, at)
    return value_of(
        service.submit(session, entry, declared=True, version=entry.version, by=at.clerk, at=NOON)
    )
