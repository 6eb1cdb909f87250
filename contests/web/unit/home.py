"""The unit's first page: seasons that take entries, and the unit's own entries with what they lack."""

from contests.entries import queries
from contests.entries.words import STATES, TONES
from contests.kernel.clock import now
from contests.kernel.web.answers import Page, page
from contests.kernel.web.runtime import reading
from contests.web.listing import asked_page
from contests.web.unit.desk import bp, own_unit_ids, own_units


@bp.get("/")
def home() -> Page:
    """The desk of a unit."""
    session, mine = reading(), own_unit_ids()
    return page(
        "unit/home.html",
        units=own_units(session),
        seasons=queries.open_seasons(session, mine, now()),
        listed=queries.unit_entry_page(session, mine, asked_page()),
        states=STATES,
        tones=TONES,
    )
