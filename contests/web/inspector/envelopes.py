"""Ghép phách at the inspector's desk: an inspector may be one of the two who open the envelopes."""

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import service
from contests.envelopes.terms import RoundState
from contests.kernel.clock import now
from contests.kernel.errors import Done
from contests.kernel.web.answers import Form, Page, answer, found, page
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons.model import Season
from contests.web.inspector.desk import bp, own_organisers
from contests.web.opening import opening_of
from contests.web.rounds import judged_season


def own_season(session: Session, season_id: str) -> Season:
    """A season of an organiser that the asking person audits, or 404."""
    mine = sa.select(Season).where(Season.id == season_id, Season.organiser_id.in_(own_organisers()))
    return found(session.scalars(mine).first())


@bp.get("/seasons/<season_id>/envelopes")
def envelopes(season_id: str) -> Page:
    """The envelopes: shut, confirmed once, or open."""
    judged = judged_season(reading(), season_id, own_organisers())
    return page("inspector/envelopes.html", **opening_of(reading(), judged, actor()))


@bp.route("/seasons/<season_id>/envelopes/open", methods=["GET", "POST"])
def open_envelopes(season_id: str) -> Page | Response:
    """Ask, then note this person's confirmation."""
    season = own_season(reading(), season_id)
    if not Form().sent:
        return page("inspector/envelopes_confirm.html", season=season)
    outcome = act(lambda s: service.give_opening(s, own_season(s, season_id), by=actor(), at=now()))
    opened = isinstance(outcome, Done) and outcome.value.state is RoundState.OPENED
    message = _("Đã ghép phách.") if opened else _("Đã ghi xác nhận. Cần thêm một người nữa xác nhận.")
    return answer(outcome, url_for(".envelopes", season_id=season_id), message)
