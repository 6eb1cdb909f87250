"""Signing what a certificate claims, with the organiser's key; and whether a seal that was read holds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from contests.certificates.payload import PURPOSE, Claim, Seal, key_id, message, spoken
from contests.kernel import signing


def seals(session: Session, organiser_id: str, claims: Sequence[Claim], *, at: datetime) -> list[str]:
    """The text for the QR code of each claim; they are signed here, so this needs a writing session."""
    raw = signing.sign(session, organiser_id, PURPOSE, b"", at=at).raw_key
    found = []
    for claim in claims:
        said = message(claim, key_id(raw))
        found.append(spoken(said, signing.sign(session, organiser_id, PURPOSE, said, at=at).signature))
    return found


def holds(session: Session, organiser_id: str, seal: Seal) -> bool:
    """Whether one of the organiser's keys, also of a retired one, signed the seal."""
    return any(
        key_id(key.raw) == seal.key_id and signing.verify(key.raw, PURPOSE, seal.message, seal.signature)
        for key in signing.public_keys(session, organiser_id)
    )
