"""The form for what a work is: title, field, texts."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.entries import service
from contests.entries.facts import facts_of
from contests.entries.filed import EntryFacts
from contests.entries.model import Entry
from contests.entries.terms import Applicant
from contests.entries.words import APPLICANTS
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import (
    ChoiceField,
    LongTextField,
    PhoneField,
    TextField,
    VersionField,
    WholeField,
)
from contests.kernel.web.runtime import act, actor, reading
from contests.people.model import Unit
from contests.seasons.model import Season
from contests.seasons.queries import divisions_of, fields_of, values
from contests.web.unit.desk import bp, open_season, own_entry, own_units, season_of
from contests.web.unit.gate import shut_page


class FactsForm(Form):
    """What is asked of a work; a draft may be saved with most of it still empty."""

    unit_id = ChoiceField(_l("Đơn vị dự thi"))
    title = TextField(_l("Tên giải pháp, sản phẩm"), most=300, least=3)
    field_id = ChoiceField(_l("Lĩnh vực dự thi"), blank=_l("Chọn lĩnh vực"))
    applicant = ChoiceField(_l("Dự thi với tư cách"), blank=_l("Chọn tư cách"))
    division_id = ChoiceField(_l("Bảng thi"), required=False, blank=_l("Theo ngày sinh của các tác giả"))
    made_in = WholeField(_l("Năm tạo ra hoặc áp dụng lần đầu"), least=1950, most=2100, required=False)
    contact_phone = PhoneField(_l("Điện thoại liên hệ"))
    summary = LongTextField(_l("Tóm tắt giải pháp"), required=False)
    novelty = LongTextField(_l("Tính mới, tính sáng tạo"), required=False)
    application = LongTextField(_l("Khả năng áp dụng"), required=False)
    effect = LongTextField(_l("Hiệu quả"), required=False)
    version = VersionField()

    def facts(self) -> EntryFacts:
        """What was typed."""
        return EntryFacts(
            title=self.title.data,
            field_id=self.field_id.data,
            applicant=Applicant(self.applicant.data),
            division_id=(self.division_id.data if "division_id" in self else None) or None,
            summary=self.summary.data,
            novelty=self.novelty.data,
            application=self.application.data,
            effect=self.effect.data,
            made_in=self.made_in.data,
            contact_phone=self.contact_phone.data,
        )


@bp.route("/seasons/<season_id>/entries/new", methods=["GET", "POST"])
def new_entry(season_id: str) -> Page | Response:
    """Draw up an entry in a season that takes entries."""
    season = open_season(reading(), season_id, now())
    units = [unit for unit in own_units(reading()) if unit.organiser_id == season.organiser_id]
    form = _offered(FactsForm(), season)
    form.unit_id.offer([(unit.id, unit.name) for unit in units])
    if len(units) == 1:
        del form.unit_id
    if form.ready():
        outcome = act(lambda s: _create(s, season_id, form, units))
        if form.accepts(outcome) and isinstance(outcome, Done):
            return onward(
                url_for(".entry", entry_id=outcome.value.id),
                _("Đã lập hồ sơ. Điền tiếp các phần còn thiếu rồi nộp."),
            )
    return page("unit/facts.html", form=form, season=season, entry=None, since=_since(season))


@bp.route("/entries/<entry_id>/facts", methods=["GET", "POST"])
def edit_facts(entry_id: str) -> Page | Response:
    """Change what a work is, while the entry is open."""
    entry = own_entry(reading(), entry_id)
    if stopped := shut_page(entry, service.FACTS):
        return stopped
    season = season_of(reading(), entry)
    form = _offered(FactsForm(obj=facts_of(entry), version=entry.version), season)
    del form.unit_id
    if form.ready():
        outcome = act(lambda s: _change(s, entry_id, form))
        if form.accepts(outcome):
            return onward(url_for(".entry", entry_id=entry_id), _("Đã lưu thông tin."))
    return page("unit/facts.html", form=form, season=season, entry=entry, since=_since(season))


def _since(season: Season) -> int | None:
    return values(reading(), season.id).made_since


def _create(session: Session, season_id: str, form: FactsForm, units: list[Unit]) -> Outcome[Entry]:
    at = now()
    season = open_season(session, season_id, at)
    wanted = form.unit_id.data if "unit_id" in form else units[0].id
    unit = found(next((unit for unit in own_units(session) if unit.id == wanted), None))
    return service.create_draft(session, season, unit, form.facts(), by=actor(), at=at)


def _change(session: Session, entry_id: str, form: FactsForm) -> Outcome[Entry]:
    entry = own_entry(session, entry_id)
    return service.change(session, entry, form.facts(), version=form.version.data, by=actor(), at=now())


def _offered(form: FactsForm, season: Season) -> FactsForm:
    form.field_id.offer([(row.id, row.name) for row in fields_of(reading(), season.id)])
    form.applicant.offer([(kind.value, _(label)) for kind, label in APPLICANTS.items()])
    divisions = divisions_of(reading(), season.id)
    form.division_id.offer([(row.id, row.name) for row in divisions])
    if len(divisions) < 2:
        del form.division_id
    return form
