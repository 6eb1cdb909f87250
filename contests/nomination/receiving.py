"""Taking a lower level's works in: keys compared by two persons, bundles compared byte for byte, works as entries of the season."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from typing import BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries import authors, dossier
from contests.entries import service as entries
from contests.entries.facts import MentorFacts
from contests.entries.files import Accepted
from contests.entries.model import Entry
from contests.entries.rules import AuthorFacts, EntryFacts
from contests.entries.terms import Applicant, AuthorRole
from contests.envelopes.humans import word_of
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.sessions import value_of
from contests.kernel.signing import fingerprint
from contests.kernel.storage import Storage
from contests.kernel.text import N_, one_line
from contests.nomination.bundle.nominee import NominatedAuthor, NominatedFile, Nominee
from contests.nomination.bundle.sealing import Received
from contests.nomination.model import ReceivedBundle, ReceivedWork, Sender
from contests.people.model import Account, Unit
from contests.people.terms import Consenter, ConsentPurpose, Gender
from contests.seasons.model import Season
from contests.seasons.queries import fields_of, items_of

UNKNOWN_KEY = N_(
    "Chưa có hai người đối chiếu khóa của gói này với công văn. Đề nghị đối chiếu rồi tải gói lên lần nữa."
)
NO_FIELD = N_(
    "Mùa thi không có lĩnh vực mang mã “%(code)s” (hồ sơ số %(number)s). Đề nghị cấp dưới ghép lại lĩnh vực."
)


def compare_key(
    session: Session, unit: Unit, raw_key: bytes, typed: str, letter: str, *, by: Actor, at: datetime
) -> Outcome[Sender]:
    """The first person's word that a key's fingerprint is the one on the letter; `typed` is read from the letter."""
    if refusal := gathered(_differs(raw_key, typed, letter)):
        return refusal
    sender = Sender(
        organiser_id=unit.organiser_id, unit_id=unit.id, raw_key=raw_key.hex(), letter=one_line(letter),
        compared_by=by.account_id, compared_at=at,
    )  # fmt: skip
    session.add(sender)
    session.flush()
    record(session, "sender.compare", sender.id, scope=unit.organiser_id, by=by, at=at, letter=sender.letter)
    return Done(sender)


def confirm_key(session: Session, sender: Sender, typed: str, *, by: Actor, at: datetime) -> Outcome[Sender]:
    """The second person's word, read from the letter anew; from then on the key's bundles are taken."""
    session.refresh(sender, with_for_update=True)
    own, first = (session.get_one(Account, one) for one in (by.account_id, sender.compared_by))
    objections = [
        Reason(N_("Khóa này đã được hai người đối chiếu.")) if sender.confirmed_at else None,
        Reason(N_("Cần một người khác đối chiếu lần thứ hai."))
        if word_of(own, at).same_human(word_of(first, at))
        else None,
        *_differs(bytes.fromhex(sender.raw_key), typed, sender.letter),
    ]
    if refusal := gathered(objections):
        return refusal
    sender.confirmed_by, sender.confirmed_at = by.account_id, at
    session.flush()
    record(session, "sender.confirm", sender.id, scope=sender.organiser_id, by=by, at=at)
    return Done(sender)


def _differs(raw_key: bytes, typed: str, letter: str) -> list[Reason]:
    found = []
    if "".join(typed.split()).upper() != fingerprint(raw_key).replace(" ", ""):
        found.append(
            Reason(
                N_("Dấu vân tay gõ từ công văn không khớp với khóa của gói. Đề nghị đọc lại công văn."),
                "typed",
            )
        )
    if not one_line(letter):
        found.append(Reason(N_("Đề nghị ghi số, ký hiệu của công văn."), "letter"))
    return found


def sender_of(session: Session, organiser_id: str, raw_key: bytes) -> Sender | None:
    """What an organiser knows of a key."""
    return session.scalar(
        sa.select(Sender).where(Sender.organiser_id == organiser_id, Sender.raw_key == raw_key.hex())
    )


def keep_files(
    storage: Storage, organiser_id: str, nominee: Nominee, open_file: Callable[[str], BinaryIO]
) -> None:
    """Put a work's files among the organiser's originals; they enter a dossier only with the work. No session."""
    for one in nominee.files:
        with open_file(one.sha256) as file:
            storage.put(file, area=dossier.area_of(organiser_id))


def receive(
    session: Session, season: Season, received: Received, sha256: str, *, by: Actor, at: datetime
) -> Outcome[ReceivedBundle]:
    """Take a bundle into a season that takes entries: each work that is no substitute becomes an entry of its sender's unit.

    Its files were kept before. What a work lacks by this season's rules is said on its page, and its unit completes it.
    """
    sender = sender_of(session, season.organiser_id, received.parcel.raw_key)
    going = [one for one in received.bundle.nominees if not one.substitute]
    fields = {field.code: field.id for field in fields_of(session, season.id)}
    if refusal := gathered(_unwelcome(sender, going, fields)):
        return refusal
    if sender is None:
        return because(UNKNOWN_KEY)
    letter = dataclasses.asdict(received.bundle.letter)
    made = ReceivedBundle(
        season_id=season.id, sender_id=sender.id, sha256=sha256, letter=letter, received_at=at,
        received_by=by.account_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    if refusal := _enter_all(
        session, season, made, session.get_one(Unit, sender.unit_id), going, fields, by, at
    ):
        return refusal
    record(session, "nomination.receive", season.id, scope=season.organiser_id, by=by, at=at, sha256=sha256)
    return Done(made)


def _enter_all(
    session: Session,
    season: Season,
    made: ReceivedBundle,
    unit: Unit,
    going: list[Nominee],
    fields: dict[str, str],
    by: Actor,
    at: datetime,
) -> Refused | None:
    for one in going:
        entry = enter(session, season, unit, one, fields[one.field], by=by, at=at)
        if isinstance(entry, Refused):
            return entry
        work = ReceivedWork(entry_id=entry.value.id, received_id=made.id, number=one.number, tier=one.tier)
        session.add(work)
    session.flush()
    return None


def _unwelcome(sender: Sender | None, going: list[Nominee], fields: dict[str, str]) -> list[Reason]:
    found = []
    if sender is None or sender.confirmed_at is None:
        found.append(Reason(UNKNOWN_KEY))
    return found + [
        Reason(NO_FIELD, values={"code": one.field, "number": one.number})
        for one in going
        if one.field not in fields
    ]


def enter(
    session: Session, season: Season, unit: Unit, one: Nominee, field_id: str, *, by: Actor, at: datetime
) -> Outcome[Entry]:
    """A nominated work as an entry of the upper season: sent where it is complete, a draft of its unit where it is not."""
    made = entries.create_draft(session, season, unit, _facts(one, field_id), by=by, at=at)
    if isinstance(made, Refused):
        return made
    entry = made.value
    people = [_author(author) for author in one.authors]
    mentors = [MentorFacts(name, workplace) for name, workplace in one.mentors]
    value_of(authors.set_authors(session, entry, people, version=entry.version, by=by, at=at))
    value_of(authors.set_mentors(session, entry, mentors, version=entry.version, by=by, at=at))
    if refusal := _add_files(session, season, entry, one, by, at):
        return refusal
    sent = entries.submit(session, entry, declared=True, version=entry.version, by=by, at=at)
    complete = isinstance(sent, Done)
    record(session, "entry.arrive", entry.id, scope=entry.organiser_id, by=by, at=at, complete=complete)
    return Done(entry)


def _facts(one: Nominee, field_id: str) -> EntryFacts:
    return EntryFacts(one.title, field_id, Applicant(one.applicant), made_in=one.made_in, **dict(one.texts))


def _author(author: NominatedAuthor) -> AuthorFacts:
    return AuthorFacts(
        name=author.name,
        share=author.share,
        role=AuthorRole(author.role),
        born_on=date.fromisoformat(author.born_on) if author.born_on else None,
        gender=Gender(author.gender) if author.gender else None,
        occupation=author.occupation,
        guardian_name=author.guardian_name,
        guardian_phone=author.guardian_phone,
        consents=frozenset((ConsentPurpose(purpose), Consenter(giver)) for purpose, giver in author.consents),
    )


def _add_files(
    session: Session, season: Season, entry: Entry, one: Nominee, by: Actor, at: datetime
) -> Refused | None:
    """The files under the items of the same code; what this season has no item for stays in the bundle."""
    items = {item.code: item for item in items_of(session, season.id)}
    outcomes = [
        dossier.add_file(session, entry, items[file.item], _accepted(file), by=by, at=at)
        for file in one.files
        if file.item in items
    ]
    return next((outcome for outcome in outcomes if isinstance(outcome, Refused)), None)


def _accepted(file: NominatedFile) -> Accepted:
    return Accepted(file.media_type, file.size, file.sha256, file.name)
