"""The timetable of an open round: which work is shown when and where, and whether its authors came."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import timetable as verbs
from contests.envelopes.openness import is_blind
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Form, Page, answer, onward, page
from contests.kernel.web.fields import MomentField, TextField, WholeField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.office.redaction import entry_in
from contests.web.rounds import judged_season
from judging.service import SlotFacts

USUAL = 15
"""Minutes that a showing takes where nobody says otherwise."""
DEEDS = {"present": True, "absent": False}


class SlotForm(Form):
    """When, for how many minutes and where."""

    starts_at = MomentField(_l("Bắt đầu"))
    minutes = WholeField(_l("Thời lượng (phút)"), least=1, most=480)
    place = TextField(_l("Địa điểm"), most=120)


@bp.get("/seasons/<season_id>/timetable")
def timetable(season_id: str) -> Page:
    """Every work of the round, by time; those without a slot last."""
    judged = judged_season(reading(), season_id, own_organisers())
    rows = verbs.timetable_rows(reading(), season_id)
    blind = is_blind(reading(), season_id)
    return page("office/timetable.html", season=judged.season, blind=blind, rows=rows)


@bp.route("/seasons/<season_id>/timetable/<entry_id>", methods=["GET", "POST"])
def plan_showing(season_id: str, entry_id: str) -> Page | Response:
    """Give a work its slot, or another one."""
    judged = judged_season(reading(), season_id, own_organisers())
    entry = entry_in(reading(), season_id, entry_id)
    rows = {row.entry_id: row for row in verbs.timetable_rows(reading(), season_id)}
    row = rows.get(entry.id)
    form = SlotForm(
        starts_at=row.starts_at if row else None,
        minutes=(row and row.minutes) or USUAL,
        place=row.place if row else "",
    )
    if form.ready():
        facts = SlotFacts(form.starts_at.data or now(), int(form.minutes.data or 0), form.place.data or "")
        outcome = act(
            lambda s: verbs.plan_showing(s, own_season(s, season_id), entry_id, facts, by=actor(), at=now())
        )
        if form.accepts(outcome):
            return onward(url_for(".timetable", season_id=season_id), _("Đã xếp lịch trình bày."))
    return page("office/timetable_slot.html", season=judged.season, entry=entry, row=row, form=form)


@bp.post("/seasons/<season_id>/timetable/<entry_id>/<any(present, absent, cancel):showing>")
def note_showing(season_id: str, entry_id: str, showing: str) -> Response:
    """Record who came, or take a work out of the timetable."""
    entry_in(reading(), season_id, entry_id)

    def verb(session: Session) -> Outcome[Any]:
        season = own_season(session, season_id)
        if showing == "cancel":
            return verbs.cancel_showing(session, season, entry_id, by=actor(), at=now())
        return verbs.note_presence(session, season, entry_id, DEEDS[showing], by=actor(), at=now())

    return answer(act(verb), url_for(".timetable", season_id=season_id), _("Đã ghi lịch trình bày."))
