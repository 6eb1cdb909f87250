"""Entries of many units by Excel: the template, a look at what a sheet would do, and doing it."""

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.entries.sheets import service
from contests.entries.sheets.model import EntrySheet
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Page
from contests.kernel.web.runtime import actor, reading
from contests.kernel.web.sizes import takes_files
from contests.seasons.model import Season
from contests.web import entry_sheets
from contests.web.entry_sheets import SheetForm
from contests.web.office.desk import bp, own_season


@bp.get("/seasons/<season_id>/sheet.xlsx")
def sheet_template(season_id: str) -> Response:
    """The empty sheet."""
    return entry_sheets.template_of(reading(), own_season(reading(), season_id), with_units=True)


@bp.route("/seasons/<season_id>/sheets/new", methods=["GET", "POST"])
@takes_files
def new_sheet(season_id: str) -> Page | Response:
    """Send a filled-in sheet; nothing is entered yet."""
    season = own_season(reading(), season_id)
    return entry_sheets.sending(SheetForm(), season, lambda s, kept: _enter(s, season_id, kept))


@bp.get("/seasons/<season_id>/sheets/<sheet_id>")
def sheet(season_id: str, sheet_id: str) -> Page | Response:
    """What a sheet would do, or what it did."""
    entries = url_for(".entries", season_id=season_id)
    return entry_sheets.looking(*_own(reading(), season_id, sheet_id), entries)


@bp.post("/seasons/<season_id>/sheets/<sheet_id>/apply")
def apply_sheet(season_id: str, sheet_id: str) -> Response:
    """Enter what was shown."""
    return entry_sheets.applying(
        *_own(reading(), season_id, sheet_id), lambda s: _own(s, season_id, sheet_id)
    )


def _own(session: Session, season_id: str, sheet_id: str) -> tuple[Season, EntrySheet]:
    """A sheet that the asking person sent for a season of the own organiser, or 404."""
    season = own_season(session, season_id)
    return season, entry_sheets.own_sheet(session, season, sheet_id)


def _enter(session: Session, season_id: str, kept: service.Kept) -> Outcome[EntrySheet]:
    return service.enter_sheet(session, own_season(session, season_id), None, kept, by=actor(), at=now())
