"""The public notice: from its moments on everyone reads the prize list and the works' pages."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.release import result_state
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, because, gathered
from contests.kernel.text import N_
from contests.people.outside import open_site, renew_site
from contests.publication import rules
from contests.publication.model import Notice
from contests.publication.rules import Stages as Stages
from contests.seasons.model import Season

AT_ONCE = Stages()


def publish(
    session: Session, season: Season, stages: Stages = AT_ONCE, *, by: Actor, at: datetime
) -> Outcome[Notice]:
    """Show the decided prize list to everyone, once, each stage from its moment on; names as far as each person has agreed."""
    session.scalar(sa.select(Season.id).where(Season.id == season.id).with_for_update())
    state = result_state(session, season.id)
    objections = [
        *rules.objections_to_publishing(state, published=notice_of(session, season.id) is not None),
        *rules.objections_to_stages(stages, at),
    ]
    if refusal := gathered(objections):
        return refusal
    list_from, works_from = stages.moments(at)
    notice = Notice(
        season_id=season.id, published_at=at, published_by=by.account_id, list_from=list_from, works_from=works_from
    )  # fmt: skip
    session.add(notice)
    session.flush()
    _record(session, "publication.publish", season, notice, by, at)
    open_site(session, season.organiser_id)
    renew_site(session, season.organiser_id, by=by, at=at)
    return Done(notice)


def move_stages(
    session: Session, season: Season, stages: Stages, *, by: Actor, at: datetime
) -> Outcome[Notice]:
    """Set other moments for what is not out yet."""
    own = sa.select(Notice).where(Notice.season_id == season.id).with_for_update()
    notice = session.scalar(own.execution_options(populate_existing=True))
    if notice is None:
        return because(N_("Kết quả của mùa thi này chưa được công bố."))
    old, new = (notice.list_from, notice.works_from), stages.moments(at)
    if refusal := gathered(rules.objections_to_moving(old, new, at)):
        return refusal
    notice.list_from, notice.works_from = new
    session.flush()
    _record(session, "publication.move", season, notice, by, at)
    return Done(notice)


def _record(session: Session, verb: str, season: Season, notice: Notice, by: Actor, at: datetime) -> None:
    record(
        session, verb, season.id, scope=season.organiser_id, by=by, at=at,
        list_from=notice.list_from.isoformat(), works_from=notice.works_from.isoformat(),
    )  # fmt: skip


def notice_of(session: Session, season_id: str) -> Notice | None:
    """The season's notice, where it was published."""
    return session.scalar(sa.select(Notice).where(Notice.season_id == season_id))
