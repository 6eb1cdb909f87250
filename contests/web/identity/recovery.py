"""A forgotten password and a printed recovery code; the sheet of such codes."""

from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.codes import spelled
from contests.kernel.errors import Done
from contests.kernel.web.answers import Page, page
from contests.kernel.web.fields import TextField
from contests.kernel.web.runtime import runtime
from contests.people import entering
from contests.people.model import Account
from contests.people.slips import RecoveryCodes, recovery_sheet
from contests.web.identity.desk import address, bp, sealed, unsealed
from contests.web.identity.judging import close_judging
from contests.web.identity.passwords import NewPassword
from contests.web.identity.second import by_own_credentials
from contests.web.paper import pdf

_SHEET = "recovery-sheet"


class RecoveryForm(NewPassword):
    """Login, a printed code, and the new password."""

    login = TextField(_l("Tên đăng nhập"), most=60)
    code = TextField(_l("Mã khôi phục"), most=40)


@bp.route("/recovery", methods=["GET", "POST"])
def recovery() -> Page | Response:
    """Set a new password by one of the printed codes."""
    form = RecoveryForm()
    if form.ready():
        outcome = entering.recover(
            runtime().main,
            form.login.data,
            form.code.data,
            form.password.data,
            ending=close_judging,
            address=address(),
            at=now(),
        )
        if form.accepts(outcome) and isinstance(outcome, Done):
            return by_own_credentials(outcome.value.id)
    return page("identity/recovery.html", form=form)


def sheet_ticket(account: Account, codes: tuple[str, ...]) -> str:
    """What the page of new codes sends back to get them as a PDF; nothing of it is kept here."""
    return sealed(_SHEET, [account.name, account.login or "", list(codes)])


@bp.post("/recovery/sheet")
def recovery_pdf() -> Response:
    """The sheet of the codes that this very page has just shown."""
    ticket = unsealed(_SHEET, request.form.get("ticket", ""))
    if not isinstance(ticket, list):
        raise BadRequest
    name, login, codes = ticket
    sheet = RecoveryCodes(name, login, tuple(spelled(code) for code in codes), demo=runtime().config.demo)
    return pdf(recovery_sheet(sheet), "ma-khoi-phuc.pdf")
