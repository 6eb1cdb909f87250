"""Honours that follow a prize: whom each is for, who was proposed with which letter, and what came of it."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards.honours import lists, service
from contests.awards.honours.model import HonourCase
from contests.awards.honours.queries import HonourView, case_rows, honour_views
from contests.awards.honours.service import Answer
from contests.awards.honours.terms import HonourState
from contests.awards.release import released
from contests.decisions.terms import DecisionKind
from contests.kernel.clock import now
from contests.kernel.documents import sheets, word
from contests.kernel.errors import Refused
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, DayField, TextField, VersionField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.people.model import Unit
from contests.seasons.queries import tiers_of
from contests.seasons.words import AUTHOR_ROLES
from contests.web.office.decision_form import DecisionForm
from contests.web.office.desk import bp, own_season
from contests.web.paper import attached

STATES = {
    HonourState.PROPOSED: (N_("Đã đề nghị"), "info"),
    HonourState.GIVEN: (N_("Đã được tặng"), "gold"),
    HonourState.DECLINED: (N_("Không được tặng"), "neutral"),
}
GIVEN, DECLINED = "given", "declined"


class LetterForm(DecisionForm):
    """The letter with which laureates are proposed; who is chosen stands beside it."""


class AnswerForm(Form):
    """What the other body answered."""

    version = VersionField()
    given = ChoiceField(
        _l("Kết quả"),
        [(GIVEN, _l("Được tặng")), (DECLINED, _l("Không được tặng"))],
        blank=_l("Chọn kết quả"),
    )
    result_on = DayField(_l("Ngày của văn bản trả lời"))
    source = TextField(_l("Số văn bản hoặc nguồn"), most=300)

    @property
    def answer(self) -> Answer:
        """As the service takes it."""
        return Answer(self.given.data == GIVEN, self.result_on.data, self.source.data)


@bp.get("/seasons/<season_id>/honours")
def honours(season_id: str) -> Page:
    """Every honour of the season with whom it is for and who was proposed."""
    season = own_season(reading(), season_id)
    return page(
        "office/honours.html",
        season=season,
        views=honour_views(reading(), season.id),
        released=released(reading(), season.id),
        states=STATES,
        roles=AUTHOR_ROLES,
        tiers={tier.code: tier.name for tier in tiers_of(reading(), season.id)},
    )


def _view(session: Session, season_id: str, honour_id: str) -> HonourView:
    season = own_season(session, season_id)
    return found(next((one for one in honour_views(session, season.id) if one.id == honour_id), None))


@bp.route("/seasons/<season_id>/honours/<honour_id>/propose", methods=["GET", "POST"])
def propose_honours(season_id: str, honour_id: str) -> Page | Response:
    """Choose whom to propose, with the letter."""
    view, form = _view(reading(), season_id, honour_id), LetterForm()
    chosen = request.form.getlist("chosen") if form.sent else [one.id for one in view.candidates]
    if form.ready():
        letter = form.decision(DecisionKind.LETTER)
        outcome = act(
            lambda s: service.propose(
                s, own_season(s, season_id), honour_id, chosen, letter, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(url_for(".honours", season_id=season_id), _("Đã ghi danh sách đề nghị."))
    season = own_season(reading(), season_id)
    return page("office/honour_propose.html", form=form, season=season, view=view, chosen=chosen)


@bp.route("/seasons/<season_id>/honours/cases/<case_id>", methods=["GET", "POST"])
def honour_answer(season_id: str, case_id: str) -> Page | Response:
    """Note what the other body answered."""
    season = own_season(reading(), season_id)
    row = found(next((one for one in case_rows(reading(), season.id) if one.id == case_id), None))
    stands: dict[str, Any] = {"version": row.version, "result_on": row.result_on, "source": row.source}
    if row.state is not HonourState.PROPOSED:
        stands["given"] = GIVEN if row.state is HonourState.GIVEN else DECLINED
    form = AnswerForm(**stands)
    if form.ready():
        outcome = act(
            lambda s: service.record_answer(
                s, own_season(s, season_id), found(s.get(HonourCase, row.id)), form.answer,
                version=form.version.data, by=actor(), at=now(),
            )
        )  # fmt: skip
        if form.accepts(outcome):
            return onward(url_for(".honours", season_id=season_id), _("Đã ghi kết quả."))
    return page("office/honour_answer.html", form=form, season=season, row=row)


@bp.post("/seasons/<season_id>/honours/<honour_id>.<any(docx, xlsx):kind>")
def honour_list(season_id: str, honour_id: str, kind: str) -> Response:
    """The list of an honour. A POST: taking it is on record."""
    own, _ = own_season(reading(), season_id), _view(reading(), season_id, honour_id)
    outcome = act(lambda s: service.take_list(s, own_season(s, season_id), honour_id, by=actor(), at=now()))
    if isinstance(outcome, Refused):
        return answer(outcome, url_for(".honours", season_id=season_id))
    view = outcome.value
    if kind == "xlsx":
        made = sheets.to_bytes(lists.sheet(view.part, view.listed, own.title))
        return attached(made, sheets.MEDIA_TYPE, "danh-sach-de-nghi.xlsx")
    superior = reading().get_one(Unit, own.organiser_id).name
    paper = lists.paper(view.part, view.listed, superior, own.title, demo=runtime().config.demo)
    return attached(word.to_bytes(paper), word.MEDIA_TYPE, "danh-sach-de-nghi.docx")
