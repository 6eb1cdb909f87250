"""Pre-screening: the queue, one entry to judge upon, the closing of the list by a decision."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from contests.decisions.queries import waiting_drafts
from contests.decisions.service import record_decision
from contests.decisions.terms import DecisionKind
from contests.entries import queries as entry_queries
from contests.entries.facts import EntryWhole, whole_of
from contests.entries.model import Entry
from contests.entries.queries import EntryFilter
from contests.entries.rules import part_of
from contests.entries.terms import EntryState, Part
from contests.entries.words import APPLICANTS, ASKED_AGAIN, AUTHOR_ROLES, STATES, TONES
from contests.kernel.clock import end_of, now
from contests.kernel.errors import Outcome, Refused
from contests.kernel.web.answers import Form, Page, answer, onward, page, said
from contests.kernel.web.fields import ChoiceField, DayField, LongTextField, VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.screening import queries, rules
from contests.screening import service as verbs
from contests.screening.model import EligibleList
from contests.screening.terms import ReasonCode
from contests.screening.words import REASONS, VERDICTS
from contests.seasons.model import Season
from contests.web.listing import asked_choice, asked_page, asked_search
from contests.web.office.decision_form import DecisionForm
from contests.web.office.desk import bp, own_season
from contests.web.office.entries import sent_entry


class PassForm(Form):
    """Nothing but which state of the entry was seen."""

    version = VersionField()


class RejectForm(Form):
    """Why an entry is not eligible."""

    reason = ChoiceField(_l("Lý do theo thể lệ"), blank=_l("Chọn lý do"))
    note = LongTextField(_l("Nói rõ thêm"), most=1000, required=False)
    version = VersionField()


class ReturnForm(Form):
    """What is asked for again, why, until when."""

    items = SelectMultipleField(
        _l("Mục cần bổ sung"),
        [InputRequired(_l("Đề nghị chọn ít nhất một mục cần bổ sung."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    note = LongTextField(_l("Cần bổ sung những gì"), most=2000)
    due_on = DayField(_l("Hạn bổ sung"))
    version = VersionField()


@bp.get("/seasons/<season_id>/screening")
def screening(season_id: str) -> Page:
    """The queue: counts by state, the entries that wait, the way to the next one."""
    session = reading()
    season = own_season(session, season_id)
    state = asked_choice("state", EntryState) or EntryState.SUBMITTED
    wanted = EntryFilter(search=asked_search(), state=state, page=asked_page())
    counts = entry_queries.state_counts(session, season.id)
    closing = queries.closing_of(session, season.id)
    return page(
        "office/screening.html",
        season=season,
        state=state,
        listed=entry_queries.entry_page(session, season.id, wanted),
        counts=counts,
        closing=closing,
        obstacles=[said(one) for one in rules.closing_objections(counts, closed=False)],
        states=STATES,
        tones=TONES,
        state_choices=[(one.value, _(STATES[one])) for one in STATES if one is not EntryState.DRAFT],
    )


@bp.get("/seasons/<season_id>/screening/next")
def next_screened(season_id: str) -> Response:
    """To the entry that waits next after `?after=`; to the queue when none does."""
    season = own_season(reading(), season_id)
    typed = request.args.get("after", "")
    after = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    return redirect(_next_url(season.id, after), 303)


def _next_url(season_id: str, after: int, last: str = "") -> str:
    waiting = queries.next_waiting(reading(), season_id, after)
    if waiting is None:
        return url_for(".screening", season_id=season_id)
    return url_for(".screened", season_id=season_id, entry_id=waiting, last=last or None)


@bp.get("/seasons/<season_id>/screening/<entry_id>")
def screened(season_id: str, entry_id: str) -> Page:
    """One entry to judge upon: its files beside the verdict."""
    return _judging_page(season_id, entry_id)


@bp.post("/seasons/<season_id>/screening/<entry_id>/pass")
def pass_entry(season_id: str, entry_id: str) -> Page | Response:
    """Find it eligible and go on to the next."""
    form = PassForm(prefix="pass")

    def verb(session: Session) -> Outcome[Any]:
        entry = sent_entry(session, season_id, entry_id)
        return verbs.pass_entry(session, entry, version=form.version.data, by=actor(), at=now())

    return _judged(season_id, entry_id, form, verb)


@bp.post("/seasons/<season_id>/screening/<entry_id>/reject")
def reject_entry(season_id: str, entry_id: str) -> Page | Response:
    """Find it not eligible and go on to the next."""
    form = _with_reasons(RejectForm(prefix="reject"))

    def verb(session: Session) -> Outcome[Any]:
        entry = sent_entry(session, season_id, entry_id)
        reason, note = ReasonCode(form.reason.data), form.note.data
        return verbs.reject(session, entry, reason, note, version=form.version.data, by=actor(), at=now())

    return _judged(season_id, entry_id, form, verb)


@bp.post("/seasons/<season_id>/screening/<entry_id>/return")
def return_entry(season_id: str, entry_id: str) -> Page | Response:
    """Return it for supplement and go on to the next."""
    whole = whole_of(reading(), sent_entry(reading(), season_id, entry_id))
    form = _with_items(ReturnForm(prefix="return"), whole)

    def verb(session: Session) -> Outcome[Any]:
        entry = sent_entry(session, season_id, entry_id)
        due = end_of(form.due_on.data) if form.due_on.data else None
        return verbs.send_back(
            session, entry, form.items.data or [], form.note.data, due,
            version=form.version.data, by=actor(), at=now(),
        )  # fmt: skip

    return _judged(season_id, entry_id, form, verb)


@bp.post("/seasons/<season_id>/screening/<entry_id>/undo")
def undo_verdict(season_id: str, entry_id: str) -> Response:
    """Take the verdict back."""
    form = PassForm(prefix="undo")

    def verb(session: Session) -> Outcome[Entry]:
        entry = sent_entry(session, season_id, entry_id)
        return verbs.undo(session, entry, version=form.version.data, by=actor(), at=now())

    here = url_for(".screened", season_id=season_id, entry_id=entry_id)
    return answer(act(verb), here, _("Đã hoàn tác. Hồ sơ lại chờ sơ loại."))


def _judged(
    season_id: str, entry_id: str, form: Form, verb: Callable[[Session], Outcome[Any]]
) -> Page | Response:
    """The verdict that was sent; refused, the page again with everything that was typed."""
    entry = sent_entry(reading(), season_id, entry_id)
    if form.ready() and form.accepts(outcome := act(verb)) and not isinstance(outcome, Refused):
        said_so = _(
            "Hồ sơ số %(number)s: %(verdict)s.", number=entry.number, verdict=_(VERDICTS[outcome.value.kind])
        )
        return onward(_next_url(season_id, entry.number or 0, entry_id), said_so)
    return _judging_page(season_id, entry_id, form)


def _judging_page(season_id: str, entry_id: str, tried: Form | None = None) -> Page:
    session = reading()
    entry = sent_entry(session, season_id, entry_id)
    whole = whole_of(session, entry)
    waiting = entry.state in rules.WAITING
    closing = queries.closing_of(session, season_id)
    return page(
        "office/screening_entry.html",
        tried.status if tried else 200,
        season=whole.season,
        whole=whole,
        entry=entry,
        findings=_findings(whole),
        namesakes=queries.namesakes(session, entry),
        verdicts=queries.verdicts_of(session, entry.id),
        waiting=waiting and closing is None,
        tried=tried,
        undoable=entry.state in rules.JUDGED and closing is None,
        last=request.args.get("last", "")[:16],
        states=STATES,
        tones=TONES,
        roles=AUTHOR_ROLES,
        applicants=APPLICANTS,
        verdict_names=VERDICTS,
        reasons=REASONS,
        titles={**ASKED_AGAIN, **{item.code: item.title for item in whole.items}},
        **_forms(whole, tried),
    )


def _findings(whole: EntryWhole) -> list[str]:
    """What the rules find in the dossier as it was sent, judged on the day it was sent."""
    at = whole.entry.submitted_at or now()
    return [said(gap) for gap in whole.gaps(at) if part_of(gap) is not Part.SENDING]


def _forms(whole: EntryWhole, tried: Form | None) -> Mapping[str, Form]:
    """The forms of the page, each as it was sent or fresh."""
    seen = whole.entry.version
    due = whole.season.supplement_until
    fresh = {
        "pass_form": PassForm(formdata=None, prefix="pass", version=seen),
        "reject_form": _with_reasons(RejectForm(formdata=None, prefix="reject", version=seen)),
        "return_form": _with_items(
            ReturnForm(
                formdata=None, prefix="return", version=seen, due_on=due if due and due > now() else None
            ),
            whole,
        ),
        "undo_form": PassForm(formdata=None, prefix="undo", version=seen),
    }
    return {name: tried if type(tried) is type(form) and name != "undo_form" else form for name, form in fresh.items()}  # fmt: skip


def _with_reasons(form: RejectForm) -> RejectForm:
    form.reason.offer([(reason.value, _(label)) for reason, label in REASONS.items()])
    return form


def _with_items(form: ReturnForm, whole: EntryWhole) -> ReturnForm:
    own = [(item.code, item.title) for item in whole.items]
    form.items.choices = [*own, *((code, _(label)) for code, label in ASKED_AGAIN.items())]
    return form


@bp.route("/seasons/<season_id>/screening/close", methods=["GET", "POST"])
def close_screening(season_id: str) -> Page | Response:
    """Close the list of eligible entries by a decision."""
    season = own_season(reading(), season_id)
    form = DecisionForm()
    form.offer(waiting_drafts(reading(), season.id, DecisionKind.ELIGIBLE))
    if form.ready():
        outcome = act(lambda s: _close(s, season_id, form))
        if form.accepts(outcome):
            return onward(
                url_for(".screening", season_id=season_id), _("Đã chốt danh sách hồ sơ đủ điều kiện.")
            )
    counts = entry_queries.state_counts(reading(), season.id)
    closed = queries.closing_of(reading(), season.id) is not None
    obstacles = [said(one) for one in rules.closing_objections(counts, closed)]
    return page("office/screening_close.html", form=form, season=season, counts=counts, obstacles=obstacles)


def _close(session: Session, season_id: str, form: DecisionForm) -> Outcome[EligibleList]:
    season: Season = own_season(session, season_id)
    at = now()
    facts = form.decision(DecisionKind.ELIGIBLE)
    decided = record_decision(session, season.organiser_id, facts, by=actor(), at=at)
    if isinstance(decided, Refused):
        return decided
    return verbs.close_screening(session, season, decided.value, by=actor(), at=at)
