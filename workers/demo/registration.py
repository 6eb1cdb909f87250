"""Entries as clerks file them: drafted, signed for, documented, sent."""

from io import BytesIO
from typing import NamedTuple

from sqlalchemy.orm import Session

from contests.entries import authors, dossier, service
from contests.entries.facts import MentorFacts
from contests.entries.files import Accepted
from contests.entries.model import Entry
from contests.entries.rules import AuthorFacts, EntryFacts
from contests.entries.terms import Applicant
from contests.kernel.access import Actor
from contests.kernel.sessions import value_of
from contests.people.disclosure import who_must_consent
from contests.people.terms import ConsentPurpose
from contests.seasons.model import DossierItem, Season
from contests.seasons.queries import fields_of, items_of
from workers.demo import papers
from workers.demo.cast import JUDGED, Act
from workers.demo.corpus.dossiers import File
from workers.demo.plans import Maker, Planned
from workers.demo.redaction import thanks
from workers.demo.scene import Scene, actor, organiser, unit_named
from workers.demo.steps import Notes, Step

SEPARATOR, TOLD = "\n\n", 3
"""The paragraphs of a work's text that its own fields do not tell again."""


class Kept(NamedTuple):
    """A file that was looked at and kept, and the code of the item it was sent for."""

    item: str
    file: Accepted


def steps(scene: Scene, act: Act, *, drafts: int = 0) -> list[Step]:
    """Every entry of a season, the last `drafts` of them not sent and without their last papers."""
    sent = len(act.entries) - drafts
    return [_step(scene, act, plan, sending=at < sent) for at, plan in enumerate(act.entries)]


def _step(scene: Scene, act: Act, plan: Planned, *, sending: bool) -> Step:
    return Step(
        f"{plan.key}/draft",
        lambda session, kept: _file(session, scene, act, plan, kept, sending=sending),
        lambda: _take_in(scene, act, plan, whole=sending),
        early=True,
    )


def _take_in(scene: Scene, act: Act, plan: Planned, *, whole: bool) -> list[Kept]:
    with scene.work.transactions.reading() as session:
        organiser_id = organiser(session).id
        items = {item.code: item for item in items_of(session, scene.season(session, act).id)}
    sent = papers.files(plan, scene.script.seed)
    return [
        Kept(code, _kept(scene, organiser_id, items[code], file))
        for code, file in (sent if whole else sent[:2])
    ]


def _kept(scene: Scene, organiser_id: str, item: DossierItem, file: File) -> Accepted:
    taken = dossier.take_in(scene.work.storage, organiser_id, item, BytesIO(file.data), file.name)
    return value_of(taken)


def _file(
    session: Session, scene: Scene, act: Act, plan: Planned, kept: list[Kept], *, sending: bool
) -> Notes:
    by, season = actor(session, scene.script.clerk(plan.unit)), scene.season(session, act)
    entry = _drafted(session, season, plan, by, thanks(plan, sealed_now=act.key == JUDGED))
    items = {item.code: item for item in items_of(session, season.id)}
    for code, file in kept:
        value_of(dossier.add_file(session, entry, items[code], file, by=by, at=plan.drafted_at))
    if sending:
        sent = service.submit(session, entry, declared=True, version=entry.version, by=by, at=plan.filed_at)
        value_of(sent)
    return {"entry": entry.id}


def _drafted(session: Session, season: Season, plan: Planned, by: Actor, more: str) -> Entry:
    unit, at = unit_named(session, plan.unit), plan.drafted_at
    facts = facts_of(session, season, plan, more)
    entry = value_of(service.create_draft(session, season, unit, facts, by=by, at=at))
    named = [author_of(maker, plan) for maker in plan.makers]
    value_of(authors.set_authors(session, entry, named, version=entry.version, by=by, at=at))
    if plan.mentor:
        mentors = [MentorFacts(plan.mentor, plan.unit)]
        value_of(authors.set_mentors(session, entry, mentors, version=entry.version, by=by, at=at))
    return entry


def facts_of(session: Session, season: Season, plan: Planned, more: str = "") -> EntryFacts:
    """The entry as the clerk types it; `more` is what the clerk adds to where the work can be used."""
    field = next(field for field in fields_of(session, season.id) if field.code == plan.work.field)
    return EntryFacts(
        title=plan.work.title,
        field_id=field.id,
        applicant=Applicant.TEAM if len(plan.makers) > 1 else Applicant.INDIVIDUAL,
        summary=SEPARATOR.join(plan.work.summary.split(SEPARATOR)[:TOLD]),
        novelty=plan.work.novelty,
        application=plan.work.application + more,
        effect=plan.work.effect,
        made_in=plan.drafted_at.year,
        contact_phone=plan.phone,
    )


def author_of(maker: Maker, plan: Planned) -> AuthorFacts:
    """An author as the clerk types it, with the consents that the author and the guardian signed."""
    guardian = maker.guardian
    purposes = (ConsentPurpose.TAKE_PART,) if maker.withholds else tuple(ConsentPurpose)
    givers = who_must_consent(maker.person.born_on, plan.drafted_at.date())
    return AuthorFacts(
        name=maker.person.full_name,
        share=maker.share,
        role=maker.role,
        born_on=maker.person.born_on,
        gender=maker.person.gender,
        occupation=maker.occupation,
        guardian_name=guardian.person.full_name if guardian else "",
        guardian_phone=plan.phone if guardian else "",
        consents=frozenset((purpose, giver) for purpose in purposes for giver in givers),
    )
