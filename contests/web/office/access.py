"""Handing out a way in: one-time links with QR, text and sheet; one's own recovery codes."""

from datetime import datetime

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from contests.kernel import outbox
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, Refused
from contests.kernel.qr import qr_svg
from contests.kernel.settings import installation, public_url
from contests.kernel.web.answers import Form, Page, answer, found, page
from contests.kernel.web.display import moment
from contests.kernel.web.fields import SecretField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.people import credentials, entering, queries, service
from contests.people.model import Account
from contests.people.service import HandedLink
from contests.people.slips import Invitation, invitation_sheets, message
from contests.people.terms import LinkPurpose
from contests.web.identity.desk import address, sealed, unsealed
from contests.web.identity.recovery import sheet_ticket
from contests.web.office.accounts import own_account, role_labels
from contests.web.office.desk import bp, own_organiser
from contests.web.paper import pdf

_SHEET = "invitation-sheet"


class OwnPasswordForm(Form):
    """One's own password again, before something that opens the account is made."""

    password = SecretField(_l("Mật khẩu đang dùng"))


@bp.post("/accounts/<account_id>/link")
def make_link(account_id: str) -> Page | Response:
    """Make a one-time link and show it, once; by mail too where mail and an address are there."""
    own_account(reading(), account_id)
    outcome = act(lambda s: _hand_out(s, account_id))
    if isinstance(outcome, Refused):
        return answer(outcome, url_for(".account", account_id=account_id))
    return _shown(own_account(reading(), account_id), outcome.value)


@bp.post("/accounts/<account_id>/link/sheet")
def link_sheet(account_id: str) -> Response:
    """The printable sheet of the link that this very page has just shown."""
    own_account(reading(), account_id)
    ticket = unsealed(_SHEET, request.form.get("ticket", ""))
    if not isinstance(ticket, list) or ticket[0] != account_id:
        raise BadRequest
    organiser, name, role, unit, url, expires, reset = ticket[1:]
    sheet = Invitation(organiser, name, role, unit, url, expires, demo=runtime().config.demo, reset=reset)
    return pdf(invitation_sheets([sheet]), "dat-lai-mat-khau.pdf" if reset else "giay-moi.pdf")


@bp.route("/recovery-codes", methods=["GET", "POST"])
def recovery_codes() -> Page | Response:
    """New recovery codes for one's own account; the older ones die."""
    form = OwnPasswordForm()
    me = found(reading().get(Account, actor().account_id))
    if form.ready():
        known = entering.identify(
            runtime().main, me.login or "", form.password.data, address=address(), at=now()
        )
        if form.accepts(known):
            return _new_codes(me)
    return page("office/recovery_codes.html", form=form)


def _new_codes(me: Account) -> Page:
    codes = runtime().main.do(
        lambda s: credentials.make_recovery_codes(
            s, s.get_one(Account, me.id), own_organiser(s).id, by=actor(), at=now()
        )
    )
    return page("identity/codes.html", codes=codes, ticket=sheet_ticket(me, codes))


def _hand_out(session: Session, account_id: str) -> Outcome[HandedLink]:
    account, at = own_account(session, account_id), now()
    outcome = service.hand_out_link(session, account, own_organiser(session).id, by=actor(), at=at)
    if isinstance(outcome, Done):
        _mail(session, account, outcome.value, at)
    return outcome


def _mail(session: Session, account: Account, link: HandedLink, at: datetime) -> None:
    """Put the link into the outbox where there is mail, an address to write to and one to lead to."""
    url = public_url(session, url_for("identity.link", token=link.token))
    if not (url and account.email and installation(session).mail_host):
        return
    text = message(_invitation(session, account, link, url))
    subject = _("Đặt lại mật khẩu") if link.purpose is LinkPurpose.RESET else _("Lời mời nhận tài khoản")
    body = render_template("mail/link.txt", text=text)
    outbox.write(session, account.email, subject, body, at=at)


def _shown(account: Account, link: HandedLink) -> Page:
    path = url_for("identity.link", token=link.token)
    public = public_url(reading(), path)
    url = public or request.host_url.rstrip("/") + path
    said = _invitation(reading(), account, link, url)
    ticket = [
        account.id,
        said.organiser,
        said.name,
        said.role,
        said.unit,
        said.link,
        said.expires,
        said.reset,
    ]
    return page(
        "office/account_link.html",
        account=account,
        link=link,
        url=url,
        public=public is not None,
        reset=said.reset,
        qr=Markup(qr_svg(url)) if public else "",  # noqa: S704 (drawn by us from an address of ours)
        text=message(said),
        ticket=sealed(_SHEET, ticket),
        mailed=bool(public and account.email and installation(reading()).mail_host),
    )


def _invitation(session: Session, account: Account, link: HandedLink, url: str) -> Invitation:
    organiser = own_organiser(session)
    held = queries.role_rows(session, [account.id], organiser.id)
    labels = role_labels()
    roles = ", ".join(dict.fromkeys(labels[row.role] for row in held))
    units = ", ".join(dict.fromkeys(row.unit for row in held))
    until = _("đến %(moment)s", moment=moment(link.expires_at))
    reset = link.purpose is LinkPurpose.RESET
    return Invitation(organiser.name, account.name, roles, units, url, until, reset=reset)
