"""The public blueprint: open to all, showing only what was opened or published."""

from typing import Any

from flask import Blueprint, current_app, url_for
from sqlalchemy.orm import Session

from contests.kernel.web.answers import found
from contests.people.model import Unit
from contests.seasons.model import Contest, Season
from contests.seasons.queries import public_season

bp = Blueprint("public", __name__)


def shown_season(session: Session, season_id: str) -> tuple[Season, Contest, Unit]:
    """An opened season with its contest and organiser; one being prepared is not there."""
    return found(public_season(session, season_id))


def known_url(endpoint: str, **values: Any) -> str:
    """The address of a page, or "" where the application has no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
