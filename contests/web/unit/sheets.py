"""A unit's entries by Excel: the template, a look at what a sheet would do, and doing it."""

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.entries.sheets import service
from contests.entries.sheets.model import EntrySheet
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Page, found
from contests.kernel.web.runtime import actor, reading
from contests.kernel.web.sizes import takes_files
from contests.seasons.model import Season
from contests.web import entry_sheets
from contests.web.entry_sheets import UnitSheetForm
from contests.web.unit.desk import bp, open_season, own_unit_ids, own_units


@bp.get("/seasons/<season_id>/sheet.xlsx")
def sheet_template(season_id: str) -> Response:
    """The empty sheet."""
    season = open_season(reading(), season_id, now())
    return entry_sheets.template_of(reading(), season, with_units=False)


@bp.route("/seasons/<season_id>/sheets/new", methods=["GET", "POST"])
@takes_files
def new_sheet(season_id: str) -> Page | Response:
    """Send a filled-in sheet; nothing is entered yet."""
    season, form = open_season(reading(), season_id, now()), UnitSheetForm()
    units = [unit for unit in own_units(reading()) if not unit.closed_on]
    form.unit_id.offer([(unit.id, unit.name) for unit in units])
    return entry_sheets.sending(form, season, lambda s, kept: _enter(s, season_id, form, kept))


@bp.get("/seasons/<season_id>/sheets/<sheet_id>")
def sheet(season_id: str, sheet_id: str) -> Page | Response:
    """What a sheet would do, or what it did."""
    return entry_sheets.looking(*_own(reading(), season_id, sheet_id), url_for(".home"))


@bp.post("/seasons/<season_id>/sheets/<sheet_id>/apply")
def apply_sheet(season_id: str, sheet_id: str) -> Response:
    """Enter what was shown."""
    return entry_sheets.applying(
        *_own(reading(), season_id, sheet_id), lambda s: _own(s, season_id, sheet_id)
    )


def _own(session: Session, season_id: str, sheet_id: str) -> tuple[Season, EntrySheet]:
    """A sheet that the asking person sent for a unit whose clerk that person still is, or 404."""
    season = open_season(session, season_id, now())
    mine = entry_sheets.own_sheet(session, season, sheet_id)
    return season, found(mine if mine.unit_id in own_unit_ids() else None)


def _enter(session: Session, season_id: str, form: UnitSheetForm, kept: service.Kept) -> Outcome[EntrySheet]:
    season = open_season(session, season_id, now())
    unit = found(next((unit for unit in own_units(session) if unit.id == form.unit_id.data), None))
    return service.enter_sheet(session, season, unit, kept, by=actor(), at=now())
