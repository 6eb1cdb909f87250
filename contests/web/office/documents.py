"""Văn bản of a season: which papers there are, how far each is, what comes next; drafting them."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards.release import released
from contests.decisions import drafting
from contests.decisions.model import Draft
from contests.decisions.queries import register_gaps, words_of
from contests.decisions.rules import Words, objections_to_drafting, tidy
from contests.decisions.terms import DecisionKind
from contests.kernel.clock import now, today
from contests.kernel.errors import Outcome, Refused, gathered
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page
from contests.kernel.web.fields import LongTextField, TextField, VersionField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.reports import paperwork
from contests.reports.paper_queries import PaperRow, papers_of
from contests.reports.paper_words import NAMES, first_words
from contests.seasons.model import Season
from contests.web.frame import known_url
from contests.web.office.desk import bp, own_season

KINDS = f"<any({', '.join(sorted(paperwork.COMPOSERS))}):drafted>"
FOUNDED_AT = {
    DecisionKind.JURY: "office.jury_decision",
    DecisionKind.ELIGIBLE: "office.close_screening",
    DecisionKind.AWARDS: "office.decide_awards",
    DecisionKind.LETTER: "office.nominate",
}
"""Where the number of a document is typed in that founds a step: with the step itself, in one transaction."""
STATES = {
    "waiting": (N_("Dự thảo, chờ ký và lấy số"), "info"),
    "numbered": (N_("Đã có số, chưa có bản quét"), "warn"),
    "scanned": (N_("Đã có bản quét"), "good"),
}
MOST_GAPS = 5


class DraftForm(Form):
    """The words of a document; what the data say is not typed."""

    version = VersionField()
    subject = TextField(_l("Trích yếu"), most=500)
    agency = TextField(_l("Cơ quan ban hành"), most=200)
    superior = TextField(_l("Cơ quan chủ quản"), most=200, required=False)
    symbol = TextField(_l("Ký hiệu"), most=40)
    place = TextField(_l("Địa danh"), most=60)
    addressees = LongTextField(_l("Kính gửi"), most=1000, required=False)
    details = LongTextField(_l("Thời gian, địa điểm"), most=1000, required=False)
    signer_title = LongTextField(_l("Quyền hạn, chức vụ người ký"), most=200)
    signer_name = TextField(_l("Họ tên người ký"), most=80, required=False)
    recipients = LongTextField(_l("Nơi nhận"), most=1000)

    def words(self) -> Words:
        """What was typed, as it is kept."""
        return tidy(
            Words(
                self.agency.data, self.superior.data, self.symbol.data, self.place.data, self.subject.data,
                self.signer_title.data, self.signer_name.data, (self.addressees.data,), (self.recipients.data,),
                self.details.data,
            )
        )  # fmt: skip


def filled(words: Words) -> dict[str, str]:
    """Words as the form shows them, lists a line each."""
    return {
        "subject": words.subject, "agency": words.agency, "superior": words.superior, "symbol": words.symbol,
        "place": words.place, "details": words.details, "signer_title": words.signer_title,
        "signer_name": words.signer_name, "addressees": "\n".join(words.addressees),
        "recipients": "\n".join(words.recipients),
    }  # fmt: skip


def own_draft(session: Session, season_id: str, draft_id: str) -> Draft:
    """A draft of the season, of one's own organiser, or 404."""
    season = own_season(session, season_id)
    drafted = session.get(Draft, draft_id)
    return found(drafted if drafted and drafted.season_id == season.id and not drafted.dropped_at else None)


def state_of(row: PaperRow) -> str:
    """How far a paper is."""
    return "waiting" if row.decision_id is None else "scanned" if row.scanned else "numbered"


@bp.get("/seasons/<season_id>/documents")
def documents(season_id: str) -> Page:
    """Every kind of paper with what there is of it."""
    season = own_season(reading(), season_id)
    gaps = register_gaps(reading(), season.organiser_id, today(now()).year)
    return page(
        "office/documents.html",
        season=season,
        papers=papers_of(reading(), season.id),
        names=NAMES,
        drafted=paperwork.COMPOSERS,
        states=STATES,
        state_of=state_of,
        gaps=gaps[:MOST_GAPS],
        more_gaps=len(gaps) - MOST_GAPS,
        released=released(reading(), season.id),
    )


