"""Matching a season's declarations with its entries, keeping what was found, and how much of it waits for a person."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.conflicts import gathering, matching
from contests.envelopes.conflicts.barring import OPEN, pass_on
from contests.envelopes.conflicts.matching import Found
from contests.envelopes.conflicts.model import Conflict
from contests.envelopes.conflicts.officers import is_officer
from contests.envelopes.conflicts.rules import UNDECIDED
from contests.envelopes.juries import NO_ROUND, locked_round
from contests.envelopes.model import Appointment, RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because
from contests.kernel.text import N_
from contests.seasons.model import Season

NOT_OFFICER = N_("Chỉ người phụ trách xung đột lợi ích của mùa thi thực hiện được việc này.")
Key = tuple[str, str, str, str]


def _key(row: Conflict) -> Key:
    return row.entry_id, row.appointment_id, row.source, row.subject


def _stored(session: Session, season_id: str) -> list[Conflict]:
    own = sa.select(Conflict).join(Appointment, Appointment.id == Conflict.appointment_id)
    return list(session.scalars(own.where(Appointment.season_id == season_id)))


def waiting(session: Session, season_id: str, appointment_id: str = "") -> int:
    """How many of the conflicts found wait for the officer; of one judge only where one is named."""
    judge = [Appointment.id == appointment_id] if appointment_id else []
    return session.scalars(undecided(season_id).where(*judge)).one()


def undecided(season_id: str) -> sa.Select[int]:
    """The question that `waiting` asks of a season."""
    own = sa.select(sa.func.count(Conflict.id)).join(Appointment, Appointment.id == Conflict.appointment_id)
    return own.where(Appointment.season_id == season_id, OPEN)


def unsettled(
    session: Session, season: Season, round_: RoundEnvelope, by: Actor, at: datetime, appointment_id: str = ""
) -> Reason | None:
    """Match anew and pass on what bars; why the round cannot go on: there are conflicts that nobody has looked at."""
    renew(session, season, round_, at)
    passed_on = pass_on(session, season.id, by=by, at=at)
    if isinstance(passed_on, Refused):
        return passed_on.reasons[0]
    count = waiting(session, season.id, appointment_id)
    return Reason(UNDECIDED, "conflicts", None, {"count": count}) if count else None


def match_conflicts(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[int]:
    """The officer has the declarations matched with the entries; how many conflicts are new."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if not is_officer(session, season, by):
        return because(NOT_OFFICER)
    new = renew(session, season, round_, at)
    record(session, "conflict.match", season.id, scope=season.organiser_id, by=by, at=at, new=new)
    passed_on = pass_on(session, season.id, by=by, at=at)
    return passed_on if isinstance(passed_on, Refused) else Done(new)


def renew(session: Session, season: Season, round_: RoundEnvelope, at: datetime) -> int:
    """Keep what is found now; the number of new ones. What a person ruled stays, unless it weighs otherwise now.

    Before the sealing, what is found no more and was not ruled on goes.
    """
    found = {one.key: one for one in matching.conflicts(gathering.world(session, season, round_.round_id))}
    known = {_key(row): row for row in _stored(session, season.id)}
    for key, row in known.items():
        if key in found:
            _weigh(row, found[row.entry_id, row.appointment_id, row.source, row.subject])
        elif row.ruling is None and round_.state is RoundState.PREPARED:
            session.delete(row)
    new = [one for key, one in found.items() if key not in known]
    session.add_all(_row(one, at) for one in new)
    session.flush()
    return len(new)


def _weigh(row: Conflict, found: Found) -> None:
    if row.level is not found.level:
        row.ruling, row.ruled_by, row.ruled_at, row.reason = None, None, None, ""
    row.level, row.against = found.level, found.against


def _row(found: Found, at: datetime) -> Conflict:
    return Conflict(
        entry_id=found.entry_id, appointment_id=found.appointment_id, source=found.source,
        subject=found.subject, against=found.against, level=found.level, found_at=at,
    )  # fmt: skip
