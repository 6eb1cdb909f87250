"""The tree of units: the list, one unit, adding and changing."""

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import ChoiceField, PhoneField, TextField, VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.people import queries, service
from contests.people.model import Unit
from contests.people.rules import UnitFacts
from contests.people.terms import UnitKind
from contests.people.units import history
from contests.web.labels import UNIT_EVENTS, UNIT_KINDS
from contests.web.listing import asked_choice, asked_order, asked_page, asked_search
from contests.web.office.desk import bp, own_organiser, own_organisers


class UnitForm(Form):
    """A unit as the office describes it."""

    name = TextField(_l("Tên đơn vị"), least=3)
    kind = ChoiceField(_l("Loại đơn vị"), blank=_l("Chọn loại đơn vị"))
    parent_id = ChoiceField(_l("Đơn vị cấp trên"))
    address = TextField(_l("Địa chỉ"), most=300, required=False)
    phone = PhoneField(_l("Điện thoại"))
    version = VersionField()

    def facts(self) -> UnitFacts:
        """What was typed."""
        parent = self.parent_id.data if "parent_id" in self else None
        return UnitFacts(
            UnitKind(self.kind.data), self.name.data, parent or None, self.address.data, self.phone.data
        )


@bp.get("/units")
def units() -> Page:
    """All units of the organiser."""
    organiser = own_organiser(reading())
    listed = queries.unit_page(
        reading(),
        organiser.id,
        search=asked_search(),
        kind=asked_choice("kind", UnitKind),
        order=asked_order(),
        page=asked_page(),
    )
    return page("office/units.html", listed=listed, kinds=_kinds())


@bp.route("/units/new", methods=["GET", "POST"])
def new_unit() -> Page | Response:
    """Add a unit."""
    form = _offered(UnitForm(), own_organiser(reading()))
    if form.ready():
        outcome = act(lambda s: service.add_unit(s, own_organiser(s).id, form.facts(), by=actor(), at=now()))
        if form.accepts(outcome):
            return onward(url_for(".units"), _("Đã thêm đơn vị %(name)s.", name=form.name.data))
    return page("office/unit_form.html", form=form, unit=None)


@bp.get("/units/<unit_id>")
def unit(unit_id: str) -> Page:
    """One unit, its place in the tree, and who signs in for it."""
    shown = own_unit(reading(), unit_id)
    above = reading().get(Unit, shown.parent_id) if shown.parent_id else None
    return page(
        "office/unit.html",
        unit=shown,
        above=above,
        clerks=queries.clerks_of(reading(), shown.id),
        kinds=dict(_kinds()),
        happened=history.events_of(reading(), shown.id),
        words=UNIT_EVENTS,
        aliases=history.aliases_of(reading(), shown.id),
        root=shown.id == shown.organiser_id,
    )


@bp.route("/units/<unit_id>/edit", methods=["GET", "POST"])
def edit_unit(unit_id: str) -> Page | Response:
    """Change a unit."""
    shown = own_unit(reading(), unit_id)
    form = _offered(UnitForm(obj=shown), own_organiser(reading()))
    if shown.id == shown.organiser_id:
        del form.parent_id
    if form.ready():
        outcome = act(lambda s: _change(s, unit_id, form))
        if form.accepts(outcome):
            return onward(url_for(".unit", unit_id=unit_id), _("Đã lưu thay đổi."))
    return page("office/unit_form.html", form=form, unit=shown)


def own_unit(session: Session, unit_id: str) -> Unit:
    """A unit of one's own organiser, or 404."""
    mine = sa.select(Unit).where(Unit.id == unit_id, Unit.organiser_id.in_(own_organisers()))
    return found(session.scalars(mine).first())


def _change(session: Session, unit_id: str, form: UnitForm) -> Outcome[Unit]:
    changed = own_unit(session, unit_id)
    return service.change_unit(
        session, changed, form.facts(), version=form.version.data, by=actor(), at=now()
    )


def _offered(form: UnitForm, organiser: Unit) -> UnitForm:
    form.kind.offer(_kinds())
    form.parent_id.offer(queries.unit_choices(reading(), organiser.id))
    return form


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, _(label)) for kind, label in UNIT_KINDS.items()]
