"""The office's lists as Excel and CSV. A POST: names leave the software, and who took them is on record."""

from flask import url_for
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.documents import separated, sheets
from contests.kernel.documents.sheets import Sheet
from contests.kernel.errors import Outcome, Refused
from contests.kernel.web.answers import answer
from contests.kernel.web.runtime import act, actor
from contests.reports import exports
from contests.web.office.desk import bp, own_season
from contests.web.office.entries import asked_entries
from contests.web.paper import attached


@bp.post("/seasons/<season_id>/entries.<any(csv, xlsx):kind>")
def export_entries(season_id: str, kind: str) -> Response:
    """The entries as the list is filtered and ordered, all pages of it."""
    wanted = asked_entries()
    outcome = act(lambda s: exports.export_entries(s, own_season(s, season_id), wanted, by=actor(), at=now()))
    return _sent(outcome, url_for(".entries", season_id=season_id), "ho-so", kind)


@bp.post("/seasons/<season_id>/prizes.<any(csv, xlsx):kind>")
def export_prizes(season_id: str, kind: str) -> Response:
    """The prizes, once they may go out."""
    outcome = act(lambda s: exports.export_prizes(s, own_season(s, season_id), by=actor(), at=now()))
    return _sent(outcome, url_for(".awards", season_id=season_id), "giai-thuong", kind)


def _sent(outcome: Outcome[Sheet], back: str, name: str, kind: str) -> Response:
    if isinstance(outcome, Refused):
        return answer(outcome, back)
    if kind == "csv":
        return attached(separated.to_bytes(outcome.value), separated.MEDIA_TYPE, f"{name}.csv")
    return attached(sheets.to_bytes(outcome.value), sheets.MEDIA_TYPE, f"{name}.xlsx")
