"""Who is barred from what: by hand, by a hard conflict, by the officer's ruling; judging gets the bare pairs."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.conflicts.model import Conflict
from contests.envelopes.conflicts.terms import Level, Ruling
from contests.envelopes.model import Appointment, Bar, Envelope, RoundEnvelope
from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Refused
from judging import service as judging

EFFECTIVE = sa.or_(Conflict.level == Level.HARD, Conflict.ruling == Ruling.BAR)
"""The conflicts that keep a judge from an entry."""
OPEN = sa.and_(Conflict.level == Level.LOOK, Conflict.ruling.is_(None), Appointment.ended_at.is_(None))
"""The conflicts that wait for the officer; who has left needs no ruling. Join the appointment."""


def barred(session: Session, season_id: str) -> set[tuple[str, str]]:
    """(entry id, judge id) of everyone kept from an entry of the season."""
    by_hand = sa.select(Bar.entry_id, Appointment.judge_id).join(
        Appointment, Appointment.id == Bar.appointment_id
    )
    found = sa.select(Conflict.entry_id, Appointment.judge_id).join(
        Appointment, Appointment.id == Conflict.appointment_id
    )
    own = Appointment.season_id == season_id
    both = sa.union(by_hand.where(own), found.where(own, EFFECTIVE))
    return {(entry_id, judge_id) for entry_id, judge_id in session.execute(both)}


def by_entry(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The judges kept from each entry."""
    judges: dict[str, set[str]] = {}
    for entry_id, judge_id in pairs:
        judges.setdefault(entry_id, set()).add(judge_id)
    return judges


def pass_on(session: Session, season_id: str, *, by: Actor, at: datetime) -> Outcome[int]:
    """Give judging all bare pairs of a sealed round at once; before the sealing there is none to give."""
    judges = by_entry(barred(session, season_id))
    pieces = sa.select(Envelope.entry_id, Envelope.piece_id).where(Envelope.entry_id.in_(judges))
    pairs = {(judge, piece) for entry, piece in session.execute(pieces) for judge in judges[entry]}
    if not pairs:
        return Done(0)
    told = judging.bar(session, pairs, by=by, at=at)
    if isinstance(told, Done) and told.value:
        return _checked(session, season_id, told, at)
    return told


def _checked(session: Session, season_id: str, told: Done[int], at: datetime) -> Outcome[int]:
    """The verifier looks at an assignment in force after every change of who is barred."""
    rounds = sa.select(RoundEnvelope.round_id).where(RoundEnvelope.season_id == season_id)
    for round_id in session.scalars(rounds):
        checked = judging.check_assignment(session, round_id, at=at)
        if isinstance(checked, Refused):
            return checked
    return told
