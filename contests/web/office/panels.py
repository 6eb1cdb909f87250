"""The round and its juries: prepare it, found panels, appoint judges, seat them."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from contests.decisions.queries import waiting_drafts
from contests.decisions.service import record_decision
from contests.decisions.terms import DecisionKind
from contests.envelopes import queries, service
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, TextField, WholeField
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons.model import Season
from contests.seasons.queries import fields_of
from contests.seasons.settings import KNOWN
from contests.web.office.decision_form import DecisionForm
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.office.judges import ExpertiseField
from contests.web.rounds import Judged, judged_season
from judging import service as judging
from judging.appointments.equipping import LONGEST

SEAT_ROLES = {
    judging.SeatRole.CHAIR: N_("Tổ trưởng"),
    judging.SeatRole.SECRETARY: N_("Thư ký tổ"),
    judging.SeatRole.MEMBER: N_("Ủy viên"),
}


class FieldsField(SelectMultipleField):
    """Fields of the season as check boxes; at least one."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, _form: object) -> None:
        known = {choice[0] for choice in self.choices or ()}
        if not self.data:
            raise StopValidation(_("Đề nghị chọn ít nhất một lĩnh vực."))
        if not set(self.data) <= known:
            raise StopValidation(_("Lựa chọn này không có trong danh sách. Đề nghị chọn lại."))


class PanelForm(Form):
    """A panel: what it is called and which fields it takes."""

    name = TextField(_l("Tên tổ giám khảo"), most=120, least=2)
    fields = FieldsField(_l("Lĩnh vực chấm"))


class AppointForm(Form):
    """A judge of the season and the decision that founds the appointment."""

    account_id = ChoiceField(_l("Giám khảo"), blank=_l("Chọn tài khoản giám khảo"))
    decision_id = ChoiceField(_l("Quyết định thành lập"), blank=_l("Chọn quyết định"))
    minutes = WholeField(_l("Thời gian dành cho vòng chấm (phút)"), least=1, most=LONGEST, required=False)
    expertise = ExpertiseField(_l("Lĩnh vực am hiểu"))


class SeatForm(Form):
    """A judge's place on a panel."""

    appointment_id = ChoiceField(_l("Giám khảo"), blank=_l("Chọn giám khảo"))
    role = ChoiceField(_l("Nhiệm vụ trong tổ"))


@bp.get("/seasons/<season_id>/panels")
def panels(season_id: str) -> Page:
    """The panels with their judges; before the round is prepared, what will bind it."""
    judged = judged_season(reading(), season_id, own_organisers())
    season = judged.season
    if judged.envelope is None:
        return page("office/round_new.html", season=season, binding=_binding(reading(), season))
    return page("office/panels.html", season=season, **_juries(reading(), judged))


def _binding(session: Session, season: Season) -> dict[str, Any]:
    facts = service.round_facts(session, season)
    words = {"ranking": facts.ranked_by.value, "steps_per_point": str(facts.steps_per_point)} | dict(
        facts.rules
    )
    return {
        "facts": facts,
        "values": [(_(KNOWN[key].label), _(KNOWN[key].shown(value))) for key, value in words.items()],
    }


def _juries(session: Session, judged: Judged) -> dict[str, Any]:
    judges = queries.judge_rows(session, judged.season.id)
    rows = judging.panel_rows(session, judged.round.round_id)
    fields = {field.code: field.name for field in fields_of(session, judged.season.id)}
    covered = {code for row in rows for code in row.fields}
    seated = {place.judge_id for row in rows for place in row.seats}
    return {
        "panels": rows,
        "judges": {judge.judge_id: judge for judge in judges},
        "unseated": [judge for judge in judges if judge.judge_id not in seated and not judge.ended_at],
        "fields": fields,
        "uncovered": [name for code, name in fields.items() if code not in covered],
        "roles": {role: _(label) for role, label in SEAT_ROLES.items()},
        "open": judged.stage is judging.Stage.OPEN,
    }


@bp.post("/seasons/<season_id>/panels/round")
def prepare_round(season_id: str) -> Response:
    """Prepare the round."""
    outcome = act(lambda s: service.prepare_round(s, own_season(s, season_id), by=actor(), at=now()))
    return answer(outcome, url_for(".panels", season_id=season_id), _("Đã lập vòng chấm."))


