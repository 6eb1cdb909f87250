"""The second step of signing in: the code of an application or a card, and choosing one of them the first time."""

from dataclasses import asdict

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from pyotp import TOTP
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response
from wtforms import HiddenField

from contests.kernel.clock import now
from contests.kernel.codes import spelled
from contests.kernel.errors import Outcome, Refused
from contests.kernel.qr import qr_svg
from contests.kernel.web.answers import Form, Page, answer, page
from contests.kernel.web.fields import TextField
from contests.kernel.web.runtime import act, reading, runtime
from contests.people import entering, factors, queries
from contests.people.model import Account
from contests.people.rules import ASKED_TWICE, GUARDED
from contests.people.slips import CodeCard, card_sheet
from contests.people.terms import Factor
from contests.web.identity.arriving import Way, arrive
from contests.web.identity.desk import DEVICE_COOKIE, address, bp, sealed, unsealed, with_device
from contests.web.paper import pdf

ISSUER = "Bảng Vàng"
_TICKET, _SHEET, _SECONDS = "second", "card-sheet", 900


class SecondForm(Form):
    """A code; the ticket says who gave the password a moment ago, what for, and the card that was just made."""

    code = TextField(_l("Mã xác minh"), most=40)
    ticket = HiddenField()
    sheet = HiddenField()


def on_from_password(account_id: str, way: Way) -> Page | Response:
    """Whoever gave the right password: on to the desk, or first to the second step."""
    roles = queries.roles_of(reading(), account_id)
    if not roles & ASKED_TWICE or (not roles & GUARDED and _known_here(account_id)):
        return arrive(account_id, way)
    return _asked(account_id, way)


def by_own_credentials(account_id: str) -> Page | Response:
    """Whoever has just proved, by a link or a recovery code, whose account this is: the second step is asked always."""
    if not queries.roles_of(reading(), account_id) & ASKED_TWICE:
        return arrive(account_id, Way())
    return _asked(account_id, Way())


@bp.post("/sign-in/second")
def second() -> Page | Response:
    """Take the code of the second step."""
    ticket, form = _ticket(), SecondForm()
    if ticket is None:
        return _too_late()
    account_id, way, _salt = ticket
    if form.ready():
        secret_key, at = runtime().config.secret_key, now()
        found = entering.second(
            runtime().main, account_id, form.code.data, secret_key=secret_key, address=address(), at=at
        )
        if form.accepts(found):
            return _remembered(account_id, arrive(account_id, way))
    return _code_page(account_id, form)


@bp.post("/sign-in/second/app")
def enrol_app() -> Page | Response:
    """Make the application that has just shown a right code the second factor."""
    ticket, form = _ticket(), SecondForm()
    if ticket is None:
        return _too_late()
    account_id, way, salt = ticket
    if form.ready():
        outcome = act(lambda s: _enrol(s, account_id, salt, form.code.data))
        if form.accepts(outcome):
            return _remembered(account_id, arrive(account_id, way))
    return _choice_page(account_id, salt, form)


@bp.post("/sign-in/second/card")
def enrol_card() -> Page | Response:
    """Make a card of codes, shown once; its first code goes into the form below it."""
    ticket = _ticket()
    if ticket is None:
        return _too_late()
    account_id, way, _salt = ticket
    outcome = act(lambda s: _own_card(s, account_id))
    if isinstance(outcome, Refused):
        return answer(outcome, url_for("identity.sign_in"))
    account, codes = reading().get_one(Account, account_id), outcome.value
    form = SecondForm(formdata=None, ticket=_new_ticket(account_id, way), sheet=sheet_of(account, codes))
    return page("identity/card_new.html", form=form, codes=codes)


def sheet_of(account: Account, codes: tuple[str, ...]) -> str:
    """What a page of new codes sends back to get them as a PDF; nothing of it is kept here."""
    return sealed(_SHEET, [account.name, account.login or "", list(codes)])


