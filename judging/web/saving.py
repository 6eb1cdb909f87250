"""Saving a sheet: by a script that repeats what was not answered, or by a plain form."""

import re
from typing import Any

from flask import jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from contests.kernel.clock import local, now
from contests.kernel.errors import STALE, Done, Outcome, Refused
from contests.kernel.figures import steps
from contests.kernel.web.answers import Page, found, said
from contests.kernel.web.runtime import act, reading
from judging import marking, seen
from judging.marks.merging import COMMENT
from judging.marks.saving import CLASH, Saved, Start, save_marks
from judging.web.desk import bp, desk
from judging.web.pieces import SheetSent, piece_page

MARK, BASE = "mark-", "base-"
_VERSION = re.compile(r"[0-9]{1,9}")
_SAVE = re.compile(r"([0-9a-z]{16})\.([0-9]{1,9})")


@bp.get("/pieces/<piece_id>/sheet")
def ready(piece_id: str) -> Response:
    """What a script needs after the sign-in was renewed: who sits here now, and a new token for its form."""
    found(seen.my_piece(reading(), desk().judge_id, piece_id))
    return jsonify(seat=str(desk().number), csrf_token=generate_csrf())


@bp.post("/pieces/<piece_id>/sheet")
def save(piece_id: str) -> Page | Response:
    """Save the sheet as far as it is; a script gets JSON, a form without script a page."""
    if request.form.get("seat", str(desk().number)) != str(desk().number):
        return _somebody_else()
    sent = _sent()
    outcome = act(lambda session: _save(session, piece_id, sent))
    if marking.not_yours(outcome):
        found(None)
    if request.accept_mimetypes.best == "application/json":
        return _to_script(outcome)
    if isinstance(outcome, Refused):
        return _again(piece_id, sent, outcome)
    onto = "judge.ask_submit" if request.form.get("then") else "judge.piece"
    return redirect(url_for(onto, piece_id=piece_id), 303)


def _save(session: Any, piece_id: str, sent: SheetSent) -> Outcome[Saved]:
    who = desk().judge_id
    return save_marks(
        session, who, piece_id, sent.typed, sent.comment, sent.version, at=now(), start=sent.start
    )


def _somebody_else() -> Response:
    """The page was opened by another judge on this browser: as good as signed out."""
    answer = jsonify(on_top=[_("Trang này do giám khảo khác mở. Đề nghị mở lại trang.")])
    answer.status_code = 401
    return answer


def _sent() -> SheetSent:
    version = request.form.get("version", "")
    known = int(version) if _VERSION.fullmatch(version) else -1
    return SheetSent(_fields(MARK), request.form.get(COMMENT, ""), known, start=_start())


def _fields(prefix: str) -> dict[str, str]:
    return {key.removeprefix(prefix): text for key, text in request.form.items() if key.startswith(prefix)}


def _start() -> Start | None:
    """Where the page started from, where its script says so."""
    match = _SAVE.fullmatch(request.form.get("save", ""))
    if match is None:
        return None
    return Start(_fields(BASE + MARK), request.form.get(BASE + COMMENT, ""), match[1], int(match[2]))


def _to_script(outcome: Outcome[Saved]) -> Response:
    """JSON: version, time and total of what was saved, and what stands otherwise than it was sent; or what is wrong."""
    if isinstance(outcome, Done):
        return jsonify(**_stored(outcome.value))
    errors, on_top = _by_field(outcome)
    both = {
        str(reason.field): reason.values["stored"] for reason in outcome.reasons if reason.message == CLASH
    }
    answer = jsonify(errors={} if both else errors, on_top=on_top, clashes=both)
    answer.status_code = 409 if both or _stale(outcome) else 422
    return answer


def _stored(saved: Saved) -> dict[str, Any]:
    time = local(saved.saved_at).strftime("%H:%M:%S")
    fresh = {_name(key): _shown(saved, key) for key in saved.fresh}
    return {
        "version": saved.version,
        "total": steps(saved.total, desk().per_point),
        "said": _("Đã lưu lúc %(time)s", time=time),
        "fresh": fresh,
    }


def _name(key: str) -> str:
    return key if key == COMMENT else MARK + key


def _shown(saved: Saved, key: str) -> str:
    if key == COMMENT:
        return saved.stored.comment
    mark = saved.stored.marks.get(key)
    return "" if mark is None else steps(mark, desk().per_point)


def _again(piece_id: str, sent: SheetSent, outcome: Refused) -> Page:
    """The sheet once more with everything that was typed; after a stale page it bears the stored version."""
    shown = found(seen.my_piece(reading(), desk().judge_id, piece_id))
    errors, on_top = _by_field(outcome)
    version = shown.sheet.version if _stale(outcome) else sent.version
    return piece_page(shown, SheetSent(sent.typed, sent.comment, version, errors, tuple(on_top)), 422)


def _by_field(outcome: Refused) -> tuple[dict[str, str], list[str]]:
    errors = {reason.field: said(reason) for reason in outcome.reasons if reason.field}
    return errors, [said(reason) for reason in outcome.reasons if not reason.field]


def _stale(outcome: Refused) -> bool:
    return any(reason.message in (STALE, CLASH) for reason in outcome.reasons)
