"""A panel's page once all its sheets are in: who is there, all pieces with all totals, what is moved and voted."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome
from contests.kernel.text import N_
from contests.kernel.web.answers import Page, answer, found, onward, page
from contests.kernel.web.runtime import act, reading
from judging.advice.service import switched_off
from judging.deliberation import meeting
from judging.deliberation.facts import MotionSeen, Sitting, numbers_of
from judging.deliberation.seen import pieces_beside, sitting
from judging.deliberation.terms import Choice, MotionState
from judging.terms import SeatRole
from judging.web.deliberation_forms import AttendanceForm, MotionForm, VoteForm
from judging.web.desk import bp, desk

ROLES = {
    SeatRole.CHAIR: N_("Tổ trưởng"),
    SeatRole.SECRETARY: N_("Thư ký tổ"),
    SeatRole.MEMBER: N_("Ủy viên"),
}
RESULTS = {
    MotionState.PASSED: N_("Đã biểu quyết: thông qua."),
    MotionState.FAILED: N_("Đã biểu quyết: không thông qua."),
    MotionState.INQUORATE: N_("Biểu quyết không đủ số phiếu tối thiểu nên chưa quyết định được."),
}

MOVED = N_("Đã đưa ra biểu quyết. Từng giám khảo có mặt mở nội dung này để cho ý kiến.")


def own_sitting(panel_id: str) -> Sitting:
    """The panel in deliberation, or 404: before the last sheet is in it is not there."""
    return found(sitting(reading(), desk().judge_id, panel_id))


def done(verb: Callable[[Session], Outcome[Any]]) -> Outcome[Any]:
    """What the verb came to; 404 for what is not there or another's."""
    outcome = act(verb)
    found(None if meeting.not_there(outcome) else outcome)
    return outcome


def attendance_form(panel: Sitting) -> AttendanceForm:
    """The panel's judges by number, those noted as present ticked."""
    form = AttendanceForm(present=[seat.judge_id for seat in panel.seats if seat.present])
    form.present.choices = [
        (seat.judge_id, _("Giám khảo số %(number)s (%(role)s)", number=seat.number, role=_(ROLES[seat.role])))
        for seat in panel.seats
    ]
    return form


@bp.get("/panels/<panel_id>")
def panel(panel_id: str) -> Page:
    """The panel's page."""
    found_panel = own_sitting(panel_id)
    rows = pieces_beside(reading(), found_panel)
    return page(
        "judge/panel.html",
        panel=found_panel,
        rows=rows,
        numbers=numbers_of(found_panel.seats, rows),
        motions=meeting.motions(reading(), found_panel),
        attendance=attendance_form(found_panel),
        roles=ROLES,
        tiers=tier_titles(found_panel),
        advised=found_panel.role is SeatRole.CHAIR and not switched_off(reading(), found_panel.round_id),
    )


def tier_titles(panel: Sitting) -> dict[str, str]:
    """What each tier is called, by code; "" stands for no prize."""
    return {tier.code: tier.title for tier in panel.terms.tiers} | {"": _("không xếp giải")}


@bp.post("/panels/<panel_id>/attendance")
def attendance(panel_id: str) -> Response:
    """Note who is there."""
    form = attendance_form(own_sitting(panel_id))
    present = form.present.data or []
    outcome = done(lambda s: meeting.note_attendance(s, desk().judge_id, panel_id, present, at=now()))
    return answer(outcome, url_for("judge.panel", panel_id=panel_id), _("Đã ghi danh sách có mặt."))


@bp.route("/panels/<panel_id>/motions/new", methods=["GET", "POST"])
def new_motion(panel_id: str) -> Page | Response:
    """Put a question in words to the vote."""
    found_panel, form = own_sitting(panel_id), MotionForm()
    found(found_panel if found_panel.leads else None)
    if form.ready():
        text = form.text.data
        outcome = done(lambda s: meeting.move(s, desk().judge_id, panel_id, text, at=now()))
        if form.accepts(outcome):
            return onward(url_for("judge.panel", panel_id=panel_id), _(MOVED))
    return page("judge/motion_new.html", form=form, panel=found_panel)


def own_motion(panel: Sitting, motion_id: str) -> MotionSeen:
    """A motion of the panel, or 404."""
    own = meeting.motions(reading(), panel)
    return found(next((one for one in own if one.motion_id == motion_id), None))


@bp.get("/panels/<panel_id>/motions/<motion_id>")
def motion(panel_id: str, motion_id: str) -> Page:
    """What is voted on, and the vote."""
    return _motion_page(panel_id, motion_id, VoteForm(formdata=None))


def _motion_page(panel_id: str, motion_id: str, form: VoteForm) -> Page:
    found_panel = own_sitting(panel_id)
    shown = own_motion(found_panel, motion_id)
    titles = tier_titles(found_panel)
    return page("judge/motion.html", form=form, panel=found_panel, motion=shown, tiers=titles)


@bp.post("/panels/<panel_id>/motions/<motion_id>/vote")
def vote(panel_id: str, motion_id: str) -> Page | Response:
    """Vote, once."""
    form = VoteForm()
    if form.ready():
        choice = Choice(form.choice.data)
        outcome = done(lambda s: meeting.cast_vote(s, desk().judge_id, panel_id, motion_id, choice, at=now()))
        url = url_for("judge.motion", panel_id=panel_id, motion_id=motion_id)
        return answer(outcome, url, _("Đã ghi ý kiến của Quý vị."))
    return _motion_page(panel_id, motion_id, form)


@bp.post("/panels/<panel_id>/motions/<motion_id>/close")
def close_motion(panel_id: str, motion_id: str) -> Response:
    """End the vote and count it."""
    outcome = done(lambda s: meeting.close_motion(s, desk().judge_id, panel_id, motion_id, at=now()))
    message = _(RESULTS[outcome.value]) if isinstance(outcome, Done) else ""
    return answer(outcome, url_for("judge.motion", panel_id=panel_id, motion_id=motion_id), message)
