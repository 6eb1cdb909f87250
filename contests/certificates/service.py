"""The register: numbers given in the transaction of the issue and never again; replaced and revoked with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.certificates import rules
from contests.certificates.model import Batch, Certificate, Series
from contests.certificates.queries import award_decision, award_decision_query, people_without
from contests.certificates.terms import CertificateState
from contests.kernel import jobs
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import today
from contests.kernel.codes import new_code
from contests.kernel.errors import Done, Outcome, gathered
from contests.kernel.settings import public_url
from contests.kernel.text import N_, one_line
from contests.people.model import Unit
from contests.publication.service import notice_of
from contests.seasons.model import Contest, Season

JOB = "certificates"
TITLE = N_("In giấy chứng nhận")
PATH = "/certificates"


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """Where and when certificates are dated; `demo` prints "DỮ LIỆU MẪU" on them."""

    place: str
    issued_on: date
    demo: bool = False


def issue(session: Session, season: Season, facts: IssueFacts, *, by: Actor, at: datetime) -> Outcome[Batch]:
    """Enter a certificate for every author of a prized entry who has none yet, and ask for their one file.

    Who had one that was revoked is left out: that is for `replace` to mend.
    """
    _lock_register(session, season.organiser_id)
    people, decision = people_without(session, season.id), award_decision(session, season.id)
    objections = rules.objections_to_issuing(
        published=notice_of(session, season.id) is not None,
        address=public_url(session, PATH) is not None,
        place=facts.place,
        issued_on=facts.issued_on,
        decided_on=decision.issued_on if decision else None,
        latest=rules.latest_day(today(at), season.ceremony_on),
        people=len(people),
    )
    if refusal := gathered(objections):
        return refusal
    batch = _batch(session, season, facts, by, at)
    _enter(session, season, batch, rules.ceremony_order(people))
    _ask_for_file(session, season, batch, by, at)
    record(
        session, "certificates.issue", batch.id, scope=season.organiser_id, by=by, at=at, count=len(people)
    )
    return Done(batch)


def _lock_register(session: Session, organiser_id: str) -> None:
    """Let one transaction at a time give numbers of an organiser."""
    session.scalar(sa.select(Unit.id).where(Unit.id == organiser_id).with_for_update())


def _batch(session: Session, season: Season, facts: IssueFacts, by: Actor, at: datetime) -> Batch:
    contest = session.get_one(Contest, season.contest_id)
    decision = session.scalars(award_decision_query(season.id)).one()
    batch = Batch(
        season_id=season.id,
        issued_on=facts.issued_on,
        place=one_line(facts.place),
        issuer=f"BAN TỔ CHỨC\n{contest.name.upper()}",
        contest=season.title,
        decision=f"Quyết định số {decision.symbol} {rules.on_paper(decision.issued_on)}",
        signer_title=decision.signer_title,
        signer_name=decision.signer_name,
        check_address=public_url(session, PATH) or "",
        demo=facts.demo,
        made_at=at,
        made_by=by.account_id,
    )
    session.add(batch)
    session.flush()
    return batch


def _enter(
    session: Session, season: Season, batch: Batch, people: Iterable[rules.PrizedAuthor]
) -> list[Certificate]:
    year, kind = batch.issued_on.year, session.get_one(Contest, season.contest_id).kind
    ordinal = _ordinal(session, season.organiser_id)
    last = sa.select(sa.func.max(Certificate.number)).filter_by(organiser_id=season.organiser_id, year=year)
    first = (session.scalar(last) or 0) + 1
    made = [
        Certificate(
            organiser_id=season.organiser_id,
            season_id=season.id,
            batch_id=batch.id,
            award_id=person.award_id,
            author_id=person.author_id,
            year=year,
            number=first + place,
            register=rules.register_of(kind, ordinal, year, first + place),
            code=new_code(rules.CODE_SIGNS),
            recipient=person.recipient,
            affiliation=person.affiliation,
            work=person.work,
            prize=person.prize,
            position=place,
        )
        for place, person in enumerate(people)
    ]
    session.add_all(made)
    session.flush()
    return made


def _ordinal(session: Session, organiser_id: str) -> int:
    series = session.scalar(sa.select(Series).where(Series.organiser_id == organiser_id))
    if series is None:
        last = session.scalar(sa.select(sa.func.max(Series.ordinal))) or 0
        series = Series(organiser_id=organiser_id, ordinal=last + 1)
        session.add(series)
        session.flush()
    return series.ordinal


def _ask_for_file(session: Session, season: Season, batch: Batch, by: Actor, at: datetime) -> None:
    job = jobs.ask(
        session, JOB, TITLE, key=f"{JOB}:{batch.id}", scope=season.organiser_id, by=by, at=at,
        batch=batch.id, season=season.id,
    )  # fmt: skip
    batch.job_id = job.id


def replace(
    session: Session,
    certificate: Certificate,
    recipient: str,
    affiliation: str,
    reason: str,
    *,
    demo: bool = False,
    by: Actor,
    at: datetime,
) -> Outcome[Certificate]:
    """A new certificate with a new number and corrected words; the old one says which it was replaced by."""
    _lock_register(session, certificate.organiser_id)
    session.refresh(certificate)
    season, old = session.get_one(Season, certificate.season_id), session.get_one(Batch, certificate.batch_id)
    address = public_url(session, PATH) is not None
    if refusal := gathered(
        rules.objections_to_replacing(certificate.state, recipient, reason, address=address)
    ):
        return refusal
    _retire(session, certificate, reason)
    batch = _batch(session, season, IssueFacts(old.place, max(today(at), old.issued_on), demo), by, at)
    (made,) = _enter(session, season, batch, [_corrected(certificate, recipient, affiliation)])
    certificate.replaced_by = made.id
    _ask_for_file(session, season, batch, by, at)
    record(
        session, "certificates.replace", certificate.id,
        scope=season.organiser_id, by=by, at=at, register=made.register, reason=certificate.reason,
    )  # fmt: skip
    return Done(made)


def _retire(session: Session, certificate: Certificate, reason: str) -> None:
    """Free the author's place in the register for the new certificate; who was revoked stays so."""
    if certificate.state is CertificateState.VALID:
        certificate.state = CertificateState.REPLACED
    certificate.reason = one_line(reason)
    session.flush()


def _corrected(old: Certificate, recipient: str, affiliation: str) -> rules.PrizedAuthor:
    return rules.PrizedAuthor(
        old.author_id,
        old.award_id,
        one_line(recipient),
        one_line(affiliation),
        old.work,
        old.prize,
        0,
        0,
        0,
        0,
    )


def revoke(
    session: Session, certificate: Certificate, reason: str, *, by: Actor, at: datetime
) -> Outcome[Certificate]:
    """Say for everyone who checks it that a certificate no longer holds."""
    _lock_register(session, certificate.organiser_id)
    session.refresh(certificate)
    if refusal := gathered(rules.objections_to_revoking(certificate.state, reason)):
        return refusal
    certificate.state, certificate.reason = CertificateState.REVOKED, one_line(reason)
    scope = certificate.organiser_id
    record(
        session, "certificates.revoke", certificate.id, scope=scope, by=by, at=at, reason=certificate.reason
    )
    return Done(certificate)
