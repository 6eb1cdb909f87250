"""A round's ledger at the inspector's desk: its chain, the heads that left, the file to recount, every figure's reason."""

from pathlib import Path
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import service
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from contests.kernel.web.answers import Page, found, onward, page
from contests.kernel.web.runtime import act, actor, reading
from contests.web.inspector.desk import bp, own_organisers
from contests.web.rounds import Judged, judged_season
from judging import ledger as chain
from judging import recount
from judging import service as judging

FILE = "application/json"


def _judged(session: Session, season_id: str) -> Judged:
    """A season of the inspector's with a round that was sealed into envelopes, or 404."""
    judged = judged_season(session, season_id, own_organisers())
    found(judged.envelope if judged.sealed else None)
    return judged


def _open_to(judged: Judged) -> bool:
    """Whether figures by code may be shown: sealed, and before the opening not to somebody of the office as well."""
    office = judged.season.organiser_id in actor().acts_for(Role.HEAD, Role.SECRETARY)
    return judged.stage is judging.Stage.SEALED and (judged.opened or not office)


@bp.get("/seasons/<season_id>/ledger")
def ledger(season_id: str) -> Page:
    """Whether the chain is whole, what left, and what may be saved now."""
    judged = _judged(reading(), season_id)
    return page("inspector/ledger.html", season=judged.season, **_seen(reading(), judged))


def _seen(session: Session, judged: Judged) -> dict[str, Any]:
    round_id = judged.round.round_id
    typed = request.args.get("head", "").strip()
    fixed = _open_to(judged)
    whole = chain.rows(session, round_id)
    return {
        "sealed": fixed,
        "broken": chain.verify(whole),
        "now": judging.head_of(whole),
        "heads": judging.heads(session, round_id),
        "typed": typed,
        "known": judging.head_agrees(session, round_id, typed) if typed else None,
        "rows": judging.standings(session, round_id) if fixed else [],
    }


@bp.post("/seasons/<season_id>/ledger/head")
def note_head(season_id: str) -> Response:
    """Note that the present head is taken down outside the database."""
    by, at = actor(), now()

    def note(session: Session) -> Any:
        judged = _judged(session, season_id)
        return service.note_head(session, judged.season, judging.Way.SHOWN, by=by, at=at)

    value_of(act(note))
    done = _("Đã ghi nhận mã băm hiện tại. Đề nghị chép hoặc in ra và giữ ngoài hệ thống.")
    return onward(url_for(".ledger", season_id=season_id), done)


@bp.post("/seasons/<season_id>/ledger/file")
def export_ledger(season_id: str) -> Response:
    """The round's ledger and rules as one file, after the results are sealed; its head is noted as having left."""
    by, at = actor(), now()

    def export(session: Session) -> Any:
        judged = _judged(session, season_id)
        found(judged if _open_to(judged) else None)
        return service.export_ledger(session, judged.season, by=by, at=at)

    return _file(value_of(act(export)), f"so-vong-cham-{season_id}.json", FILE)


@bp.get("/recount.py")
def recount_program() -> Response:
    """The program that recounts without us: one file, Python's standard library only."""
    return _file(Path(recount.__file__).read_bytes(), "recount.py", "text/x-python")


def _file(content: bytes, name: str, kind: str) -> Response:
    answer = Response(content, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@bp.get("/seasons/<season_id>/standings/<piece_id>")
def standing(season_id: str, piece_id: str) -> Page:
    """Why a piece has its figure, down to the marks; by code."""
    judged = _judged(reading(), season_id)
    found(judged if _open_to(judged) else None)
    own = {row.piece_id for row in judging.standings(reading(), judged.round.round_id)}
    explanation = found(judging.explained(reading(), piece_id) if piece_id in own else None)
    whole = judged.opened or not explanation.components
    return page("inspector/standing.html", season=judged.season, explanation=explanation, whole=whole)
