"""Published results: the seasons, each prize list, each prized work. Before publication there is no such page."""

from collections.abc import Sequence

from flask_babel import gettext as _

from contests.kernel.clock import now
from contests.kernel.web.answers import Page, found, page
from contests.kernel.web.runtime import reading
from contests.publication import queries
from contests.web.frame import speak_for
from contests.web.public.desk import bp


def names_of(people: Sequence[str | None]) -> list[str]:
    """The names of those who agreed, and how many others there are."""
    named = [name for name in people if name is not None]
    withheld = len(people) - len(named)
    if not withheld:
        return named
    others = _("%(count)s tác giả (không công bố tên)", count=withheld)
    return [*named, _("Tác giả (không công bố tên)") if withheld == 1 else others]


@bp.get("/results")
def results() -> Page:
    """Every published season."""
    rows = queries.public_results(reading(), now())
    speak_for(row.organiser for row in rows)
    return page("public/results.html", rows=rows)


@bp.get("/results/<season_id>")
def prizes(season_id: str) -> Page:
    """A season's prize list."""
    prizes = found(queries.prize_list(reading(), season_id, now()))
    speak_for([prizes.organiser])
    return page("public/prizes.html", prizes=prizes, names_of=names_of)


@bp.get("/results/<season_id>/<entry_id>")
def prized_work(season_id: str, entry_id: str) -> Page:
    """One prized work."""
    prizes, work = found(queries.prized_work(reading(), season_id, entry_id, now()))
    speak_for([prizes.organiser])
    return page("public/prized_work.html", prizes=prizes, work=work, names_of=names_of)
