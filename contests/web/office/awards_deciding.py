"""The two persons behind an award list: submitting, deciding, who is named for it; taking a decided prize back."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards import service as awards
from contests.awards.board import Board, board
from contests.awards.model import AwardPerson
from contests.decisions.queries import waiting_drafts
from contests.decisions.terms import DecisionKind
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, LongTextField, VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons.model import Season
from contests.web.office.awards import is_head, names_of, own_award
from contests.web.office.decision_form import DecisionForm
from contests.web.office.desk import bp, head_only, own_season

PERSON, SUBSTITUTE = "person", "substitute"


class SubmitForm(Form):
    """The list as the first person read it."""

    version = VersionField()


class DecideForm(DecisionForm):
    """The decision on awards, for the list as the second person read it."""

    version = VersionField()


class RevokeForm(DecisionForm):
    """The decision that takes a prize back, and why."""

    version = VersionField()
    reason = LongTextField(_l("Lý do thu hồi"), most=500)


class PersonForm(Form):
    """Who, and whether as a substitute."""

    account_id = ChoiceField(_l("Người trình hoặc quyết định"), blank=_l("Chọn người"))
    place = ChoiceField(_l("Phân công là"))


def _open_list(season: Season) -> Board:
    """The season's list before its decision, or 404 where there is none."""
    return found(board(reading(), season.id))


@bp.route("/seasons/<season_id>/awards/submit", methods=["GET", "POST"])
def submit_awards(season_id: str) -> Page | Response:
    """The first person's word for the list as it stands."""
    season = own_season(reading(), season_id)
    whole = _open_list(season)
    form = SubmitForm(version=whole.proposal.version)
    if form.ready():
        version = form.version.data
        outcome = act(
            lambda s: awards.submit(s, own_season(s, season_id), version=version, by=actor(), at=now())
        )
        if form.accepts(outcome):
            return onward(url_for(".awards", season_id=season_id), _("Đã trình danh sách giải."))
    return page(
        "office/awards_submit.html", form=form, season=season, board=whole, tier_names=names_of(whole)
    )


@bp.route("/seasons/<season_id>/awards/decide", methods=["GET", "POST"])
def decide_awards(season_id: str) -> Page | Response:
    """Enter the decision; for who may not, the page is not there."""
    season = own_season(reading(), season_id)
    found(season if awards.may_decide(reading(), season, actor()) else None)
    whole = _open_list(season)
    form = DecideForm(version=whole.proposal.version)
    form.offer(waiting_drafts(reading(), season.id, DecisionKind.AWARDS))
    if form.ready():
        facts, version = form.decision(DecisionKind.AWARDS), form.version.data
        outcome = act(
            lambda s: awards.decide(s, own_season(s, season_id), facts, version=version, by=actor(), at=now())
        )
        if form.accepts(outcome):
            return onward(url_for(".awards", season_id=season_id), _("Đã ghi quyết định trao giải."))
    return page(
        "office/awards_decide.html", form=form, season=season, board=whole, tier_names=names_of(whole)
    )


@bp.get("/seasons/<season_id>/awards/persons")
def award_persons(season_id: str) -> Page:
    """Who is named for the season's award list."""
    season = own_season(reading(), season_id)
    rows = awards.award_persons(reading(), season.id)
    return page("office/award_persons.html", season=season, rows=rows, head=is_head(season))


@bp.route("/seasons/<season_id>/awards/persons/new", methods=["GET", "POST"])
def name_award_person(season_id: str) -> Page | Response:
    """Name a person for the award list; the head only."""
    head_only()
    season, form = own_season(reading(), season_id), PersonForm()
    form.account_id.offer(awards.person_choices(reading(), season))
    form.place.offer([(PERSON, _("Người thực hiện")), (SUBSTITUTE, _("Người thay thế"))])
    if form.ready():
        outcome = act(lambda s: _name(s, season_id, form))
        if form.accepts(outcome):
            return onward(url_for(".award_persons", season_id=season_id), _("Đã phân công."))
    return page("office/award_person_form.html", form=form, season=season)


def _name(session: Session, season_id: str, form: PersonForm) -> Outcome[AwardPerson]:
    season, substitute = own_season(session, season_id), form.place.data == SUBSTITUTE
    return awards.name_person(
        session, season, str(form.account_id.data), substitute=substitute, by=actor(), at=now()
    )


@bp.post("/seasons/<season_id>/awards/persons/<row_id>/end")
def drop_award_person(season_id: str, row_id: str) -> Response:
    """Take a name off the list; the head only."""
    head_only()
    outcome = act(lambda s: awards.drop_person(s, own_season(s, season_id), row_id, by=actor(), at=now()))
    return answer(outcome, url_for(".award_persons", season_id=season_id), _("Đã bỏ khỏi danh sách."))


@bp.route("/seasons/<season_id>/awards/<award_id>/revoke", methods=["GET", "POST"])
def revoke_award(season_id: str, award_id: str) -> Page | Response:
    """Take a decided prize back by a decision; the head only."""
    head_only()
    season = own_season(reading(), season_id)
    whole = found(board(reading(), season.id))
    row = found(next((one for one in whole.rows if one.award_id == award_id), None))
    form = RevokeForm(version=row.version)
    if form.ready():
        facts, reason, version = form.decision(DecisionKind.AWARDS), form.reason.data, form.version.data
        outcome = act(
            lambda s: awards.revoke(
                s, own_season(s, season_id), own_award(s, award_id), reason, facts,
                version=version, by=actor(), at=now(),
            )
        )  # fmt: skip
        if form.accepts(outcome):
            return onward(url_for(".awards", season_id=season_id), _("Đã ghi quyết định thu hồi giải."))
    return page("office/award_revoke.html", form=form, season=season, row=row, tier_names=names_of(whole))
