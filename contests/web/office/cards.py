"""Handing over a card of one-time codes in person: for who lost the second factor, or with the appointment."""

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, Refused
from contests.kernel.web.answers import Page, answer, page
from contests.kernel.web.runtime import act, actor, reading
from contests.people import factors
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
    account, organiser_id = own_account(session, account_id), own_organiser(session).id
    outcome = factors.hand_out_card(session, account, organiser_id, by=actor(), at=now())
    if isinstance(outcome, Done):
        close_judging(session, account_id)
    return outcome
