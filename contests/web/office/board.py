"""The round under way: ready to be sealed, how far each panel is, closed, computed, sealed. Counts only."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import queries, service
from contests.envelopes.asked import latest_job
from contests.envelopes.closing import JOB, NOTHING_OWED
from contests.envelopes.model import RoundEnvelope
from contests.envelopes.rules import gaps_before_sealing
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.web.answers import Form, Page, answer, found, onward, page, said
from contests.kernel.web.fields import LongTextField
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons.model import Season
from contests.web.frame import known_url
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.rounds import Judged, judged_season
from judging import service as judging

PAGES = {
    "screening": "office.screening",
    "exhibits": "office.exhibits",
    "panels": "office.panels",
    "conflicts": "office.conflicts",
    "officer": "office.conflicts",
}
"""Where what is lacking is put right."""


class WaiveForm(Form):
    """Why a judge's sheets are done without."""

    reason = LongTextField(_l("Lý do"), most=1000)


@bp.get("/seasons/<season_id>/board")
def board(season_id: str) -> Page:
    """Where the round stands."""
    judged = judged_season(reading(), season_id, own_organisers())
    season, round_ = judged.season, judged.envelope
    if round_ is None or judged.prepared:
        gaps = _gaps(reading(), season, round_) if round_ else []
        return page("office/board_ready.html", season=season, round=round_, gaps=gaps)
    return page("office/board.html", season=season, round=round_, **_progress(reading(), judged))


def _gaps(session: Session, season: Season, round_: RoundEnvelope) -> list[dict[str, Any]]:
    """What is lacking before sealing, each with the page where it is put right."""
    gaps = gaps_before_sealing(service.readiness(session, season, round_))
    return [
        {
            "label": said(gap),
            "done": False,
            "url": known_url(PAGES.get(gap.field or "", ""), {"season_id": season.id}),
        }
        for gap in gaps
    ]


def _progress(session: Session, judged: Judged) -> dict[str, Any]:
    round_id = judged.round.round_id
    job = latest_job(session, JOB, round_id)
    open_ = judged.stage is judging.Stage.OPEN
    computed = not open_ and judging.current(session, round_id)
    return {
        "stage": judged.stage,
        "rows": judging.board(session, round_id),
        "owed": queries.owed_sheets(session, judged.season.id, round_id) if open_ else [],
        "computed": computed,
        "seals": _seals(session, judged) if computed else [],
        "job": job,
        "job_url": known_url("office.job", {"job_id": job.id}) if job else "",
        "refused": job.result.get("refused", []) if job else [],
        "opened": judged.opened,
        "leads": (leads := judged.season.organiser_id in actor().acts_for(Role.HEAD)),
        "advised": not open_ and leads,
    }


def _seals(session: Session, judged: Judged) -> list[dict[str, Any]]:
    """Panel by panel who has confirmed the figures and who has still to."""
    names = {row.judge_id: row.name for row in queries.judge_rows(session, judged.season.id)}
    return [
        {"seal": seal, "officers": [(names.get(one.judge_id, ""), one) for one in seal.officers]}
        for seal in judging.panel_seals(session, judged.round.round_id, at=now())
        if seal.pieces
    ]


@bp.route("/seasons/<season_id>/board/seal", methods=["GET", "POST"], endpoint="seal_round")
def _seal_round(season_id: str) -> Page | Response:
    """Ask, then seal the round into envelopes."""
    return _asked(season_id, "seal", service.seal_round, _("Đã đánh phách. Giám khảo bắt đầu chấm được."))


@bp.route("/seasons/<season_id>/board/close", methods=["GET", "POST"], endpoint="close_round")
def _close_round(season_id: str) -> Page | Response:
    """Ask, then end the marking."""
    return _asked(season_id, "close", service.close_round, _("Đã kết thúc chấm."))


def _asked(season_id: str, deed: str, verb: Any, done: str) -> Page | Response:
    form, season = Form(), own_season(reading(), season_id)
    found(service.round_of(reading(), season.id))
    if not form.sent:
        return page("office/board_confirm.html", season=season, deed=deed)
    outcome = act(lambda s: verb(s, own_season(s, season_id), by=actor(), at=now()))
    return answer(outcome, url_for(".board", season_id=season_id), done)


@bp.post("/seasons/<season_id>/board/aggregate")
def aggregate(season_id: str) -> Response:
    """Ask for the figures of the closed round."""
    outcome = act(lambda s: service.ask_aggregation(s, own_season(s, season_id), by=actor(), at=now()))
    back = url_for(".board", season_id=season_id)
    going = known_url("office.job", {"job_id": outcome.value.id}) if isinstance(outcome, Done) else ""
    return answer(outcome, going or back, _("Đang tổng hợp điểm."), again=back)


@bp.route("/seasons/<season_id>/board/<panel_id>/<judge_id>/waive", methods=["GET", "POST"])
def waive(season_id: str, panel_id: str, judge_id: str) -> Page | Response:
    """Do without the sheets that a judge still owes a panel, for a reason."""
    season = own_season(reading(), season_id)
    round_ = found(service.round_of(reading(), season.id))
    found(judge_id in {row.judge_id for row in queries.judge_rows(reading(), season.id)} or None)
    rows = queries.owed_sheets(reading(), season.id, round_.round_id)
    owed = next((row for row in rows if (row.panel_id, row.judge_id) == (panel_id, judge_id)), None)
    if owed is None:
        return answer(because(NOTHING_OWED), url_for(".board", season_id=season_id))
    form = WaiveForm()
    if form.ready():
        outcome = act(lambda s: _waive(s, season_id, panel_id, judge_id, form))
        if form.accepts(outcome):
            return onward(url_for(".board", season_id=season_id), _("Đã miễn phiếu chấm."))
    return page("office/waive_form.html", form=form, season=season, owed=owed)


def _waive(session: Session, season_id: str, panel_id: str, judge_id: str, form: WaiveForm) -> Outcome[int]:
    season = own_season(session, season_id)
    return service.waive_judge(session, season, panel_id, judge_id, form.reason.data, by=actor(), at=now())
