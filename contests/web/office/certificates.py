"""The register of a season at the office: issue in bulk, print, find, replace, revoke."""

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.certificates import service
from contests.certificates.model import Batch, Certificate
from contests.certificates.printing import batch_pdf, pdf_of
from contests.certificates.queries import batch_rows, left_to_issue, register_page
from contests.certificates.service import IssueFacts
from contests.certificates.terms import CertificateState
from contests.kernel.clock import now
from contests.kernel.storage import StorageFault
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import DayField, LongTextField, TextField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.seasons.model import Season
from contests.web.listing import asked_choice, asked_page, asked_search
from contests.web.office.desk import bp, own_season
from contests.web.office.jobs import WORDS
from contests.web.paper import pdf

STATES = {
    CertificateState.VALID: (N_("Còn hiệu lực"), "good"),
    CertificateState.REPLACED: (N_("Đã thay thế"), "warn"),
    CertificateState.REVOKED: (N_("Đã thu hồi"), "bad"),
}


class IssueForm(Form):
    """Where and when the certificates are dated."""

    place = TextField(_l("Nơi cấp"), most=60)
    issued_on = DayField(_l("Ngày cấp"))


class ReplaceForm(Form):
    """The corrected words, and why."""

    recipient = TextField(_l("Họ tên người được cấp"), most=80)
    affiliation = TextField(_l("Lớp, trường hoặc đơn vị"), most=200, required=False)
    reason = LongTextField(_l("Lý do cấp lại"), most=500)


class RevokeForm(Form):
    """Why a certificate no longer holds."""

    reason = LongTextField(_l("Lý do thu hồi"), most=500)


@bp.get("/seasons/<season_id>/certificates")
def certificates(season_id: str) -> Page:
    """The register, page by page."""
    season = own_season(reading(), season_id)
    state = asked_choice("state", CertificateState)
    listed = register_page(reading(), season.id, search=asked_search(), state=state, page=asked_page())
    batches = batch_rows(reading(), season.id)
    return page(
        "office/certificates.html", season=season, listed=listed, batches=batches, states=STATES, words=WORDS
    )


@bp.route("/seasons/<season_id>/certificates/issue", methods=["GET", "POST"])
def issue_certificates(season_id: str) -> Page | Response:
    """Enter everyone who lacks one, and ask for the file to print."""
    season = own_season(reading(), season_id)
    left, form = left_to_issue(reading(), season), IssueForm()
    if form.ready():
        facts = IssueFacts(form.place.data, form.issued_on.data, runtime().config.demo)  # type: ignore[arg-type]
        outcome = act(lambda s: service.issue(s, own_season(s, season_id), facts, by=actor(), at=now()))
        if form.accepts(outcome):
            return onward(
                url_for(".certificates", season_id=season_id), _("Đã vào sổ; đang in giấy chứng nhận.")
            )
    return page("office/certificates_issue.html", form=form, season=season, left=left.count, odd=left.odd)


@bp.get("/seasons/<season_id>/certificates/batches/<batch_id>.pdf")
def certificate_batch(season_id: str, batch_id: str) -> Response:
    """The one file of a batch, once it is drawn."""
    season = own_season(reading(), season_id)
    batch = own_batch(reading(), season, batch_id)
    try:
        content = found(batch_pdf(runtime().storage, batch, season.organiser_id))
    except StorageFault:
        return onward(
            url_for(".certificates", season_id=season_id), _("Tệp in không còn. Đề nghị chạy lại việc in.")
        )
    return pdf(content, f"giay-chung-nhan-{batch.issued_on:%Y-%m-%d}.pdf")


def own_batch(session: Session, season: Season, batch_id: str) -> Batch:
    """A batch of the season, or 404."""
    mine = sa.select(Batch).where(Batch.id == batch_id, Batch.season_id == season.id)
    return found(session.scalars(mine).first())


def own_certificate(session: Session, season: Season, certificate_id: str) -> Certificate:
    """A certificate of the season, or 404."""
    mine = sa.select(Certificate).where(Certificate.id == certificate_id, Certificate.season_id == season.id)
    return found(session.scalars(mine).first())


def _own(session: Session, season_id: str, certificate_id: str) -> Certificate:
    return own_certificate(session, own_season(session, season_id), certificate_id)


@bp.get("/seasons/<season_id>/certificates/<certificate_id>")
def certificate(season_id: str, certificate_id: str) -> Page:
    """One line of the register."""
    season = own_season(reading(), season_id)
    row = own_certificate(reading(), season, certificate_id)
    newer = reading().get(Certificate, row.replaced_by) if row.replaced_by else None
    batch = reading().get_one(Batch, row.batch_id)
    return page("office/certificate.html", season=season, row=row, newer=newer, batch=batch, states=STATES)


@bp.get("/seasons/<season_id>/certificates/<certificate_id>.pdf")
def certificate_paper(season_id: str, certificate_id: str) -> Response:
    """The certificate alone."""
    row = _own(reading(), season_id, certificate_id)
    return pdf(pdf_of(reading(), row), f"{row.register}.pdf")


@bp.route("/seasons/<season_id>/certificates/<certificate_id>/replace", methods=["GET", "POST"])
def replace_certificate(season_id: str, certificate_id: str) -> Page | Response:
    """A new number with corrected words."""
    row = _own(reading(), season_id, certificate_id)
    form = ReplaceForm(recipient=row.recipient, affiliation=row.affiliation)
    if form.ready():
        outcome = act(
            lambda s: service.replace(
                s, _own(s, season_id, certificate_id), form.recipient.data, form.affiliation.data,
                form.reason.data, demo=runtime().config.demo, by=actor(), at=now(),
            )
        )  # fmt: skip
        if form.accepts(outcome):
            return onward(url_for(".certificates", season_id=season_id), _("Đã cấp giấy thay thế."))
    return page("office/certificate_replace.html", form=form, season_id=season_id, row=row)


@bp.route("/seasons/<season_id>/certificates/<certificate_id>/revoke", methods=["GET", "POST"])
def revoke_certificate(season_id: str, certificate_id: str) -> Page | Response:
    """Say that it no longer holds."""
    row, form = _own(reading(), season_id, certificate_id), RevokeForm()
    here = url_for(".certificate", season_id=season_id, certificate_id=certificate_id)
    if form.ready():
        outcome = act(
            lambda s: service.revoke(
                s, _own(s, season_id, certificate_id), form.reason.data, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            return onward(here, _("Đã thu hồi giấy chứng nhận."))
    return page("office/certificate_revoke.html", form=form, season_id=season_id, row=row)
