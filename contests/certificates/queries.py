"""What is read of the register: who lacks a certificate, the lists of the office, what a check answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.awards.model import Award, Proposal
from contests.awards.release import released_proposals
from contests.certificates import rules
from contests.certificates.model import Batch, Certificate
from contests.certificates.terms import CertificateState
from contests.decisions.model import Decision
from contests.entries.model import Author, Entry
from contests.kernel.documents.faces import unprintable
from contests.kernel.jobs import Job
from contests.kernel.text import fold
from contests.people.model import Person, Unit
from contests.seasons.model import Season, Tier

PAGE = 50


def award_decision_query(season_id: str) -> sa.Select[Decision]:
    """The decision that a season's certificates rest on."""
    joined = sa.select(Decision).join(Proposal, Proposal.decision_id == Decision.id)
    return joined.where(Proposal.season_id == season_id)


def award_decision(session: Session, season_id: str) -> Decision | None:
    """The season's decision on awards, where there is one."""
    return session.scalar(award_decision_query(season_id))


def people_without(session: Session, season_id: str) -> list[rules.PrizedAuthor]:
    """The authors of prized entries of a released list for whom nothing was ever entered into the register."""
    rows = session.execute(
        sa.select(
            Author.id, Award.id, Person.full_name, Author.occupation, Unit.name,
            Entry.title, Tier.name, Tier.position, Award.rank, Entry.number, Author.position,
        )
        .join(Award, Award.entry_id == Author.entry_id)
        .join(Proposal, Proposal.id == Award.proposal_id)
        .join(Tier, Tier.id == Award.tier_id)
        .join(Entry, Entry.id == Author.entry_id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Person, Person.id == Author.person_id)
        .where(Proposal.season_id == season_id, Proposal.id.in_(released_proposals()))
        .where(~sa.exists().where(Certificate.author_id == Author.id))
    )  # fmt: skip
    return [
        rules.PrizedAuthor(author, award, name, occupation or unit, title, prize, *order)
        for author, award, name, occupation, unit, title, prize, *order in rows
    ]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch in the office's list."""

    batch: Batch
    job: Job | None
    count: int


def batch_rows(session: Session, season_id: str) -> list[BatchRow]:
    """The batches of a season, the latest first."""
    count = sa.select(sa.func.count()).where(Certificate.batch_id == Batch.id).scalar_subquery()
    rows = (
        sa.select(Batch, Job, count)
        .outerjoin(Job, Job.id == Batch.job_id)
        .where(Batch.season_id == season_id)
        .order_by(Batch.made_at.desc(), Batch.id)
    )
    return [BatchRow(*row) for row in session.execute(rows)]


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
        sa.select(Author.id)
        .join(Entry, Entry.id == Author.entry_id)
        .where(Entry.folded.contains(word, autoescape=True))
    )
    number = Certificate.register.contains(typed.strip().upper(), autoescape=True)
    return sa.or_(number, Certificate.author_id.in_(entries))


def certificates_of_entry(
    session: Session, entry_id: str, account_id: str | None = None
) -> list[Certificate]:
    """The valid certificates of an entry's authors, in the order of the dossier; of one account, only its own."""
    rows = (
        sa.select(Certificate)
        .join(Author, Author.id == Certificate.author_id)
        .where(Author.entry_id == entry_id, Certificate.state == CertificateState.VALID)
        .order_by(Author.position)
    )
    return list(session.scalars(rows.filter(Author.account_id == account_id) if account_id else rows))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check with the short code shows: the words on the paper, and whether they still hold."""

    register: str
    state: CertificateState
    replaced_by: str | None
    recipient: str
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


def checked(session: Session, register: str, code: str) -> Checked | None:
    """The certificate that has this number and this short code; None for every other pair."""
    newer = aliased(Certificate)
    row = session.execute(
        sa.select(Certificate, Batch, Unit.name, newer.register)
        .join(Batch, Batch.id == Certificate.batch_id)
        .join(Unit, Unit.id == Certificate.organiser_id)
        .outerjoin(newer, newer.id == Certificate.replaced_by)
        .where(Certificate.register == register, Certificate.code == code)
    ).first()
    if row is None:
        return None
    own, batch, organiser, newer_register = row
    return Checked(
        own.register, own.state, newer_register, own.recipient, own.affiliation, own.prize, own.work,
        batch.contest, batch.decision, batch.issued_on, organiser,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """How many authors have no certificate yet; `odd` are words that would be printed with signs no face has."""

    count: int
    odd: tuple[tuple[str, str], ...]


def left_to_issue(session: Session, season: Season) -> Left:
    """Who has no certificate yet, before anybody issues it."""
    people = people_without(session, season.id)
    words = dict.fromkeys(word for one in people for word in (one.recipient, one.affiliation, one.work))
    odd = ((word, " ".join(unprintable(word))) for word in words)
    return Left(len(people), tuple((word, signs) for word, signs in odd if signs))
