"""Paper sheets: printed empty, keyed in twice by two clerks, a third look where they differ. All by label."""

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from contests.envelopes import service
from contests.envelopes.paper_sheets import sheets_pdf
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome
from contests.kernel.figures import steps
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import LongTextField, TextField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.paper import pdf
from contests.web.rounds import Judged, judged_season
from judging import service as judging

BECAME = {
    judging.PaperState.ONCE: N_("Đã nhập lần một. Phiếu chờ người thứ hai nhập."),
    judging.PaperState.DIFFERS: N_("Hai lần nhập khác nhau. Phiếu chờ người thứ ba đối chiếu."),
    judging.PaperState.SETTLED: N_("Các lần nhập đã khớp. Phiếu giấy đã thành phiếu chấm."),
    judging.PaperState.ASIDE: N_("Giám khảo đã nộp phiếu này trên máy nên phiếu giấy không dùng."),
}
MARK = "mark-"


class LabelForm(Form):
    """A paper sheet as it lies before the clerk; the marks stand beside it, one box a criterion."""

    label = TextField(_l("Mã phiếu"), most=20)
    comment = LongTextField(_l("Nhận xét"), most=4000, required=False)


class ReadingForm(Form):
    """A third look: the sheet is known, only what it says is typed."""

    comment = LongTextField(_l("Nhận xét"), most=4000, required=False)


def _judged(season_id: str) -> Judged:
    """A season of one's own whose entries are in their envelopes, or 404."""
    judged = judged_season(reading(), season_id, own_organisers())
    found(judged if judged.sealed else None)
    return judged


@bp.get("/seasons/<season_id>/papers")
def papers(season_id: str) -> Page:
    """What was keyed in so far, and the empty sheets to print."""
    judged = judged_season(reading(), season_id, own_organisers())
    rows = judging.papers(reading(), judged.round.round_id) if judged.sealed else []
    panels = judging.panel_rows(reading(), judged.round.round_id) if judged.sealed else []
    return page(
        "office/papers.html",
        season=judged.season,
        rows=rows,
        panels=panels,
        open=judged.sealed and judged.stage is judging.Stage.OPEN,
        sealed=judged.sealed,
        me=actor().account_id,
    )


@bp.get("/seasons/<season_id>/papers/panels/<panel_id>.pdf")
def blank_papers(season_id: str, panel_id: str) -> Response:
    """A panel's empty sheets: every judge of the panel for every piece, so that no absence says anything."""
    judged = _judged(season_id)
    own = {row.panel_id for row in judging.panel_rows(reading(), judged.round.round_id)}
    sheets = found(judging.blank_sheets(reading(), panel_id) if panel_id in own else None)
    return pdf(sheets_pdf(sheets), "phieu-cham.pdf")


@bp.route("/seasons/<season_id>/papers/key", methods=["GET", "POST"])
def key_paper(season_id: str) -> Page | Response:
    """Key one sheet in, and on to the next."""
    judged = _judged(season_id)
    form = LabelForm()
    if form.ready():
        read = judging.PaperRead(form.label.data, _typed(), form.comment.data)
        outcome = act(lambda s: service.key_paper(s, own_season(s, season_id), read, by=actor(), at=now()))
        if form.accepts(outcome):
            return onward(url_for(".key_paper", season_id=season_id), _became(outcome))
    scales = judging.scales_of(reading(), judged.round.round_id)
    return page("office/paper_key.html", season=judged.season, form=form, scales=scales, typed=_typed())


def _became(outcome: Outcome[judging.Keyed]) -> str:
    return _(BECAME[outcome.value.state]) if isinstance(outcome, Done) else ""


def _typed() -> dict[str, str]:
    return {key.removeprefix(MARK): text for key, text in request.form.items() if key.startswith(MARK)}


@bp.route("/seasons/<season_id>/papers/<paper_id>", methods=["GET", "POST"])
def decide_paper(season_id: str, paper_id: str) -> Page | Response:
    """A third look at a sheet that two clerks read differently."""
    judged = _judged(season_id)
    rows = judging.papers(reading(), judged.round.round_id)
    row = found(next((row for row in rows if row.paper_id == paper_id), None))
    found(row if row.state is judging.PaperState.DIFFERS else None)
    form = ReadingForm()
    if form.ready():
        read = judging.PaperRead(row.label, _typed(), form.comment.data)
        outcome = act(
            lambda s: service.decide_paper(s, own_season(s, season_id), paper_id, read, by=actor(), at=now())
        )
        if form.accepts(outcome):
            return onward(url_for(".papers", season_id=season_id), _became(outcome))
    return _differing(judged, row, form)


def _differing(judged: Judged, row: judging.PaperRow, form: ReadingForm) -> Page:
    scales = judging.scales_of(reading(), judged.round.round_id)
    per_point = scales[0].per_point
    read = [
        {key: steps(mark, per_point) for key, mark in one.marks.items()}
        for one in judging.readings(reading(), row.paper_id)
    ]
    return page(
        "office/paper_decide.html",
        season=judged.season,
        form=form,
        row=row,
        scales=scales,
        read=read,
        typed=_typed(),
        mine=actor().account_id in row.keyed_by,
    )


@bp.post("/seasons/<season_id>/papers/<paper_id>/take-back")
def take_back_paper(season_id: str, paper_id: str) -> Response:
    """Remove a sheet that one keyed oneself under a wrong label."""
    outcome = act(lambda s: service.take_back(s, own_season(s, season_id), paper_id, by=actor(), at=now()))
    return answer(outcome, url_for(".papers", season_id=season_id), _("Đã rút lại phiếu vừa nhập."))
