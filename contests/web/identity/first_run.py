"""The page of an empty installation: who organises, at which address, and the first account."""

from flask import request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Done, Refused
from contests.kernel.web.answers import Page, page
from contests.kernel.web.fields import MailField, PhoneField, TextField
from contests.kernel.web.runtime import act, reading
from contests.people import credentials, installing
from contests.people.installing import FirstFacts, Founded
from contests.people.rules import AccountFacts
from contests.web.identity.desk import bp, with_sign_in
from contests.web.identity.passwords import NewPassword
from contests.web.identity.recovery import sheet_ticket
from contests.web.installation_form import InstallationFields


class FirstRunForm(InstallationFields, NewPassword):
    """Everything a new installation needs to know."""

    organiser = TextField(_l("Tên cơ quan tổ chức"), least=5)
    place = TextField(_l("Địa danh ghi trên văn bản"), most=80)
    name = TextField(_l("Họ và tên"), most=80)
    login = TextField(_l("Tên đăng nhập"), most=60)
    email = MailField(_l("Thư điện tử"))
    phone = PhoneField(_l("Điện thoại"))

    def facts(self) -> FirstFacts:
        """What was typed."""
        head = AccountFacts(self.login.data, self.name.data, self.email.data, self.phone.data)
        return FirstFacts(
            self.organiser.data,
            self.place.data,
            self.public_address.data,
            self.mail_facts(),
            head,
            self.password.data,
        )


@bp.route("/first-run/<token>", methods=["GET", "POST"])
def first_run(token: str) -> Page | Response:
    """Set the installation up, once; then the recovery codes are shown, once."""
    if not installing.awaits_first_run(reading(), token):
        raise NotFound
    form = FirstRunForm(public_address=_seen_address())
    if form.ready():
        outcome = act(lambda s: installing.first_run(s, token, form.facts(), at=now()))
        if form.accepts(outcome) and isinstance(outcome, Done):
            return _founded(outcome.value)
    return page("identity/first_run.html", form=form)


def _founded(made: Founded) -> Page | Response:
    body, status = page(
        "identity/codes.html", codes=made.codes, ticket=sheet_ticket(made.account, made.codes)
    )
    opened = act(lambda s: credentials.open_sign_in(s, made.account.id, at=now()))
    response = Response(body, status, mimetype="text/html")
    return response if isinstance(opened, Refused) else with_sign_in(response, opened.value)


def _seen_address() -> str:
    """The address in the browser as a proposal; none where it is this machine's own."""
    host = request.host.partition(":")[0]
    return "" if host in ("localhost", "127.0.0.1") else request.host_url.rstrip("/")
