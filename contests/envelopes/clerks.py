"""What two clerks do, each without the other: paper sheets keyed in by code, never beside a work."""

from collections.abc import Callable, Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes.closing import NOT_SEALED
from contests.envelopes.humans import word_of
from contests.envelopes.juries import locked_round
from contests.envelopes.model import RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.text import N_
from contests.people.model import Account
from contests.seasons.model import Season
from judging import service as judging

ONE_HUMAN = N_("Phiếu giấy phải do những người khác nhau nhập; hai tài khoản này là của cùng một người.")


def key_paper(
    session: Session, season: Season, read: judging.PaperRead, *, by: Actor, at: datetime
) -> Outcome[judging.Keyed]:
    """Key a paper sheet in, the first or the second time."""
    return _keyed(
        session, season, lambda round_id: judging.key_paper(session, round_id, read, by=by, at=at), by, at
    )


def decide_paper(
    session: Session, season: Season, paper_id: str, read: judging.PaperRead, *, by: Actor, at: datetime
) -> Outcome[judging.Keyed]:
    """Settle what two clerks read differently, by a third look."""
    return _keyed(
        session,
        season,
        lambda round_id: judging.decide_paper(session, round_id, paper_id, read, by=by, at=at),
        by,
        at,
    )


def take_back(session: Session, season: Season, paper_id: str, *, by: Actor, at: datetime) -> Outcome[None]:
    """Remove a sheet that one keyed oneself, while nobody has keyed it again."""
    round_ = _sealed(session, season)
    if round_ is None:
        return because(NOT_SEALED)
    outcome = judging.take_back(session, round_.round_id, paper_id, by=by)
    if isinstance(outcome, Done):
        record(session, "paper.take_back", season.id, scope=season.organiser_id, by=by, at=at)
    return outcome


def _keyed(
    session: Session,
    season: Season,
    key: Callable[[str], Outcome[judging.Keyed]],
    by: Actor,
    at: datetime,
) -> Outcome[judging.Keyed]:
    """Do it, and say on the office's log that it was done: no code there, and no mark."""
    round_ = _sealed(session, season)
    if round_ is None:
        return because(NOT_SEALED)
    outcome = key(round_.round_id)
    if isinstance(outcome, Refused):
        return outcome
    if alike(session, outcome.value.clerks, at):
        return because(ONE_HUMAN, "label")
    record(session, "paper.key", season.id, scope=season.organiser_id, by=by, at=at)
    return outcome


def _sealed(session: Session, season: Season) -> RoundEnvelope | None:
    round_ = locked_round(session, season.id)
    return None if round_ is None or round_.state is RoundState.PREPARED else round_


def alike(session: Session, accounts: Collection[str], at: datetime) -> bool:
    """Whether two of these accounts may be the same human's."""
    rows = session.scalars(sa.select(Account).where(Account.id.in_(accounts)).order_by(Account.id)).all()
    words = [word_of(account, at) for account in rows]
    return any(one.same_human(other) for place, one in enumerate(words) for other in words[place + 1 :])
