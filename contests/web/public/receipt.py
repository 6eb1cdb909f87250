"""What the code of a receipt tells anybody: how far the entry is, and no name."""

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contests.entries.queries import ReceiptState, receipt_state
from contests.entries.words import STATES, TONES
from contests.kernel.web.answers import Form, Page, page
from contests.kernel.web.fields import TextField
from contests.kernel.web.runtime import reading
from contests.web.public.desk import bp


class ReceiptForm(Form):
    """The code as it stands on the receipt."""

    class Meta(Form.Meta):
        csrf = False

    code = TextField(_l("Mã biên nhận"), most=40)


@bp.get("/receipt")
def receipt() -> Page:
    """Ask for a code; with `?code=`, as in the receipt's QR, say the state."""
    form = ReceiptForm(formdata=request.args if "code" in request.args else None)
    state: ReceiptState | None = None
    if "code" in request.args and form.validate():
        state = receipt_state(reading(), form.code.data)
        if state is None:
            form.code.errors = [_("Không có hồ sơ nào mang mã này. Đề nghị xem lại mã trên giấy biên nhận.")]
    return page("public/receipt.html", form=form, state=state, states=STATES, tones=TONES)
