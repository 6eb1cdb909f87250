"""One appointed judge: the time and the fields the office enters, and the end of the appointment."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from contests.envelopes import queries, service
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import ChoiceField, LongTextField, WholeField
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons.queries import fields_of
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.rounds import Judged, judged_season
from judging import service as judging
from judging.appointments.equipping import LONGEST

WAIVED, HANDED_ON = "waived", "handed_on"
OWED = {HANDED_ON: N_("Giao lại cho giám khảo khác"), WAIVED: N_("Miễn, không chấm bù")}


class ExpertiseField(SelectMultipleField):
    """Fields that a judge knows, as check boxes; none ticked: whatever the panel takes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class EquipForm(Form):
    """The time a judge has, and what the judge knows."""

    minutes = WholeField(_l("Thời gian dành cho vòng chấm (phút)"), least=1, most=LONGEST, required=False)
    fields = ExpertiseField(_l("Lĩnh vực am hiểu"))


class EndForm(Form):
    """Why the appointment ends."""

    reason = LongTextField(_l("Lý do"), most=1000)
    owed = ChoiceField(_l("Các phiếu còn thiếu"))


@bp.route("/seasons/<season_id>/panels/judges/<appointment_id>", methods=["GET", "POST"])
def equip_judge(season_id: str, appointment_id: str) -> Page | Response:
    """The minutes and the fields of one judge."""
    judged, judge = _own_judge(season_id, appointment_id)
    known = judging.capacities(reading(), judged.round.round_id)[judge.judge_id]
    form = EquipForm(data={"minutes": known.minutes, "fields": sorted(known.fields)})
    form["fields"].choices = [(field.code, field.name) for field in fields_of(reading(), judged.season.id)]
    if form.ready():
        outcome = act(lambda s: _equip(s, season_id, appointment_id, form))
        if form.accepts(outcome):
            return onward(url_for(".panels", season_id=season_id), _("Đã lưu."))
    return page("office/judge.html", form=form, season=judged.season, judge=judge, open=_open(judged))


def _equip(session: Session, season_id: str, appointment_id: str, form: EquipForm) -> Outcome[Any]:
    season, minutes, fields = own_season(session, season_id), form.minutes.data, form["fields"].data
    return service.equip(session, season, appointment_id, minutes, fields, by=actor(), at=now())


@bp.route("/seasons/<season_id>/panels/judges/<appointment_id>/end", methods=["GET", "POST"])
def end_judge(season_id: str, appointment_id: str) -> Page | Response:
    """Ask, then end the appointment."""
    judged, judge = _own_judge(season_id, appointment_id)
    form = EndForm()
    shared = judged.sealed and judging.design_of(reading(), judged.round.round_id).listed
    form.owed.offer([(key, _(label)) for key, label in OWED.items() if shared or key == WAIVED])
    if form.ready():
        outcome = act(lambda s: _end(s, season_id, appointment_id, form))
        if form.accepts(outcome):
            return onward(url_for(".panels", season_id=season_id), _("Đã kết thúc nhiệm vụ của giám khảo."))
    shown: dict[str, Any] = {
        "season": judged.season,
        "judge": judge,
        "sealed": judged.sealed,
        "shared": shared,
    }
    return page("office/judge_end.html", form=form, **shown)


def _end(session: Session, season_id: str, appointment_id: str, form: EndForm) -> Outcome[int]:
    season, reason, handed_on = own_season(session, season_id), form.reason.data, form.owed.data == HANDED_ON
    return service.end_appointment(
        session, season, appointment_id, reason, handed_on=handed_on, by=actor(), at=now()
    )


def _open(judged: Judged) -> bool:
    return judged.stage is judging.Stage.OPEN


def _own_judge(season_id: str, appointment_id: str) -> tuple[Judged, queries.JudgeRow]:
    """A judge of a season of one's own, or 404."""
    judged = judged_season(reading(), season_id, own_organisers())
    found(judged.envelope)
    rows = queries.judge_rows(reading(), judged.season.id)
    return judged, found(next((row for row in rows if row.appointment_id == appointment_id), None))
