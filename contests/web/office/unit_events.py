"""What happens to units by decision: renamed, moved, merged, closed; and the other names people know them by."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, DayField, TextField, VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.people import queries, service
from contests.people.model import Unit
from contests.people.units import history
from contests.people.units.model import UnitAlias
from contests.people.units.rules import EventFacts
from contests.web.office.desk import bp, own_organiser
from contests.web.office.units import own_unit


class EventForm(Form):
    """From which day, by which document."""

    on = DayField(_l("Ngày có hiệu lực"))
    symbol = TextField(_l("Số, ký hiệu văn bản"), most=60)
    note = TextField(_l("Ghi chú"), most=300, required=False)
    version = VersionField()

    def facts(self) -> EventFacts:
        """What was typed; call it when the form is ready."""
        return EventFacts(self.on.data or date.min, self.symbol.data, self.note.data)


class RenameForm(EventForm):
    """The new official name."""

    name = TextField(_l("Tên mới"), least=3)


class MoveForm(EventForm):
    """The unit that is above it from then on."""

    parent_id = ChoiceField(_l("Đơn vị cấp trên mới"), blank=_l("Chọn đơn vị"))


class MergeForm(EventForm):
    """The unit in which it ends."""

    into_id = ChoiceField(_l("Sáp nhập vào"), blank=_l("Chọn đơn vị"))


class AliasForm(Form):
    """Another name."""

    name = TextField(_l("Tên gọi khác"), least=2)


@bp.route("/units/<unit_id>/rename", methods=["GET", "POST"])
def rename_unit(unit_id: str) -> Page | Response:
    """Give a unit another official name."""
    shown = own_unit(reading(), unit_id)
    form = RenameForm(obj=shown)

    def renamed(session: Session) -> Outcome[Unit]:
        unit, facts = own_unit(session, unit_id), form.facts()
        return service.rename_unit(
            session, unit, form.name.data, facts, version=form.version.data, by=actor(), at=now()
        )

    if form.ready() and form.accepts(act(renamed)):
        return _back(unit_id, _("Đã ghi tên mới."))
    return page("office/unit_event.html", form=form, unit=shown, title=_("Đổi tên đơn vị"))


@bp.route("/units/<unit_id>/move", methods=["GET", "POST"])
def move_unit(unit_id: str) -> Page | Response:
    """Put a unit under another one."""
    shown = _below_root(unit_id)
    form = MoveForm(version=shown.version)
    form.parent_id.offer(_others(unit_id))

    def moved(session: Session) -> Outcome[Unit]:
        unit, facts = own_unit(session, unit_id), form.facts()
        return service.move_unit(
            session, unit, form.parent_id.data, facts, version=form.version.data, by=actor(), at=now()
        )

    if form.ready() and form.accepts(act(moved)):
        return _back(unit_id, _("Đã ghi đơn vị cấp trên mới."))
    return page("office/unit_event.html", form=form, unit=shown, title=_("Chuyển đơn vị cấp trên"))


@bp.route("/units/<unit_id>/merge", methods=["GET", "POST"])
def merge_unit(unit_id: str) -> Page | Response:
    """Let a unit end in another one."""
    shown = _below_root(unit_id)
    form = MergeForm(version=shown.version)
    form.into_id.offer([pair for pair in _others(unit_id) if pair[0] != shown.organiser_id])

    def merged(session: Session) -> Outcome[Unit]:
        ending, into = own_unit(session, unit_id), own_unit(session, form.into_id.data)
        return service.merge_units(session, [ending], into, form.facts(), by=actor(), at=now())

    if form.ready() and form.accepts(act(merged)):
        return _back(unit_id, _("Đã ghi việc sáp nhập."))
    return page("office/unit_event.html", form=form, unit=shown, title=_("Sáp nhập vào đơn vị khác"))


@bp.route("/units/<unit_id>/close", methods=["GET", "POST"])
def close_unit(unit_id: str) -> Page | Response:
    """End a unit that nobody follows."""
    shown = _below_root(unit_id)
    form = EventForm(version=shown.version)

    def closed(session: Session) -> Outcome[Unit]:
        unit, facts = own_unit(session, unit_id), form.facts()
        return service.close_unit(session, unit, facts, version=form.version.data, by=actor(), at=now())

    if form.ready() and form.accepts(act(closed)):
        return _back(unit_id, _("Đã ghi việc giải thể."))
    return page("office/unit_event.html", form=form, unit=shown, title=_("Giải thể đơn vị"))


@bp.route("/units/<unit_id>/aliases/new", methods=["GET", "POST"])
def new_alias(unit_id: str) -> Page | Response:
    """Note another name."""
    shown = own_unit(reading(), unit_id)
    form = AliasForm()

    def added(session: Session) -> Outcome[UnitAlias]:
        return service.add_alias(session, own_unit(session, unit_id), form.name.data, by=actor(), at=now())

    if form.ready() and form.accepts(act(added)):
        return _back(unit_id, _("Đã thêm tên gọi khác."))
    return page("office/unit_event.html", form=form, unit=shown, title=_("Thêm tên gọi khác"))


@bp.post("/units/<unit_id>/aliases/<alias_id>/drop")
def drop_alias(unit_id: str, alias_id: str) -> Response:
    """Forget another name."""

    def dropped(session: Session) -> Outcome[Unit]:
        unit = own_unit(session, unit_id)
        alias = found(history.alias_of(session, unit.id, alias_id))
        return service.drop_alias(session, unit, alias, by=actor(), at=now())

    return answer(act(dropped), url_for(".unit", unit_id=unit_id), _("Đã bỏ tên gọi khác."))


def _below_root(unit_id: str) -> Unit:
    """A unit of one's own organiser that is not the organiser itself, or 404."""
    unit = own_unit(reading(), unit_id)
    return found(unit if unit.id != unit.organiser_id else None)


def _others(unit_id: str) -> list[tuple[str, str]]:
    organiser = own_organiser(reading())
    return [pair for pair in queries.unit_choices(reading(), organiser.id) if pair[0] != unit_id]


def _back(unit_id: str, message: str) -> Response:
    return onward(url_for(".unit", unit_id=unit_id), message)
