"""The judge's blueprint, its door, and its frame: who sits here is a number in a round, and no name."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.codes import token_hash
from contests.kernel.web.answers import Page, page
from contests.kernel.web.answers import answer as answered
from contests.kernel.web.runtime import JUDGE_PATH, act, reading
from judging import seen
from judging.rounds import end_session
from judging.sealing.confirming import may_seal
from judging.terms import Stage

COOKIE = "bv_judge"
OPEN_TO_NEWCOMERS = frozenset({"judge.appointment", "judge.accept", "judge.declare", "judge.sign_out"})
"""What a judge may open before the appointment is accepted and conflicts are declared."""

bp = Blueprint("judge", __name__, url_prefix=JUDGE_PATH)


@dataclass(frozen=True)
class Link:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool
    icon: str


@dataclass(frozen=True)
class Looker:
    """Who is looking, as the head of the page says it."""

    name: str
    role_label: str


def desk() -> seen.Desk:
    """Who is at the desk. Only behind the door."""
    found: seen.Desk = g.judges_desk
    return found


@bp.before_request
def door() -> Page | Response | None:
    """Nobody signed in: to the sign-in page. Not yet declared: to the appointment, whatever was asked for."""
    token = request.cookies.get(COOKIE, "")
    found = seen.at_desk(reading(), token_hash(token), now()) if token else None
    if found is None:
        return _kept() if request.method == "POST" and request.endpoint != "judge.sign_out" else to_sign_in()
    g.judges_desk = found
    if found.may_read or request.endpoint in OPEN_TO_NEWCOMERS:
        return None
    return redirect(url_for("judge.appointment"), 303)


def to_sign_in() -> Response:
    """To the sign-in page of this desk."""
    return redirect(_sign_in_url(), 303)


def _sign_in_url() -> str:
    return url_for("identity.sign_in", desk="judge")


def _kept() -> Page:
    """A page that holds what was typed until its writer has signed in again."""
    typed = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return page("judge/expired.html", 401, typed=typed, sign_in_url=_sign_in_url())


@bp.post("/sign-out")
def sign_out() -> Response:
    """End this sign-in, here and wherever its cookie was copied to."""
    token = request.cookies.get(COOKIE, "")
    ended = act(lambda session: end_session(session, token_hash(token)))
    answer = answered(ended, _sign_in_url())
    answer.delete_cookie(COOKIE, path=JUDGE_PATH, httponly=True, samesite="Strict")
    return answer


@bp.context_processor
def frame() -> dict[str, Any]:
    """The frame's values at this desk."""
    if "judges_desk" not in g:
        return {}
    who = Looker(_("Giám khảo số %(number)s", number=desk().number), desk().round_title)
    return {"seat": desk(), "viewer": who, "navigation": _links(), "sign_out_url": url_for("judge.sign_out")}


def _links() -> list[Link]:
    appointment = Link(
        _("Nhiệm vụ và khai báo"),
        url_for("judge.appointment"),
        request.endpoint in ("judge.appointment", "judge.declare"),
        "clipboard-check",
    )
    home = Link(_("Bài được giao"), url_for("judge.home"), request.endpoint == "judge.home", "layers")
    return [home, *_timetable_link(), *_seal_link(), appointment] if desk().may_read else [appointment]


def _timetable_link() -> list[Link]:
    """To the timetable, where there is one."""
    if not desk().shown:
        return []
    here = request.endpoint == "judge.timetable"
    return [Link(_("Lịch trình bày"), url_for("judge.timetable"), here, "calendar-event")]


def _seal_link() -> list[Link]:
    """To the seal of the results, for who may set it, once there is something to seal."""
    if desk().stage is Stage.OPEN or not may_seal(reading(), desk().judge_id):
        return []
    here = request.endpoint == "judge.results"
    return [Link(_("Niêm phong kết quả"), url_for("judge.results"), here, "lock-fill")]
