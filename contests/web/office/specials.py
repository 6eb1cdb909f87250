"""Special prizes at the awards desk: found by the season's rules, chosen with a reason, decided by two persons."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards.board import proposal_of
from contests.awards.persons import may_decide
from contests.awards.special import service
from contests.awards.special.gathering import candidates
from contests.awards.special.model import SpecialAward, SpecialList
from contests.awards.special.queries import special_board
from contests.awards.special.service import Choice
from contests.decisions.model import Decision
from contests.decisions.terms import DecisionKind
from contests.kernel.clock import now
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import ChoiceField, LongTextField, VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.seasons.model import Season
from contests.seasons.recognition.parts import SpecialPart
from contests.seasons.recognition.terms import Recipient
from contests.seasons.words import POOLS, SPECIAL_KINDS, SPECIAL_RULES
from contests.web.office.decision_form import DecisionForm
from contests.web.office.desk import bp, own_season

WORDS = {"kinds": SPECIAL_KINDS, "rules": SPECIAL_RULES, "pools": POOLS}
RECIPIENTS = {
    Recipient.PERSON: _l("Tác giả"),
    Recipient.WORK: _l("Giải pháp"),
    Recipient.UNIT: _l("Đơn vị"),
}


class ChoiceForm(Form):
    """Who receives a prize by choice, and why."""

    recipient = ChoiceField(_l("Người nhận"), blank=_l("Chọn …"))
    reason = LongTextField(_l("Lý do"), most=500)


class ListForm(DecisionForm):
    """The decision on special prizes, for the list as this person read it."""

    version = VersionField()


class SubmitForm(Form):
    """The first person's word for the list as the page showed it."""

    version = VersionField()


@bp.get("/seasons/<season_id>/specials")
def specials(season_id: str) -> Page:
    """The season's special prizes with who receives them."""
    season = own_season(reading(), season_id)
    return page(
        "office/specials.html",
        season=season,
        board=special_board(reading(), season.id),
        proposed=proposal_of(reading(), season.id) is not None,
        may_decide=may_decide(reading(), season, actor()),
        words=WORDS,
    )


@bp.post("/seasons/<season_id>/specials/propose")
def propose_specials(season_id: str) -> Response:
    """Find the recipients by the season's rules, or find them again."""
    outcome = act(lambda s: service.propose(s, own_season(s, season_id), by=actor(), at=now()))
    return answer(outcome, url_for(".specials", season_id=season_id), _("Đã xét theo thể lệ."))


@bp.route("/seasons/<season_id>/specials/<prize_id>/choose", methods=["GET", "POST"])
def choose_special(season_id: str, prize_id: str) -> Page | Response:
    """Give a prize to somebody by hand, with a reason."""
    season = own_season(reading(), season_id)
    prize = next((one for one in special_board(reading(), season.id).prizes if one.id == prize_id), None)
    part = found(prize).part
    form = _choice_form(reading(), season, part)
    if form.ready():
        choice = Choice(prize_id, form.recipient.data, form.reason.data)
        outcome = act(lambda s: service.choose(s, own_season(s, season_id), choice, by=actor(), at=now()))
        if form.accepts(outcome):
            return onward(url_for(".specials", season_id=season_id), _("Đã ghi người nhận giải."))
    return page("office/special_choose.html", form=form, season=season, part=part, words=WORDS)


def _choice_form(session: Session, season: Season, part: SpecialPart) -> ChoiceForm:
    form = ChoiceForm()
    form.recipient.label.text = str(RECIPIENTS[part.recipient])
    form.recipient.offer(candidates(session, season.id, part.recipient))
    return form


@bp.post("/seasons/<season_id>/specials/lines/<line_id>/drop")
def drop_special(season_id: str, line_id: str) -> Response:
    """Take a recipient off the list."""
    outcome = act(
        lambda s: service.drop(
            s, own_season(s, season_id), _own_line(s, season_id, line_id), by=actor(), at=now()
        )
    )
    return answer(outcome, url_for(".specials", season_id=season_id), _("Đã bỏ khỏi danh sách."))


def _own_line(session: Session, season_id: str, line_id: str) -> SpecialAward:
    line = found(session.get(SpecialAward, line_id))
    own = found(session.get(SpecialList, line.list_id))
    return found(line if own.season_id == own_season(session, season_id).id else None)


@bp.post("/seasons/<season_id>/specials/submit")
def submit_specials(season_id: str) -> Response:
    """The first person's word."""
    version = SubmitForm().version.data
    outcome = act(
        lambda s: service.submit(s, own_season(s, season_id), version=version, by=actor(), at=now())
    )
    return answer(outcome, url_for(".specials", season_id=season_id), _("Đã trình danh sách."))


@bp.route("/seasons/<season_id>/specials/decide", methods=["GET", "POST"])
def decide_specials(season_id: str) -> Page | Response:
    """The second person's word, with a decision of the list's own; who may not decide finds no page."""
    season = own_season(reading(), season_id)
    found(may_decide(reading(), season, actor()) or None)
    board = special_board(reading(), season.id)
    made = found(board.made)
    form = ListForm(version=made.version)
    if form.ready():
        facts, version = form.decision(DecisionKind.AWARDS), form.version.data
        outcome = act(
            lambda s: service.decide(
                s, own_season(s, season_id), facts, version=version, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(url_for(".specials", season_id=season_id), _("Đã ghi quyết định."))
    return page(
        "office/specials_decide.html",
        form=form,
        season=season,
        board=board,
        words=WORDS,
        founding=_awards_decision(reading(), season.id),
    )


def _awards_decision(session: Session, season_id: str) -> Decision | None:
    proposal = proposal_of(session, season_id)
    return session.get(Decision, proposal.decision_id) if proposal and proposal.decision_id else None


@bp.post("/seasons/<season_id>/specials/adopt")
def adopt_awards_decision(season_id: str) -> Response:
    """The second person's word, by the decision on the awards, which names the special prizes too."""
    version = SubmitForm().version.data
    outcome = act(
        lambda s: service.decide(s, own_season(s, season_id), None, version=version, by=actor(), at=now())
    )
    done = url_for(".specials", season_id=season_id)
    return answer(
        outcome,
        done,
        _("Đã ghi theo quyết định trao giải."),
        again=url_for(".decide_specials", season_id=season_id),
    )
