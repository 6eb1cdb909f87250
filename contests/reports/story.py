"""What a report tells beside its numbers: who, when, on what grounds; by a few statements whatever the season's size."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Proposal
from contests.awards.release import released_seasons
from contests.decisions.model import Decision
from contests.envelopes.model import Appointment
from contests.kernel.audit import Deed
from contests.nomination.model import Nomination
from contests.people.model import Unit
from contests.screening.model import EligibleList
from contests.seasons.model import Season


@dataclass(frozen=True, slots=True)
class Document:
    """An official document as a sentence names it."""

    symbol: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Story:
    """A season as its report tells it; a document that is not there yet is None."""

    organiser: str
    address: str
    title: str
    legal_bases: tuple[str, ...]
    registration_from: datetime | None
    registration_until: datetime | None
    ceremony_on: date | None
    extended_by: tuple[str, ...]
    """Numbers of the documents by which the windows were moved, in their order."""
    eligible: Document | None
    awards: Document | None
    letters: tuple[Document, ...]
    judges: int | None
    """How many were appointed and still are; None before anyone was."""


def season_story(session: Session, season: Season) -> Story:
    """Five statements."""
    organiser, address, judges = session.execute(
        sa.select(Unit.name, Unit.address, _judges(season.id).scalar_subquery()).where(
            Unit.id == season.organiser_id
        )
    ).one()
    return Story(
        organiser=organiser,
        address=address,
        title=season.title,
        legal_bases=tuple(season.legal_bases),
        registration_from=season.registration_from,
        registration_until=season.registration_until,
        ceremony_on=season.ceremony_on,
        extended_by=_extensions(session, season.id),
        eligible=_document(session, _of_eligible(season.id)),
        awards=_document(session, _of_awards(season.id)),
        letters=_letters(session, season.id),
        judges=judges or None,
    )


def _judges(season_id: str) -> sa.Select[int]:
    own = sa.select(sa.func.count(Appointment.id))
    return own.where(Appointment.season_id == season_id, Appointment.ended_at.is_(None))


def _extensions(session: Session, season_id: str) -> tuple[str, ...]:
    deeds = sa.select(Deed.detail).where(Deed.subject == season_id, Deed.verb == "season.extend")
    return tuple(detail["decision"] for detail in session.scalars(deeds.order_by(Deed.at, Deed.id)))


def _of_eligible(season_id: str) -> sa.Select[str, date]:
    own = sa.select(EligibleList.decision_id).where(EligibleList.season_id == season_id)
    return sa.select(Decision.symbol, Decision.issued_on).where(Decision.id.in_(own))


def _of_awards(season_id: str) -> sa.Select[str, date]:
    own = sa.select(Proposal.decision_id).where(
        Proposal.season_id == season_id, Proposal.season_id.in_(released_seasons())
    )
    return sa.select(Decision.symbol, Decision.issued_on).where(Decision.id.in_(own))


def _document(session: Session, asked: sa.Select[str, date]) -> Document | None:
    found = session.execute(asked).first()
    return Document(*found) if found else None


def _letters(session: Session, season_id: str) -> tuple[Document, ...]:
    used = sa.select(Nomination.letter_id).where(
        Nomination.season_id == season_id, Nomination.season_id.in_(released_seasons())
    )
    rows = sa.select(Decision.symbol, Decision.issued_on).where(Decision.id.in_(used))
    return tuple(Document(*row) for row in session.execute(rows.order_by(Decision.issued_on, Decision.id)))
