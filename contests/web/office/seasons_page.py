"""One season at the office's desk: where it stands, what it lacks, and its deeds that cannot be undone."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.decisions.service import record_decision
from contests.decisions.terms import DecisionKind
from contests.entries.queries import awaits_results, state_counts
from contests.entries.terms import EntryState
from contests.entries.words import STATES
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Reason, Refused
from contests.kernel.text import N_
from contests.kernel.web.answers import Page, answer, onward, page
from contests.kernel.web.runtime import act, actor, reading
from contests.screening.service import is_closed
from contests.seasons import service
from contests.seasons.model import Season
from contests.seasons.queries import definition_of, settings_of
from contests.seasons.rules import (
    NOT_CONFIRMED,
    Milestones,
    fixed,
    gaps_before_opening,
    kept_out_of_archive,
    phase,
    steps,
)
from contests.seasons.settings import KNOWN
from contests.seasons.terms import Part, Phase
from contests.seasons.words import (
    AUTHOR_ROLES,
    FILE_TYPES,
    KINDS,
    LEVELS,
    ORIGINS,
    PARTS,
    PHASES,
    POOLS,
    SEAT_ROLES,
    SPECIAL_KINDS,
    SPECIAL_RULES,
)
from contests.web.milestones import milestones
from contests.web.office.desk import bp, own_season
from contests.web.office.next_step import next_step
from contests.web.office.seasons import TONES
from contests.web.office.seasons_forms import BudgetForm, ExtensionForm

WORDS = {
    "kinds": KINDS,
    "levels": LEVELS,
    "origins": ORIGINS,
    "parts": PARTS,
    "phases": PHASES,
    "tones": TONES,
    "types": FILE_TYPES,
    "special_kinds": SPECIAL_KINDS,
    "special_rules": SPECIAL_RULES,
    "pools": POOLS,
    "author_roles": AUTHOR_ROLES,
    "seat_roles": SEAT_ROLES,
}
WAITING = N_("Còn %(count)s giá trị làm việc chưa được xác nhận.")


@bp.get("/seasons/<season_id>")
def season(season_id: str) -> Page:
    """The season: its step, what it lacks, its working values and its parts."""
    return page("office/season.html", **_shown(reading(), season_id))


def _shown(session: Session, season_id: str) -> dict[str, Any]:
    found = own_season(session, season_id)
    definition = definition_of(session, found)
    settings = settings_of(session, found.id)
    facts = milestones(session, [found.id])[found.id]
    counts = state_counts(session, found.id)
    confirmed = {one.key for one in settings if one.confirmed_at is not None}
    return {
        "season": found,
        "definition": definition,
        "settings": settings,
        "known": KNOWN,
        "gaps": [] if found.opened_at else _by_part(gaps_before_opening(definition, confirmed)),
        "waiting": [one for one in settings if one.confirmed_at is None],
        "words": WORDS,
        "tier_names": {tier.code: tier.name for tier in definition.tiers},
        "kept": kept_out_of_archive(facts, now(), awaits_results=awaits_results(session, season_id)),
        "locked": _locked(found, in_use=bool(counts)),
        "entry_tiles": _entry_tiles(found, counts),
        "next_step": next_step(found, phase(facts, now())),
        **_bar(facts),
    }


def _locked(season: Season, *, in_use: bool) -> frozenset[str]:
    """The parts that may not be changed any more."""
    opened, archived = season.opened_at is not None, season.archived_at is not None
    return frozenset(
        part.value for part in Part if fixed(part, opened=opened, archived=archived, in_use=in_use)
    )


def _entry_tiles(season: Season, counts: dict[EntryState, int]) -> list[dict[str, Any]]:
    """How many entries stand where, each with the way to them; nobody's drafts are opened from here."""
    url = url_for(".entries", season_id=season.id)
    return [
        {"label": _(STATES[state]), "value": counts[state]}
        | ({} if state is EntryState.DRAFT else {"url": f"{url}?state={state.value}"})
        for state in EntryState
        if state in counts
    ]


def _by_part(gaps: list[Reason]) -> list[tuple[Part, list[Reason]]]:
    found = [(part, _counted([gap for gap in gaps if gap.field == part])) for part in Part]
    return [(part, reasons) for part, reasons in found if reasons]


def _counted(reasons: list[Reason]) -> list[Reason]:
    """Several values that wait to be confirmed as one sentence; the page where that is done names each."""
    waiting = sum(one.message == NOT_CONFIRMED for one in reasons)
    if waiting < 2:
        return reasons
    counted = Reason(WAITING, Part.SETTINGS, None, {"count": waiting})
    return [counted, *(one for one in reasons if one.message != NOT_CONFIRMED)]


