"""Corrections of submitted sheets: a judge asks for one, whoever leads the panel answers."""

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused
from contests.kernel.figures import steps
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page, said
from contests.kernel.web.fields import LongTextField
from contests.kernel.web.runtime import act, reading
from judging import seen
from judging.marking import LONGEST_COMMENT, not_yours
from judging.marks import asked, correcting
from judging.marks.correcting import NOT_SUBMITTED
from judging.terms import Stage
from judging.web.desk import bp, desk
from judging.web.saving import MARK

CLOSED = N_("Vòng chấm đã kết thúc nên không sửa điểm được nữa.")


class CorrectionForm(Form):
    """Why the marks are to be others; the marks stand beside it, one box a criterion."""

    reason = LongTextField(_l("Lý do sửa điểm"), most=LONGEST_COMMENT)


@bp.route("/pieces/<piece_id>/correction", methods=["GET", "POST"])
def correct(piece_id: str) -> Page | Response:
    """Ask for other marks on a submitted sheet."""
    shown = found(seen.my_piece(reading(), desk().judge_id, piece_id))
    refused = None if shown.sheet.locked else NOT_SUBMITTED
    if refused or desk().stage is not Stage.OPEN:
        return onward(url_for("judge.piece", piece_id=piece_id), _(refused or CLOSED))
    form = CorrectionForm()
    typed = _typed() if request.method == "POST" else _given(shown)
    if form.ready():
        outcome = _ask(piece_id, typed, form)
        if form.accepts(outcome):
            done = _("Đã gửi đề nghị sửa điểm. Điểm đã nộp giữ nguyên đến khi có người đồng ý.")
            return onward(url_for("judge.piece", piece_id=piece_id), done)
        return _page(shown, form, typed, outcome)
    return _page(shown, form, typed, None)


def _ask(piece_id: str, typed: dict[str, str], form: CorrectionForm) -> Outcome[str]:
    reason = form.reason.data
    return act(lambda s: correcting.ask_correction(s, desk().judge_id, piece_id, typed, reason, at=now()))


def _given(shown: seen.PieceSeen) -> dict[str, str]:
    return {key: steps(mark, desk().per_point) for key, mark in shown.sheet.marks.items()}


def _typed() -> dict[str, str]:
    return {key.removeprefix(MARK): text for key, text in request.form.items() if key.startswith(MARK)}


def _page(
    shown: seen.PieceSeen, form: CorrectionForm, typed: dict[str, str], outcome: Outcome[str] | None
) -> Page:
    reasons = outcome.reasons if isinstance(outcome, Refused) else ()
    return page(
        "judge/correct.html",
        form=form,
        piece=shown,
        typed=typed,
        errors={reason.field: said(reason) for reason in reasons if reason.field},
        rubric=seen.rubric(reading(), desk().round_id, desk().per_point),
    )


@bp.get("/corrections")
def corrections() -> Page:
    """The corrections that wait for this judge's word."""
    rows = asked.waiting_for(reading(), desk().judge_id)
    rubric = seen.rubric(reading(), desk().round_id, desk().per_point)
    return page("judge/corrections.html", rows=rows, rubric=rubric)


@bp.post("/corrections/<correction_id>/consent")
def consent(correction_id: str) -> Response:
    """Put the marks asked for in force."""
    return _answered(correction_id, True, _("Đã đồng ý. Điểm mới có hiệu lực từ bây giờ."))


@bp.post("/corrections/<correction_id>/refuse")
def refuse(correction_id: str) -> Response:
    """Leave the marks as they were submitted."""
    return _answered(correction_id, False, _("Đã từ chối. Điểm đã nộp giữ nguyên."))


def _answered(correction_id: str, agreed: bool, done: str) -> Response:
    who = desk().judge_id
    outcome = act(lambda s: correcting.answer_correction(s, who, correction_id, agreed, at=now()))
    if not_yours(outcome):
        found(None)
    return answer(outcome, url_for("judge.corrections"), done)
