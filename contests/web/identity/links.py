"""What a one-time link leads to: choosing a password, or an author's own pages.

Opening the page uses nothing up: chat programs look at addresses before people do.
"""

from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome
from contests.kernel.web.answers import Form, Page, page
from contests.kernel.web.runtime import act, reading
from contests.people import credentials
from contests.people.model import Account
from contests.people.terms import LinkPurpose
from contests.web.identity.desk import bp
from contests.web.identity.judging import close_judging
from contests.web.identity.passwords import NewPassword
from contests.web.identity.second import by_own_credentials

GONE = 410


@bp.route("/link/<token>", methods=["GET", "POST"])
def link(token: str) -> Page | Response:
    """The page of an invitation, of a reset, or of an author's link."""
    alive = credentials.living_link(reading(), token, now())
    if alive is None:
        return page("identity/dead_link.html", GONE)
    found, account = alive
    if found.purpose is LinkPurpose.AUTHOR:
        return _author(token, account)
    return _password(token, account, invited=found.purpose is LinkPurpose.INVITE)


def _password(token: str, account: Account, *, invited: bool) -> Page | Response:
    form = NewPassword()
    if form.ready():
        outcome = act(lambda s: _choose(s, token, form.password.data))
        if form.accepts(outcome):
            return by_own_credentials(account.id)
    return page("identity/link.html", form=form, account=account, invited=invited)


def _choose(session: Session, token: str, password: str) -> Outcome[Account]:
    outcome = credentials.use_link(session, token, password, at=now())
    if isinstance(outcome, Done):
        close_judging(session, outcome.value.id)
    return outcome


def _author(token: str, account: Account) -> Page | Response:
    form = Form()
    if form.ready():
        outcome = act(lambda s: credentials.use_author_link(s, token, at=now()))
        if form.accepts(outcome):
            return by_own_credentials(account.id)
    return page("identity/author_link.html", form=form, account=account)
