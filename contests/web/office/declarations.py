"""The conflict officer's page: what judges declared, matched with entries, and the word on each case; 404 to others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.envelopes import service
from contests.envelopes.conflicts import officers, queries
from contests.envelopes.conflicts.model import ConflictOfficer
from contests.envelopes.conflicts.terms import Level, Ruling
from contests.kernel.clock import now
from contests.kernel.errors import Done, Outcome
from contests.kernel.web.answers import Form, Page, answer, found, onward, page, said
from contests.kernel.web.fields import ChoiceField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.listing import asked_page
from contests.web.office import conflict_words as words
from contests.web.office.desk import bp, head_only, own_organisers, own_season
from contests.web.rounds import Judged, judged_season


@dataclass(frozen=True)
class RulingSent:
    """What the officer sent and why it was not taken; nothing typed is lost."""

    chosen: Sequence[str] = ()
    reason: str = ""
    refused: Sequence[str] = field(default_factory=tuple)


class OfficerForm(Form):
    """Who reads the declarations, and who stands in."""

    account_id = ChoiceField(_l("Người phụ trách"), blank=_l("Chọn người"))
    substitute_id = ChoiceField(_l("Người thay thế"), blank=_l("Chưa có"), required=False)


@bp.get("/seasons/<season_id>/conflicts/declared")
def declarations(season_id: str) -> Page:
    """What judges declared, and the cases that wait."""
    return _page(_officers_season(season_id), RulingSent())


@bp.post("/seasons/<season_id>/conflicts/declared")
def rule_on(season_id: str) -> Page | Response:
    """Bar the judges of the chosen cases, or say that there is no conflict."""
    judged = _officers_season(season_id)
    chosen, reason = request.form.getlist("conflict"), request.form.get("reason", "")
    ruling = Ruling.BAR if request.form.get("ruling") == Ruling.BAR else Ruling.CLEAR
    outcome = act(
        lambda s: service.rule_on(s, own_season(s, season_id), chosen, ruling, reason, by=actor(), at=now())
    )
    if isinstance(outcome, Done):
        return onward(url_for(".declarations", season_id=season_id), _("Đã ghi quyết định."))
    return _page(judged, RulingSent(chosen, reason, [said(one) for one in outcome.reasons]))


@bp.post("/seasons/<season_id>/conflicts/match")
def match_conflicts(season_id: str) -> Response:
    """Have the declarations matched with the entries."""
    _officers_season(season_id)
    outcome = act(lambda s: service.match_conflicts(s, own_season(s, season_id), by=actor(), at=now()))
    new = outcome.value if isinstance(outcome, Done) else 0
    done = _("Đã đối chiếu: %(new)s trường hợp mới.", new=new)
    return answer(outcome, url_for(".declarations", season_id=season_id), done)


def _officers_season(season_id: str) -> Judged:
    """A season whose officer, or the substitute, is asking; for everyone else of the office the page is not there."""
    judged = judged_season(reading(), season_id, own_organisers())
    found(judged.envelope)
    found(officers.is_officer(reading(), judged.season, actor()) or None)
    return judged


def _page(judged: Judged, sent: RulingSent) -> Page:
    listed = queries.conflict_rows(reading(), judged.season.id, asked_page())
    spoken = queries.spoken(reading(), judged.season.id)
    said_by_row = {row.row_id: row for row in spoken if row.row_id}
    shown: dict[str, Any] = {
        "groups": _groups(listed.rows),
        "settled": [row for row in listed.rows if not row.open],
        "spoken": [(name, list(rows)) for name, rows in groupby(spoken, key=lambda row: row.judge)],
        "bases": said_by_row,
        "words": words,
        "levels": Level,
    }
    status = 422 if sent.refused else 200
    return page(
        "office/declarations.html", status, season=judged.season, sealed=judged.sealed, listed=listed, sent=sent, **shown
    )  # fmt: skip


def _groups(rows: Sequence[queries.ConflictRow]) -> list[list[queries.ConflictRow]]:
    """The cases that wait, those of one judge on one ground together."""
    groups: dict[tuple[str, str, str], list[queries.ConflictRow]] = {}
    for row in rows:
        if row.open:
            groups.setdefault((row.judge_id, row.source, row.subject), []).append(row)
    return list(groups.values())


@bp.route("/seasons/<season_id>/conflicts/officer", methods=["GET", "POST"])
def name_officer(season_id: str) -> Page | Response:
    """Name who reads the declarations of the season; for the head only."""
    head_only()
    season, form = own_season(reading(), season_id), OfficerForm()
    choices = officers.officer_choices(reading(), season.organiser_id)
    form.account_id.offer(choices)
    form.substitute_id.offer(choices)
    if form.ready():
        outcome = act(lambda s: _name(s, season_id, form))
        if form.accepts(outcome):
            return onward(url_for(".conflicts", season_id=season_id), _("Đã chỉ định người phụ trách."))
    return page("office/officer_form.html", form=form, season=season)


def _name(session: Session, season_id: str, form: OfficerForm) -> Outcome[ConflictOfficer]:
    season, substitute = own_season(session, season_id), form.substitute_id.data or None
    return service.name_officer(session, season, form.account_id.data, substitute, by=actor(), at=now())
