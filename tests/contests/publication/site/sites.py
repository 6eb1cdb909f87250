"""A published season whose static site is built, and what stands in it."""

from datetime import timedelta

import sqlalchemy as sa

from contests.entries.model import Author
from contests.kernel import jobs
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.people.consents import withdraw_consent
from contests.people.model import Consent, Person
from contests.people.outside_model import Site
from contests.publication.site.building import area_of, index_at
from tests.canary.hearing import canaries_of
from tests.factories import NOON
from tests.factories_awards import consent_to_names, make_published
from workers.tasks import FUNCTIONS

SHOWN = "Nguyễn Thị Ngọc Ánh"


def make(session):
    """A published season in which the first laureate may be named, and nobody else."""
    judged = make_published(session)
    consent_to_names(session, judged.entries[0])
    return judged


def run_all(runtime):
    """Every job that waits, as the worker would."""
    with runtime.main.reading() as session:
        waiting = jobs.waiting(session, now())
    for job_id in waiting:
        assert jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        failed = sa.select(jobs.Job.error).where(jobs.Job.error != "")
        assert session.scalars(failed).all() == []


def files_of(runtime, judged) -> dict[str, bytes]:
    with runtime.main.reading() as session:
        site = session.scalars(sa.select(Site).filter_by(organiser_id=judged.organiser.id)).one()
    index = index_at(runtime.storage, judged.organiser.id, site.index)
    area = area_of(judged.organiser.id)
    return {path: runtime.storage.read(key, area=area) for path, key in index.items()}


def folder(judged) -> str:
    return f"seasons/{judged.season.id}"


def names_in(runtime, judged):
    """The names of all authors, whoever they are."""
    with runtime.main.reading() as session:
        own = sa.select(Person.full_name).join(Author, Author.person_id == Person.id)
        return canaries_of(
            session.scalars(own.where(Author.entry_id.in_([one.id for one in judged.entries]))).all()
        )


def spoken(files) -> bytes:
    return b"\n".join(content for path, content in files.items() if not path.startswith("vendor/"))


def make_other(session, judged):
    """An earlier season of the same organiser."""
    other = make_published(session, (9000, 8000), organiser=judged.organiser)
    other.season.opened_at = NOON - timedelta(days=400)
    return other


def withdraw(runtime, judged):
    """Every consent to be named is taken back."""

    def verb(session):
        for consent in session.scalars(sa.select(Consent)):
            withdraw_consent(session, consent, by=SYSTEM, at=now())

    runtime.main.do(verb)
