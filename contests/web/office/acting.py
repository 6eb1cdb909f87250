"""Naming who acts where an act takes two persons: for opening the envelopes, and a substitute where a panel seals."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import queries, service
from contests.envelopes.model import OpeningPerson
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons.model import Season
from contests.web.office.desk import bp, head_only, own_season
from judging import service as judging

PERSON, SUBSTITUTE = "person", "substitute"


class OpenerForm(Form):
    """Who, and whether as a substitute."""

    account_id = ChoiceField(_l("Người ghép phách"), blank=_l("Chọn người"))
    place = ChoiceField(_l("Phân công là"))


class SubstituteForm(Form):
    """Which judge of the round."""

    appointment_id = ChoiceField(_l("Giám khảo"), blank=_l("Chọn giám khảo"))


@bp.route("/seasons/<season_id>/envelopes/persons/new", methods=["GET", "POST"])
def name_opener(season_id: str) -> Page | Response:
    """Name a person to open the envelopes."""
    season, form = _led_season(season_id), OpenerForm()
    form.account_id.offer(service.opener_choices(reading(), season))
    form.place.offer([(PERSON, _("Người thực hiện")), (SUBSTITUTE, _("Người thay thế"))])
    if form.ready():
        outcome = act(lambda s: _name(s, season_id, form))
        if form.accepts(outcome):
            return onward(url_for(".envelopes", season_id=season_id), _("Đã phân công."))
    return page("office/opener_form.html", form=form, season=season)


@bp.post("/seasons/<season_id>/envelopes/persons/<row_id>/end")
def drop_opener(season_id: str, row_id: str) -> Response:
    """Take a name off the list."""
    _led_season(season_id)
    outcome = act(lambda s: service.drop_opener(s, own_season(s, season_id), row_id, by=actor(), at=now()))
    return answer(outcome, url_for(".envelopes", season_id=season_id), _("Đã bỏ khỏi danh sách."))


@bp.route("/seasons/<season_id>/board/<panel_id>/substitute", methods=["GET", "POST"])
def substitute(season_id: str, panel_id: str) -> Page | Response:
    """Name a judge who stands in for the panel's chair or secretary."""
    season = _led_season(season_id)
    round_ = found(service.round_of(reading(), season.id))
    rows = judging.panel_rows(reading(), round_.round_id)
    panel = found(next((row for row in rows if row.panel_id == panel_id), None))
    form = SubstituteForm()
    form.appointment_id.offer(_judge_choices(reading(), season, panel))
    if form.ready():
        outcome = act(lambda s: _stand_in(s, season_id, panel_id, str(form.appointment_id.data)))
        if form.accepts(outcome):
            return onward(url_for(".board", season_id=season_id), _("Đã cử người thay thế."))
    return page("office/substitute_form.html", form=form, season=season, panel_name=panel.name)


def _led_season(season_id: str) -> Season:
    head_only()
    return own_season(reading(), season_id)


def _name(session: Session, season_id: str, form: OpenerForm) -> Outcome[OpeningPerson]:
    season, substitute = own_season(session, season_id), form.place.data == SUBSTITUTE
    return service.name_opener(
        session, season, str(form.account_id.data), substitute=substitute, by=actor(), at=now()
    )


def _stand_in(session: Session, season_id: str, panel_id: str, appointment_id: str) -> Outcome[str]:
    season = own_season(session, season_id)
    return service.name_substitute(session, season, panel_id, appointment_id, by=actor(), at=now())


def _judge_choices(session: Session, season: Season, panel: judging.PanelRow) -> list[tuple[str, str]]:
    """The judges who may not confirm there yet and are still judges, the panel's own first: (appointment id, name)."""
    own, officers = {place.judge_id for place in panel.seats}, judging.officer_ids(session, panel.panel_id)
    rows = [row for row in queries.judge_rows(session, season.id) if row.judge_id not in officers]
    ordered = sorted(rows, key=lambda row: row.judge_id not in own)
    return [(row.appointment_id, row.name) for row in ordered if not row.ended_at]
