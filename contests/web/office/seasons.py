"""The office's seasons: the list, a new one from a preset, a copy or a file, and the file of one there is."""

import dataclasses
from datetime import datetime

from flask import Response as FileResponse
from flask import make_response, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, Refused
from contests.kernel.web.answers import Page, found, onward, page
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons import service
from contests.seasons.definition import dump, load
from contests.seasons.model import Season
from contests.seasons.parts import Definition
from contests.seasons.presets import preset, presets
from contests.seasons.queries import SeasonRow, definition_of, season_rows
from contests.seasons.rules import phase
from contests.seasons.terms import Phase
from contests.seasons.words import KINDS, LEVELS, PHASES
from contests.web.milestones import milestones
from contests.web.office.desk import bp, own_organiser, own_organisers, own_season
from contests.web.office.seasons_forms import ImportForm, StartForm

TONES = {Phase.LAUNCH: "neutral", Phase.REGISTRATION: "good", Phase.DONE: "sealed"}


@bp.get("/seasons")
def seasons() -> Page:
    """All seasons of one's organisers with the step each is in."""
    rows = season_rows(reading(), own_organisers())
    return page(
        "office/seasons.html",
        rows=rows,
        phases=phases([row.id for row in rows], now()),
        words={"phases": PHASES, "levels": LEVELS, "tones": TONES},
    )


def phases(season_ids: list[str], at: datetime) -> dict[str, Phase]:
    """The step each season is in."""
    return {key: phase(facts, at) for key, facts in milestones(reading(), season_ids).items()}


@bp.get("/seasons/new")
def new_season() -> Page:
    """What a new season may start from."""
    return page(
        "office/season_new.html",
        presets=presets(),
        earlier=_latest_editions(season_rows(reading(), own_organisers())),
        kinds=KINDS,
        form=ImportForm(formdata=None),
    )


def _latest_editions(rows: list[SeasonRow]) -> list[SeasonRow]:
    """Of each contest the season with the highest number: the one that another continues."""
    latest: dict[tuple[str, str], SeasonRow] = {}
    for row in sorted(rows, key=lambda row: row.edition):
        latest[row.organiser, row.contest] = row
    return [row for row in rows if row in latest.values()]


@bp.route("/seasons/new/<key>", methods=["GET", "POST"])
def season_from_preset(key: str) -> Page | Response:
    """A new season from a preset."""
    pattern = found(preset(key))
    return _start(pattern, _("Mẫu của phần mềm: %(name)s", name=_(KINDS[pattern.kind])))


@bp.route("/seasons/<season_id>/copy", methods=["GET", "POST"])
def copy_season(season_id: str) -> Page | Response:
    """The next edition, after the pattern of one there is."""
    season = own_season(reading(), season_id)
    return _start(
        service.copy_of(reading(), season), _("Theo mùa thi: %(title)s", title=season.title), season
    )


def _start(pattern: Definition, source: str, season: Season | None = None) -> Page | Response:
    form = StartForm(data={name: getattr(pattern, name) for name in ("contest", "edition", "title", "years")})
    if form.ready():
        named = dataclasses.replace(
            pattern,
            contest=form.contest.data,
            edition=form.edition.data,
            title=form.title.data,
            years=form.years.data,
        )
        outcome = act(lambda s: _create(s, named, season.organiser_id if season else own_organiser(s).id))
        if form.accepts(outcome) and isinstance(outcome, Done):
            return _made(outcome.value)
    return page("office/season_start.html", form=form, source=source, pattern=pattern)


def _create(session: Session, definition: Definition, organiser_id: str) -> Outcome[Season]:
    return service.create(session, organiser_id, definition, by=actor(), at=now())


def _made(season: Season) -> Response:
    message = _("Đã tạo mùa thi. Mục “Còn thiếu” cho biết những việc cần làm trước khi phát động.")
    return onward(url_for(".season", season_id=season.id), message)


@bp.post("/seasons/import")
def import_season() -> Page | Response:
    """A new season from a definition file."""
    form = ImportForm()
    if form.ready():
        read = load(form.file.data.read())
        outcome = (
            read if isinstance(read, Refused) else act(lambda s: _create(s, read.value, own_organiser(s).id))
        )
        if isinstance(outcome, Done):
            return _made(outcome.value)
        form.accepts(dataclasses.replace(outcome, reasons=outcome.reasons[:30]))
    return page("office/season_import.html", form=form)


@bp.get("/seasons/<season_id>/definition.toml")
def export_season(season_id: str) -> FileResponse:
    """The season's definition as a file."""
    session = reading()
    season = own_season(session, season_id)
    answer = make_response(dump(definition_of(session, season)))
    answer.headers["Content-Type"] = "application/toml; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="mua-thi-{season.edition}.toml"'
    return answer
