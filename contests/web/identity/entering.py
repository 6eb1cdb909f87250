"""Signing in and out: by a password, by the code on an author's slip, to the desk one came for."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, Unauthorized
from werkzeug.wrappers import Response
from wtforms import HiddenField

from contests.envelopes.seats import judge_seats
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, Refused
from contests.kernel.web.answers import Form, Page, answer, onward, page
from contests.kernel.web.fields import SecretField, TextField
from contests.kernel.web.runtime import JUDGE_PATH, act, at_judges_desk, reading, runtime
from contests.people import credentials, entering, queries
from contests.web.frame import known_url
from contests.web.identity import kept as keeping
from contests.web.identity.desk import (
    address,
    bp,
    local_path,
    sealed,
    unsealed,
    with_judging,
    with_sign_in,
    without_sign_in,
)
from contests.web.identity.judging import close_judging, open_judging
from contests.web.identity.loader import COOKIE

JUDGE_DESK = "judge"
_TICKET_SECONDS = 300
_DESKS = (
    (frozenset({Role.HEAD, Role.SECRETARY}), "office.home", _l("Văn phòng Ban Tổ chức")),
    (frozenset({Role.INSPECTOR}), "inspector.home", _l("Giám sát mùa thi")),
    (frozenset({Role.UNIT}), "unit.home", _l("Đầu mối đơn vị")),
    (frozenset({Role.AUTHOR}), "author.home", _l("Tác giả")),
)


class SignInForm(Form):
    """Login and password; where one wanted to go, and what was typed there, travel along."""

    login = TextField(_l("Tên đăng nhập"), most=60)
    password = SecretField(_l("Mật khẩu"))
    next = HiddenField()
    desk = HiddenField()
    kept = HiddenField()


class SlipForm(Form):
    """The code printed on an author's slip."""

    code = TextField(_l("Mã trên phiếu"), most=40)


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Page | Response:
    """The sign-in page of every desk; `desk=judge` leads to the judge's."""
    form = SignInForm(next=request.args.get("next"), desk=request.args.get("desk"))
    if form.ready():
        found = entering.identify(
            runtime().main, form.login.data, form.password.data, address=address(), at=now()
        )
        if form.accepts(found) and isinstance(found, Done):
            return _entered(found.value, form)
    return page("identity/sign_in.html", form=form, judging=form.desk.data == JUDGE_DESK, typed="")


@bp.route("/sign-in/slip", methods=["GET", "POST"])
def slip() -> Page | Response:
    """The way in for an author who has only a slip; the slip's QR fills the code in."""
    form = SlipForm(code=request.args.get("code"))
    if form.ready():
        found = entering.identify_by_secret(runtime().main, form.code.data, address=address(), at=now())
        if form.accepts(found) and isinstance(found, Done):
            return signed_in(found.value)
    return page("identity/slip.html", form=form)


@bp.post("/sign-out")
def sign_out() -> Response:
    """End the sign-in on the server; a copied cookie is worth nothing afterwards."""
    _end_present_sign_in(judging_too=True)
    return without_sign_in(onward(url_for("identity.sign_in"), _("Quý vị đã đăng xuất.")))


@bp.get("/desks")
def desks() -> Page:
    """The desks of someone who has more than one role."""
    if not current_user.is_authenticated:
        raise Unauthorized
    actor = current_user.actor
    mine = [(label, known_url(endpoint)) for roles, endpoint, label in _DESKS if actor.has(*roles)]
    mine = [(label, url) for label, url in mine if url]
    return page("identity/desks.html", desks=mine, judges=actor.has(Role.JUDGE))


@bp.post("/sign-in/season")
def choose_season() -> Response:
    """A judge of several seasons takes the seat of one; the ticket is the sign-in of a moment ago."""
    ticket = unsealed("seats", request.form.get("ticket", ""))
    if not isinstance(ticket, list) or ticket[1] < now().timestamp():
        return redirect(url_for("identity.sign_in", desk=JUDGE_DESK), 303)
    seats = {seat.judge_id for seat in judge_seats(reading(), ticket[0])}
    judge_id = request.form.get("seat", "")
    if judge_id not in seats:
        raise BadRequest
    return _to_judges_desk(ticket[0], judge_id)


