"""What a judge cannot take back: submitting a sheet, stepping back from a piece. Each asks first."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import STALE, Outcome, Refused
from contests.kernel.web.answers import Page, answer, found, page, said
from contests.kernel.web.runtime import act, reading
from judging import marking, seen
from judging.forms import ConfirmForm
from judging.marking import ALREADY
from judging.rounds import CLOSED
from judging.scoring import missing
from judging.terms import Stage
from judging.web.desk import bp, desk


@bp.get("/pieces/<piece_id>/submit")
def ask_submit(piece_id: str) -> Page | Response:
    """The sheet once more before it is locked; one with gaps, or with no reason for an extreme, goes back."""
    shown = _piece(piece_id)
    rubric = seen.rubric(reading(), desk().round_id, desk().per_point)
    sheet, scales = shown.sheet, [criterion.scale for criterion in rubric]
    gaps = missing(scales, sheet.marks) or marking.asked_why(
        reading(), desk().round_id, sheet.marks, sheet.comment, scales
    )
    obstacles = [*_shut(shown), *(said(gap) for gap in gaps)]
    if obstacles:
        return _back(piece_id, obstacles)
    form = ConfirmForm(formdata=None, data={"version": sheet.version})
    return page("judge/submit.html", piece=shown, rubric=rubric, form=form)


@bp.post("/pieces/<piece_id>/submit")
def submit(piece_id: str) -> Response:
    """Submit the sheet and go on to the list."""
    form = ConfirmForm()
    version = form.version.data
    if not form.ready() or version is None:
        return _back(piece_id, [_(STALE)])
    outcome = act(lambda s: marking.submit_sheet(s, desk().judge_id, piece_id, version, at=now()))
    done = _("Đã nộp phiếu chấm.")
    return _answer(outcome, url_for("judge.home"), done, again=url_for("judge.piece", piece_id=piece_id))


@bp.get("/pieces/<piece_id>/recuse")
def ask_recuse(piece_id: str) -> Page | Response:
    """What stepping back means, before it is done."""
    shown = _piece(piece_id)
    if desk().stage is not Stage.OPEN:
        return _back(piece_id, [_(CLOSED)])
    return page("judge/recuse.html", piece=shown, form=ConfirmForm(formdata=None))


@bp.post("/pieces/<piece_id>/recuse")
def recuse(piece_id: str) -> Response:
    """Step back from a piece."""
    outcome = act(lambda s: marking.recuse(s, desk().judge_id, piece_id, at=now()))
    done = _("Quý vị không chấm bài này nữa và không phải nêu lý do.")
    return _answer(outcome, url_for("judge.home"), done, again=url_for("judge.piece", piece_id=piece_id))


def _piece(piece_id: str) -> seen.PieceSeen:
    return found(seen.my_piece(reading(), desk().judge_id, piece_id))


def _shut(shown: seen.PieceSeen) -> list[str]:
    if shown.sheet.locked:
        return [_(ALREADY)]
    return [_(CLOSED)] if desk().stage is not Stage.OPEN else []


def _back(piece_id: str, sentences: list[str]) -> Response:
    """To the piece, with what stands in the way; 404 where it is not this judge's."""
    _piece(piece_id)
    for sentence in sentences:
        flash(sentence, "error")
    return redirect(url_for("judge.piece", piece_id=piece_id), 303)


def _answer(outcome: Outcome[int] | Outcome[None], onto: str, message: str, *, again: str) -> Response:
    if isinstance(outcome, Refused) and marking.not_yours(outcome):
        found(None)
    return answer(outcome, onto, message, again=again)
