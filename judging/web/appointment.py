"""The appointment: what awaits a judge, accepting it, and declaring conflicts of interest."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.web.answers import Page, answer, onward, page
from contests.kernel.web.runtime import act, reading
from judging import marking, seen
from judging.declarations import declaring
from judging.web.declaration_form import DeclarationForm
from judging.web.desk import bp, desk


@bp.get("/appointment")
def appointment() -> Page:
    """What is expected, and the next of the two steps."""
    return _page(DeclarationForm(formdata=None))


@bp.post("/appointment/accept")
def accept() -> Response:
    """Accept the appointment."""
    outcome = act(lambda session: marking.accept(session, desk().judge_id, at=now()))
    return answer(
        outcome, url_for("judge.appointment"), _("Đã ghi nhận việc nhận nhiệm vụ. Còn một bước khai báo.")
    )


@bp.post("/appointment/declare")
def declare() -> Page | Response:
    """Declare conflicts, or add to an earlier declaration; a button asks for one more row first."""
    form = DeclarationForm()
    if not form.add_row() and form.ready():
        rows = form.facts()
        outcome = act(lambda session: declaring.declare(session, desk().judge_id, rows, at=now()))
        if form.accepts(outcome):
            return _declared()
    return _page(form)


def _declared() -> Response:
    if desk().may_read:
        return onward(url_for("judge.appointment"), _("Đã ghi thêm vào bản khai báo."))
    return onward(url_for("judge.home"), _("Đã ghi nhận khai báo. Cảm ơn Quý vị."))


def _page(form: DeclarationForm) -> Page:
    rubric = seen.rubric(reading(), desk().round_id, desk().per_point)
    declared = declaring.own_declarations(reading(), desk().judge_id)
    return page("judge/appointment.html", form=form, rubric=rubric, declared=declared)
