"""One piece on the panel's table: all its sheets side by side, marking again together, a motion for a tier."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Done, Refused
from contests.kernel.figures import steps
from contests.kernel.web.answers import Page, answer, found, onward, page, said
from contests.kernel.web.runtime import reading
from judging import seen
from judging.deliberation import meeting, remarking
from judging.deliberation.facts import Beside, Sitting
from judging.deliberation.seen import beside
from judging.numbers.explaining import explained
from judging.web.deliberating import MOVED, done, own_sitting, tier_titles
from judging.web.deliberation_forms import NO_PRIZE, CallForm, TierMotionForm
from judging.web.desk import bp, desk


@dataclass(frozen=True)
class Again:
    """A further sheet as it was typed, with what is wrong by field."""

    typed: Mapping[str, str]
    comment: str
    reason: str
    errors: Mapping[str, str] = field(default_factory=dict)


def own_piece(panel: Sitting, piece_id: str) -> Beside:
    """A piece of the panel that this judge is not barred from, or 404."""
    return found(beside(reading(), panel, piece_id))


@bp.get("/panels/<panel_id>/pieces/<piece_id>")
def piece_beside(panel_id: str, piece_id: str) -> Page:
    """All sheets of a piece side by side."""
    panel = own_sitting(panel_id)
    shown = own_piece(panel, piece_id)
    return page(
        "judge/beside.html",
        panel=panel,
        piece=shown,
        rubric=seen.rubric(reading(), panel.round_id, panel.per_point),
        motions=meeting.motions(reading(), panel, piece_id=piece_id),
        tiers=tier_titles(panel),
        readable=seen.my_piece(reading(), desk().judge_id, piece_id) is not None,
        figure=explained(reading(), piece_id, early=True) if panel.leads else None,
    )


@bp.route("/panels/<panel_id>/pieces/<piece_id>/call", methods=["GET", "POST"])
def call_remark(panel_id: str, piece_id: str) -> Page | Response:
    """Have the panel mark the piece again."""
    panel, form = own_sitting(panel_id), CallForm()
    found(panel if panel.leads else None)
    shown = own_piece(panel, piece_id)
    if form.ready():
        reason, who = form.reason.data, desk().judge_id
        outcome = done(lambda s: remarking.call_remark(s, who, panel_id, piece_id, reason, at=now()))
        if form.accepts(outcome):
            return onward(_url(panel_id, piece_id), _("Đã mở lượt chấm lại cho bài này."))
    return page("judge/remark_call.html", form=form, panel=panel, piece=shown)


@bp.post("/panels/<panel_id>/pieces/<piece_id>/call/end")
def end_remark(panel_id: str, piece_id: str) -> Response:
    """End the marking-again."""
    who = desk().judge_id
    outcome = done(lambda s: remarking.end_remark(s, who, panel_id, piece_id, at=now()))
    return answer(outcome, _url(panel_id, piece_id), _("Đã kết thúc lượt chấm lại."))


@bp.route("/panels/<panel_id>/pieces/<piece_id>/again", methods=["GET", "POST"])
def mark_again(panel_id: str, piece_id: str) -> Page | Response:
    """A further sheet, beginning with what the judge gave before."""
    panel = own_sitting(panel_id)
    shown = own_piece(panel, piece_id)
    own = found(shown.own_sheet if shown.call and not shown.own_given else None)
    if request.method == "GET":
        marks = {key: steps(mark, panel.per_point) for key, mark in own.marks.items()}
        return _again_page(panel, shown, Again(marks, own.comment, ""))
    sent = _sent()
    outcome = done(
        lambda s: remarking.give_again(
            s, desk().judge_id, panel_id, piece_id, sent.typed, sent.comment, sent.reason, at=now()
        )
    )
    if isinstance(outcome, Done):
        return onward(_url(panel_id, piece_id), _("Đã nộp phiếu chấm lại; phiếu trước vẫn được lưu."))
    return _again_page(panel, shown, Again(sent.typed, sent.comment, sent.reason, _wrong(outcome)), 422)


def _again_page(panel: Sitting, shown: Beside, sent: Again, status: int = 200) -> Page:
    rubric = seen.rubric(reading(), panel.round_id, panel.per_point)
    return page("judge/remark.html", status, panel=panel, piece=shown, rubric=rubric, sent=sent)


def _sent() -> Again:
    marks = {key[5:]: text for key, text in request.form.items() if key.startswith("mark-")}
    return Again(marks, request.form.get("comment", ""), request.form.get("reason", ""))


def _wrong(outcome: Refused) -> dict[str, str]:
    return {reason.field or "": said(reason) for reason in outcome.reasons}


@bp.route("/panels/<panel_id>/pieces/<piece_id>/tier", methods=["GET", "POST"])
def new_tier_motion(panel_id: str, piece_id: str) -> Page | Response:
    """Put to the vote that this piece be proposed for a tier."""
    panel, form = own_sitting(panel_id), TierMotionForm()
    found(panel if panel.leads and panel.terms.proposes else None)
    shown = own_piece(panel, piece_id)
    titles = tier_titles(panel)
    form.tier.offer([(code or NO_PRIZE, title) for code, title in titles.items()])
    if form.ready():
        tier, who = "" if form.tier.data == NO_PRIZE else form.tier.data, desk().judge_id
        reason = form.text.data
        outcome = done(lambda s: meeting.move_tier(s, who, panel_id, piece_id, tier, reason, at=now()))
        if form.accepts(outcome):
            return onward(_url(panel_id, piece_id), _(MOVED))
    return page("judge/motion_tier.html", form=form, panel=panel, piece=shown)


def _url(panel_id: str, piece_id: str) -> str:
    return url_for("judge.piece_beside", panel_id=panel_id, piece_id=piece_id)
