"""The register: numbers given in the transaction of the issue and never again; replaced and revoked with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.certificates import payload, rules
from contests.certificates.design import written
from contests.certificates.design.parts import Design
from contests.certificates.design.rules import faults
from contests.certificates.holders import holders_without, named_persons, persons_of
from contests.certificates.model import Batch, Certificate, Series
from contests.certificates.names import unsaid_of
from contests.certificates.prints import JOB as JOB
from contests.certificates.prints import ask_for_print
from contests.certificates.queries import award_decision, award_decision_query, design_named
from contests.certificates.sealing import seals
from contests.certificates.terms import CertificateState, Per, PrintForm
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.clock import today
from contests.kernel.codes import new_code
from contests.kernel.errors import Done, Outcome, gathered
from contests.kernel.settings import public_url
from contests.kernel.text import one_line
from contests.people.model import Unit
from contests.people.outside import renew_site
from contests.publication.service import notice_of
from contests.seasons.model import Contest, Season
from contests.seasons.queries import settings_of
from contests.seasons.settings import CERTIFICATE_NAMES

PATH = "/certificates/?"
"""Where QR codes lead, the seal behind it: a page of the application, and of the static site at the same address."""


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """Where and when certificates are dated, by which design (None: the season's first); `demo` prints "DỮ LIỆU MẪU"."""

    place: str
    issued_on: date
    demo: bool = False
    design_id: str | None = None


def issue(session: Session, season: Season, facts: IssueFacts, *, by: Actor, at: datetime) -> Outcome[Batch]:
    """Enter a certificate for everyone who is to have one of the design's kind and has none, and ask for their one file.

    Who had one that was revoked is left out: that is for `replace` to mend.
    """
    _lock_register(session, season.organiser_id)
    design, decision = design_named(session, season.id, facts.design_id), award_decision(session, season.id)
    holders = holders_without(session, season.id, design.per, design.title, today(at), facts.issued_on)
    state = rules.Issue(
        published=notice_of(session, season.id) is not None,
        address=public_url(session, PATH) is not None,
        place=facts.place,
        issued_on=facts.issued_on,
        decided_on=decision.issued_on if decision else None,
        latest=rules.latest_day(today(at), season.ceremony_on),
        people=len(holders),
        unsaid=_unsaid(session, season, holders, today(at)),
        faulty=any(faults(design)),
    )
    if refusal := gathered(rules.objections_to_issuing(state)):
        return refusal
    batch = _batch(session, season, facts, design, by, at)
    _enter(session, season, batch, design, rules.ceremony_order(holders), at)
    ask_for_print(session, batch, season, PrintForm.MERGED, by=by, at=at)
    scope = season.organiser_id
    record(session, "certificates.issue", batch.id, scope=scope, by=by, at=at, count=len(holders))
    return Done(batch)


def _unsaid(session: Session, season: Season, holders: Sequence[rules.Holder], on: date) -> int:
    """How many names no unit has confirmed, where the season waits for that."""
    values = {row.key: row.value for row in settings_of(session, season.id)}
    return unsaid_of(session, season.id, holders, on) if values[CERTIFICATE_NAMES] == "required" else 0


def _lock_register(session: Session, organiser_id: str) -> None:
    """Let one transaction at a time give numbers of an organiser."""
    session.scalar(sa.select(Unit.id).where(Unit.id == organiser_id).with_for_update())


def _batch(
    session: Session, season: Season, facts: IssueFacts, design: Design, by: Actor, at: datetime
) -> Batch:
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
        design=written.plain(design),
        made_at=at,
        made_by=by.account_id,
    )
    session.add(batch)
    session.flush()
    return batch


def _enter(
    session: Session,
    season: Season,
    batch: Batch,
    design: Design,
    holders: Sequence[rules.Holder],
    at: datetime,
) -> list[Certificate]:
    year, kind = batch.issued_on.year, session.get_one(Contest, season.contest_id).kind
    ordinal = _ordinal(session, season.organiser_id)
    last = sa.select(sa.func.max(Certificate.number)).filter_by(organiser_id=season.organiser_id, year=year)
    first = (session.scalar(last) or 0) + 1
    made = [
        _line(
            season,
            batch,
            design,
            holder,
            first + place,
            rules.register_of(kind, ordinal, year, first + place),
        )
        for place, holder in enumerate(holders)
    ]
    _seal(session, batch, made, holders, at)
    session.add_all(made)
    session.flush()
    return made


