"""What is read of the register: who lacks a certificate, the lists of the office, what a check answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.awards.model import Award, Proposal
from contests.certificates import payload
from contests.certificates.design.parts import Design
from contests.certificates.design.presets import FIRST, preset
from contests.certificates.design.written import read
from contests.certificates.holders import holders_without, named_persons, persons_of
from contests.certificates.model import Batch, Certificate, DesignRow, PictureRow, Print
from contests.certificates.names import unsaid_of
from contests.certificates.sealing import holds
from contests.certificates.terms import CertificateState, Per
from contests.decisions.model import Decision
from contests.entries.model import Author, Entry
from contests.kernel.documents.faces import unprintable
from contests.kernel.jobs import Job
from contests.kernel.text import fold
from contests.people.model import Unit
from contests.seasons.model import Season

PAGE = 50


def award_decision_query(season_id: str) -> sa.Select[Decision]:
    """The decision that a season's certificates rest on."""
    joined = sa.select(Decision).join(Proposal, Proposal.decision_id == Decision.id)
    return joined.where(Proposal.season_id == season_id)


def award_decision(session: Session, season_id: str) -> Decision | None:
    """The season's decision on awards, where there is one."""
    return session.scalar(award_decision_query(season_id))


def design_named(session: Session, season_id: str, design_id: str | None) -> Design:
    """A design of the season; without an id its first one, or the software's certificate for each author."""
    own = sa.select(DesignRow).where(DesignRow.season_id == season_id).order_by(DesignRow.name, DesignRow.id)
    rows = session.scalars(own.where(DesignRow.id == design_id) if design_id else own)
    row = rows.first()
    return read(row.body) if row else preset(FIRST[Per.AUTHOR])


def design_rows(session: Session, season_id: str) -> list[tuple[DesignRow, Design]]:
    """The designs of a season by name."""
    own = sa.select(DesignRow).where(DesignRow.season_id == season_id).order_by(DesignRow.name, DesignRow.id)
    return [(row, read(row.body)) for row in session.scalars(own)]


def picture_rows(session: Session, season_id: str) -> list[PictureRow]:
    """The pictures that designs of a season may use, by name."""
    own = sa.select(PictureRow).where(PictureRow.season_id == season_id)
    return list(session.scalars(own.order_by(PictureRow.title, PictureRow.id)))


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch in the office's list, with what it was printed as."""

    batch: Batch
    title: str
    count: int
    prints: tuple[tuple[Print, Job], ...]


def batch_rows(session: Session, season_id: str) -> list[BatchRow]:
    """The batches of a season, the latest first."""
    count = sa.select(sa.func.count()).where(Certificate.batch_id == Batch.id).scalar_subquery()
    batches = sa.select(Batch, count).where(Batch.season_id == season_id)
    prints: dict[str, list[tuple[Print, Job]]] = {}
    drawn = (
        sa.select(Print, Job)
        .join(Job, Job.id == Print.job_id)
        .where(Print.batch_id.in_(sa.select(Batch.id).where(Batch.season_id == season_id)))
        .order_by(Print.asked_at, Print.id)
    )
    for row, job in session.execute(drawn):
        prints.setdefault(row.batch_id, []).append((row, job))
    return [
        BatchRow(batch, str(batch.design["title"]), number, tuple(prints.get(batch.id, ())))
        for batch, number in session.execute(batches.order_by(Batch.made_at.desc(), Batch.id))
    ]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of the register of a season."""

    rows: Sequence[Certificate]
    page: int
    pages: int
    total: int


def register_page(
    session: Session,
    season_id: str,
    *,
    search: str = "",
    state: CertificateState | None = None,
    page: int = 1,
) -> RegisterPage:
    """Certificates of a season in the order of their numbers; `search` in number, name and work, without accents."""
    asked = sa.select(Certificate).where(Certificate.season_id == season_id)
    if state is not None:
        asked = asked.where(Certificate.state == state)
    if word := fold(search):
        asked = asked.where(_matches(word, search))
    total = session.scalar(sa.select(sa.func.count()).select_from(asked.subquery())) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    shown = asked.order_by(Certificate.year, Certificate.number).limit(PAGE).offset((page - 1) * PAGE)
    return RegisterPage(session.scalars(shown).all(), page, pages, total)


def _matches(word: str, typed: str) -> sa.ColumnElement[bool]:
    entries = (
        sa.select(Award.id)
        .join(Entry, Entry.id == Award.entry_id)
        .where(Entry.folded.contains(word, autoescape=True))
    )
    units = sa.select(Unit.id).where(Unit.folded.contains(word, autoescape=True))
    number = Certificate.register.contains(typed.strip().upper(), autoescape=True)
    return sa.or_(number, Certificate.award_id.in_(entries), Certificate.unit_id.in_(units))


def certificates_of_entry(
    session: Session, entry_id: str, account_id: str | None = None
) -> list[Certificate]:
    """The valid certificates of an entry, those of a group first; of one account, its own and those of its group."""
    rows = (
        sa.select(Certificate)
        .join(Award, Award.id == Certificate.award_id)
        .outerjoin(Author, Author.id == Certificate.author_id)
        .where(Award.entry_id == entry_id, Certificate.state == CertificateState.VALID)
        .order_by(Certificate.per.desc(), Author.position, Certificate.number)
    )
    if account_id is not None:
        theirs = (
            sa.exists().where(Author.entry_id == entry_id, Author.account_id == account_id).correlate(None)
        )
        rows = rows.where(
            sa.or_(Author.account_id == account_id, sa.and_(Certificate.per == Per.GROUP, theirs))
        )
    return list(session.scalars(rows))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check with the short code or the seal shows: the words on the paper, and whether they still hold."""

    register: str
    title: str
    state: CertificateState
    replaced_by: str | None
    names: tuple[str, ...] | None
    """None where not everyone it names agrees, today, to be named."""
    affiliation: str
    prize: str
    work: str
    contest: str
    decision: str
    issued_on: date
    organiser: str


