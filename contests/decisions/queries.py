"""What pages read of documents: drafts that wait, the register with its gaps."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions import rules
from contests.decisions.model import Decision, Draft
from contests.decisions.rules import Gap, Words
from contests.decisions.terms import DecisionKind


def waiting_drafts(session: Session, season_id: str, kind: DecisionKind) -> Sequence[Draft]:
    """The drafts of a kind that have no number yet, the latest first."""
    own = sa.select(Draft).where(
        Draft.season_id == season_id,
        Draft.kind == kind,
        Draft.decision_id.is_(None),
        Draft.dropped_at.is_(None),
    )
    return session.scalars(own.order_by(Draft.drafted_at.desc(), Draft.id)).all()


def drafts_of(session: Session, season_id: str) -> Sequence[Draft]:
    """Every draft of a season that was not given up, the latest first."""
    own = sa.select(Draft).where(Draft.season_id == season_id, Draft.dropped_at.is_(None))
    return session.scalars(own.order_by(Draft.drafted_at.desc(), Draft.id)).all()


def register_gaps(session: Session, organiser_id: str, year: int | None = None) -> list[Gap]:
    """What the organiser's register lacks between its numbers, of one year or of all."""
    own = sa.select(Decision.symbol, Decision.year).where(Decision.organiser_id == organiser_id)
    rows = session.execute(own.where(Decision.year == year) if year else own)
    return rules.gaps([(symbol, of) for symbol, of in rows])


def words_of(drafted: Draft) -> Words:
    """The words of a draft as its form shows them again."""
    return Words(
        drafted.agency, drafted.superior, drafted.symbol, drafted.place, drafted.subject, drafted.signer_title,
        drafted.signer_name, tuple(drafted.addressees), tuple(drafted.recipients), drafted.details,
    )  # fmt: skip
