"""What a request that failed is answered with: a sentence, what to do next, and the id to report.

These pages hold plain values only. They ask no database and no sign-in: either may be what failed, and at the
judge's desk nothing else may be known.
"""

import sqlite3

from flask import Flask, current_app, request
from flask_babel import get_locale
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from contests.kernel.storage import StorageFull
from contests.kernel.web.runtime import at_judges_desk, runtime
from contests.kernel.web.sizes import files_of_nobody
from contests.kernel.web.tracing import request_id

SPOKEN = frozenset({400, 403, 404, 405, 413, 422, 429, 500, 507})
"""Statuses that have a page of their own: templates/errors/<status>.html."""
NO_ROOM = 507
TOO_LARGE = 413
_DISK_FULL = "53100"  # PostgreSQL's SQLSTATE


def init_failures(app: Flask) -> None:
    """Answer the failures of `app`; a handler registered for a single status keeps its say."""
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(InternalServerError, _broken)


def no_room(error: BaseException | None) -> bool:
    """Whether a disk without room, the store's or the database's, is what stopped the work."""
    if isinstance(error, DBAPIError):
        code = getattr(error.orig, "sqlite_errorcode", None)
        return code == sqlite3.SQLITE_FULL or getattr(error.orig, "sqlstate", None) == _DISK_FULL
    return isinstance(error, StorageFull)


def _expired(_error: CSRFError) -> tuple[str, int]:
    return _page("expired"), 400


def _refused(error: HTTPException) -> tuple[str, int] | Response | HTTPException:
    if error.code is None or error.response is not None:
        return error
    if error.code == TOO_LARGE and files_of_nobody():
        return _page("signed_out"), TOO_LARGE
    near = error.code if error.code in SPOKEN else error.code // 100 * 100
    return (_page(str(near)), error.code) if near in SPOKEN else error


def _broken(error: InternalServerError) -> tuple[str, int]:
    status = NO_ROOM if no_room(error.original_exception) else 500
    return _page(str(status)), status


def _page(name: str) -> str:
    return current_app.jinja_env.get_template(f"errors/{name}.html").render(
        request_id=request_id(),
        audience="judge" if at_judges_desk() else "public",
        navigation=[],
        viewer=None,
        home_url=_first_page(),
        is_demo=runtime().config.demo,
        current_language=str(get_locale() or "vi"),
    )


def _first_page() -> str:
    """The first page of the desk in whose part of the site the failure was."""
    for blueprint in current_app.blueprints.values():
        start = f"{blueprint.url_prefix or ''}/"
        if start != "/" and request.path.startswith(start):
            return start
    return "/"
