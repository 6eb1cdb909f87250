"""Entries by Excel, for the desks that may send them: the template, looking at what a sheet would do, doing it."""

from collections.abc import Callable
from typing import Any, BinaryIO, cast

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import HiddenField

from contests.entries.sheets import service, template
from contests.entries.sheets.cells import Cell
from contests.entries.sheets.columns import Listed
from contests.entries.sheets.model import EntrySheet
from contests.entries.sheets.planning import Effect, Plan
from contests.entries.words import APPLICANTS, AUTHOR_ROLES, GENDERS
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Reason, Refused
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page, said
from contests.kernel.web.fields import ChoiceField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.people import queries as people
from contests.seasons.model import Season
from contests.seasons.queries import divisions_of, fields_of, values
from contests.web.paper import attached

SHOWN = 50
"""So many lines and faults a page lists; the counts are of all."""
EFFECTS = {
    Effect.NEW: (N_("Lập mới"), "good"),
    Effect.CHANGED: (N_("Sửa"), "warn"),
    Effect.SAME: (N_("Không đổi"), "neutral"),
}


class SheetForm(Form):
    """A workbook."""

    sheet = FileField(_l("Bảng Excel (.xlsx)"), [FileRequired(_l("Đề nghị chọn bảng đã điền."))])


class UnitSheetForm(SheetForm):
    """A workbook, and of which of one's units the entries are."""

    unit_id = ChoiceField(_l("Đơn vị nộp hồ sơ"))


class ConfirmForm(Form):
    """What was shown, as a hash."""

    seen = HiddenField()


def template_of(session: Session, season: Season, *, with_units: bool) -> Response:
    """The empty sheet of a season, to save."""
    content = template.to_bytes(_asked(session, season, with_units=with_units))
    return attached(content, template.MEDIA_TYPE, "bang-ho-so.xlsx")


def _asked(session: Session, season: Season, *, with_units: bool) -> template.Asked:
    divisions = [one.name for one in divisions_of(session, season.id)]
    units = people.unit_choices(session, season.organiser_id) if with_units else []
    lists = {
        Listed.UNITS: [name for key, name in units if key != season.organiser_id],
        Listed.FIELDS: [one.name for one in fields_of(session, season.id)],
        Listed.DIVISIONS: divisions if len(divisions) > 1 else [],
        Listed.APPLICANTS: list(APPLICANTS.values()),
        Listed.ROLES: list(AUTHOR_ROLES.values()),
        Listed.GENDERS: list(GENDERS.values()),
    }
    used = {listed: names for listed, names in lists.items() if names}
    return template.Asked(season.title, used, values(session, season.id).made_since is not None)


def sending(
    form: SheetForm, season: Season, enter: Callable[[Session, service.Kept], Outcome[EntrySheet]]
) -> Page | Response:
    """The page that takes a workbook; on to what it would do once it was opened and kept."""
    if form.ready():
        kept = _kept(form, season)
        if form.accepts(kept) and not isinstance(kept, Refused):
            entered = act(lambda s: enter(s, kept.value))
            if form.accepts(entered) and not isinstance(entered, Refused):
                return onward(url_for(".sheet", season_id=season.id, sheet_id=entered.value.id))
    return page("entry_sheets/new.html", form=form, season=season)


def looking(season: Season, sheet: EntrySheet, entries_url: str) -> Page | Response:
    """What a sheet would do, or once it is done, what it did."""
    if sheet.applied_at is not None:
        return page("entry_sheets/done.html", season=season, sheet=sheet, entries_url=entries_url)
    rows = _reopened(season, sheet)
    if isinstance(rows, Refused):
        return answer(rows, url_for(".new_sheet", season_id=season.id))
    plan = service.plan_of(reading(), season, sheet, rows.value)
    form = ConfirmForm(formdata=None, seen=service.stamp_of(plan))
    shown: dict[str, Any] = {
        "counts": _counts(plan),
        "faults": _faults(plan),
        "shown": SHOWN,
        "effects": EFFECTS,
    }
    return page("entry_sheets/look.html", season=season, sheet=sheet, plan=plan, form=form, **shown)


def applying(
    season: Season, sheet: EntrySheet, own: Callable[[Session], tuple[Season, EntrySheet]]
) -> Response:
    """Do what was shown: the page sends back the hash of it. The workbook is opened before the transaction begins."""
    here, rows = url_for(".sheet", season_id=season.id, sheet_id=sheet.id), _reopened(season, sheet)
    if isinstance(rows, Refused):
        return answer(rows, here)
    seen = str(ConfirmForm().seen.data or "")
    outcome = act(lambda s: service.apply_sheet(s, *own(s), rows.value, seen=seen, by=actor(), at=now()))
    return answer(outcome, here, _("Đã nhập bảng."))


def _kept(form: SheetForm, season: Season) -> Outcome[service.Kept]:
    sent: FileStorage = form.sheet.data
    return service.keep_sheet(
        runtime().storage, season.organiser_id, cast(BinaryIO, sent.stream), sent.filename or ""
    )


def _reopened(season: Season, sheet: EntrySheet) -> Outcome[list[list[Cell]]]:
    return service.rows_of(runtime().storage, season.organiser_id, sheet)


def _faults(plan: Plan) -> list[tuple[int, str, str]]:
    """The first faults: line, column, what to do."""
    return [
        (one.line, _(one.column) if one.column else "", said(Reason(one.message, values=one.values)))
        for one in plan.problems[:SHOWN]
    ]


def _counts(plan: Plan) -> list[tuple[str, int]]:
    return [(_(label), plan.count(effect)) for effect, (label, _tone) in EFFECTS.items()]


def own_sheet(session: Session, season: Season, sheet_id: str) -> EntrySheet:
    """A sheet that the asking person sent for this season, or 404."""
    mine = sa.select(EntrySheet).where(
        EntrySheet.id == sheet_id,
        EntrySheet.season_id == season.id,
        EntrySheet.made_by == actor().account_id,
    )
    return found(session.scalars(mine).first())
