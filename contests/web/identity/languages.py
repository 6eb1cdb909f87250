"""The reader's language, kept in a cookie."""

from flask import redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from contests.kernel.web.runtime import runtime
from contests.web.identity.desk import bp, local_path

LANGUAGES = ("vi", "en")
YEAR = 365 * 24 * 3600


@bp.get("/language/<code>")
def language(code: str) -> Response:
    """Remember the language and go back to the page one came from."""
    if code not in LANGUAGES:
        raise NotFound
    response = redirect(local_path(request.args.get("next")) or "/", 303)
    response.set_cookie(
        "bv_language", code, max_age=YEAR, samesite="Lax", httponly=True, secure=runtime().config.behind_tls
    )
    return response
