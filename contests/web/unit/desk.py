"""The unit's blueprint, its door, and its loaders: what is another unit's is not there."""

from datetime import datetime

import sqlalchemy as sa
from flask import Blueprint
from sqlalchemy.orm import Session

from contests.entries.facts import taking
from contests.entries.model import DossierFile, Entry
from contests.kernel.access import Role
from contests.kernel.web.answers import found
from contests.kernel.web.doors import closed
from contests.kernel.web.runtime import actor
from contests.people.model import Unit
from contests.seasons.model import DossierItem, Season

bp = closed(Blueprint("unit", __name__, url_prefix="/unit"), Role.UNIT)


def own_unit_ids() -> frozenset[str]:
    """Ids of the units that the asking person is clerk of."""
    return actor().acts_for(Role.UNIT)


def own_units(session: Session) -> list[Unit]:
    """The units that the asking person is clerk of, by name."""
    mine = sa.select(Unit).where(Unit.id.in_(own_unit_ids())).order_by(Unit.sorted, Unit.id)
    return list(session.scalars(mine))


def own_entry(session: Session, entry_id: str) -> Entry:
    """An entry of one's own units, or 404."""
    mine = sa.select(Entry).where(Entry.id == entry_id, Entry.unit_id.in_(own_unit_ids()))
    return found(session.scalars(mine).first())


def own_file(session: Session, entry: Entry, file_id: str) -> DossierFile:
    """A file of the entry that was not removed, or 404."""
    mine = sa.select(DossierFile).filter_by(id=file_id, entry_id=entry.id, removed_at=None)
    return found(session.scalars(mine).first())


def own_item(session: Session, entry: Entry, item_id: str) -> DossierItem:
    """A dossier item of the entry's season, or 404."""
    mine = sa.select(DossierItem).filter_by(id=item_id, season_id=entry.season_id)
    return found(session.scalars(mine).first())


def open_season(session: Session, season_id: str, at: datetime) -> Season:
    """A season of one's own organiser that takes entries, or 404."""
    organisers = sa.select(Unit.organiser_id).where(Unit.id.in_(own_unit_ids()))
    mine = sa.select(Season).where(Season.id == season_id, Season.organiser_id.in_(organisers))
    season = found(session.scalars(mine).first())
    return found(season if taking(season, at) else None)


def season_of(session: Session, entry: Entry) -> Season:
    """The season of an entry of one's own."""
    return session.get_one(Season, entry.season_id)
