"""A letter of nomination on its way up: what the upper level asks, the sealed bundle, who steps back, whose dossier may grow."""

from collections.abc import Mapping

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.decisions.model import Decision
from contests.entries.dossier import area_of
from contests.entries.improving import open_for_improving
from contests.entries.model import Entry
from contests.kernel.clock import now
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import LongTextField, MomentField, TextField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.nomination import handing, sending, service
from contests.nomination.model import Nomination
from contests.nomination.queries import nomination_rows, sealed_bundle, upper_level
from contests.nomination.receiving import keep_files
from contests.seasons.model import Season
from contests.seasons.queries import fields_of, items_of, public_season
from contests.web.office.desk import bp, own_season
from contests.web.paper import attached


class UpperForm(Form):
    """What the upper level asks, a line each."""

    title = TextField(_l("Cuộc thi ở cấp trên"), most=200)
    fields = LongTextField(_l("Lĩnh vực"), most=4000)
    items = LongTextField(_l("Hồ sơ cấp trên bắt buộc"), most=4000, required=False)


class StepBackForm(Form):
    """Why a work does not go up after all."""

    reason = LongTextField(_l("Lý do"), most=500)


class ImproveForm(Form):
    """Until when the unit may add to the dossier."""

    until = MomentField(_l("Hạn hoàn thiện"))


def _lines(text: str) -> dict[str, str]:
    """ "HT = LV1" a line, as a mapping; a line without "=" has an empty right side."""
    pairs = (line.partition("=") for line in text.splitlines() if line.strip())
    return {left.strip(): right.strip() for left, _sign, right in pairs}


def _shown(pairs: Mapping[str, str]) -> str:
    return "\n".join(f"{left} = {right}" for left, right in pairs.items())


def _own_letter(session: Session, season_id: str, decision_id: str) -> Decision:
    season = own_season(session, season_id)
    mine = (
        sa.select(Decision)
        .join(Nomination, Nomination.letter_id == Decision.id)
        .where(Decision.id == decision_id, Nomination.season_id == season.id)
    )
    return found(session.scalars(mine).first())


def _own_nomination(session: Session, season_id: str, nomination_id: str) -> Nomination:
    season = own_season(session, season_id)
    mine = sa.select(Nomination).where(Nomination.id == nomination_id, Nomination.season_id == season.id)
    return found(session.scalars(mine).first())


@bp.route("/seasons/<season_id>/nomination/upper", methods=["GET", "POST"])
def edit_upper(season_id: str) -> Page | Response:
    """Which field of the upper level each of ours is, and the dossier items it requires."""
    season = own_season(reading(), season_id)
    form = _upper_form(season)
    if form.ready():
        outcome = act(
            lambda s: sending.set_upper(
                s, own_season(s, season_id), form.title.data, _lines(form.fields.data), _lines(form.items.data),
                by=actor(), at=now(),
            )
        )  # fmt: skip
        if form.accepts(outcome):
            return onward(url_for(".nomination", season_id=season_id), _("Đã ghi yêu cầu của cấp trên."))
    names = {field.code: field.name for field in fields_of(reading(), season.id)}
    titles = {item.code: item.title for item in items_of(reading(), season.id)}
    return page("office/nomination_upper.html", form=form, season=season, names=names, titles=titles)


def _upper_form(season: Season) -> UpperForm:
    """As it was noted; else as the parent season kept here asks; else with our own codes."""
    upper = upper_level(reading(), season.id)
    if upper is not None:
        return UpperForm(title=upper.title, fields=_shown(upper.fields), items=_shown(upper.items))
    own = [field.code for field in fields_of(reading(), season.id)]
    parent = public_season(reading(), season.parent_id) if season.parent_id else None
    if parent is None:
        return UpperForm(title="", fields=_shown({code: code for code in own}), items="")
    theirs = {field.code for field in fields_of(reading(), parent[0].id)}
    items = {item.code: item.title for item in items_of(reading(), parent[0].id) if item.required}
    fields = {code: code if code in theirs else "" for code in own}
    return UpperForm(title=parent[0].title, fields=_shown(fields), items=_shown(items))


