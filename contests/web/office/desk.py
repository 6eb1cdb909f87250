"""The office's blueprint, its door, and its loaders: what is another organiser's is not there."""

import sqlalchemy as sa
from flask import Blueprint
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.kernel.access import Role
from contests.kernel.web.answers import found
from contests.kernel.web.doors import closed
from contests.kernel.web.runtime import actor
from contests.people.model import Unit
from contests.seasons.model import Season

bp = closed(Blueprint("office", __name__, url_prefix="/office"), Role.HEAD, Role.SECRETARY)


def own_organisers() -> frozenset[str]:
    """Ids of the organisers whose office the asking person works in."""
    return actor().acts_for(Role.HEAD, Role.SECRETARY)


def own_organiser(session: Session) -> Unit:
    """The organiser whose office the asking person works in (the first by name, of several)."""
    mine = sa.select(Unit).where(Unit.id.in_(own_organisers())).order_by(Unit.sorted, Unit.id)
    return found(session.scalars(mine.limit(1)).first())


def own_season(session: Session, season_id: str) -> Season:
    """A season of one's own organiser, or 404."""
    mine = sa.select(Season).where(Season.id == season_id, Season.organiser_id.in_(own_organisers()))
    return found(session.scalars(mine).first())


def own_entry(session: Session, entry_id: str) -> Entry:
    """An entry in a season of one's own organiser, or 404."""
    mine = sa.select(Entry).where(Entry.id == entry_id, Entry.organiser_id.in_(own_organisers()))
    return found(session.scalars(mine).first())


def head_only() -> None:
    """Go on only for the head of the committee; for others the page is not there."""
    found(actor().acts_for(Role.HEAD) or None)
