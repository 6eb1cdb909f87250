"""A contest's own page: what it is, for whom, its fields, dates, dossier, prizes and rules."""

from contests.kernel.clock import now
from contests.kernel.web.answers import Page, page
from contests.kernel.web.runtime import reading
from contests.seasons.outline import outlined
from contests.seasons.queries import definition_of
from contests.seasons.rules import phase, takes_entries
from contests.seasons.words import FILE_TYPES, LEVELS, PHASES
from contests.web.frame import speak_for
from contests.web.milestones import milestones
from contests.web.public.desk import bp, known_url, shown_season


@bp.get("/seasons/<season_id>")
def season(season_id: str) -> Page:
    """An opened season."""
    found, contest, organiser = shown_season(reading(), season_id)
    speak_for([organiser.name])
    at = now()
    facts = milestones(reading(), [found.id], at)[found.id]
    return page(
        "public/season.html",
        season=found,
        contest=contest,
        organiser=organiser,
        definition=definition_of(reading(), found),
        rules=list(outlined(found.rules)),
        introduction=[line for line in found.introduction.split("\n") if line],
        phase=phase(facts, at),
        taking=takes_entries(facts, at),
        words={"phases": PHASES, "types": FILE_TYPES, "levels": LEVELS},
        results_url=known_url("public.prizes", season_id=found.id) if facts.published else "",
        sign_in_url=known_url("identity.sign_in"),
    )
