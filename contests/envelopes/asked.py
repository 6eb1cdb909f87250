"""The long work that this stage asks for: one job under way for one thing, whoever presses the button again."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel import jobs
from contests.kernel.access import Actor
from contests.seasons.model import Season


def latest_job(session: Session, kind: str, of: str) -> jobs.Job | None:
    """The job of a kind that was asked for last, for the thing with this id."""
    own = sa.select(jobs.Job).where(jobs.Job.key.startswith(f"{kind}:{of}:", autoescape=True))
    return session.scalars(own.order_by(jobs.Job.created_at.desc(), jobs.Job.id).limit(1)).first()


def ask_once(
    session: Session, season: Season, kind: str, title: str, of: str, *, by: Actor, at: datetime
) -> jobs.Job:
    """A new job for this thing, or the one that has not ended yet. Hold the thing's row before asking."""
    going = latest_job(session, kind, of)
    if going is not None and going.state not in jobs.ENDED:
        return going
    key = f"{kind}:{of}:{at.isoformat()}"
    return jobs.ask(
        session, kind, title, key=key, scope=season.organiser_id, by=by, at=at, season=season.id, of=of
    )