@bp.app_errorhandler(Unauthorized)
def ask_to_sign_in(_error: Unauthorized) -> Page | Response | tuple[str, int]:
    """Nobody stood at a closed door: to the sign-in page, with what was typed where it was a form."""
    if at_judges_desk():
        return redirect(url_for("identity.sign_in", desk=JUDGE_DESK), 303)
    if request.method != "POST":
        back = request.full_path.rstrip("?")
        return redirect(url_for("identity.sign_in", next=back), 303)
    bundle = keeping.bundle()
    typed = "" if bundle else keeping.passages()
    if not bundle:
        flash(_("Quý vị chưa đăng nhập hoặc đã đăng xuất nên nội dung vừa gửi chưa được lưu."), "error")
    if not bundle and not typed:
        return redirect(url_for("identity.sign_in"), 303)
    form = SignInForm(formdata=None, kept=bundle)
    outside = {"audience": "identity", "navigation": [], "home_url": "/"}
    return page("identity/sign_in.html", 401, form=form, judging=False, typed=typed, **outside)


def _entered(account_id: str, form: SignInForm) -> Page | Response:
    roles = queries.roles_of(reading(), account_id)
    if Role.JUDGE in roles and (form.desk.data == JUDGE_DESK or roles == {Role.JUDGE}):
        return to_judging(account_id)
    waiting = keeping.opened(form.kept.data, account_id) if form.kept.data else None
    if form.kept.data and waiting is None:
        flash(_("Nội dung gõ trước đó là của tài khoản khác hoặc đã quá lâu nên không được gửi."), "warning")
    return signed_in(account_id, local_path(form.next.data), waiting)


def signed_in(account_id: str, onto: str = "", waiting: keeping.Kept | None = None) -> Response:
    """Open a new sign-in; the one this browser had before, if any, ends."""
    _end_present_sign_in()
    opened = act(lambda s: credentials.open_sign_in(s, account_id, at=now()))
    if isinstance(opened, Refused):
        return answer(opened, url_for("identity.sign_in"))
    if waiting is not None:
        body, status = page("identity/resend.html", waiting=waiting)
        return with_sign_in(Response(body, status, mimetype="text/html"), opened.value)
    return with_sign_in(redirect(onto or _first_desk(account_id), 303), opened.value)


def _first_desk(account_id: str) -> str:
    roles = queries.roles_of(reading(), account_id)
    mine = [known_url(endpoint) for held, endpoint, _label in _DESKS if held & roles]
    alone = mine[0] if len(mine) == 1 and Role.JUDGE not in roles else ""
    return alone or url_for("identity.desks")


def by_own_credentials(account_id: str) -> Page | Response:
    """On to the desk of someone who has just proved, by a link or a code, whose account this is."""
    roles = queries.roles_of(reading(), account_id)
    return to_judging(account_id) if roles == {Role.JUDGE} else signed_in(account_id)


def to_judging(account_id: str) -> Page | Response:
    """To the judge's desk of the one season, or to the choice between several."""
    seats = judge_seats(reading(), account_id)
    if len(seats) == 1:
        return _to_judges_desk(account_id, seats[0].judge_id)
    if not seats:
        return page("identity/no_seat.html")
    ticket = sealed("seats", [account_id, int(now().timestamp()) + _TICKET_SECONDS])
    return page("identity/seats.html", seats=seats, ticket=ticket)


def _to_judges_desk(account_id: str, judge_id: str) -> Response:
    opened: Outcome[str] = act(lambda s: open_judging(s, account_id, judge_id))
    if isinstance(opened, Refused):
        return answer(opened, url_for("identity.sign_in", desk=JUDGE_DESK))
    return with_judging(redirect(JUDGE_PATH + "/", 303), opened.value)


def _end_present_sign_in(*, judging_too: bool = False) -> None:
    token = request.cookies.get(COOKIE)
    if token:
        runtime().main.do(lambda s: _end(s, token, judging_too))


def _end(session: Session, token: str, judging_too: bool) -> None:
    account_id = queries.whose_sign_in(session, token)
    credentials.sign_out(session, token)
    if account_id is not None and judging_too:
        close_judging(session, account_id)
