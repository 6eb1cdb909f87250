"""The register of a season at the office: issue in bulk, find, replace, revoke."""

import sqlalchemy as sa
from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.certificates import service
from contests.certificates.model import Batch, Certificate
from contests.certificates.pades import read_pades
from contests.certificates.printing import pdf_of
from contests.certificates.queries import batch_rows, design_named, design_rows, left_to_issue, register_page
from contests.certificates.service import IssueFacts
from contests.certificates.terms import CertificateState, PrintForm
from contests.kernel.clock import now, today
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import ChoiceField, DayField, LongTextField, TextField
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


PRINTS = {
    PrintForm.MERGED: N_("Một tệp PDF"),
    PrintForm.FILES: N_("Tệp riêng (ZIP)"),
    PrintForm.CROPPED: N_("Có dấu xén"),
    PrintForm.TWO_UP: N_("Hai giấy một tờ"),
    PrintForm.SIGNED: N_("Ký số (ZIP)"),
}


class IssueForm(Form):
    """By which design, where and when the certificates are dated."""

    design = ChoiceField(_l("Mẫu giấy"), required=False)
    place = TextField(_l("Nơi cấp"), most=60)
    issued_on = DayField(_l("Ngày cấp"))


class ReplaceForm(Form):
    """The corrected words, and why."""

    recipient = LongTextField(_l("Họ tên người được cấp"), most=800)
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
    forms = [form for form in PrintForm if form is not PrintForm.SIGNED or read_pades()]
    return page(
        "office/certificates.html", season=season, listed=listed, batches=batches, states=STATES, words=WORDS,
        forms=forms, labels=PRINTS,
    )  # fmt: skip


@bp.route("/seasons/<season_id>/certificates/issue", methods=["GET", "POST"])
def issue_certificates(season_id: str) -> Page | Response:
    """Enter everyone who lacks one, and ask for the file to print."""
    season, form = own_season(reading(), season_id), IssueForm()
    designs = design_rows(reading(), season.id)
    form.design.offer([(row.id, row.name) for row, _design in designs])
    chosen = _chosen(form, [row.id for row, _design in designs])
    left = left_to_issue(reading(), season, design_named(reading(), season.id, chosen), today(now()))
    if form.ready():
        facts = IssueFacts(form.place.data, form.issued_on.data, runtime().config.demo, chosen)  # type: ignore[arg-type]
        outcome = act(lambda s: service.issue(s, own_season(s, season_id), facts, by=actor(), at=now()))
        if form.accepts(outcome):
            return onward(
                url_for(".certificates", season_id=season_id), _("Đã vào sổ; đang in giấy chứng nhận.")
            )
    return page("office/certificates_issue.html", form=form, season=season, left=left, designs=designs)


def _chosen(form: IssueForm, ids: list[str]) -> str | None:
    """The design that is asked for by the form, or in the address of a page that shows another one."""
    asked = form.design.data if form.sent else request.args.get("design")
    form.design.data = asked if asked in ids else next(iter(ids), "")
    return form.design.data or None


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
    return pdf(pdf_of(reading(), runtime().storage, row), f"{row.register}.pdf")


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
