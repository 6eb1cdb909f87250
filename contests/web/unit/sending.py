"""Sending an entry, sending it again, taking it back, discarding a draft: each is asked about before it is done."""

from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import BooleanField

from contests.entries import discarding, service
from contests.entries.facts import whole_of
from contests.entries.model import Entry
from contests.entries.rules import may_discard, may_send, may_withdraw, part_of
from contests.entries.terms import EntryState, Part
from contests.kernel.clock import now
from contests.kernel.errors import Outcome
from contests.kernel.web.answers import Form, Page, onward, page, said
from contests.kernel.web.fields import VersionField
from contests.kernel.web.runtime import act, actor, reading
from contests.web.unit.desk import bp, own_entry


class SubmitForm(Form):
    """The declaration, given anew at every sending."""

    declared = BooleanField(
        _l(
            "Thay mặt tác giả, tôi cam đoan giải pháp do tác giả tạo ra, không sao chép của người khác, "
            "và mọi thông tin trong hồ sơ là đúng."
        )
    )
    version = VersionField()


class SeenForm(Form):
    """Which entry, as it was seen."""

    version = VersionField()


@bp.route("/entries/<entry_id>/submit", methods=["GET", "POST"])
def submit(entry_id: str) -> Page | Response:
    """Read over what will be sent, declare, send. The deadline judges when this request came."""
    arrived = now()
    entry = own_entry(reading(), entry_id)
    form = SubmitForm(version=entry.version)
    if form.ready():
        outcome = act(lambda s: _submit(s, entry_id, form, arrived))
        if form.accepts(outcome):
            return onward(url_for(".entry", entry_id=entry_id), _("Đã nộp hồ sơ. Có thể in giấy biên nhận."))
    whole = whole_of(reading(), own_entry(reading(), entry_id))
    closed = may_send(whole.times(arrived), arrived)
    gaps = [] if closed else [gap for gap in whole.gaps(arrived) if part_of(gap) is not Part.SENDING]
    return page(
        "unit/submit.html",
        form=form,
        entry=whole.entry,
        whole=whole,
        closed=said(closed) if closed else "",
        missing=[said(gap) for gap in gaps],
        again=entry.state is EntryState.RETURNED,
    )


def _submit(session: Session, entry_id: str, form: SubmitForm, arrived: datetime) -> Outcome[Entry]:
    return service.submit(
        session,
        own_entry(session, entry_id),
        declared=bool(form.declared.data),
        version=form.version.data,
        by=actor(),
        at=arrived,
    )


@bp.route("/entries/<entry_id>/withdraw", methods=["GET", "POST"])
def withdraw(entry_id: str) -> Page | Response:
    """Take a sent entry back."""
    entry = own_entry(reading(), entry_id)
    form = SeenForm(version=entry.version)
    if form.ready():
        outcome = act(lambda s: _withdraw(s, entry_id, form))
        if form.accepts(outcome):
            return onward(url_for(".entry", entry_id=entry_id), _("Đã rút hồ sơ."))
    closed = may_withdraw(entry.state)
    return page("unit/withdraw.html", form=form, entry=entry, closed=said(closed) if closed else "")


def _withdraw(session: Session, entry_id: str, form: SeenForm) -> Outcome[Entry]:
    entry = own_entry(session, entry_id)
    return service.withdraw(session, entry, version=form.version.data, by=actor(), at=now())


@bp.route("/entries/<entry_id>/discard", methods=["GET", "POST"])
def discard(entry_id: str) -> Page | Response:
    """Delete a draft that was never sent."""
    entry = own_entry(reading(), entry_id)
    form = SeenForm(version=entry.version)
    if form.ready():
        outcome = act(lambda s: _discard(s, entry_id, form))
        if form.accepts(outcome):
            return onward(url_for(".home"), _("Đã bỏ hồ sơ đang soạn."))
    closed = may_discard(entry.state)
    return page("unit/discard.html", form=form, entry=entry, closed=said(closed) if closed else "")


def _discard(session: Session, entry_id: str, form: SeenForm) -> Outcome[str]:
    entry = own_entry(session, entry_id)
    return discarding.discard(session, entry, version=form.version.data, by=actor(), at=now())
