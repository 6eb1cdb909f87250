"""Handing over a card of one-time codes in person: for who lost the second factor, or with the appointment."""

from datetime import datetime

from flask import render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.kernel import outbox
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, Refused
from contests.kernel.settings import installation
from contests.kernel.web.answers import Page, answer, page
from contests.kernel.web.runtime import act, actor, reading
from contests.people import factors
from contests.people.model import Account
from contests.web.identity.judging import close_judging
from contests.web.identity.second import sheet_of
from contests.web.office.accounts import own_account
from contests.web.office.desk import bp, own_organiser


@bp.post("/accounts/<account_id>/card")
def hand_out_card(account_id: str) -> Page | Response:
    """Make a new card and show it, once; the old card, application and known devices are void, on record."""
    own_account(reading(), account_id)
    outcome = act(lambda s: _hand_out(s, account_id))
    if isinstance(outcome, Refused):
        return answer(outcome, url_for(".account", account_id=account_id))
    shown = own_account(reading(), account_id)
    return page(
        "office/account_card.html", account=shown, codes=outcome.value, sheet=sheet_of(shown, outcome.value)
    )


def _hand_out(session: Session, account_id: str) -> Outcome[tuple[str, ...]]:
    account, organiser_id, at = own_account(session, account_id), own_organiser(session).id, now()
    outcome = factors.hand_out_card(session, account, organiser_id, by=actor(), at=at)
    if isinstance(outcome, Done):
        close_judging(session, account_id)
        _tell(session, account, at)
    return outcome


def _tell(session: Session, account: Account, at: datetime) -> None:
    """Let the holder know where there is mail: a card that the holder never asked for shall not go unnoticed."""
    if not (account.email and installation(session).mail_host):
        return
    text = _(
        "Ban Thư ký vừa lập thẻ mã xác minh mới cho tài khoản “%(login)s” của Quý vị; cách xác minh cũ không dùng được nữa. Nếu Quý vị không nhận thẻ này, đề nghị báo ngay lãnh đạo Ban Tổ chức.",
        login=account.login,
    )
    body = render_template("mail/link.txt", text=text)
    outbox.write(session, account.email, _("Thẻ mã xác minh mới"), body, at=at)