def state_of_number(session: Session, register: str) -> CertificateState | None:
    """Whether a number was given and still holds; nothing about whom."""
    return session.scalar(sa.select(Certificate.state).where(Certificate.register == register))


def checked(session: Session, register: str, code: str, on: date) -> Checked | None:
    """The certificate that has this number and this short code; None for every other pair."""
    return _checked(session, on, Certificate.register == register, Certificate.code == code)


def checked_seal(session: Session, text: str, on: date) -> Checked | None:
    """The certificate whose QR code says this, if its organiser's key signed it; None for everything else."""
    try:
        seal = payload.read(text)
    except payload.Unreadable:
        return None
    own = sa.select(Certificate.organiser_id).where(Certificate.register == seal.claim.register)
    organiser_id = session.scalar(own)
    if organiser_id is None or not holds(session, organiser_id, seal):
        return None
    return _checked(session, on, Certificate.register == seal.claim.register, Certificate.seal == text)


def _checked(session: Session, on: date, *which: sa.ColumnElement[bool]) -> Checked | None:
    newer = aliased(Certificate)
    row = session.execute(
        sa.select(Certificate, Batch, Unit.name, newer.register)
        .join(Batch, Batch.id == Certificate.batch_id)
        .join(Unit, Unit.id == Certificate.organiser_id)
        .outerjoin(newer, newer.id == Certificate.replaced_by)
        .where(*which)
    ).first()
    if row is None:
        return None
    own, batch, organiser, newer_register = row
    names = tuple(own.recipient.splitlines()) if _may_be_named(session, own, on) else None
    return Checked(
        own.register, own.title, own.state, newer_register, names, own.affiliation, own.prize, own.work,
        batch.contest, batch.decision, batch.issued_on, organiser,
    )  # fmt: skip


def _may_be_named(session: Session, certificate: Certificate, on: date) -> bool:
    if certificate.per is Per.UNIT:
        return True
    persons = persons_of(session, certificate)
    return bool(persons) and named_persons(session, persons, on) == persons


@dataclass(frozen=True, slots=True)
class Left:
    """How many have no certificate of a kind yet, names nobody confirmed, and words with signs that no face has."""

    count: int
    unsaid: int
    odd: tuple[tuple[str, str], ...]


def left_to_issue(session: Session, season: Season, design: Design, on: date) -> Left:
    """Who has no certificate of this kind yet, before anybody issues it."""
    holders = holders_without(session, season.id, design.per, design.title, on)
    words = dict.fromkeys(word for one in holders for word in (*one.names, one.affiliation, one.work))
    odd = ((word, " ".join(unprintable(word))) for word in words)
    unsaid = unsaid_of(session, season.id, holders, on)
    return Left(len(holders), unsaid, tuple((word, signs) for word, signs in odd if signs))
