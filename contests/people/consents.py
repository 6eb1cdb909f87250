"""Consents of persons and guardians: given, given anew, taken back; each purpose apart."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.text import N_, one_line
from contests.people.model import Consent, Person
from contests.people.outside import renew_site
from contests.people.terms import Consenter, ConsentPurpose


def give_consent(
    session: Session,
    person: Person,
    purpose: ConsentPurpose,
    given_by: Consenter,
    *,
    giver_name: str,
    wording: str,
    by: Actor,
    at: datetime,
) -> Consent:
    """Note a consent, or that it was given anew; `wording` is the text that was agreed to."""
    own = {"person_id": person.id, "purpose": purpose, "given_by": given_by}
    consent = session.scalar(sa.select(Consent).filter_by(**own)) or Consent(**own)
    consent.giver_name, consent.wording = one_line(giver_name), wording
    consent.given_at, consent.withdrawn_at = at, None
    session.add(consent)
    scope = person.organiser_id
    record(session, "consent.give", person.id, scope=scope, by=by, at=at, purpose=purpose.value)
    _renew(session, consent, scope, by, at)
    return consent


def withdraw_consent(session: Session, consent: Consent, *, by: Actor, at: datetime) -> Consent:
    """Note that a consent was taken back; what stands outside with the name is made anew."""
    consent.withdrawn_at = consent.withdrawn_at or at
    scope = session.get_one(Person, consent.person_id).organiser_id
    record(session, "consent.withdraw", consent.person_id, scope=scope, by=by, at=at)
    _renew(session, consent, scope, by, at)
    return consent


def withdraw_name(session: Session, person: Person, *, by: Actor, at: datetime) -> Outcome[int]:
    """Take back whatever consents to the publication of a name stand, whoever gave them; how many those were."""
    own = sa.select(Consent).where(
        Consent.person_id == person.id,
        Consent.purpose == ConsentPurpose.PUBLISH_NAME,
        Consent.withdrawn_at.is_(None),
    )
    standing = session.scalars(own.with_for_update()).all()
    if not standing:
        return because(N_("Không có sự đồng ý công bố tên nào đang có hiệu lực để rút lại."))
    for consent in standing:
        withdraw_consent(session, consent, by=by, at=at)
    session.flush()
    return Done(len(standing))


def _renew(session: Session, consent: Consent, organiser_id: str, by: Actor, at: datetime) -> None:
    if consent.purpose is ConsentPurpose.PUBLISH_NAME:
        renew_site(session, organiser_id, by=by, at=at)