@bp.post("/seasons/<season_id>/nomination/letters/<decision_id>/seal")
def seal_bundle(season_id: str, decision_id: str) -> Response:
    """Seal the bundle of a letter."""
    outcome = act(
        lambda s: sending.seal_bundle(
            s, own_season(s, season_id), _own_letter(s, season_id, decision_id), runtime().storage, by=actor(), at=now()
        )
    )  # fmt: skip
    return answer(outcome, url_for(".nomination", season_id=season_id), _("Đã niêm phong gói hồ sơ."))


@bp.get("/seasons/<season_id>/nomination/letters/<decision_id>/bundle.zip")
def bundle_file(season_id: str, decision_id: str) -> Response:
    """The sealed bundle; that it exists outside was noted when it was sealed."""
    letter = _own_letter(reading(), season_id, decision_id)
    bundle = found(sealed_bundle(reading(), letter.id))
    content = runtime().storage.read(bundle.sha256, area=sending.papers_area(letter.organiser_id))
    return attached(content, "application/zip", "goi-de-cu.zip")


@bp.post("/seasons/<season_id>/nomination/letters/<decision_id>/up")
def hand_up(season_id: str, decision_id: str) -> Response:
    """Make the letter's works entries of the parent season that is kept here."""
    season = own_season(reading(), season_id)
    letter = _own_letter(reading(), season_id, decision_id)
    organiser = found(public_season(reading(), season.parent_id or ""))[2]
    store, area = runtime().storage, area_of(season.organiser_id)
    for one in sending.composed(reading(), season, letter).nominees:
        keep_files(store, organiser.id, one, lambda sha256: store.open(sha256, area=area))
    outcome = act(
        lambda s: handing.hand_up(
            s, own_season(s, season_id), found(public_season(s, season.parent_id or ""))[0],
            _own_letter(s, season_id, decision_id), by=actor(), at=now(),
        )
    )  # fmt: skip
    return answer(outcome, url_for(".nomination", season_id=season_id), _("Hồ sơ đã có ở mùa thi cấp trên."))


@bp.route("/seasons/<season_id>/nomination/<nomination_id>/back", methods=["GET", "POST"])
def step_back(season_id: str, nomination_id: str) -> Page | Response:
    """Take a work out of its letter; the first substitute goes in its place."""
    mine, form = _own_nomination(reading(), season_id, nomination_id), StepBackForm()
    if form.ready():
        outcome = act(
            lambda s: service.step_back(
                s, _own_nomination(s, season_id, nomination_id), form.reason.data, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(url_for(".nomination", season_id=season_id), _("Đã rút khỏi danh sách đề cử."))
    rows = nomination_rows(reading(), season_id)
    row = found(next((one for one in rows if one.id == mine.id), None))
    waiting = next(
        (one for one in rows if one.substitute and not one.withdrawn_at and one.letter == row.letter), None
    )
    return page("office/nomination_back.html", form=form, season_id=season_id, row=row, waiting=waiting)


@bp.route("/seasons/<season_id>/nomination/<nomination_id>/improve", methods=["GET", "POST"])
def improve(season_id: str, nomination_id: str) -> Page | Response:
    """Let the unit add files to a nominated dossier until a moment."""
    mine, form = _own_nomination(reading(), season_id, nomination_id), ImproveForm()
    until = form.until.data if form.ready() else None
    if until is not None:
        codes = [item.code for item in items_of(reading(), season_id)]
        outcome = act(
            lambda s: open_for_improving(
                s, _own_entry(s, season_id, nomination_id), codes, until, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(url_for(".nomination", season_id=season_id), _("Đã mở hồ sơ để đơn vị hoàn thiện."))
    row = found(next((one for one in nomination_rows(reading(), season_id) if one.id == mine.id), None))
    return page("office/nomination_improve.html", form=form, season_id=season_id, row=row)


def _own_entry(session: Session, season_id: str, nomination_id: str) -> Entry:
    return found(session.get(Entry, _own_nomination(session, season_id, nomination_id).entry_id))
