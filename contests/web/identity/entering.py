"""Signing in and out: by a password, by the code on an author's slip."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response
from wtforms import HiddenField

from contests.kernel.clock import now
from contests.kernel.errors import Done
from contests.kernel.web.answers import Form, Page, onward, page
from contests.kernel.web.fields import SecretField, TextField
from contests.kernel.web.runtime import at_judges_desk, runtime
from contests.people import entering
from contests.web.identity import kept as keeping
from contests.web.identity.arriving import JUDGE_DESK, Way, end_present_sign_in, signed_in
from contests.web.identity.desk import address, bp, without_sign_in
from contests.web.identity.second import on_from_password


class SignInForm(Form):
    """Login and password; where one wanted to go, and what was typed there, travel along."""

    login = TextField(_l("Tên đăng nhập"), most=60)
    password = SecretField(_l("Mật khẩu"))
    next = HiddenField()
    desk = HiddenField()
    kept = HiddenField()

    def way(self) -> Way:
        """What one came for."""
        return Way(self.desk.data or "", self.next.data or "", self.kept.data or "")


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
            return on_from_password(found.value, form.way())
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
    end_present_sign_in(judging_too=True)
    return without_sign_in(onward(url_for("identity.sign_in"), _("Quý vị đã đăng xuất.")))


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
