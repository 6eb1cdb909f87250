"""The public notice: from its moment on everyone reads the prize list."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.release import result_state
from contests.awards.terms import ResultState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_
from contests.publication.model import Notice
from contests.seasons.model import Season

WAITING = N_("Kết quả chờ giám sát cho phép nên chưa công bố được.")


def publish(session: Session, season: Season, *, by: Actor, at: datetime) -> Outcome[Notice]:
    """Show the decided prize list to everyone, once; names as far as each person has agreed."""
    session.scalar(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    state = result_state(session, season.id)
    published = notice_of(session, season.id) is not None
    if refusal := gathered(_objections(state, published=published)):
        return refusal
    notice = Notice(season_id=season.id, published_at=at, published_by=by.account_id)
    session.add(notice)
    session.flush()
    record(session, "publication.publish", season.id, scope=season.organiser_id, by=by, at=at)
    return Done(notice)


def _objections(state: ResultState, *, published: bool) -> Iterator[Reason]:
    if state is ResultState.UNDECIDED:
        yield Reason(N_("Chưa có quyết định trao giải nên chưa công bố được."))
    if state is ResultState.WAITING:
        yield Reason(WAITING)
    if published:
        yield Reason(N_("Kết quả của mùa thi này đã được công bố."))


def notice_of(session: Session, season_id: str) -> Notice | None:
    """The season's notice, where it was published."""
    return session.scalar(sa.select(Notice).where(Notice.season_id == season_id))