@bp.route(f"/seasons/<season_id>/documents/new/{KINDS}", methods=["GET", "POST"])
def new_draft(season_id: str, drafted: str) -> Page | Response:
    """Choose the words of a new draft, and compose it."""
    season, kind = own_season(reading(), season_id), DecisionKind(drafted)
    form = DraftForm(data=filled(first_words(reading(), season, kind)))
    if form.ready():
        outcome = _drafted(season, kind, form.words())
        if form.accepts(outcome) and not isinstance(outcome, Refused):
            here = url_for(".draft", season_id=season.id, draft_id=outcome.value.id)
            return onward(here, _("Đã soạn dự thảo."))
    return _form_page(season, kind, form)


def _form_page(season: Season, kind: DecisionKind, form: DraftForm, row: Draft | None = None) -> Page:
    return page("office/draft_form.html", form=form, season=season, kind=kind, name=NAMES[kind], draft=row)


def _drafted(season: Season, kind: DecisionKind, words: Words) -> Outcome[Draft]:
    composed = _composed(season, kind, words)
    if isinstance(composed, Refused):
        return composed
    files = paperwork.kept(runtime().storage, season.organiser_id, composed.value)
    return act(
        lambda s: drafting.draft(
            s, own_season(s, season.id).organiser_id, season.id, kind, words, files, by=actor(), at=now()
        )
    )


def _composed(season: Season, kind: DecisionKind, words: Words) -> Outcome[paperwork.Papers]:
    """The paper from the data as they stand; nothing is written where its words lack something."""
    if refusal := gathered(objections_to_drafting(kind, words)):
        return refusal
    year = today(now()).year
    return paperwork.compose(reading(), season, kind, words, year, demo=runtime().config.demo)


@bp.get("/seasons/<season_id>/documents/<draft_id>")
def draft(season_id: str, draft_id: str) -> Page:
    """One paper: its files, how far it is, whether the data have changed since it was composed."""
    season, row = own_season(reading(), season_id), own_draft(reading(), season_id, draft_id)
    return page("office/draft.html", season=season, draft=row, name=NAMES[row.kind], **_standing(season, row))


def _standing(season: Season, row: Draft) -> dict[str, Any]:
    """What the page says of a waiting draft: where its number is typed in, and whether it is still true."""
    founding = known_url(FOUNDED_AT.get(row.kind, ""), {"season_id": season.id})
    if row.decision_id:
        return {"number_url": "", "stale": False, "gone": False}
    own = url_for(".number_draft", season_id=season.id, draft_id=row.id)
    composed = _composed(season, row.kind, words_of(row))
    return {
        "number_url": f"{founding}?draft={row.id}" if founding else own,
        "stale": not isinstance(composed, Refused) and paperwork.stamp_of(composed.value) != row.stamp,
        "gone": isinstance(composed, Refused),
    }


@bp.route("/seasons/<season_id>/documents/<draft_id>/edit", methods=["GET", "POST"])
def edit_draft(season_id: str, draft_id: str) -> Page | Response:
    """Change the words, and compose the paper again from the data as they stand."""
    season, row = own_season(reading(), season_id), own_draft(reading(), season_id, draft_id)
    form = DraftForm(data={**filled(words_of(row)), "version": row.version})
    if form.ready():
        outcome = _redrafted(season, row, form.words(), form.version.data)
        if form.accepts(outcome):
            return onward(url_for(".draft", season_id=season.id, draft_id=row.id), _("Đã soạn lại dự thảo."))
    return _form_page(season, row.kind, form, row)


def _redrafted(season: Season, row: Draft, words: Words, version: int | None) -> Outcome[Draft]:
    composed = _composed(season, row.kind, words)
    if isinstance(composed, Refused):
        return composed
    files = paperwork.kept(runtime().storage, season.organiser_id, composed.value)
    return act(
        lambda s: drafting.redraft(
            s, own_draft(s, season.id, row.id), words, files, version=version, by=actor(), at=now()
        )
    )


class DropForm(Form):
    """The version of the draft that is given up."""

    version = VersionField()


@bp.post("/seasons/<season_id>/documents/<draft_id>/drop")
def drop_draft(season_id: str, draft_id: str) -> Response:
    """Give a draft up."""
    version = DropForm().version.data
    outcome = act(
        lambda s: drafting.drop(s, own_draft(s, season_id, draft_id), version=version, by=actor(), at=now())
    )
    here = url_for(".draft", season_id=season_id, draft_id=draft_id)
    return answer(outcome, url_for(".documents", season_id=season_id), _("Đã bỏ dự thảo."), again=here)
