"""A browser at the judge's desk: signed in by judging's own front desk, sending the page's own token."""

from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contests.kernel.clock import now
from contests.kernel.web.runtime import Runtime
from judging import service as judging
from tests.web_client import csrf_of

HOME = "/judge/"


def sit_down(client: FlaskClient, runtime: Runtime, judge_id: str, hours: int = 8) -> str:
    """Give the client a living session of a judge; its secret."""
    end = now() + timedelta(hours=hours)
    token = runtime.main.do(lambda s: judging.open_session(s, judge_id, expires_at=end))
    client.set_cookie("bv_judge", token, path="/judge")
    return token


def fields_of(marks: dict[str, str], version: int = 0, comment: str = "", **more: str) -> dict[str, Any]:
    """The fields of a score sheet as the page names them."""
    own = {f"mark-{key}": text for key, text in marks.items()}
    return {**own, "version": str(version), "comment": comment, **more}


def post(client: FlaskClient, url: str, fields: dict[str, Any] | None = None, **more: Any) -> TestResponse:
    """Send a form as the browser would, with the token of the appointment page."""
    token = csrf_of(client.get("/judge/appointment"))
    return client.post(url, data={"csrf_token": token, **(fields or {})}, **more)
