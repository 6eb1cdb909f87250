"""Where someone goes who has proved who it is: a new sign-in, the desk one came for, what was typed before."""

from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, Unauthorized
from werkzeug.wrappers import Response

from contests.envelopes.seats import judge_seats
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused
from contests.kernel.web.answers import Page, answer, page
from contests.kernel.web.runtime import JUDGE_PATH, act, reading, runtime
from contests.people import credentials, queries
from contests.web.frame import known_url
from contests.web.identity import kept as keeping
from contests.web.identity.desk import bp, local_path, sealed, unsealed, with_judging, with_sign_in
from contests.web.identity.judging import close_judging, open_judging
from contests.web.identity.loader import COOKIE

JUDGE_DESK = "judge"
_TICKET_SECONDS = 300
_DESKS = (
    (frozenset({Role.HEAD, Role.SECRETARY}), "office.home", _l("Văn phòng Ban Tổ chức")),
    (frozenset({Role.INSPECTOR}), "inspector.home", _l("Giám sát mùa thi")),
    (frozenset({Role.UNIT}), "unit.home", _l("Đầu mối đơn vị")),
    (frozenset({Role.AUTHOR}), "author.home", _l("Tác giả")),
)


@dataclass(frozen=True, slots=True)
class Way:
    """What one came for: a desk, an address of this site, what was typed before the sign-in ended (sealed)."""

    desk: str = ""
    next: str = ""
    kept: str = ""


@bp.get("/desks")
def desks() -> Page:
    """The desks of someone who has more than one role."""
    if not current_user.is_authenticated:
        raise Unauthorized
    actor = current_user.actor
    mine = [(label, known_url(endpoint)) for roles, endpoint, label in _DESKS if actor.has(*roles)]
    mine = [(label, url) for label, url in mine if url]
    return page("identity/desks.html", desks=mine, judges=actor.has(Role.JUDGE))


@bp.post("/sign-in/season")
def choose_season() -> Response:
    """A judge of several seasons takes the seat of one; the ticket is the sign-in of a moment ago."""
    ticket = unsealed("seats", request.form.get("ticket", ""))
    if not isinstance(ticket, list) or ticket[1] < now().timestamp():
        return redirect(url_for("identity.sign_in", desk=JUDGE_DESK), 303)
    seats = {seat.judge_id for seat in judge_seats(reading(), ticket[0])}
    judge_id = request.form.get("seat", "")
    if judge_id not in seats:
        raise BadRequest
    return _to_judges_desk(ticket[0], judge_id)


def arrive(account_id: str, way: Way) -> Page | Response:
    """On to the judge's desk or to the place one came for, with what was typed before."""
    roles = queries.roles_of(reading(), account_id)
    if Role.JUDGE in roles and (way.desk == JUDGE_DESK or roles == {Role.JUDGE}):
        return to_judging(account_id)
    waiting = keeping.opened(way.kept, account_id) if way.kept else None
    if way.kept and waiting is None:
        flash(_("Nội dung gõ trước đó là của tài khoản khác hoặc đã quá lâu nên không được gửi."), "warning")
    return signed_in(account_id, local_path(way.next), waiting)


def signed_in(account_id: str, onto: str = "", waiting: keeping.Kept | None = None) -> Response:
    """Open a new sign-in; the one this browser had before, if any, ends."""
    end_present_sign_in()
    opened = act(lambda s: credentials.open_sign_in(s, account_id, at=now()))
    if isinstance(opened, Refused):
        return answer(opened, url_for("identity.sign_in"))
    if waiting is not None:
        body, status = page("identity/resend.html", waiting=waiting)
        return with_sign_in(Response(body, status, mimetype="text/html"), opened.value)
    return with_sign_in(redirect(onto or _first_desk(account_id), 303), opened.value)


def _first_desk(account_id: str) -> str:
    roles = queries.roles_of(reading(), account_id)
    mine = [known_url(endpoint) for held, endpoint, _label in _DESKS if held & roles]
    alone = mine[0] if len(mine) == 1 and Role.JUDGE not in roles else ""
    return alone or url_for("identity.desks")


def to_judging(account_id: str) -> Page | Response:
    """To the judge's desk of the one season, or to the choice between several."""
    seats = judge_seats(reading(), account_id)
    if len(seats) == 1:
        return _to_judges_desk(account_id, seats[0].judge_id)
    if not seats:
        return page("identity/no_seat.html")
    ticket = sealed("seats", [account_id, int(now().timestamp()) + _TICKET_SECONDS])
    return page("identity/seats.html", seats=seats, ticket=ticket)


def _to_judges_desk(account_id: str, judge_id: str) -> Response:
    opened: Outcome[str] = act(lambda s: open_judging(s, account_id, judge_id))
    if isinstance(opened, Refused):
        return answer(opened, url_for("identity.sign_in", desk=JUDGE_DESK))
    return with_judging(redirect(JUDGE_PATH + "/", 303), opened.value)


def end_present_sign_in(*, judging_too: bool = False) -> None:
    """End the sign-in of this browser, where there is one."""
    token = request.cookies.get(COOKIE)
    if token:
        runtime().main.do(lambda s: _end(s, token, judging_too))


def _end(session: Session, token: str, judging_too: bool) -> None:
    account_id = queries.whose_sign_in(session, token)
    credentials.sign_out(session, token)
    if account_id is not None and judging_too:
        close_judging(session, account_id)
