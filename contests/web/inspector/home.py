"""The log of what was done in the organiser's seasons, newest first, and where each season stands."""

from collections.abc import Collection

from flask import request
from flask_babel import gettext as _

from contests.kernel.clock import now
from contests.kernel.web.answers import Page, page
from contests.kernel.web.runtime import reading
from contests.people.queries import Paged
from contests.seasons.queries import season_rows
from contests.seasons.rules import phase
from contests.seasons.words import PHASES
from contests.web.inspector.desk import bp, own_organisers
from contests.web.inspector.log import deed_rows
from contests.web.inspector.verbs import DETAILS, GROUPS, VALUES, VERBS
from contests.web.listing import asked_page
from contests.web.milestones import milestones


@bp.get("/")
def home() -> Page:
    """Seasons and deeds; nothing here joins a code of judging to an entry."""
    seasons = season_rows(reading(), own_organisers())
    far = milestones(reading(), [season.id for season in seasons])
    at = now()
    return page(
        "inspector/home.html",
        seasons=[
            (
                season,
                _(PHASES[phase(far[season.id], at)]),
                far[season.id].sealed,
                far[season.id].envelopes_opened,
            )
            for season in seasons
        ],
        listed=_deeds({season.id for season in seasons}),
        verbs={verb: _(label) for verb, label in VERBS.items()},
        details={key: _(label) for key, label in DETAILS.items()},
        values={word: _(label) for word, label in VALUES.items()},
        choices=[(season.id, season.title) for season in seasons],
        groups=[(group, _(label)) for group, label in GROUPS.items()],
    )


def _deeds(seasons: Collection[str]) -> Paged:
    group, season = request.args.get("group", ""), request.args.get("season", "")
    return deed_rows(
        reading(),
        own_organisers(),
        group if group in GROUPS else "",
        season if season in seasons else "",
        asked_page(),
    )
