"""The office's lists as Excel and CSV. A POST: names leave the software, and who took them is on record."""

from flask import url_for
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused
from contests.kernel.web.answers import answer
from contests.kernel.web.runtime import act, actor
from contests.reports import exports
from contests.reports.exports import ListFile, ListForm
from contests.web.office.desk import bp, own_season
from contests.web.office.entries import asked_entries
from contests.web.paper import attached


@bp.post("/seasons/<season_id>/entries.<any(csv, xlsx):kind>")
def export_entries(season_id: str, kind: str) -> Response:
    """The entries as the list is filtered and ordered, all pages of it."""
    wanted, form = asked_entries(), ListForm(kind)
    outcome = act(
        lambda s: exports.export_entries(s, own_season(s, season_id), wanted, form, by=actor(), at=now())
    )
    return _sent(outcome, url_for(".entries", season_id=season_id))


@bp.post("/seasons/<season_id>/prizes.<any(csv, xlsx):kind>")
def export_prizes(season_id: str, kind: str) -> Response:
    """The prizes, once they may go out."""
    form = ListForm(kind)
    outcome = act(lambda s: exports.export_prizes(s, own_season(s, season_id), form, by=actor(), at=now()))
    return _sent(outcome, url_for(".awards", season_id=season_id))


def _sent(outcome: Outcome[ListFile], back: str) -> Response:
    if isinstance(outcome, Refused):
        return answer(outcome, back)
    return attached(outcome.value.content, outcome.value.media_type, outcome.value.name)
