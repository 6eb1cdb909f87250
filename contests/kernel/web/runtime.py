"""What a request works with: its transactions, the store, and who is asking."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, current_app, g, request
from flask_login import current_user
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.config import Config
from contests.kernel.errors import Outcome
from contests.kernel.sessions import Transactions
from contests.kernel.storage import Storage

T = TypeVar("T")
NAME = "bangvang"
JUDGE_PATH = "/judge"


@dataclass(frozen=True)
class Runtime:
    """One process's connections. `sealed` can touch judging's tables only and serves the judge's desk."""

    config: Config
    main: Transactions
    sealed: Transactions
    storage: Storage

    def bind(self, app: Flask) -> None:
        """Serve `app`'s requests with these connections."""
        app.extensions[NAME] = self
        app.teardown_request(_close)


def runtime() -> Runtime:
    """The connections of the running application."""
    found: Runtime = current_app.extensions[NAME]
    return found


def at_judges_desk() -> bool:
    """Whether this request is for the judge's desk, errors and unknown addresses included."""
    return request.path == JUDGE_PATH or request.path.startswith(JUDGE_PATH + "/")


def reading() -> Session:
    """The request's session for reading: one snapshot, on the sealed connection at the judge's desk."""
    if "reading" not in g:
        g.reading = _transactions().session()
    session: Session = g.reading
    return session


def act(verb: Callable[[Session], Outcome[T]]) -> Outcome[T]:
    """Run a verb in the request's one transaction; what is read afterwards sees its effect."""
    _close(None)
    return _transactions().act(verb)


def actor() -> Actor:
    """Who is asking, as services see it. Only behind a door that asked for a sign-in."""
    found: Actor = current_user.actor
    return found


def _transactions() -> Transactions:
    return runtime().sealed if at_judges_desk() else runtime().main


def _close(_error: BaseException | None) -> None:
    session = g.pop("reading", None)
    if session is not None:
        session.close()