def _bar(facts: Milestones) -> dict[str, Any]:
    at = now()
    current = phase(facts, at)
    bar = [(step.phase.value, _(PHASES[step.phase])) for step in steps(facts, at)]
    return {"phase": current, "bar": bar, "current": "end" if current is Phase.DONE else current.value}


@bp.get("/seasons/<season_id>/confirm")
def season_values(season_id: str) -> Page:
    """Every working value in full, to be read before all are confirmed at once."""
    return page("office/season_values.html", **_shown(reading(), season_id))


@bp.post("/seasons/<season_id>/confirm")
def confirm_values(season_id: str) -> Response:
    """Confirm the values named; those read on a page that is no longer true are refused."""
    keys = request.form.getlist("key")
    version = request.args.get("version", type=int, default=0)
    outcome = act(
        lambda s: service.confirm(s, own_season(s, season_id), keys, version=version, by=actor(), at=now())
    )
    back = url_for(".season", season_id=season_id, _anchor="values")
    message = _("Đã xác nhận.") if len(keys) == 1 else _("Đã xác nhận các giá trị làm việc.")
    return answer(outcome, back, message)


@bp.get("/seasons/<season_id>/open")
def ask_to_open(season_id: str) -> Page:
    """Asks before the season is opened."""
    return page("office/season_open.html", **_shown(reading(), season_id))


@bp.post("/seasons/<season_id>/open")
def open_season(season_id: str) -> Response:
    """Open the season."""
    outcome = act(lambda s: service.open_season(s, own_season(s, season_id), by=actor(), at=now()))
    return answer(outcome, url_for(".season", season_id=season_id), _("Mùa thi đã được phát động."))


@bp.get("/seasons/<season_id>/archive")
def ask_to_archive(season_id: str) -> Page:
    """Asks before the season is closed for good."""
    season = own_season(reading(), season_id)
    return page("office/season_archive.html", season=season, kept=_kept(reading(), season_id))


def _kept(session: Session, season_id: str) -> Reason | None:
    """Why the season may not be archived yet."""
    facts = milestones(session, [season_id])[season_id]
    return kept_out_of_archive(facts, now(), awaits_results=awaits_results(session, season_id))


@bp.post("/seasons/<season_id>/archive")
def archive_season(season_id: str) -> Response:
    """Close the season for good."""
    outcome = act(lambda s: _archive(s, season_id))
    return answer(outcome, url_for(".season", season_id=season_id), _("Mùa thi đã được đưa vào lưu trữ."))


def _archive(session: Session, season_id: str) -> Outcome[Season]:
    season, taken = own_season(session, season_id), awaits_results(session, season_id)
    facts = milestones(session, [season_id])[season_id]
    return service.archive(session, season, facts, awaits_results=taken, by=actor(), at=now())


@bp.route("/seasons/<season_id>/budget", methods=["GET", "POST"])
def season_budget(season_id: str) -> Page | Response:
    """The budget allocated and used."""
    season = own_season(reading(), season_id)
    data = {"allocated": season.budget_allocated, "used": season.budget_used, "version": season.version}
    form = BudgetForm(data=data)
    if form.ready():
        outcome = act(lambda s: _set_budget(s, season_id, form))
        if form.accepts(outcome):
            return onward(url_for(".season", season_id=season_id), _("Đã lưu kinh phí."))
    return page("office/season_budget.html", form=form, season=season)


def _set_budget(session: Session, season_id: str, form: BudgetForm) -> Outcome[Season]:
    season = own_season(session, season_id)
    return service.set_budget(
        session,
        season,
        form.allocated.data,
        form.used.data,
        version=form.version.data,
        by=actor(),
        at=now(),
    )


@bp.route("/seasons/<season_id>/extend", methods=["GET", "POST"])
def extend_season(season_id: str) -> Page | Response:
    """Move the windows of an opened season, by a decision."""
    season = own_season(reading(), season_id)
    form = ExtensionForm(obj=season)
    if form.ready():
        outcome = act(lambda s: _extend(s, season_id, form))
        if form.accepts(outcome):
            return onward(url_for(".season", season_id=season_id), _("Đã gia hạn theo quyết định."))
    return page("office/season_extend.html", form=form, season=season, part=Part.DATES)


def _extend(session: Session, season_id: str, form: ExtensionForm) -> Outcome[Season]:
    season = own_season(session, season_id)
    facts = form.decision(DecisionKind.EXTENSION)
    decision = record_decision(session, season.organiser_id, facts, by=actor(), at=now())
    if isinstance(decision, Refused):
        return decision
    return service.extend(
        session, season, form.facts(), decision.value,
        version=form.version.data, screened=is_closed(session, season_id), by=actor(), at=now(),
    )  # fmt: skip
