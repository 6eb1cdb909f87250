"""The verbs on an entry: drawn up, changed, sent, taken back."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries import rules
from contests.entries.facts import EntryWhole, taking, times_of, whole_of
from contests.entries.model import Author, DossierVersion, Entry
from contests.entries.rules import EntryFacts as EntryFacts
from contests.entries.terms import EntryState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.codes import new_code
from contests.kernel.errors import STALE, Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, fold, nfc, one_line
from contests.people.model import Person, Unit
from contests.seasons.model import Division, Field, Season

RECEIPT_SIGNS = 10
FACTS, AUTHORS = "+facts", "+authors"


def create_draft(
    session: Session, season: Season, unit: Unit, facts: EntryFacts, *, by: Actor, at: datetime
) -> Outcome[Entry]:
    """A new entry of a unit in a season that takes entries; nobody but the unit and the office sees it."""
    if not taking(season, at) or unit.organiser_id != season.organiser_id:
        return because(rules.NOT_TAKING)
    if unit.closed_on:
        return because(rules.UNIT_CLOSED)
    if refusal := gathered(_foreign(session, season.id, facts)):
        return refusal
    entry = Entry(
        season_id=season.id,
        organiser_id=season.organiser_id,
        unit_id=unit.id,
        state=EntryState.DRAFT,
        created_at=at,
        created_by=by.account_id,
    )
    _describe(entry, facts)
    entry.folded = fold(entry.title)
    session.add(entry)
    session.flush()
    record(session, "entry.draft", entry.id, scope=entry.organiser_id, by=by, at=at)
    return Done(entry)


def change(
    session: Session, entry: Entry, facts: EntryFacts, *, version: int | None, by: Actor, at: datetime
) -> Outcome[Entry]:
    """Change what the unit typed of an entry that is open."""
    hold(session, entry)
    objections = [stale(entry, version), shut(session, entry, FACTS, at)]
    if refusal := gathered([*objections, *_foreign(session, entry.season_id, facts)]):
        return refusal
    _describe(entry, facts)
    refold(session, entry)
    record(session, "entry.change", entry.id, scope=entry.organiser_id, by=by, at=at)
    return Done(entry)


def submit(
    session: Session, entry: Entry, *, declared: bool, version: int | None, by: Actor, at: datetime
) -> Outcome[Entry]:
    """Send an entry, for the first time or again after a return.

    `at` is when the request reached us: it is what the deadline judges. Refused with everything the entry lacks.
    Freezes the dossier; the first time it gets its number and the code of its receipt.
    """
    hold(session, entry)
    closed = rules.may_send(times_of(entry, session.get_one(Season, entry.season_id), at), at)
    if refusal := gathered([stale(entry, version), closed]):
        return refusal
    whole = whole_of(session, entry)
    if refusal := gathered(whole.gaps(at, declared=declared)):
        return refusal
    again = entry.submitted_at is not None
    _send(session, whole, at)
    number = _freeze(session, whole, by, at)
    verb = "entry.resubmit" if again else "entry.submit"
    record(session, verb, entry.id, scope=entry.organiser_id, by=by, at=at, dossier=number)
    return Done(entry)


def _send(session: Session, whole: EntryWhole, at: datetime) -> None:
    entry = whole.entry
    births = [author.born_on for author in whole.authors if author.born_on is not None]
    division = rules.division_for(entry.division_id, births, whole.asked.divisions)
    entry.division_id = division.id if division else entry.division_id
    entry.declared = True
    if entry.state is not EntryState.ELIGIBLE:
        entry.state = EntryState.SUBMITTED
    entry.supplement_until, entry.open_parts = None, []
    if entry.submitted_at is None:
        entry.submitted_at = at
        entry.number = _next_number(session, entry.season_id)
        entry.receipt_code = new_code(RECEIPT_SIGNS)
    session.flush()


def _next_number(session: Session, season_id: str) -> int:
    """Numbers run from 1 without gaps; the season's row is locked so that two do not get the same."""
    session.execute(sa.select(Season.id).where(Season.id == season_id).with_for_update())
    return (session.scalar(sa.select(sa.func.max(Entry.number)).where(Entry.season_id == season_id)) or 0) + 1


def _freeze(session: Session, whole: EntryWhole, by: Actor, at: datetime) -> int:
    last = sa.select(sa.func.max(DossierVersion.number)).where(DossierVersion.entry_id == whole.entry.id)
    number = (session.scalar(last) or 0) + 1
    frozen = DossierVersion(
        entry_id=whole.entry.id,
        number=number,
        frozen_at=at,
        frozen_by=by.account_id,
        manifest=manifest(whole),
    )
    session.add(frozen)
    session.flush()
    return number


