"""The ledger of a season's round leaving the house: its head noted, its whole as a file for the inspector."""

from datetime import datetime

from sqlalchemy.orm import Session

from contests.envelopes.juries import NO_ROUND, locked_round
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.text import N_
from contests.seasons.model import Season
from judging import service as judging

UNSEALED = N_("Chỉ tải được sổ của vòng chấm sau khi kết quả chấm được niêm phong.")


def note_head(
    session: Session, season: Season, way: judging.Way, *, by: Actor, at: datetime
) -> Outcome[judging.HeadNow]:
    """Note that the round's present head leaves the database by this way."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    left = judging.head_left(session, round_.round_id, way, by=by, at=at)
    record(session, "ledger.head", season.id, scope=season.organiser_id, by=by, at=at)
    return left


def export_ledger(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[bytes]:
    """The round's ledger and rules as one file, after the results are sealed: before that the times of its deeds, set
    beside the log of deeds, could join a code to an entry."""
    round_ = locked_round(session, season.id)
    if round_ is None:
        return because(NO_ROUND)
    if judging.stage_of(session, round_.round_id) is not judging.Stage.SEALED:
        return because(UNSEALED)
    left = judging.head_left(session, round_.round_id, judging.Way.FILE, by=by, at=at)
    if isinstance(left, Refused):
        return left
    record(session, "ledger.export", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(judging.exported(session, round_.round_id))
