"""The report of a season, and of a year over all its contests: every figure with what it counts."""

from flask import request
from werkzeug.exceptions import NotFound

from contests.kernel.web.answers import Page, page
from contests.kernel.web.runtime import reading
from contests.reports.figures import DEFINITIONS, closing_year, latest_reported
from contests.reports.queries import season_figures, year_figures, years_of
from contests.web.office.desk import bp, own_organiser, own_organisers, own_season


@bp.get("/seasons/<season_id>/report")
def report(season_id: str) -> Page:
    """One season in figures."""
    season = own_season(reading(), season_id)
    figures = season_figures(reading(), season)
    return page(
        "office/report.html",
        season=season,
        figures=figures,
        field_bars=[(line.label, line.counts.received) for line in figures.fields],
        definitions=DEFINITIONS,
        year=closing_year(season.years),
    )


@bp.get("/reports")
def reports() -> Page:
    """A year in figures: `?year=`, or the latest that has something to report."""
    years = years_of(reading(), own_organisers())
    asked = request.args.get("year", "")
    if asked and asked not in map(str, years):
        raise NotFound
    year = int(asked) if asked else latest_reported(years)
    figures = year_figures(reading(), own_organisers(), year) if year else None
    return page(
        "office/reports.html",
        organiser=own_organiser(reading()),
        years=list(years),
        year=year,
        figures=figures,
        definitions=DEFINITIONS,
    )
