"""What the sheets say of judges and of chance, for the head of the committee: by number and code, never exported."""

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import advising, service
from contests.envelopes.asked import latest_job
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Done
from contests.kernel.web.answers import Page, answer, page, said
from contests.kernel.web.runtime import act, actor, reading
from contests.web.frame import known_url
from contests.web.listing import asked_page
from contests.web.office.desk import bp, own_season
from contests.web.rounds import Judged, judged_season
from judging import service as judging


def own_judged(session: Session, season_id: str) -> Judged:
    """A season whose committee the asking person heads, with its round; for others the page is not there."""
    return judged_season(session, season_id, actor().acts_for(Role.HEAD))


@bp.get("/seasons/<season_id>/advice")
def advice(season_id: str) -> Page:
    """The advice of the season's round, a panel at a time."""
    judged = own_judged(reading(), season_id)
    kept = service.advice_for_head(reading(), judged.round)
    seen = judging.advice_shown(kept, request.args.get("panel", ""), asked_page())
    job = latest_job(reading(), advising.JOB, judged.round.round_id)
    return page(
        "office/advice.html",
        season=judged.season,
        obstacle=said(kept.obstacle) if kept.obstacle else "",
        kept=kept,
        shown=seen,
        sentences=[said(refusal.reason) for refusal in seen.panel.refusals] if seen else [],
        job=job,
        job_url=known_url("office.job", {"job_id": job.id}) if job else "",
        opened=judged.opened,
    )


@bp.post("/seasons/<season_id>/advice")
def ask_advice(season_id: str) -> Response:
    """Have it computed again."""
    own_judged(reading(), season_id)
    outcome = act(lambda s: service.ask_advice(s, own_season(s, season_id), by=actor(), at=now()))
    back = url_for(".advice", season_id=season_id)
    going = known_url("office.job", {"job_id": outcome.value.id}) if isinstance(outcome, Done) else ""
    return answer(outcome, going or back, _("Đang tính số liệu tham khảo."), again=back)
