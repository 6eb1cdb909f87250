"""A work in a letter on its way up, and the upper organiser that takes it in."""

import hashlib
import io

import sqlalchemy as sa

from contests.decisions.model import Decision
from contests.decisions.terms import DecisionKind
from contests.entries import dossier
from contests.entries.model import Author, DossierVersion
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.kernel.signing import fingerprint
from contests.nomination import receiving, sending
from contests.nomination import service as nomination
from contests.nomination.bundle.sealing import take_in
from contests.nomination.model import Sender
from contests.people.model import Consent
from contests.people.terms import Consenter, ConsentPurpose
from tests.factories import NOON
from tests.factories_awards import decision

PDF = b"%PDF-1.7\n% a dossier's file\n%%EOF\n"
SHA256 = hashlib.sha256(PDF).hexdigest()
UPPER = {
    "title": "Cuộc thi toàn quốc",
    "fields": {"HT": "HT", "PM": "PM"},
    "items": {"TM": "Bản thuyết minh"},
}


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def letter(symbol="07/CV-LHH"):
    return decision(symbol, DecisionKind.LETTER)


def nominate(session, judged, places, substitutes=(), symbol="07/CV-LHH"):
    chosen, others = ([judged.entries[at].id for at in group] for group in (places, substitutes))
    return nomination.nominate(session, judged.season, chosen, letter(symbol), others, **judged.by_office)


def put_file(session, storage, judged, at=0):
    storage.put(io.BytesIO(PDF), area=dossier.area_of(judged.organiser.id))
    version = session.query(DossierVersion).filter_by(entry_id=judged.entries[at].id).one()
    said = {
        "id": "x",
        "item": "TM",
        "name": "thuyết minh.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
        "pages": 1,
        "sha256": SHA256,
    }
    version.manifest = {**version.manifest, "files": [said]}
    session.flush()


def take_part(session, entry):
    """What a dossier of a pupil has from its first submission on."""
    for author in session.scalars(sa.select(Author).where(Author.entry_id == entry.id)):
        session.add_all(
            Consent(
                person_id=author.person_id, purpose=ConsentPurpose.TAKE_PART, given_by=giver, giver_name="Bình",
                wording="bản 1", given_at=NOON,
            )
            for giver in Consenter
        )  # fmt: skip
    session.flush()


def the_letter(session) -> Decision:
    return session.scalars(sa.select(Decision).where(Decision.kind == DecisionKind.LETTER)).one()


def seal(runtime, judged):
    return runtime.main.act(
        lambda s: sending.seal_bundle(s, judged.season, the_letter(s), runtime.storage, **judged.by_office)
    )


def received(runtime, judged):
    bundle = value_of(seal(runtime, judged))
    data = runtime.storage.read(bundle.sha256, area=sending.papers_area(judged.organiser.id))
    return value_of(take_in(io.BytesIO(data), len(data))), bundle.sha256


def trust(runtime, upper, raw_key):
    _, unit, (first, second) = upper
    spelled = fingerprint(raw_key)

    def compare(session):
        return receiving.compare_key(session, unit, raw_key, spelled, "07/CV-LHH", by=first, at=NOON)

    def confirm(session):
        sender = session.scalars(sa.select(Sender)).one()
        return receiving.confirm_key(session, sender, spelled.lower(), by=second, at=NOON)

    value_of(runtime.main.act(compare))
    value_of(runtime.main.act(confirm))


def take(runtime, upper, taken, sha256):
    season, _, (first, _) = upper
    for one in taken.bundle.nominees:
        receiving.keep_files(runtime.storage, season.organiser_id, one, taken.open)
    return runtime.main.act(lambda s: receiving.receive(s, season, taken, sha256, by=first, at=NOON))
