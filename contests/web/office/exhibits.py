"""What judges will see of each entry: drawn, looked at by a person, confirmed one by one."""

from typing import Any

from flask import Response as FileResponse
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import HiddenField

from contests.entries.model import Entry
from contests.envelopes import exhibit_queries as queries
from contests.envelopes import service
from contests.envelopes.asked import latest_job
from contests.envelopes.exhibit_queries import ExhibitState
from contests.envelopes.exhibit_state import JOB, PIECES
from contests.envelopes.model import Exhibition
from contests.envelopes.rules import named_in
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, page
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.web.frame import known_url
from contests.web.listing import asked_choice, asked_page
from contests.web.office.desk import bp, own_entry, own_organisers, own_season
from contests.web.rounds import judged_season

STATES = {
    ExhibitState.MISSING: (N_("Chưa lập"), "neutral"),
    ExhibitState.WAITING: (N_("Chờ xem"), "warn"),
    ExhibitState.LOOKED: (N_("Đã xem"), "good"),
}


class LookedForm(Form):
    """The stamp of what was on the page when the person confirmed it."""

    seen = HiddenField(_l("Bản chấm đã xem"))


@bp.get("/seasons/<season_id>/exhibits")
def exhibits(season_id: str) -> Page:
    """The eligible entries with the state of their exhibits."""
    judged = judged_season(reading(), season_id, own_organisers())
    season = judged.season
    job = latest_job(reading(), JOB, season.id)
    return page(
        "office/exhibits.html",
        season=season,
        listed=queries.exhibit_rows(reading(), season.id, asked_choice("state", ExhibitState), asked_page()),
        states=_states(),
        faults=(job.result or {}).get("faults", {}) if job else {},
        sealed=judged.sealed,
        job=job,
        job_url=known_url("office.job", {"job_id": job.id}) if job else "",
    )


@bp.post("/seasons/<season_id>/exhibits/render")
def render_exhibits(season_id: str) -> Response:
    """Ask for what is not drawn yet."""
    outcome = act(lambda s: service.ask_for_exhibits(s, own_season(s, season_id), by=actor(), at=now()))
    back = url_for(".exhibits", season_id=season_id)
    going = known_url("office.job", {"job_id": outcome.value.id}) if isinstance(outcome, Done) else ""
    return answer(outcome, going or back, _("Đang lập bản chấm."), again=back)


@bp.get("/seasons/<season_id>/exhibits/<entry_id>")
def exhibit(season_id: str, entry_id: str) -> Page:
    """One entry as the judges will see it."""
    judged = judged_season(reading(), season_id, own_organisers())
    entry = _entry(reading(), season_id, entry_id)
    shown = found(queries.exhibit_shown(reading(), entry))
    text = service.neutral_text(entry)
    form = LookedForm(formdata=None, seen=service.stamp(reading(), entry))
    return page(
        "office/exhibit.html",
        200,
        season=judged.season,
        entry=entry,
        shown=shown,
        text=[(_(heading), passage) for heading, passage in text.items()],
        hints=_hints(reading(), entry, text),
        states=_states(),
        sealed=judged.sealed,
        form=form,
    )


@bp.post("/seasons/<season_id>/exhibits/<entry_id>/looked")
def looked(season_id: str, entry_id: str) -> Response:
    """Confirm that nothing in the exhibit tells who made it, and go on to the next."""
    form = LookedForm()
    outcome = act(lambda s: _looked(s, season_id, entry_id, form.seen.data or ""))
    here = url_for(".exhibit", season_id=season_id, entry_id=entry_id)
    shown = queries.exhibit_shown(reading(), _entry(reading(), season_id, entry_id))
    following = shown.next_waiting if shown else None
    onward = (
        url_for(".exhibit", season_id=season_id, entry_id=following)
        if following
        else url_for(".exhibits", season_id=season_id)
    )
    return answer(outcome, onward, _("Đã xác nhận bản chấm không lộ danh tính."), again=here)


def _looked(session: Session, season_id: str, entry_id: str, seen: str) -> Outcome[Exhibition]:
    return service.looked(session, _entry(session, season_id, entry_id), by=actor(), at=now(), seen=seen)


@bp.post("/seasons/<season_id>/exhibits/<entry_id>/pages/<page_id>/<any(keep, drop):deed>")
def keep_page(season_id: str, entry_id: str, page_id: str, deed: str) -> Response:
    """Give a page to the judges, or drop it."""

    def verb(session: Session) -> Outcome[Any]:
        entry = _entry(session, season_id, entry_id)
        found(queries.page_of(session, entry.id, page_id))
        return service.keep_page(session, entry, page_id, deed == "keep", by=actor(), at=now())

    here = url_for(".exhibit", season_id=season_id, entry_id=entry_id)
    said = _("Đã giữ lại trang.") if deed == "keep" else _("Đã bỏ trang khỏi bản chấm.")
    return answer(act(verb), here, said)


@bp.get("/seasons/<season_id>/exhibits/<entry_id>/pages/<page_id>")
def exhibit_page(season_id: str, entry_id: str, page_id: str) -> FileResponse:
    """The picture of one rendered page."""
    entry = _entry(reading(), season_id, entry_id)
    shown = found(queries.page_of(reading(), entry.id, page_id))
    content = runtime().storage.read(shown.sha256, area=PIECES)
    return FileResponse(content, mimetype=shown.media_type)


def _entry(session: Session, season_id: str, entry_id: str) -> Entry:
    entry = own_entry(session, entry_id)
    return found(entry if entry.season_id == season_id else None)


def _hints(session: Session, entry: Entry, text: dict[str, str]) -> list[tuple[str, str]]:
    texts = {_("Tên giải pháp"): entry.title} | {_(heading): passage for heading, passage in text.items()}
    return named_in(texts, queries.names_of(session, entry))


def _states() -> dict[str, tuple[str, str]]:
    return {state.value: (_(label), tone) for state, (label, tone) in STATES.items()}
