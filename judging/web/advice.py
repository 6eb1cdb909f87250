"""What the sheets say of a panel's judges and of chance: for its chair, once every sheet of the round is locked."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused
from contests.kernel.sessions import value_of
from contests.kernel.web.answers import Page, answer, found, page, said
from contests.kernel.web.runtime import act, reading
from judging import seen
from judging.advice import service
from judging.advice.shown import advice_shown
from judging.terms import Stage
from judging.web.desk import bp, desk


@bp.get("/advice")
def advice() -> Page:
    """The advice for the panels that this judge chairs."""
    kept = own_advice()
    seen = advice_shown(kept, request.args.get("panel", ""), request.args.get("page", 1, type=int))
    return page(
        "judge/advice.html",
        obstacle=said(kept.obstacle) if kept.obstacle else "",
        kept=kept,
        shown=seen,
        sentences=[said(refusal.reason) for refusal in seen.panel.refusals] if seen else [],
    )


@bp.post("/advice")
def make_advice() -> Response:
    """Compute it again, after sheets have changed; the long part is over before anything is written."""
    own_advice()
    made = service.make_advice(reading(), desk().round_id)
    outcome: Outcome[int]
    outcome = (
        made if isinstance(made, Refused) else act(lambda s: service.keep_advice(s, made.value, at=now()))
    )
    return answer(outcome, url_for("judge.advice"), _("Đã tính số liệu tham khảo."))


@bp.post("/pieces/<piece_id>/opened")
def opened(piece_id: str) -> Response:
    """Note that the judge has the piece open, as its page's script says; looking by itself writes nothing."""
    shown = found(seen.my_piece(reading(), desk().judge_id, piece_id))
    if desk().stage is Stage.OPEN and not shown.sheet.locked:
        value_of(act(lambda s: service.note_opening(s, desk().judge_id, shown.piece_id, at=now())))
    return Response(status=204)


def own_advice() -> service.KeptAdvice:
    """What there is for this judge, or 404: a judge who chairs no panel finds no page."""
    return found(service.advice_of_chair(reading(), desk().judge_id))
