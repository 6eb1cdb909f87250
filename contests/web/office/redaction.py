"""Covering what tells who made a work: boxes on a page, other words in the text, a person's word that it tells nothing."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import HiddenField

from contests.entries.model import Entry
from contests.envelopes import exhibit_queries, redacting, service
from contests.envelopes import redaction_queries as queries
from contests.envelopes.exhibit_state import NO_PAGE, PIECES
from contests.envelopes.gate.reading import WHOLE, Box
from contests.envelopes.model import ExhibitPage
from contests.envelopes.redacting import HIDDEN, LONGEST, Redrawn
from contests.envelopes.wording import LABELS, passages
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome, Refused, because
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, TextField, WholeField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.web.office.desk import bp, own_entry, own_organisers
from contests.web.office.redaction_words import KIND_NAMES
from contests.web.rounds import judged_season

PER_MILLE = WHOLE // 1000
UNDER = "/seasons/<season_id>/exhibits/<entry_id>"


class BoxForm(Form):
    """A black box in thousandths of the page: what a hand draws and what a keyboard types."""

    seen = HiddenField(_l("Bản chấm đã xem"))
    x = WholeField(_l("Cách mép trái (‰)"), most=1000)
    y = WholeField(_l("Cách mép trên (‰)"), most=1000)
    width = WholeField(_l("Rộng (‰)"), least=2, most=1000)
    height = WholeField(_l("Cao (‰)"), least=2, most=1000)

    def box(self) -> Box:
        """The box in the page's own measure."""
        sides = (self.x.data, self.y.data, self.width.data, self.height.data)
        return Box(*(PER_MILLE * int(side or 0) for side in sides))


class WordsForm(Form):
    """Words of a passage and what judges read in their place."""

    seen = HiddenField(_l("Bản chấm đã xem"))
    place = ChoiceField(_l("Mục"))
    words = TextField(_l("Cụm từ cần thay"), most=400)
    instead = TextField(_l("Thay bằng"), most=LONGEST, required=False)


class ReasonForm(Form):
    """Why a finding is no name of someone who enters."""

    seen = HiddenField(_l("Bản chấm đã xem"))
    reason = TextField(_l("Lý do"), most=200)


class SeenForm(Form):
    """The stamp of what was on the page."""

    seen = HiddenField(_l("Bản chấm đã xem"))


def entry_in(session: Session, season_id: str, entry_id: str) -> Entry:
    """An entry of one's own in this season, or 404."""
    entry = own_entry(session, entry_id)
    return found(entry if entry.season_id == season_id else None)


def _back(season_id: str, entry_id: str) -> str:
    return url_for(".exhibit", season_id=season_id, entry_id=entry_id)


@bp.route(f"{UNDER}/pages/<page_id>/redact", methods=["GET", "POST"])
def redact_page(season_id: str, entry_id: str, page_id: str) -> Page | Response:
    """One page, large, with the boxes on it; another box is drawn by hand or typed."""
    entry = entry_in(reading(), season_id, entry_id)
    shown = found(exhibit_queries.page_of(reading(), entry.id, page_id))
    form = BoxForm()
    if form.ready():
        boxes = [*redacting.origin_of(shown, entry.organiser_id).boxes, form.box()]
        outcome = _redraw(season_id, entry_id, shown, boxes, form.seen.data or "")
        if form.accepts(outcome):
            here = url_for(".redact_page", season_id=season_id, entry_id=entry_id, page_id=page_id)
            return onward(here, _("Đã bôi đen và vẽ lại trang."))
    return _redact_page(season_id, entry, shown, form)


def _redact_page(season_id: str, entry: Entry, shown: ExhibitPage, form: BoxForm) -> Page:
    if not form.sent or form.seen.data != service.stamp(reading(), entry):
        form.seen.data = service.stamp(reading(), entry)
    rows = queries.finding_rows(reading(), entry.id)
    judged = judged_season(reading(), season_id, own_organisers())
    return page(
        "office/redact_page.html",
        season=judged.season,
        sealed=judged.sealed,
        entry=entry,
        drawn=shown,
        findings=[row for row in rows if row.page_id == shown.id],
        kinds={key: _(label) for key, label in KIND_NAMES.items()},
        form=form,
    )


def _redraw(
    season_id: str, entry_id: str, shown: ExhibitPage, boxes: Sequence[Box], seen: str
) -> Outcome[str]:
    """Draw the page again and put it in its place; the derivative that nobody shows any more is deleted."""
    entry = entry_in(reading(), season_id, entry_id)
    made = service.redrawn(runtime().storage, redacting.origin_of(shown, entry.organiser_id), boxes)
    if isinstance(made, Refused):
        return made
    drawn: Redrawn = made.value

    def verb(session: Session) -> Outcome[str]:
        own = entry_in(session, season_id, entry_id)
        return service.redact_page(session, own, shown.id, drawn, seen=seen, by=actor(), at=now())

    outcome = act(verb)
    gone = outcome.value if isinstance(outcome, Done) else drawn.sha256
    if redacting.unused(reading(), gone):
        runtime().storage.delete(gone, area=PIECES)
    return outcome


