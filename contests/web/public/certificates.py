"""Checking a certificate: by its number whether it holds; with the short code on the paper, whose it is."""

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contests.certificates.queries import Checked, checked, checked_seal, state_of_number
from contests.certificates.rules import read_code, typed_register
from contests.certificates.terms import CertificateState
from contests.kernel.clock import now, today
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, page
from contests.kernel.web.fields import TextField
from contests.kernel.web.runtime import reading
from contests.web.public.desk import bp

STATES = {
    CertificateState.VALID: (N_("Giấy chứng nhận còn hiệu lực"), "good"),
    CertificateState.REPLACED: (N_("Giấy chứng nhận đã được thay thế bằng giấy khác"), "warn"),
    CertificateState.REVOKED: (N_("Giấy chứng nhận đã bị thu hồi"), "bad"),
}
UNKNOWN = N_(
    "Không có giấy chứng nhận nào khớp với thông tin này. Đề nghị xem lại số vào sổ và mã kiểm tra trên giấy."
)
MISTYPED = N_("Mã kiểm tra không đúng: có ký tự gõ nhầm hoặc thiếu. Đề nghị xem lại mã trên giấy.")


class CheckForm(Form):
    """What is printed at the bottom left of a certificate; asked by the address, so that a QR code may ask it too."""

    class Meta(Form.Meta):
        csrf = False

    register = TextField(_l("Số vào sổ"), most=40)
    code = TextField(_l("Mã kiểm tra"), most=40, required=False)


NOT_OURS = N_(
    "Mã QR này không do Ban Tổ chức ký, hoặc đã bị sửa. Giấy mang mã này không được công nhận: đề nghị báo Ban Tổ chức."
)


@bp.get("/certificates/")
def certificate_by_seal() -> Page:
    """Where the QR code of a certificate leads: what it says is checked by its signature and against the register."""
    seal = request.query_string.decode("ascii", "replace")
    if not seal:
        return certificate()
    whole = checked_seal(reading(), seal, today(now()))
    form = CheckForm(formdata=None, register=whole.register if whole else "")
    return _shown(form, state=whole.state, whole=whole) if whole else _refused(form, NOT_OURS)


@bp.get("/certificates")
def certificate() -> Page:
    """Ask for the number, and for the code if one wants to know whose it is."""
    asked = "register" in request.args
    form = CheckForm(formdata=request.args if asked else None)
    return _answer(form) if asked and form.validate() else _shown(form)


@bp.get("/certificates/<register>/<code>")
def certificate_by_code(register: str, code: str) -> Page:
    """The same asked by an address, as people pass it on."""
    form = CheckForm(formdata=None, register=register[:40], code=code[:40])
    return _answer(form)


def _answer(form: CheckForm) -> Page:
    register = typed_register(form.register.data)
    if not form.code.data:
        state = state_of_number(reading(), register)
        return _shown(form, state=state) if state else _refused(form, UNKNOWN)
    code = read_code(form.code.data)
    if code is None:
        return _refused(form, MISTYPED, "code")
    whole = checked(reading(), register, code, today(now()))
    return _shown(form, state=whole.state, whole=whole) if whole else _refused(form, UNKNOWN)


def _refused(form: CheckForm, message: str, field: str = "") -> Page:
    if field:
        form[field].errors = [_(message)]
    else:
        form.form_errors = [_(message)]
    return _shown(form)


def _shown(form: CheckForm, state: CertificateState | None = None, whole: Checked | None = None) -> Page:
    return page("public/certificate.html", form=form, state=state, whole=whole, states=STATES)
