"""Consents of persons and guardians: given, given anew, taken back; each purpose apart."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.text import one_line
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


def _renew(session: Session, consent: Consent, organiser_id: str, by: Actor, at: datetime) -> None:
    if consent.purpose is ConsentPurpose.PUBLISH_NAME:
        renew_site(session, organiser_id, by=by, at=at)
