"""The judge's pieces: the list, one piece beside its sheet, its pages as pictures, saving the sheet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from contests.kernel.clock import local, now
from contests.kernel.errors import STALE, Done, Outcome, Refused
from contests.kernel.figures import steps
from contests.kernel.web.answers import Page, found, page, said
from contests.kernel.web.runtime import act, reading, runtime
from judging import marking, seen
from judging.terms import SheetState, Stage
from judging.web.desk import bp, desk

AREA = "pieces"
_VERSION = re.compile(r"[0-9]{1,9}")
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True)
class SheetSent:
    """The sheet as the browser sent it: marks by criterion id as typed, and errors by form field."""

    typed: Mapping[str, str]
    comment: str
    version: int
    errors: Mapping[str, str] = field(default_factory=dict)
    on_top: tuple[str, ...] = ()


@bp.get("/")
def home() -> Page:
    """The judge's pieces and own progress."""
    rows = seen.my_pieces(reading(), desk().judge_id)
    submitted = sum(row.state is SheetState.SUBMITTED for row in rows)
    begun = sum(row.state is SheetState.DRAFT for row in rows)
    criteria = len(seen.rubric(reading(), desk().round_id, desk().per_point))
    return page("judge/home.html", rows=rows, submitted=submitted, begun=begun, criteria=criteria)


@bp.get("/pieces/<piece_id>")
def piece(piece_id: str) -> Page:
    """One piece beside its score sheet."""
    shown = found(seen.my_piece(reading(), desk().judge_id, piece_id))
    marks = {key: steps(mark, desk().per_point) for key, mark in shown.sheet.marks.items()}
    return piece_page(shown, SheetSent(marks, shown.sheet.comment, shown.sheet.version))


def piece_page(shown: seen.PieceSeen, sent: SheetSent, status: int = 200) -> Page:
    """The page of a piece with its sheet filled in as given."""
    rubric = seen.rubric(reading(), desk().round_id, desk().per_point)
    before, after = seen.around(reading(), desk().judge_id, shown.piece_id)
    locked = shown.sheet.locked or desk().stage is not Stage.OPEN
    return page(
        "judge/piece.html", status, piece=shown, sent=sent, rubric=rubric, before=before, after=after, locked=locked
    )  # fmt: skip


@bp.get("/pieces/<piece_id>/pages/<int(max=9999):position>")
def piece_file(piece_id: str, position: int) -> Response:
    """One rendered page under a neutral name; nothing in the answer joins it to anything."""
    file = found(seen.my_page(reading(), desk().judge_id, piece_id, position))
    content = runtime().storage.within(AREA).read(file.sha256)
    answer = Response(content, mimetype=file.media_type)
    name = f"trang-{position:02d}.{_ENDINGS.get(file.media_type, 'bin')}"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@bp.post("/pieces/<piece_id>/sheet")
def save(piece_id: str) -> Page | Response:
    """Save the sheet as far as it is; a script gets JSON, a form without script a page."""
    sent = _sent()
    outcome = act(
        lambda session: marking.save_marks(
            session, desk().judge_id, piece_id, sent.typed, sent.comment, sent.version, at=now()
        )
    )
    if marking.not_yours(outcome):
        found(None)
    if request.accept_mimetypes.best == "application/json":
        return _to_script(outcome)
    if isinstance(outcome, Refused):
        return _again(piece_id, sent, outcome)
    onto = "judge.ask_submit" if request.form.get("then") == "submit" else "judge.piece"
    return redirect(url_for(onto, piece_id=piece_id), 303)


def _sent() -> SheetSent:
    marks = {key[5:]: text for key, text in request.form.items() if key.startswith("mark-")}
    version = request.form.get("version", "")
    known = int(version) if _VERSION.fullmatch(version) else -1
    return SheetSent(marks, request.form.get("comment", ""), known)


def _to_script(outcome: Outcome[marking.Saved]) -> Response:
    """JSON: version, time and total of what was saved; or errors by field and sentences on top."""
    if isinstance(outcome, Done):
        saved = outcome.value
        time = local(saved.saved_at).strftime("%H:%M:%S")
        total = steps(saved.total, desk().per_point)
        return jsonify(version=saved.version, total=total, said=_("Đã lưu lúc %(time)s", time=time))
    errors, on_top = _by_field(outcome)
    answer = jsonify(errors=errors, on_top=on_top)
    answer.status_code = 409 if _stale(outcome) else 422
    return answer


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
    return any(reason.message == STALE for reason in outcome.reasons)
