"""Which static sites stand, and which are due to be built anew because a moment has passed."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from contests.kernel.access import Actor
from contests.kernel.jobs import Job, ask
from contests.kernel.text import N_
from contests.people.outside import JOB
from contests.people.outside_model import Site
from contests.publication.model import Notice
from contests.seasons.model import Season

FRESH = timedelta(days=1)
"""The list of revoked certificates is at most so old."""


def built_sites(session: Session) -> list[tuple[str, str]]:
    """The organisers with a site, and the key of the list of its files."""
    rows = session.execute(sa.select(Site.organiser_id, Site.index).where(Site.index.is_not(None)))
    return [(organiser_id, index) for organiser_id, index in rows if index]


def site_of(session: Session, organiser_id: str) -> Site | None:
    """The organiser's site, where it has one."""
    return session.scalar(sa.select(Site).where(Site.organiser_id == organiser_id))


def sites_due(session: Session, at: datetime) -> dict[str, datetime]:
    """The organisers whose built site misses a moment that has passed, with that moment."""
    due = {
        organiser_id: built_at + FRESH
        for organiser_id, built_at in session.execute(sa.select(Site.organiser_id, Site.built_at))
        if built_at is not None and built_at + FRESH <= at
    }
    for column in (Notice.list_from, Notice.works_from):
        due |= {row[0]: row[1] for row in session.execute(_passed(column, at))}
    return due


def _passed(column: InstrumentedAttribute[datetime], at: datetime) -> sa.Select[str, datetime]:
    """The stages that came out after their site was built."""
    return (
        sa.select(Season.organiser_id, sa.func.max(column, type_=column.type))
        .join(Notice, Notice.season_id == Season.id)
        .join(Site, Site.organiser_id == Season.organiser_id)
        .where(column > Site.built_at, column <= at)
        .group_by(Season.organiser_id)
    )


def ask_when_due(session: Session, *, by: Actor, at: datetime) -> list[Job]:
    """Ask for the builds that are due, each once: one that failed waits for a person and is not asked for again."""
    return [
        ask(
            session, JOB, N_("Lập trang tĩnh"), key=f"site:{organiser_id}:{moment.isoformat()}", scope=organiser_id,
            by=by, at=at, organiser=organiser_id,
        )
        for organiser_id, moment in sites_due(session, at).items()
    ]  # fmt: skip
