"""The report of a season, and of a year over all its contests: every figure with what it counts."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from contests.kernel.web.answers import Page, page
from contests.kernel.web.runtime import reading
from contests.reports.definitions import DEFINITIONS
from contests.reports.figures import SeasonFigures, closing_year, latest_reported
from contests.reports.grids import edition_label, figures_of, season_grids, year_grids
from contests.reports.printed import NO_FIGURE, shown
from contests.reports.queries import season_figures, year_figures, years_of
from contests.web.office.desk import bp, own_organiser, own_organisers, own_season

TILES = ("received", "eligible", "prized", "nominated", "authors", "units")
WAY = ("received", "eligible", "final", "prized", "nominated")


@bp.get("/seasons/<season_id>/report")
def report(season_id: str) -> Page:
    """One season in figures."""
    season = own_season(reading(), season_id)
    figures = season_figures(reading(), season)
    return page(
        "office/report.html",
        season=season,
        grids=season_grids(figures),
        upper=figures.upper,
        definitions=DEFINITIONS,
        year=closing_year(season.years),
        **_drawn(figures),
    )


def _drawn(figures: SeasonFigures) -> dict[str, Any]:
    """The figures as tiles and bars; a chart shows what is known."""
    found = {one.key: one for one in figures_of(figures)}
    tiles = [
        {"label": _(found[key].label), "tone": "gold" if key == "prized" else "neutral"}
        | _value(found[key].value, shown(found[key].value, found[key].measure))
        for key in TILES
    ]
    way = [(_(found[key].label), found[key].value) for key in WAY if found[key].value is not None]
    bars = [(line.label, line.counts.received) for line in figures.fields]
    return {"shown_tiles": tiles, "way": way, "field_bars": bars, "series": _series(figures)}


def _value(value: int | None, text: str) -> dict[str, str]:
    return {"value": text} if value is not None else {"value": "…", "note": _(NO_FIGURE)}


def _series(figures: SeasonFigures) -> dict[str, Any]:
    """The editions with what a chart shows of each, the earliest first."""
    editions = (*reversed(figures.earlier), figures.own)
    names = [(key, _(DEFINITIONS[key].label)) for key in ("received", "eligible", "prized")]
    return {
        "labels": [edition_label(one) for one in editions],
        "lines": [(label, [getattr(one.counts, key) for one in editions]) for key, label in names],
    }


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
        grids=year_grids(figures) if figures else {},
        definitions=DEFINITIONS,
    )
