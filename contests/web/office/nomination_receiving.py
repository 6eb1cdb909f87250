"""Works that come from a lower level: keys compared by two persons, bundles taken in, the entries they became."""

import hashlib
from typing import Any, BinaryIO, cast

import sqlalchemy as sa
from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response
from wtforms import HiddenField

from contests.kernel.clock import now
from contests.kernel.errors import Refused
from contests.kernel.signing import fingerprint_of_hex
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.fields import ChoiceField, TextField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.kernel.web.sizes import takes_files
from contests.nomination import receiving
from contests.nomination.bundle.sealing import Received, take_in
from contests.nomination.model import Sender
from contests.nomination.queries import received_rows, senders_of
from contests.people.model import Unit
from contests.people.queries import unit_choices
from contests.seasons.model import Season
from contests.web.office.desk import bp, own_season


class BundleForm(Form):
    """A bundle as it came."""

    file = FileField(_l("Gói hồ sơ (ZIP)"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.file.flags.required = True


class KeyForm(Form):
    """The first person's comparison of a key."""

    raw_key = HiddenField()
    unit = ChoiceField(_l("Đơn vị gửi"))
    letter = TextField(_l("Số, ký hiệu công văn"), most=60)
    typed = TextField(_l("Dấu vân tay in trên công văn"), most=80)


class ConfirmForm(Form):
    """The second person's, read from the letter anew."""

    typed = TextField(_l("Dấu vân tay in trên công văn"), most=80)


@bp.route("/seasons/<season_id>/received", methods=["GET", "POST"])
@takes_files
def received_works(season_id: str) -> Page | Response:
    """What came in, the keys that are known, and the form for a bundle."""
    season, form = own_season(reading(), season_id), BundleForm()
    sent = request.files.get(form.file.name)
    if form.ready() and not sent:
        form.file.errors = [_("Đề nghị chọn tệp.")]
    elif form.ready() and sent is not None:
        return _taken(season, form, sent)
    return _received_page(season, form)


def _received_page(season: Season, form: BundleForm, key: KeyForm | None = None, raw_key: str = "") -> Page:
    return page(
        "office/received.html", form=form, key=key, raw_key=raw_key, season=season,
        rows=received_rows(reading(), season.id), senders=senders_of(reading(), season.organiser_id),
        fingerprint=fingerprint_of_hex,
    )  # fmt: skip


def _taken(season: Season, form: BundleForm, sent: FileStorage) -> Page | Response:
    stream = cast(BinaryIO, sent.stream)
    size = stream.seek(0, 2)
    looked = take_in(stream, size)
    if isinstance(looked, Refused):
        form.accepts(looked)
        return _received_page(season, form)
    known = receiving.sender_of(reading(), season.organiser_id, looked.value.parcel.raw_key)
    if known is None:
        return _received_page(
            season, form, _key_form(season, looked.value), looked.value.parcel.raw_key.hex()
        )
    return _entered(season, form, looked.value, stream)


def _entered(season: Season, form: BundleForm, bundle: Received, stream: BinaryIO) -> Page | Response:
    stream.seek(0)
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary file has what it asks
    for one in bundle.bundle.nominees:
        receiving.keep_files(runtime().storage, season.organiser_id, one, bundle.open)
    outcome = act(
        lambda s: receiving.receive(s, own_season(s, season.id), bundle, sha256, by=actor(), at=now())
    )
    if form.accepts(outcome):
        return onward(url_for(".received_works", season_id=season.id), _("Đã nhận gói hồ sơ vào mùa thi."))
    return _received_page(season, form)


def _key_form(season: Season, bundle: Received | None) -> KeyForm:
    letter = bundle.bundle.letter.symbol if bundle else ""
    form = KeyForm(formdata=None if bundle else request.form, letter=letter)
    form.unit.offer(unit_choices(reading(), season.organiser_id))
    return form


@bp.post("/seasons/<season_id>/received/keys")
def compare_key(season_id: str) -> Page | Response:
    """The first person's word on a key."""
    season = own_season(reading(), season_id)
    form = _key_form(season, None)
    raw_key = _raw(form.raw_key.data or "")
    if form.ready() and raw_key:
        outcome = act(
            lambda s: receiving.compare_key(
                s, _own_unit(s, season_id, form.unit.data), raw_key, form.typed.data, form.letter.data,
                by=actor(), at=now(),
            )
        )  # fmt: skip
        if form.accepts(outcome):
            said = _("Đã ghi lần đối chiếu thứ nhất. Cần một người khác đối chiếu lần thứ hai.")
            return onward(url_for(".received_works", season_id=season_id), said)
    return _received_page(season, BundleForm(formdata=None), form, raw_key.hex())


def _raw(typed: str) -> bytes:
    try:
        raw = bytes.fromhex(typed)
    except ValueError:
        return b""
    return raw if len(raw) == 32 else b""


def _own_unit(session: Session, season_id: str, unit_id: str) -> Unit:
    season = own_season(session, season_id)
    mine = sa.select(Unit).where(Unit.id == unit_id, Unit.organiser_id == season.organiser_id)
    return found(session.scalars(mine).first())


def _own_sender(session: Session, season_id: str, sender_id: str) -> Sender:
    season = own_season(session, season_id)
    mine = sa.select(Sender).where(Sender.id == sender_id, Sender.organiser_id == season.organiser_id)
    return found(session.scalars(mine).first())


@bp.route("/seasons/<season_id>/received/keys/<sender_id>", methods=["GET", "POST"])
def confirm_key(season_id: str, sender_id: str) -> Page | Response:
    """The second person's word on a key."""
    season, mine, form = (
        own_season(reading(), season_id),
        _own_sender(reading(), season_id, sender_id),
        ConfirmForm(),
    )
    if form.ready():
        outcome = act(
            lambda s: receiving.confirm_key(
                s, _own_sender(s, season_id, sender_id), form.typed.data, by=actor(), at=now()
            )
        )
        if form.accepts(outcome):
            said = _("Khóa đã được hai người đối chiếu. Nay nhận được gói hồ sơ của đơn vị này.")
            return onward(url_for(".received_works", season_id=season_id), said)
    return page("office/received_key.html", form=form, season=season, sender=mine)
