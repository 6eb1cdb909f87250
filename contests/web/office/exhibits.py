"""What judges will see of each entry: drawn, looked at by a person, confirmed one by one."""

from typing import Any

from flask import Response as FileResponse
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import HiddenField

from contests.envelopes import converting, redaction_queries, service
from contests.envelopes import exhibit_queries as queries
from contests.envelopes.asked import latest_job
from contests.envelopes.exhibit_queries import ExhibitState
from contests.envelopes.exhibit_state import JOB, PIECES
from contests.envelopes.model import Exhibition
from contests.envelopes.openness import is_blind
from contests.envelopes.wording import LABELS, title_of
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, page
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.web.frame import known_url
from contests.web.inspector.verbs import VERBS
from contests.web.listing import asked_choice, asked_page
from contests.web.office.desk import bp, own_organisers, own_season
from contests.web.office.redaction import entry_in
from contests.web.office.redaction_words import KIND_NAMES
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
        blind=judged.judging.blind if judged.judging else is_blind(reading(), season.id),
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
    entry = entry_in(reading(), season_id, entry_id)
    shown = found(queries.exhibit_shown(reading(), entry))
    rows = redaction_queries.finding_rows(reading(), entry.id)
    return page(
        "office/exhibit.html",
        200,
        season=judged.season,
        entry=entry,
        shown=shown,
        title=title_of(entry, shown.wording),
        text=[(_(heading), text) for heading, text in service.neutral_text(entry, shown.wording).items()],
        findings=rows,
        shut=sum(row.open for row in rows),
        videos=redaction_queries.video_rows(reading(), entry.id),
        word_files=redaction_queries.word_files(reading(), entry.id),
        strips=converting.strips_videos(),
        deeds=redaction_queries.exhibit_deeds(reading(), entry.id),
        states=_states(),
        kinds={key: _(label) for key, label in KIND_NAMES.items()},
        places={place: _(label) for place, label in LABELS.items()},
        verbs={verb: _(label) for verb, label in VERBS.items()},
        sealed=judged.sealed,
        blind=is_blind(reading(), season_id),
        seen=service.stamp(reading(), entry),
    )


@bp.post("/seasons/<season_id>/exhibits/<entry_id>/looked")
def looked(season_id: str, entry_id: str) -> Response:
    """Confirm that nothing in the exhibit tells who made it, and go on to the next."""
    form = LookedForm()
    outcome = act(lambda s: _looked(s, season_id, entry_id, form.seen.data or ""))
    here = url_for(".exhibit", season_id=season_id, entry_id=entry_id)
    shown = queries.exhibit_shown(reading(), entry_in(reading(), season_id, entry_id))
    following = shown.next_waiting if shown else None
    onward = (
        url_for(".exhibit", season_id=season_id, entry_id=following)
        if following
        else url_for(".exhibits", season_id=season_id)
    )
    return answer(outcome, onward, _("Đã xác nhận bản chấm không lộ danh tính."), again=here)


def _looked(session: Session, season_id: str, entry_id: str, seen: str) -> Outcome[Exhibition]:
    return service.looked(session, entry_in(session, season_id, entry_id), by=actor(), at=now(), seen=seen)


@bp.post("/seasons/<season_id>/exhibits/<entry_id>/pages/<page_id>/<any(keep, drop):deed>")
def keep_page(season_id: str, entry_id: str, page_id: str, deed: str) -> Response:
    """Give a page to the judges, or drop it."""

    def verb(session: Session) -> Outcome[Any]:
        entry = entry_in(session, season_id, entry_id)
        found(queries.page_of(session, entry.id, page_id))
        return service.keep_page(session, entry, page_id, deed == "keep", by=actor(), at=now())

    position = found(
        queries.page_of(reading(), entry_in(reading(), season_id, entry_id).id, page_id)
    ).position
    here = url_for(".exhibit", season_id=season_id, entry_id=entry_id, _anchor=f"page-{position + 1}")
    said = _("Đã giữ lại trang.") if deed == "keep" else _("Đã bỏ trang khỏi bản chấm.")
    return answer(act(verb), here, said)


@bp.get("/seasons/<season_id>/exhibits/<entry_id>/pages/<page_id>")
def exhibit_page(season_id: str, entry_id: str, page_id: str) -> FileResponse:
    """The picture of one rendered page."""
    entry = entry_in(reading(), season_id, entry_id)
    shown = found(queries.page_of(reading(), entry.id, page_id))
    content = runtime().storage.read(shown.sha256, area=PIECES)
    return FileResponse(content, mimetype=shown.media_type)


def _states() -> dict[str, tuple[str, str]]:
    return {state.value: (_(label), tone) for state, (label, tone) in STATES.items()}
