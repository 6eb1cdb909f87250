"""Confirming names as they will be printed on certificates: right, or what is to be corrected."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.certificates import names as service
from contests.certificates.names import NameRow, name_of, name_rows
from contests.certificates.terms import NameState
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import LongTextField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.unit.desk import bp, own_unit_ids


class CorrectionForm(Form):
    """What is wrong, in the unit's own words."""

    wanted = LongTextField(_l("Chỗ cần sửa"), most=500)


def own_name(session: Session, author_id: str) -> NameRow:
    """A name of one's own units, or 404."""
    return found(name_of(session, author_id, own_unit_ids()))


@bp.get("/certificate-names")
def certificate_names() -> Page:
    """Every name of one's units that is still to be printed."""
    rows = name_rows(reading(), unit_ids=own_unit_ids())
    open_ones = [row for row in rows if row.state is not NameState.CONFIRMED]
    return page("unit/certificate_names.html", rows=rows, open_ones=open_ones)


@bp.post("/certificate-names/<author_id>/confirm")
def confirm_name(author_id: str) -> Response:
    """This name is right."""

    def verb(session: Session) -> Outcome[int]:
        return service.confirm_names(session, [own_name(session, author_id)], by=actor(), at=now())

    return answer(act(verb), url_for(".certificate_names"), _("Đã xác nhận họ tên."))


@bp.post("/certificate-names/confirm")
def confirm_all_names() -> Response:
    """All names of which nothing was said are right."""

    def verb(session: Session) -> Outcome[int]:
        rows = [row for row in name_rows(session, unit_ids=own_unit_ids()) if row.state is None]
        return service.confirm_names(session, rows, by=actor(), at=now())

    return answer(act(verb), url_for(".certificate_names"), _("Đã xác nhận tất cả họ tên."))


@bp.route("/certificate-names/<author_id>/correct", methods=["GET", "POST"])
def correct_name(author_id: str) -> Page | Response:
    """Something is to be corrected before it is printed."""
    row, form = own_name(reading(), author_id), CorrectionForm()
    if form.ready():
        outcome = act(
            lambda s: service.ask_for_correction(
                s, own_name(s, author_id), form.wanted.data, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(url_for(".certificate_names"), _("Đã gửi đề nghị sửa đến Ban Tổ chức."))
    return page("unit/certificate_name.html", form=form, row=row)
