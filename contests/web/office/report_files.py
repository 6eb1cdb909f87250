"""A report as Word, PDF and Excel: the same figures that its pages show."""

from collections.abc import Sequence

from flask_babel import gettext as _
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from contests.kernel.clock import now, today
from contests.kernel.documents import official, sheets, word
from contests.kernel.documents.official import OfficialPaper
from contests.kernel.documents.sheets import Sheet
from contests.kernel.web.runtime import reading, runtime
from contests.reports.figures import YearFigures, closing_year
from contests.reports.grids import year_grids
from contests.reports.papers import season_paper, year_paper
from contests.reports.prose import season_prose
from contests.reports.queries import season_figures, year_figures, years_of
from contests.reports.story import season_story
from contests.reports.workbook import grid_sheets, season_sheets
from contests.web.office.desk import bp, own_organiser, own_organisers, own_season
from contests.web.paper import attached

PDF = "application/pdf"


@bp.get("/seasons/<season_id>/report.<any(docx, pdf, xlsx):kind>")
def report_file(season_id: str, kind: str) -> Response:
    """The season's report: prose as Word or PDF, every figure and table as Excel."""
    season = own_season(reading(), season_id)
    figures = season_figures(reading(), season)
    if kind == "xlsx":
        return _workbook(season_sheets(season.title, figures), "bao-cao.xlsx")
    year = closing_year(season.years) or today(now()).year
    paper = season_paper(
        season_prose(figures, season_story(reading(), season)), year, demo=runtime().config.demo
    )
    return _paper(paper, kind, "bao-cao")


@bp.get("/reports/<int:year>.<any(docx, pdf, xlsx):kind>")
def reports_file(year: int, kind: str) -> Response:
    """The report of a year in the same three forms."""
    if year not in years_of(reading(), own_organisers()):
        raise NotFound
    figures = year_figures(reading(), own_organisers(), year)
    if kind == "xlsx":
        title = _("Báo cáo năm %(year)s", year=year)
        return _workbook(grid_sheets(title, year_grids(figures).values()), f"bao-cao-{year}.xlsx")
    return _paper(_year_paper(figures, year), kind, f"bao-cao-{year}")


def _year_paper(figures: YearFigures, year: int) -> OfficialPaper:
    organiser = own_organiser(reading())
    return year_paper(figures, organiser.name, organiser.address, year, demo=runtime().config.demo)


def _workbook(made: Sequence[Sheet], name: str) -> Response:
    return attached(sheets.to_bytes(*made), sheets.MEDIA_TYPE, name)


def _paper(paper: OfficialPaper, kind: str, name: str) -> Response:
    if kind == "docx":
        return attached(word.to_bytes(paper), word.MEDIA_TYPE, f"{name}.docx")
    return attached(official.to_bytes(paper), PDF, f"{name}.pdf")
