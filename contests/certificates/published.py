"""What the static site says of certificates: the page that checks them without a server, the keys and the lists it looks into."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.certificates.model import Certificate
from contests.certificates.payload import key_id
from contests.certificates.terms import CertificateState
from contests.entries.model import Author
from contests.kernel.calendar import today
from contests.kernel.manifests import readable
from contests.people.disclosure import ConsentFacts, public_name
from contests.people.model import Consent, Person
from contests.people.terms import ConsentPurpose
from contests.publication.site.facts import SiteFacts
from contests.publication.site.pages import STATIC, drawn, published_keys
from contests.publication.site.sections import Section

FOLDER, FORMAT = "certificates", "bang-vang/certificates/1"
_SCRIPTS: tuple[Path, ...] = (STATIC / "site/check.js", STATIC / "site/ed25519.js")


def certificates_section(session: Session, facts: SiteFacts, at: datetime) -> Section:
    """The folder of the check page, with the lists as of the day of `at`."""
    lists = published_lists(session, facts, at)
    values = {"as_of": at, "revoked": len(lists["revoked"]), "replaced": len(lists["replaced"])}
    page = drawn("certificates.html", f"{FOLDER}/index.html", facts, **values)
    scripts = {path.name: path.read_bytes() for path in _SCRIPTS}
    return Section(
        FOLDER, {"index.html": page, **scripts, "revoked.json": readable(lists), "lists.js": script_of(lists)}
    )


def published_lists(session: Session, facts: SiteFacts, at: datetime) -> dict[str, Any]:
    """Which numbers no longer hold, by which others they were replaced, and whose names are no longer to be shown."""
    newer = aliased(Certificate)
    rows = session.execute(
        sa.select(Certificate.register, Certificate.state, newer.register)
        .outerjoin(newer, newer.id == Certificate.replaced_by)
        .where(Certificate.organiser_id == facts.organiser_id, Certificate.state != CertificateState.VALID)
        .order_by(Certificate.year, Certificate.number)
    ).all()
    return {
        "format": FORMAT,
        "organiser": facts.organiser,
        "as_of": today(at).isoformat(),
        "keys": [{"id": key_id(bytes.fromhex(str(one["key"]))).hex(), **one} for one in published_keys(facts.keys)],
        "revoked": [register for register, state, _ in rows if state is CertificateState.REVOKED],
        "replaced": {register: other or "" for register, state, other in rows if state is CertificateState.REPLACED},
        "hidden": hidden_registers(session, facts.organiser_id, at),
    }  # fmt: skip


def hidden_registers(session: Session, organiser_id: str, at: datetime) -> list[str]:
    """The numbers of certificates whose bearer took a consent back: their codes may hold the name, the page shows it no more."""
    rows = session.execute(
        sa.select(Certificate.register, Person.full_name, Person.born_on, Consent.given_by, Consent.withdrawn_at)
        .join(Author, Author.id == Certificate.author_id)
        .join(Person, Person.id == Author.person_id)
        .join(Consent, sa.and_(Consent.person_id == Person.id, Consent.purpose == ConsentPurpose.PUBLISH_NAME))
        .where(Certificate.organiser_id == organiser_id)
        .order_by(Certificate.year, Certificate.number)
    )  # fmt: skip
    people: dict[str, tuple[str, date | None]] = {}
    consents: dict[str, list[ConsentFacts]] = {}
    for register, name, born_on, giver, withdrawn_at in rows:
        people[register] = (name, born_on)
        fact = ConsentFacts(ConsentPurpose.PUBLISH_NAME, giver, withdrawn_at is not None)
        consents.setdefault(register, []).append(fact)
    return [
        register
        for register, (name, born_on) in people.items()
        if any(one.withdrawn for one in consents[register])
        and public_name(name, born_on, consents[register], today(at)) is None
    ]


def script_of(lists: dict[str, Any]) -> bytes:
    """The lists for a page that was opened from a disk, where no script may read a file."""
    said = json.dumps(lists, ensure_ascii=True, sort_keys=True).replace("<", "\\u003c")
    return f'"use strict";\nglobalThis.BANG_VANG = {said};\n'.encode("ascii")
