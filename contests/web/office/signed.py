"""A document after it was signed: its files before, its number and date from the register, its scan."""

from typing import Any, BinaryIO, cast

from flask import send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.decisions.model import Decision, Scan
from contests.decisions.scanning import bind_scan, scan_of
from contests.decisions.service import record_decision
from contests.entries.scans import take_in_scan
from contests.kernel.clock import now
from contests.kernel.documents import word
from contests.kernel.errors import Outcome, Refused, because
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.kernel.web.sizes import takes_files
from contests.reports.paper_queries import season_decision
from contests.reports.paper_words import NAMES
from contests.reports.paperwork import area_of
from contests.web.office.decision_form import DecisionForm
from contests.web.office.desk import bp, own_season
from contests.web.office.documents import FOUNDED_AT, own_draft
from contests.web.originals import CLOSED

NO_FILE = N_("Đề nghị chọn tệp PDF quét từ văn bản đã ký.")
PDF = "application/pdf"


class ScanForm(Form):
    """The signed paper as a PDF."""

    file = FileField(_l("Bản quét (PDF)"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.file.flags.required = True


@bp.get("/seasons/<season_id>/documents/<draft_id>.<any(pdf, docx):form>")
def draft_file(season_id: str, draft_id: str, form: str) -> Response:
    """The draft as it was composed: to be corrected in Word and signed, or to be read."""
    row = own_draft(reading(), season_id, draft_id)
    key, media_type = (row.pdf_sha256, PDF) if form == "pdf" else (row.word_sha256, word.MEDIA_TYPE)
    return _stored(row.organiser_id, key, media_type, f"{row.kind}.{form}", attached=form == "docx")


def _stored(organiser_id: str, key: str, media_type: str, name: str, *, attached: bool) -> Response:
    content = runtime().storage.open(key, area=area_of(organiser_id))
    response = send_file(content, mimetype=media_type, as_attachment=attached, download_name=name, etag=False)
    response.headers["Content-Security-Policy"] = CLOSED
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.route("/seasons/<season_id>/documents/<draft_id>/number", methods=["GET", "POST"])
def number_draft(season_id: str, draft_id: str) -> Page | Response:
    """Type in number and date of a paper that founds no step; the others get theirs with their step."""
    season, row = own_season(reading(), season_id), own_draft(reading(), season_id, draft_id)
    found(row if row.decision_id is None and row.kind not in FOUNDED_AT else None)
    form = DecisionForm()
    form.offer([row])
    if form.ready():
        facts = form.decision(row.kind)
        outcome = act(
            lambda s: record_decision(s, own_season(s, season_id).organiser_id, facts, by=actor(), at=now())
        )
        if form.accepts(outcome):
            return onward(url_for(".documents", season_id=season.id), _("Đã ghi số văn bản."))
    return page("office/draft_number.html", form=form, season=season, draft=row, name=NAMES[row.kind])


def own_decision(session: Session, season_id: str, decision_id: str) -> Decision:
    """A document of a season of one's own organiser, or 404."""
    season = own_season(session, season_id)
    return found(season_decision(session, season.id, decision_id))


@bp.route("/seasons/<season_id>/decisions/<decision_id>", methods=["GET", "POST"])
@takes_files
def decision(season_id: str, decision_id: str) -> Page | Response:
    """A row of the register, with the scan of what was signed; another scan takes its place."""
    season, row = own_season(reading(), season_id), own_decision(reading(), season_id, decision_id)
    form = ScanForm()
    if form.ready() and form.accepts(_bound(season_id, row, form)):
        here = url_for(".decision", season_id=season_id, decision_id=decision_id)
        return onward(here, _("Đã nhận bản quét."))
    scan = scan_of(reading(), row.id)
    return page(
        "office/decision.html", form=form, season=season, decision=row, scan=scan, name=NAMES[row.kind]
    )


def _bound(season_id: str, row: Decision, form: ScanForm) -> Outcome[Scan]:
    sent = form.file.data
    if not sent:
        return because(NO_FILE, "file")
    kept = take_in_scan(runtime().storage, row.organiser_id, cast(BinaryIO, sent.stream), sent.filename or "")
    if isinstance(kept, Refused):
        return kept
    return act(lambda s: bind_scan(s, own_decision(s, season_id, row.id), kept.value, by=actor(), at=now()))


@bp.get("/seasons/<season_id>/decisions/<decision_id>.pdf")
def decision_scan(season_id: str, decision_id: str) -> Response:
    """The scan itself, for the office."""
    row = own_decision(reading(), season_id, decision_id)
    scan = found(scan_of(reading(), row.id))
    return _stored(row.organiser_id, scan.sha256, PDF, scan.name, attached=False)
