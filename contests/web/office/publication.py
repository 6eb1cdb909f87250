"""Publishing the results: what everyone will read, names as far as consents go, then the button."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.awards.release import result_state
from contests.kernel.clock import now, today
from contests.kernel.web.answers import Page, answer, page
from contests.kernel.web.runtime import act, actor, reading
from contests.publication import service
from contests.publication.queries import preview
from contests.web.frame import known_url
from contests.web.office.desk import bp, own_season


@bp.get("/seasons/<season_id>/publication")
def publication(season_id: str) -> Page:
    """The list as the public reads it, or would."""
    season = own_season(reading(), season_id)
    tiers = preview(reading(), season.id, today(now()))
    people = [name for tier in tiers for work in tier.works for name in work.people]
    return page(
        "office/publication.html",
        season=season,
        notice=service.notice_of(reading(), season.id),
        tiers=tiers,
        named=sum(name is not None for name in people),
        withheld=sum(name is None for name in people),
        state=result_state(reading(), season.id),
        public_page=known_url("public.prizes", {"season_id": season.id}),
    )


@bp.get("/seasons/<season_id>/publication/publish")
def ask_to_publish(season_id: str) -> Page:
    """Ask before the results become public."""
    season = own_season(reading(), season_id)
    return page("office/publication_confirm.html", season=season, state=result_state(reading(), season.id))


@bp.post("/seasons/<season_id>/publication/publish")
def publish(season_id: str) -> Response:
    """Make the results public."""
    outcome = act(lambda s: service.publish(s, own_season(s, season_id), by=actor(), at=now()))
    return answer(outcome, url_for(".publication", season_id=season_id), _("Đã công bố kết quả."))
