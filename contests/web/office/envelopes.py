"""Ghép phách at the office: two persons confirm, then codes stand beside entries; not one byte of it before."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.envelopes import service
from contests.envelopes.terms import RoundState
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Done
from contests.kernel.web.answers import Form, Page, answer, page
from contests.kernel.web.runtime import act, actor, reading
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.opening import opening_of
from contests.web.rounds import judged_season


@bp.get("/seasons/<season_id>/envelopes")
def envelopes(season_id: str) -> Page:
    """The envelopes: shut, confirmed once, or open."""
    judged = judged_season(reading(), season_id, own_organisers())
    may_name = judged.season.organiser_id in actor().acts_for(Role.HEAD)
    return page("office/envelopes.html", may_name=may_name, **opening_of(reading(), judged, actor()))


@bp.route("/seasons/<season_id>/envelopes/open", methods=["GET", "POST"])
def open_envelopes(season_id: str) -> Page | Response:
    """Ask, then note this person's confirmation."""
    season = own_season(reading(), season_id)
    if not Form().sent:
        return page("office/envelopes_confirm.html", season=season)
    outcome = act(lambda s: service.give_opening(s, own_season(s, season_id), by=actor(), at=now()))
    opened = isinstance(outcome, Done) and outcome.value.state is RoundState.OPENED
    message = _("Đã ghép phách.") if opened else _("Đã ghi xác nhận. Cần thêm một người nữa xác nhận.")
    return answer(outcome, url_for(".envelopes", season_id=season_id), message)
