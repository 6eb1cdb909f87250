"""An installation that a browser can open: the application on a free loopback port, in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread

from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

import app as application
from contests.kernel.clock import now
from contests.kernel.codes import new_token, token_hash
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account, SignIn
from contests.web.identity.loader import COOKIE


class _Silent(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the test speaks."""


@dataclass(frozen=True)
class Site:
    """Where it answers, and what is behind it."""

    address: str
    runtime: Runtime

    def sign_in(self, page: Page, account: Account) -> str:
        """Give the browser a living sign-in of an account; the hash under which the server knows it."""
        at, token = now(), new_token()
        row = {"token_hash": token_hash(token), "account_id": account.id, "made_at": at}
        self.runtime.main.do(lambda s: s.add(SignIn(**row, expires_at=at + timedelta(hours=12))))
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": self.address}])
        return token_hash(token)

    def sit_down(self, page: Page, token: str) -> None:
        """Give the browser a session of the judge's desk."""
        page.context.add_cookies([{"name": "bv_judge", "value": token, "url": f"{self.address}/judge/"}])


@contextmanager
def serving(runtime: Runtime) -> Iterator[Site]:
    """The application over these connections, until the end."""
    server = make_server(
        "127.0.0.1", 0, application.create_app(runtime=runtime), threaded=True, request_handler=_Silent
    )
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.port}", runtime)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
