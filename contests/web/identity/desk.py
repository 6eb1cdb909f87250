"""The blueprint of the identity pages, its cookies, and where one may be sent from here."""

from urllib.parse import urlsplit

from flask import Blueprint, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from contests.kernel.web.runtime import JUDGE_PATH, runtime
from contests.web.identity.loader import COOKIE

JUDGE_COOKIE = "bv_judge"
DEVICE_COOKIE = "bv_device"
DEVICE_SECONDS = 180 * 24 * 3600

bp = Blueprint("identity", __name__)


def with_sign_in(response: Response, token: str) -> Response:
    """The answer that signs this browser in at every desk but the judge's."""
    response.set_cookie(COOKIE, token, path="/", httponly=True, samesite="Lax", secure=_tls())
    return response


def without_sign_in(response: Response) -> Response:
    """The answer that takes the cookie back."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="Lax", secure=_tls())
    return response


def with_judging(response: Response, token: str) -> Response:
    """The answer that signs this browser in at the judge's desk, and nowhere else."""
    response.set_cookie(JUDGE_COOKIE, token, path=JUDGE_PATH, httponly=True, samesite="Strict", secure=_tls())
    return response


def with_device(response: Response, token: str) -> Response:
    """The answer by which a judge's browser is known at the next sign-in; the cookie goes to the sign-in page only."""
    response.set_cookie(
        DEVICE_COOKIE,
        token,
        path="/sign-in",
        max_age=DEVICE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=_tls(),
    )
    return response


def local_path(typed: str | None) -> str:
    """The address when it lies within this site, else ""."""
    target = typed or ""
    if not target.startswith("/") or target.startswith("//") or "\\" in target or not target.isprintable():
        return ""
    parts = urlsplit(target)
    return "" if parts.scheme or parts.netloc else target


def sealed(purpose: str, values: object) -> str:
    """Values that go through the browser and come back unchanged, for one purpose only."""
    return str(_serializer(purpose).dumps(values))


def unsealed(purpose: str, text: str) -> object:
    """What was sealed for the purpose, or None where the text was made or changed by someone else."""
    try:
        found: object = _serializer(purpose).loads(text)
    except BadSignature:
        return None
    return found


def address() -> str:
    """Where the request comes from, for counting failures."""
    return request.remote_addr or ""


def _serializer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(runtime().config.secret_key, salt=f"identity.{purpose}")


def _tls() -> bool:
    return runtime().config.behind_tls
