"""The verbs on who made an entry: authors with their consents, mentors, and the slips authors keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.facts import MentorFacts, authors_of
from contests.entries.model import Author, Entry, Mentor
from contests.entries.rules import AuthorFacts
from contests.entries.service import AUTHORS, hold, refold, shut, stale, touch
from contests.entries.terms import EntryState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, fold, one_line, person_sort_key
from contests.people.consents import give_consent, withdraw_consent
from contests.people.model import Account, Consent, Person
from contests.people.service import author_account, renew_secret
from contests.people.terms import Consenter, ConsentPurpose

MOST = 50
WORDINGS = {
    (ConsentPurpose.TAKE_PART, Consenter.SELF): N_(
        "Tôi đồng ý tham gia cuộc thi và để Ban Tổ chức dùng thông tin trong hồ sơ này cho việc tổ chức cuộc thi."
    ),
    (ConsentPurpose.TAKE_PART, Consenter.GUARDIAN): N_(
        "Tôi là người giám hộ, đồng ý cho em tham gia cuộc thi và để Ban Tổ chức dùng thông tin trong hồ sơ này cho việc tổ chức cuộc thi."
    ),
    (ConsentPurpose.PUBLISH_NAME, Consenter.SELF): N_(
        "Tôi đồng ý công bố họ tên và lớp, trường hoặc nơi công tác khi đạt giải."
    ),
    (ConsentPurpose.PUBLISH_NAME, Consenter.GUARDIAN): N_(
        "Tôi là người giám hộ, đồng ý công bố họ tên và lớp, trường của em khi đạt giải."
    ),
}
"""The texts that are agreed to, one for each purpose and giver."""


@dataclass(frozen=True, slots=True)
class IssuedSlip:
    """The secret of one author, seen once: the database keeps its hash."""

    author_id: str
    name: str
    secret: str


def set_authors(
    session: Session,
    entry: Entry,
    authors: Sequence[AuthorFacts],
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Entry]:
    """Replace the authors of an open entry by these, in this order; what they still lack is no objection yet."""
    hold(session, entry)
    kept = _rows(session, entry.id)
    objections = [stale(entry, version), shut(session, entry, AUTHORS, at), *_objections(authors, set(kept))]
    if refusal := gathered(objections):
        return refusal
    forget(session, [row for row in kept.values() if row.id not in {facts.id for facts in authors}])
    for row in kept.values():
        row.position += MOST
    session.flush()
    for position, facts in enumerate(authors):
        _place(session, entry, kept.get(facts.id or ""), facts, position, by, at)
    refold(session, entry)
    touch(entry)
    record(session, "entry.authors", entry.id, scope=entry.organiser_id, by=by, at=at, count=len(authors))
    return Done(entry)


def _objections(authors: Sequence[AuthorFacts], known: set[str]) -> list[Reason]:
    """What no row of the table could hold."""
    found = []
    if len(authors) > MOST:
        found.append(Reason(N_("Một hồ sơ ghi tối đa %(most)s tác giả."), "authors", None, {"most": MOST}))
    if any(not one_line(facts.name) for facts in authors):
        found.append(Reason(N_("Đề nghị nhập họ và tên của từng tác giả."), "authors"))
    if any(not 1 <= facts.share <= 100 for facts in authors):
        found.append(Reason(N_("Tỷ lệ đóng góp của mỗi tác giả là số nguyên từ 1 đến 100."), "authors"))
    ids = [facts.id for facts in authors if facts.id]
    if len(set(ids)) < len(ids) or not set(ids) <= known:
        found.append(Reason(N_("Danh sách tác giả đã thay đổi. Đề nghị mở lại trang rồi thực hiện lại.")))
    return found


def _rows(session: Session, entry_id: str) -> dict[str, Author]:
    rows = session.scalars(sa.select(Author).where(Author.entry_id == entry_id).order_by(Author.position))
    return {row.id: row for row in rows}


def forget(session: Session, rows: Sequence[Author]) -> None:
    """Delete authors who were taken out, and the persons they were: nothing else names them."""
    persons = [row.person_id for row in rows]
    for row in rows:
        session.delete(row)
    session.flush()
    session.execute(sa.delete(Consent).where(Consent.person_id.in_(persons)))
    session.execute(sa.delete(Person).where(Person.id.in_(persons)))


def _place(
    session: Session,
    entry: Entry,
    row: Author | None,
    facts: AuthorFacts,
    position: int,
    by: Actor,
    at: datetime,
) -> None:
    person = session.get_one(Person, row.person_id) if row else Person(organiser_id=entry.organiser_id)
    person.full_name = one_line(facts.name)
    person.folded, person.sorted = fold(person.full_name), person_sort_key(person.full_name)
    person.born_on, person.gender = facts.born_on, facts.gender
    session.add(person)
    session.flush()
    row = row or Author(entry_id=entry.id, person_id=person.id)
    row.position, row.role, row.share = position, facts.role, facts.share
    row.occupation = one_line(facts.occupation)
    row.guardian_name, row.guardian_phone = one_line(facts.guardian_name), one_line(facts.guardian_phone)
    session.add(row)
    session.flush()
    _agree(session, person, facts, by, at)


def _agree(session: Session, person: Person, facts: AuthorFacts, by: Actor, at: datetime) -> None:
    """Note what was given since the last time, and what was taken back; what stands stays as it is."""
    own = sa.select(Consent).where(Consent.person_id == person.id, Consent.withdrawn_at.is_(None))
    standing = {(one.purpose, one.given_by): one for one in session.scalars(own)}
    for consent in (one for pair, one in standing.items() if pair not in facts.consents):
        withdraw_consent(session, consent, by=by, at=at)
    for purpose, giver in sorted(facts.consents - standing.keys()):
        name = facts.guardian_name if giver is Consenter.GUARDIAN else facts.name
        wording = WORDINGS[purpose, giver]
        give_consent(session, person, purpose, giver, giver_name=name, wording=wording, by=by, at=at)


def set_mentors(
    session: Session,
    entry: Entry,
    mentors: Sequence[MentorFacts],
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Outcome[Entry]:
    """Replace the mentors of an open entry by these, in this order."""
    hold(session, entry)
    if refusal := gathered([stale(entry, version), shut(session, entry, AUTHORS, at)]):
        return refusal
    session.execute(sa.delete(Mentor).where(Mentor.entry_id == entry.id))
    session.add_all(
        Mentor(
            entry_id=entry.id, full_name=one_line(one.name), workplace=one_line(one.workplace), position=at_
        )
        for at_, one in enumerate(mentors)
    )
    touch(entry)
    session.flush()
    record(session, "entry.mentors", entry.id, scope=entry.organiser_id, by=by, at=at, count=len(mentors))
    return Done(entry)


def issue_slips(session: Session, entry: Entry, *, by: Actor, at: datetime) -> Outcome[list[IssuedSlip]]:
    """A new secret for each author of a sent entry; whatever slip an author had before opens nothing any more."""
    hold(session, entry)
    if entry.state in (EntryState.DRAFT, EntryState.WITHDRAWN):
        return because(N_("Phiếu tác giả được cấp sau khi hồ sơ đã nộp."))
    rows = _rows(session, entry.id)
    names = {facts.id: facts.name for facts in authors_of(session, entry.id)}
    slips = [_slip(session, entry, row, names[row.id], by, at) for row in rows.values()]
    record(session, "entry.slips", entry.id, scope=entry.organiser_id, by=by, at=at, count=len(slips))
    return Done(slips)


def _slip(session: Session, entry: Entry, row: Author, name: str, by: Actor, at: datetime) -> IssuedSlip:
    if row.account_id is not None:
        account = session.get_one(Account, row.account_id)
        secret = renew_secret(session, account, entry.organiser_id, by=by, at=at)
    else:
        account, secret = author_account(session, name, entry.organiser_id, by=by, at=at)
        row.account_id = account.id
        session.flush()
    return IssuedSlip(row.id, name, secret)
