"""Who is asking: the cookie's secret, looked up among the sign-ins kept on the server."""

from dataclasses import dataclass

from flask import Flask, Request
from flask_login import LoginManager, UserMixin

from contests.kernel.access import Actor, Role
from contests.kernel.clock import now
from contests.kernel.codes import token_hash
from contests.kernel.web.runtime import at_judges_desk, reading
from contests.people import queries

COOKIE = "bv_session"


@dataclass(frozen=True)
class Viewer(UserMixin):
    """The signed-in person as Flask-Login's `current_user`."""

    actor: Actor
    organisers: frozenset[tuple[Role, str]]

    def get_id(self) -> str:
        """The account's id."""
        return self.actor.account_id


def init_loader(app: Flask) -> None:
    """Give the requests of `app` their `current_user`."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(_viewer)


def _viewer(request: Request) -> Viewer | None:
    """The viewer by one query; the judge's desk knows its own people only and is never asked here."""
    token = request.cookies.get(COOKIE)
    if not token or at_judges_desk():
        return None
    found = queries.viewer_of(reading(), token_hash(token), now())
    return Viewer(found.actor, found.organisers) if found else None