@bp.post("/sign-in/second/card/sheet")
def card_pdf() -> Response:
    """The card that this very page has just shown, to print."""
    sheet = unsealed(_SHEET, request.form.get("sheet", ""))
    if not isinstance(sheet, list):
        raise BadRequest
    name, login, codes = sheet
    card = CodeCard(name, login, tuple(map(spelled, codes)), demo=runtime().config.demo)
    return pdf(card_sheet(card), "the-ma-xac-minh.pdf")


def _asked(account_id: str, way: Way) -> Page | Response:
    """The page for the code, or for an account that has no second factor yet, the choice of one."""
    if factors.factor_of(reading(), account_id) is not None:
        return _code_page(account_id, SecondForm(formdata=None, ticket=_new_ticket(account_id, way)))
    salt = factors.new_salt()
    form = SecondForm(formdata=None, ticket=_new_ticket(account_id, way, salt))
    return _choice_page(account_id, salt, form)


def _code_page(account_id: str, form: SecondForm) -> Page:
    """The page that asks for a code; on the sample data it shows the code, nowhere else."""
    if isinstance(sheet := unsealed(_SHEET, form.sheet.data or ""), list):
        return page("identity/card_new.html", form=form, codes=sheet[2])  # its only copy is this page
    with runtime().main.reading() as session:
        factor = factors.factor_of(session, account_id)
        left = factors.codes_left(session, account_id)
        shown = _sample_code(session, account_id) if factor is Factor.APP else ""
    card = factor is Factor.CARD
    return page("identity/second.html", form=form, card=card, left=left, shown=shown)


def _sample_code(session: Session, account_id: str) -> str:
    config = runtime().config
    if not config.demo:
        return ""
    return factors.shown_code(session, account_id, secret_key=config.secret_key, at=now())


def _choice_page(account_id: str, salt: str, form: SecondForm) -> Page:
    account = reading().get_one(Account, account_id)
    key = factors.app_key(runtime().config.secret_key, account_id, salt)
    uri = TOTP(key).provisioning_uri(name=account.login or account.name, issuer_name=ISSUER)
    drawn = Markup(qr_svg(uri))  # noqa: S704
    return page("identity/second_new.html", form=form, key=spelled(key).replace("-", " "), qr=drawn)


def _enrol(session: Session, account_id: str, salt: str, code: str) -> Outcome[Account]:
    account = session.get_one(Account, account_id)
    secret_key = runtime().config.secret_key
    return factors.enrol_app(session, account, salt, code, secret_key=secret_key, at=now())


def _own_card(session: Session, account_id: str) -> Outcome[tuple[str, ...]]:
    return factors.own_card(session, session.get_one(Account, account_id), at=now())


def _known_here(account_id: str) -> bool:
    token = request.cookies.get(DEVICE_COOKIE, "")
    return bool(token) and factors.knows_device(reading(), account_id, token, now())


def _remembered(account_id: str, arrived: Page | Response) -> Page | Response:
    """The same answer; a judge's browser is known from now on."""
    if queries.roles_of(reading(), account_id) & GUARDED:
        return arrived
    token = runtime().main.do(lambda s: factors.remember_device(s, account_id, at=now()))
    if not isinstance(arrived, Response):
        arrived = Response(arrived[0], arrived[1], mimetype="text/html")
    return with_device(arrived, token)


def _new_ticket(account_id: str, way: Way, salt: str = "") -> str:
    until = int(now().timestamp()) + _SECONDS
    return sealed(_TICKET, [account_id, until, asdict(way), salt])


def _ticket() -> tuple[str, Way, str] | None:
    """Who gave the password a moment ago, what for, and the salt of an application offered."""
    found = unsealed(_TICKET, request.form.get("ticket", ""))
    if not isinstance(found, list) or found[1] < now().timestamp():
        return None
    return found[0], Way(**found[2]), found[3]


def _too_late() -> Response:
    flash(_("Đã quá 15 phút từ lúc nhập mật khẩu. Đề nghị đăng nhập lại."), "error")
    return redirect(url_for("identity.sign_in"), 303)
