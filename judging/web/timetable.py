"""The timetable of an open round as one judge needs it: when, where, which piece, who came."""

from contests.kernel.web.answers import Page, page
from contests.kernel.web.runtime import reading
from judging.timetable.service import my_slots
from judging.web.desk import bp, desk


@bp.get("/timetable")
def timetable() -> Page:
    """The judge's own pieces in the order in which they are shown."""
    return page("judge/timetable.html", rows=my_slots(reading(), desk().judge_id))
