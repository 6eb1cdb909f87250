"""Biên bản of the panels at the office, as Word and PDF, after the envelopes are open."""

from flask import url_for
from werkzeug.wrappers import Response

from contests.envelopes import service
from contests.kernel.clock import now
from contests.kernel.documents import official, word
from contests.kernel.errors import Refused
from contests.kernel.web.answers import Page, answer, found, page
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.web.office.desk import bp, own_season
from judging import service as judging

PDF = "application/pdf"


@bp.get("/seasons/<season_id>/minutes")
def panel_minutes(season_id: str) -> Page:
    """The panels whose minutes can be printed."""
    season = own_season(reading(), season_id)
    panels = service.panels_with_minutes(reading(), season.id)
    return page("office/minutes.html", season=season, panels=panels)


@bp.post("/seasons/<season_id>/minutes/<panel_id>.<any(pdf, docx):kind>")
def print_minutes(season_id: str, panel_id: str, kind: str) -> Response:
    """One panel's minutes. A POST: the ledger's head leaves on them, and that is on record."""
    season, demo = own_season(reading(), season_id), runtime().config.demo
    round_ = found(service.round_of(reading(), season.id))
    own = {panel.panel_id for panel in judging.panel_rows(reading(), round_.round_id)}
    found(panel_id in own or None)
    outcome = act(
        lambda s: service.print_minutes(
            s, own_season(s, season_id), panel_id, demo=demo, by=actor(), at=now()
        )
    )
    if isinstance(outcome, Refused):
        return answer(outcome, url_for(".panel_minutes", season_id=season_id))
    if kind == "docx":
        return _file(word.to_bytes(outcome.value), word.MEDIA_TYPE, "bien-ban.docx")
    return _file(official.to_bytes(outcome.value), PDF, "bien-ban.pdf")


def _file(content: bytes, media_type: str, name: str) -> Response:
    made = Response(content, mimetype=media_type)
    made.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return made