def _line(
    season: Season, batch: Batch, design: Design, holder: rules.Holder, number: int, register: str
) -> Certificate:
    """One line of the register, its seal still to come."""
    return Certificate(
        organiser_id=season.organiser_id,
        season_id=season.id,
        batch_id=batch.id,
        per=design.per,
        title=design.title,
        award_id=holder.award_id,
        author_id=holder.author_id,
        unit_id=holder.unit_id,
        year=batch.issued_on.year,
        number=number,
        register=register,
        code=new_code(rules.CODE_SIGNS),
        recipient="\n".join(one_line(name) for name in holder.names),
        affiliation=one_line(holder.affiliation),
        work=one_line(holder.work),
        prize=holder.prize,
        position=0,
    )


def _seal(
    session: Session, batch: Batch, made: Sequence[Certificate], holders: Sequence[rules.Holder], at: datetime
) -> None:
    claims = [
        payload.claim_of(
            one.register, one.prize, one.work, batch.issued_on, ", ".join(one.recipient.splitlines()), one.code,
            named=holder.named, sample=batch.demo,
        )
        for one, holder in zip(made, holders, strict=True)
    ]  # fmt: skip
    texts = seals(session, made[0].organiser_id, claims, at=at)
    for place, (one, text) in enumerate(zip(made, texts, strict=True)):
        one.position, one.seal = place, text


def _ordinal(session: Session, organiser_id: str) -> int:
    series = session.scalar(sa.select(Series).where(Series.organiser_id == organiser_id))
    if series is None:
        last = session.scalar(sa.select(sa.func.max(Series.ordinal))) or 0
        series = Series(organiser_id=organiser_id, ordinal=last + 1)
        session.add(series)
        session.flush()
    return series.ordinal


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
    address, several = public_url(session, PATH) is not None, certificate.per is Per.GROUP
    objections = rules.objections_to_replacing(
        certificate.state, recipient, reason, address=address, several=several
    )
    if refusal := gathered(objections):
        return refusal
    _retire(session, certificate, reason, at)
    facts = IssueFacts(old.place, max(today(at), old.issued_on), demo)
    corrected = _corrected(session, certificate, recipient, affiliation, today(at))
    made = _issue_one(session, season, facts, written.read(old.design), corrected, by, at)
    certificate.replaced_by = made.id
    _tell_replaced(session, certificate, made, by, at)
    return Done(made)


def _tell_replaced(session: Session, old: Certificate, made: Certificate, by: Actor, at: datetime) -> None:
    renew_site(session, old.organiser_id, by=by, at=at)
    record(
        session, "certificates.replace", old.id, scope=old.organiser_id, by=by, at=at, register=made.register,
        reason=old.reason,
    )  # fmt: skip


def _issue_one(
    session: Session,
    season: Season,
    facts: IssueFacts,
    design: Design,
    holder: rules.Holder,
    by: Actor,
    at: datetime,
) -> Certificate:
    """A batch of one, with its file asked for."""
    batch = _batch(session, season, facts, design, by, at)
    (made,) = _enter(session, season, batch, design, [holder], at)
    ask_for_print(session, batch, season, PrintForm.MERGED, by=by, at=at)
    return made


def _retire(session: Session, certificate: Certificate, reason: str, at: datetime) -> None:
    """Free the holder's place in the register for the new certificate; who was revoked stays so."""
    if certificate.state is CertificateState.VALID:
        certificate.state = CertificateState.REPLACED
        certificate.ended_at = at
    certificate.reason = one_line(reason)
    session.flush()


def _corrected(
    session: Session, old: Certificate, recipient: str, affiliation: str, on: date
) -> rules.Holder:
    names = tuple(line for line in map(one_line, recipient.splitlines()) if line)
    persons = persons_of(session, old) if old.per is not Per.UNIT else set()
    named = named_persons(session, persons, on) == persons
    return rules.Holder(
        names, affiliation, old.work, old.prize, old.award_id, old.author_id, old.unit_id, named
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
    certificate.ended_at = at
    scope = certificate.organiser_id
    renew_site(session, certificate.organiser_id, by=by, at=at)
    record(
        session, "certificates.revoke", certificate.id, scope=scope, by=by, at=at, reason=certificate.reason
    )
    return Done(certificate)