@bp.route("/seasons/<season_id>/panels/new", methods=["GET", "POST"])
def new_panel(season_id: str) -> Page | Response:
    """Found a panel."""
    season = _judged_season(season_id)
    form = PanelForm()
    form["fields"].choices = [(field.code, field.name) for field in fields_of(reading(), season.id)]
    if form.ready():
        typed = (form.name.data, form["fields"].data)
        outcome = act(lambda s: service.add_panel(s, own_season(s, season_id), *typed, by=actor(), at=now()))
        if form.accepts(outcome):
            return _back(season_id, _("Đã lập tổ giám khảo."))
    return page("office/panel_form.html", form=form, season=season)


@bp.route("/seasons/<season_id>/panels/judges/new", methods=["GET", "POST"])
def appoint_judge(season_id: str) -> Page | Response:
    """Appoint a judge."""
    season = _judged_season(season_id)
    form = AppointForm()
    form.account_id.offer(queries.judge_choices(reading(), season.organiser_id, season.id))
    form.decision_id.offer(queries.jury_decisions(reading(), season.organiser_id))
    form.expertise.choices = [(field.code, field.name) for field in fields_of(reading(), season.id)]
    if form.ready():
        outcome = act(lambda s: _appoint(s, season_id, form))
        if form.accepts(outcome):
            return _back(season_id, _("Đã phân công giám khảo. Đề nghị xếp giám khảo vào tổ."))
    return page("office/judge_appoint.html", form=form, season=season)


def _appoint(session: Session, season_id: str, form: AppointForm) -> Outcome[Any]:
    season = own_season(session, season_id)
    decision = form.decision_id.data
    made = service.appoint(session, season, form.account_id.data, decision_id=decision, by=actor(), at=now())
    minutes, fields = form.minutes.data, form.expertise.data or []
    if isinstance(made, Refused) or not (minutes or fields):
        return made
    return service.equip(session, season, made.value.id, minutes, fields, by=actor(), at=now())


@bp.route("/seasons/<season_id>/panels/decision", methods=["GET", "POST"])
def jury_decision(season_id: str) -> Page | Response:
    """Enter the decision that founds the juries into the register."""
    season = _judged_season(season_id)
    form = DecisionForm()
    form.offer(waiting_drafts(reading(), season.id, DecisionKind.JURY))
    if form.ready():
        facts = form.decision(DecisionKind.JURY)
        outcome = act(
            lambda s: record_decision(s, own_season(s, season_id).organiser_id, facts, by=actor(), at=now())
        )
        if form.accepts(outcome):
            return onward(
                url_for(".appoint_judge", season_id=season_id), _("Đã ghi quyết định vào sổ văn bản.")
            )
    return page("office/jury_decision.html", form=form, season=season)


@bp.route("/seasons/<season_id>/panels/<panel_id>/seats/new", methods=["GET", "POST"])
def new_seat(season_id: str, panel_id: str) -> Page | Response:
    """Seat an appointed judge on a panel."""
    season = _judged_season(season_id)
    panel = _own_panel(reading(), season, panel_id)
    form = SeatForm()
    taken = {place.judge_id for place in panel.seats}
    judges = [row for row in _living(season.id) if row.judge_id not in taken]
    form.appointment_id.offer([(row.appointment_id, row.name) for row in judges])
    form.role.offer([(role.value, _(label)) for role, label in reversed(SEAT_ROLES.items())])
    if form.ready():
        outcome = act(lambda s: _seat(s, season_id, panel_id, form))
        if form.accepts(outcome):
            return _back(season_id, _("Đã xếp giám khảo vào tổ."))
    return page("office/seat_form.html", form=form, season=season, panel=panel)


def _seat(session: Session, season_id: str, panel_id: str, form: SeatForm) -> Outcome[str]:
    season, role = own_season(session, season_id), judging.SeatRole(form.role.data)
    return service.seat(session, season, panel_id, form.appointment_id.data, role, by=actor(), at=now())


def _living(season_id: str) -> list[queries.JudgeRow]:
    return [row for row in queries.judge_rows(reading(), season_id) if row.ended_at is None]


def _own_panel(session: Session, season: Season, panel_id: str) -> judging.PanelRow:
    round_ = found(service.round_of(session, season.id))
    rows = judging.panel_rows(session, round_.round_id)
    return found(next((row for row in rows if row.panel_id == panel_id), None))


def _judged_season(season_id: str) -> Season:
    """A season of one's own whose round was prepared, or 404."""
    season = own_season(reading(), season_id)
    found(service.round_of(reading(), season.id))
    return season


def _back(season_id: str, message: str) -> Response:
    return onward(url_for(".panels", season_id=season_id), message)