@bp.post(f"{UNDER}/pages/<page_id>/boxes/<int:number>/remove")
def uncover(season_id: str, entry_id: str, page_id: str, number: int) -> Response:
    """Take one box off the page again, counted from 1."""
    form = SeenForm()
    entry = entry_in(reading(), season_id, entry_id)
    shown = found(exhibit_queries.page_of(reading(), entry.id, page_id))
    boxes = redacting.origin_of(shown, entry.organiser_id).boxes
    rest = [box for place, box in enumerate(boxes, start=1) if place != number]
    outcome = _redraw(season_id, entry_id, shown, rest, form.seen.data or "")
    here = url_for(".redact_page", season_id=season_id, entry_id=entry_id, page_id=page_id)
    return answer(outcome, here, _("Đã bỏ ô bôi đen và vẽ lại trang."))


@bp.post(f"{UNDER}/findings/<finding_id>/cover")
def cover_finding(season_id: str, entry_id: str, finding_id: str) -> Response:
    """Cover a finding where it stands: its place on the page black, or its words in the text replaced."""
    form, back = SeenForm(), _back(season_id, entry_id)
    entry = entry_in(reading(), season_id, entry_id)
    row = found(queries.finding_of(reading(), entry.id, finding_id))
    if row.page_id is None:
        outcome: Outcome[Any] = act(lambda s: _hide(s, season_id, entry_id, row, form.seen.data or ""))
        return answer(outcome, back, _("Đã thay chữ trong phần giám khảo đọc."), again=back)
    outcome = _cover(season_id, entry, row, form.seen.data or "")
    return answer(outcome, f"{back}#page-{row.page}", _("Đã bôi đen và vẽ lại trang."), again=back)


def _cover(season_id: str, entry: Entry, row: queries.FindingRow, seen: str) -> Outcome[str]:
    shown = exhibit_queries.page_of(reading(), entry.id, row.page_id or "")
    if shown is None:
        return because(NO_PAGE)
    boxes = [*redacting.origin_of(shown, entry.organiser_id).boxes, *(Box(*spot) for spot in row.spots)]
    return _redraw(season_id, entry.id, shown, boxes, seen)


def _hide(
    session: Session, season_id: str, entry_id: str, row: queries.FindingRow, seen: str
) -> Outcome[Any]:
    entry = entry_in(session, season_id, entry_id)
    return service.hide_finding(session, entry, row.finding_id, seen=seen, by=actor(), at=now())


@bp.post(f"{UNDER}/findings/<finding_id>/clear")
def clear_finding(season_id: str, entry_id: str, finding_id: str) -> Response:
    """Say that a finding is no name of someone who enters, and why."""
    form = ReasonForm()
    entry = entry_in(reading(), season_id, entry_id)
    found(queries.finding_of(reading(), entry.id, finding_id))

    def verb(session: Session) -> Outcome[Any]:
        own = entry_in(session, season_id, entry_id)
        reason, seen = form.reason.data or "", form.seen.data or ""
        return service.clear_finding(session, own, finding_id, reason, seen=seen, by=actor(), at=now())

    said = _("Đã ghi nhận: không phải tên của người dự thi.")
    return answer(act(verb), _back(season_id, entry_id), said)


@bp.route(f"{UNDER}/words", methods=["GET", "POST"])
def replace_words(season_id: str, entry_id: str) -> Page | Response:
    """The passages as judges will read them; words of one are replaced."""
    form = WordsForm()
    entry = entry_in(reading(), season_id, entry_id)
    shown = found(exhibit_queries.exhibit_shown(reading(), entry))
    text = passages(entry, shown.wording)
    form.place.offer([(place, _(LABELS[place])) for place in text])
    if form.ready():
        outcome = act(lambda s: _replace(s, season_id, entry_id, form))
        if form.accepts(outcome):
            here = url_for(".replace_words", season_id=season_id, entry_id=entry_id)
            return onward(here, _("Đã thay chữ trong phần giám khảo đọc."))
    form.seen.data = service.stamp(reading(), entry)
    judged = judged_season(reading(), season_id, own_organisers())
    return page(
        "office/replace_words.html",
        season=judged.season,
        sealed=judged.sealed,
        entry=entry,
        text=[(place, _(LABELS[place]), passage) for place, passage in text.items()],
        changed=shown.wording,
        hidden=HIDDEN,
        form=form,
    )


def _replace(session: Session, season_id: str, entry_id: str, form: WordsForm) -> Outcome[Any]:
    entry = entry_in(session, season_id, entry_id)
    typed = (form.place.data or "", form.words.data or "", form.instead.data or "")
    return service.replace_words(session, entry, *typed, seen=form.seen.data or "", by=actor(), at=now())


@bp.post(f"{UNDER}/words/<any(title, summary, novelty, application, effect):place>/restore")
def restore_words(season_id: str, entry_id: str, place: str) -> Response:
    """Give a passage its own words again."""
    form = SeenForm()

    def verb(session: Session) -> Outcome[Any]:
        entry = entry_in(session, season_id, entry_id)
        return service.restore_words(session, entry, place, seen=form.seen.data or "", by=actor(), at=now())

    here = url_for(".replace_words", season_id=season_id, entry_id=entry_id)
    return answer(act(verb), here, _("Đã trả lại nguyên văn."))
