"""The forms for a season's parts, one page each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards.honours.queries import used_codes
from contests.entries.queries import has_entries
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons import changes
from contests.seasons.changes import Change
from contests.seasons.model import Season
from contests.seasons.parts import Definition, ItemPart
from contests.seasons.queries import definition_of
from contests.seasons.recognition.parts import SpecialPart
from contests.seasons.rules import fixed
from contests.seasons.settings import WORKING
from contests.seasons.terms import Part
from contests.seasons.words import PARTS
from contests.web.form_rows import filled, pressed, rearranged
from contests.web.office import seasons_forms as forms
from contests.web.office.desk import bp, own_season

MOST_ROWS = 60
Verb = Callable[[Session, Season, Any, Change], Outcome[Season]]


@dataclass(frozen=True)
class Editing:
    """How one part is edited: its form, the values it starts from, the verb it ends in, the template."""

    form: type[Any]
    values: Callable[[Definition], Mapping[str, Any]]
    verb: Verb
    template: str
    row: str = ""

    @property
    def in_rows(self) -> bool:
        """Whether the part is a list of rows."""
        return bool(self.row)


def _named(*names: str) -> Callable[[Definition], Mapping[str, Any]]:
    return lambda definition: {name: getattr(definition, name) for name in names}


def _rows(name: str) -> Callable[[Definition], Mapping[str, Any]]:
    return lambda definition: {"rows": [_row(part) for part in getattr(definition, name)]}


def _row(part: Any) -> dict[str, Any]:
    values = {name: getattr(part, name) for name in part.__slots__}
    if isinstance(part, SpecialPart):
        return {**values, "per_tier": "\n".join(part.per_tier)}
    return {**values, "megabytes": part.most_bytes // 1_000_000} if isinstance(part, ItemPart) else values


def _working(definition: Definition) -> Mapping[str, Any]:
    return {setting.key: _typed(setting.key, setting.value) for setting in definition.settings}


def _typed(key: str, value: str) -> str | int | None:
    known = next((one for one in WORKING if one.key == key), None)
    if known is None or known.choices is not None:
        return value
    return int(value) if value else None


def _legal(definition: Definition) -> Mapping[str, Any]:
    return {"lines": "\n".join(definition.legal_bases)}


PAGES = {
    Part.GENERAL: Editing(
        forms.GeneralForm,
        _named("title", "years", "edition", "level", "introduction", "rules"),
        changes.change_general,
        "office/season_general.html",
    ),
    Part.DATES: Editing(
        forms.DatesForm,
        _named("registration_from", "registration_until", "supplement_until", "judging_until", "ceremony_on"),
        changes.change_dates,
        "office/season_dates.html",
    ),
    Part.LEGAL: Editing(forms.LegalForm, _legal, changes.change_legal_bases, "office/season_legal.html"),
    Part.FIELDS: Editing(
        forms.FieldsForm, _rows("fields"), changes.change_fields, "office/season_rows.html", N_("Lĩnh vực")
    ),
    Part.DIVISIONS: Editing(
        forms.DivisionsForm,
        _rows("divisions"),
        changes.change_divisions,
        "office/season_rows.html",
        N_("Bảng"),
    ),
    Part.DOSSIER: Editing(
        forms.ItemsForm, _rows("items"), changes.change_items, "office/season_rows.html", N_("Thành phần")
    ),
    Part.RUBRIC: Editing(
        forms.CriteriaForm,
        _rows("criteria"),
        changes.change_criteria,
        "office/season_rows.html",
        N_("Tiêu chí"),
    ),
    Part.TIERS: Editing(
        forms.TiersForm, _rows("tiers"), changes.change_tiers, "office/season_rows.html", N_("Hạng giải")
    ),
    Part.SPECIAL: Editing(
        forms.SpecialsForm,
        _rows("special_prizes"),
        changes.change_specials,
        "office/season_rows.html",
        N_("Giải"),
    ),
    Part.HONOURS: Editing(
        forms.HonoursForm,
        _rows("honours"),
        changes.change_honours,
        "office/season_rows.html",
        N_("Hình thức"),
    ),
    Part.FEES: Editing(
        forms.FeesForm, _rows("fees"), changes.change_fees, "office/season_rows.html", N_("Mức")
    ),
    Part.SETTINGS: Editing(
        forms.SettingsForm, _working, changes.change_settings, "office/season_settings.html"
    ),
}


@bp.route("/seasons/<season_id>/edit/<part>", methods=["GET", "POST"])
def edit_season(season_id: str, part: str) -> Page | Response:
    """One part of a season. A part that is fixed says why instead of showing a form."""
    kind = found(next((one for one in Part if one.value == part), None))
    season = own_season(reading(), season_id)
    how = PAGES[kind]
    shown: dict[str, Any] = {"season": season, "part": kind, "name": PARTS[kind], "row_word": how.row}
    stopped = _stopped(reading(), season, kind)
    if stopped and request.method == "GET":
        return page("office/season_fixed.html", reason=stopped, **shown)
    form = _form(season, how)
    if not _rearranging(how) and form.ready():
        outcome = act(lambda s: _change(s, season_id, kind, form))
        if form.accepts(outcome):
            return onward(url_for(".season", season_id=season_id, _anchor=kind.value), _("Đã lưu."))
    return page(how.template, form=form, working=WORKING, **shown)


def _rearranging(how: Editing) -> bool:
    return how.in_rows and bool(pressed(request.form))


def _stopped(session: Session, season: Season, kind: Part) -> object:
    return fixed(
        kind,
        opened=season.opened_at is not None,
        archived=season.archived_at is not None,
        in_use=has_entries(session, season.id),
    )


def _form(season: Season, how: Editing) -> Form:
    """The form as sent (rows moved where a button asked for it), or as the season is."""
    if request.method == "GET":
        values = how.values(definition_of(reading(), season))
        made: Form = how.form(data={**values, "version": season.version})
    elif how.in_rows:
        sent = rearranged(request.form, MOST_ROWS) if _rearranging(how) else filled(request.form)
        made = how.form(formdata=sent)
    else:
        made = how.form()
    return made


def _change(session: Session, season_id: str, kind: Part, form: Any) -> Outcome[Season]:
    season = own_season(session, season_id)
    change = Change(
        actor(),
        now(),
        form.version.data or 0,
        has_entries(session, season_id),
        used_codes(session, season_id),
    )
    return PAGES[kind].verb(session, season, _facts(form), change)


def _facts(form: Any) -> Any:
    rows: Sequence[Any] | None = getattr(form, "rows", None)
    return form.facts() if rows is None else [row.form.part() for row in rows]