def manifest(whole: EntryWhole) -> dict[str, Any]:
    """A dossier as plain values: its fields, authors, mentors, and its files with their hashes."""
    codes = {item.id: item.code for item in whole.items}
    return {
        "fields": _fields(whole.entry),
        "authors": [_author(author) for author in whole.authors],
        "mentors": [{"name": one.name, "workplace": one.workplace} for one in whole.mentors],
        "files": [
            {
                "id": file.id,
                "item": codes[file.item_id],
                "name": file.name,
                "media_type": file.media_type,
                "size": file.size,
                "pages": file.pages,
                "sha256": file.sha256,
            }
            for file in whole.files
        ],
    }


_FIELDS = ("title", "field_id", "division_id", "summary", "novelty", "application", "effect", "made_in")


def _fields(entry: Entry) -> dict[str, Any]:
    typed = {name: getattr(entry, name) for name in _FIELDS}
    return {**typed, "applicant": entry.applicant.value, "unit_id": entry.unit_id, "declared": entry.declared}


def _author(author: rules.AuthorFacts) -> dict[str, Any]:
    return {
        "id": author.id,
        "name": author.name,
        "role": author.role.value,
        "share": author.share,
        "born_on": author.born_on.isoformat() if author.born_on else None,
        "occupation": author.occupation,
    }


def withdraw(
    session: Session, entry: Entry, *, version: int | None, by: Actor, at: datetime
) -> Outcome[Entry]:
    """Take a sent entry back before pre-screening has judged it."""
    hold(session, entry)
    if refusal := gathered([stale(entry, version), rules.may_withdraw(entry.state)]):
        return refusal
    entry.state, entry.supplement_until, entry.open_parts = EntryState.WITHDRAWN, None, []
    session.flush()
    record(session, "entry.withdraw", entry.id, scope=entry.organiser_id, by=by, at=at)
    return Done(entry)


def hold(session: Session, entry: Entry) -> None:
    """Lock the entry's row until the end of the transaction, and see it as it is now."""
    session.refresh(entry, with_for_update=True)


def stale(entry: Entry, version: int | None) -> Reason | None:
    """Whether the page showed an older entry than there is."""
    return None if entry.version == version else Reason(STALE)


def shut(session: Session, entry: Entry, part: str, at: datetime) -> Reason | None:
    """Why a part of the entry may not be changed now."""
    return rules.may_edit(times_of(entry, session.get_one(Season, entry.season_id), at), part, at)


def refold(session: Session, entry: Entry) -> None:
    """Bring what search compares up to date: title and authors' names. Counts as a change of the entry."""
    session.flush()
    names = session.scalars(
        sa.select(Person.full_name)
        .join(Author, Author.person_id == Person.id)
        .where(Author.entry_id == entry.id)
        .order_by(Author.position)
    )
    entry.folded = fold(" ".join((entry.title, *names)))
    session.flush()


def touch(entry: Entry) -> None:
    """Count a change of what belongs to the entry as a change of the entry."""
    sa.orm.attributes.flag_modified(entry, "folded")


def _describe(entry: Entry, facts: EntryFacts) -> None:
    entry.title, entry.contact_phone = one_line(facts.title), one_line(facts.contact_phone)
    entry.field_id, entry.division_id = facts.field_id, facts.division_id or None
    entry.applicant, entry.made_in = facts.applicant, facts.made_in
    entry.summary, entry.novelty = nfc(facts.summary), nfc(facts.novelty)
    entry.application, entry.effect = nfc(facts.application), nfc(facts.effect)


def _foreign(session: Session, season_id: str, facts: EntryFacts) -> list[Reason]:
    """What was named of a season that is not this one's."""
    found = []
    if not one_line(facts.title):
        found.append(Reason(N_("Đề nghị nhập tên giải pháp."), "title"))
    if not _of_season(session, Field, facts.field_id, season_id):
        found.append(Reason(N_("Mùa thi không có lĩnh vực này. Đề nghị chọn lại."), "field_id"))
    if facts.division_id and not _of_season(session, Division, facts.division_id, season_id):
        found.append(Reason(N_("Mùa thi không có bảng thi này. Đề nghị chọn lại."), "division_id"))
    return found


def _of_season(session: Session, kind: type[Field] | type[Division], row_id: str, season_id: str) -> bool:
    return bool(session.scalar(sa.select(kind.id).where(kind.id == row_id, kind.season_id == season_id)))
