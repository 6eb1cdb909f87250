"""How page tests sign in and fill in forms: through a sign-in on the server and the page's own token."""

import re
from datetime import timedelta

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contests.kernel.clock import now
from contests.kernel.codes import new_token, token_hash
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account, SignIn
from contests.web.identity.loader import COOKIE

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def sign_in_as(client: FlaskClient, runtime: Runtime, account: Account) -> str:
    """Give the client a living sign-in of a committed account; returns the cookie's secret."""
    at, token = now(), new_token()
    row = {"token_hash": token_hash(token), "account_id": account.id, "made_at": at}
    runtime.main.do(lambda s: s.add(SignIn(**row, expires_at=at + timedelta(hours=12))))
    client.set_cookie(COOKIE, token)
    return token


def csrf_of(answer: TestResponse) -> str:
    """The token in the forms of a page."""
    found = TOKEN.search(answer.text)
    assert found, "the page has no form"
    return found[1]


def send(client: FlaskClient, url: str, page: str | None = None, **fields: object) -> TestResponse:
    """Open `page` (or `url`), take its token, and send the fields to `url` as a browser would."""
    token = csrf_of(client.get(page or url))
    return client.post(url, data={"csrf_token": token, **fields})
