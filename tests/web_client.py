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


TICKET = re.compile(r'name="ticket"[^>]*value="([^"]+)"')
CARD_CODE = re.compile(r"\b(?:[2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{2}\b")


def enter(client: FlaskClient, login: object, password: str, **fields: str) -> TestResponse:
    """Sign in by the page, the second step included: the first time a card is made, whose codes the client keeps."""
    return through_second_step(client, send(client, "/sign-in", login=login, password=password, **fields))


def through_second_step(client: FlaskClient, answer: TestResponse) -> TestResponse:
    """The answer behind the second step, where the page asks for one; else the answer itself."""
    cards: dict[str, list[str]] = client.__dict__.setdefault("cards", {})
    if "/sign-in/second/card" in answer.text:
        answer = client.post("/sign-in/second/card", data=_ticket_of(answer))
        cards["codes"] = CARD_CODE.findall(answer.text.partition("data-card")[2].partition("</ol>")[0])
    if 'action="/sign-in/second"' not in answer.text:
        return answer
    return client.post("/sign-in/second", data={**_ticket_of(answer), "code": cards["codes"].pop(0)})


def _ticket_of(answer: TestResponse) -> dict[str, str]:
    found = TICKET.search(answer.text)
    assert found, "the page has no ticket"
    return {"csrf_token": csrf_of(answer), "ticket": found[1]}
