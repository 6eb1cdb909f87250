"""Designs of a season's certificates: begun from a preset or a file, changed text by text, always seen as they print."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import sqlalchemy as sa
from flask import send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.certificates import designs as service
from contests.certificates.design import written
from contests.certificates.design.parts import Box, Design, TextPart
from contests.certificates.design.presets import NAMES, preset
from contests.certificates.design.rules import text_faults, warnings
from contests.certificates.design.terms import SLOT_HELP
from contests.certificates.model import DesignRow
from contests.certificates.pictures import redrawn
from contests.certificates.printing import area_of
from contests.certificates.queries import design_rows, picture_rows
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused, because, gathered
from contests.kernel.text import N_
from contests.kernel.web.answers import Form, Page, answer, found, onward, page, said
from contests.kernel.web.fields import TextField
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.web.office.design_fields import (
    BACKDROPS,
    PERS,
    PaperForm,
    TextForm,
    paper_values,
    text_values,
)
from contests.web.office.desk import bp, own_season

UNDER = "/seasons/<season_id>/certificates/designs"
ONE = f"{UNDER}/<design_id>"
MOST_FILE = 200_000
NO_FILE = N_("Đề nghị chọn một tệp mẫu (.toml) đã tải về từ trang này.")
UNREADABLE = N_("Không đọc được tệp mẫu ở mục: %(part)s.")
TITLES = {
    "giay-chung-nhan": N_("Giấy chứng nhận, A4 ngang"),
    "bang-khen": N_("Bằng khen, 400 × 300 mm"),
    "giay-khen": N_("Giấy khen của nhóm, A4 ngang"),
    "bang-khen-tap-the": N_("Bằng khen tập thể, 400 × 300 mm"),
}
NEW_TEXT = TextPart("{họ tên}", Box(500, 1000, 1970, 100))


class PictureForm(Form):
    """A picture for backgrounds and emblems."""

    title = TextField(_l("Tên hình"), most=80)
    picture = FileField(_l("Tệp hình"))


class FileForm(Form):
    """A design that was saved as a file."""

    file = FileField(_l("Tệp mẫu"))


def own_design(session: Session, season_id: str, design_id: str) -> DesignRow:
    """A design of the season, or 404."""
    season = own_season(session, season_id)
    mine = sa.select(DesignRow).where(DesignRow.id == design_id, DesignRow.season_id == season.id)
    return found(session.scalars(mine).first())


@bp.get(UNDER)
def certificate_designs(season_id: str) -> Page:
    """The season's designs and pictures, and what a new one can begin from."""
    return _list(season_id, PictureForm(), FileForm(formdata=None))


def _list(season_id: str, form: Form, file: Form) -> Page:
    season = own_season(reading(), season_id)
    return page(
        "office/designs.html", season=season, rows=design_rows(reading(), season.id), titles=TITLES, pers=PERS,
        pictures=picture_rows(reading(), season.id), form=form, file=file, backdrops=BACKDROPS,
    )  # fmt: skip


@bp.post(f"{UNDER}/from/<any({', '.join(repr(name) for name in NAMES)}):name>")
def new_design(season_id: str, name: str) -> Response:
    """Begin a design from a preset."""
    outcome = act(
        lambda s: service.add_design(
            s, own_season(s, season_id), _(TITLES[name]), preset(name), by=actor(), at=now()
        )
    )
    return _begun(season_id, outcome)


def _begun(season_id: str, outcome: Outcome[DesignRow]) -> Response:
    back = url_for(".certificate_designs", season_id=season_id)
    if isinstance(outcome, Refused):
        return answer(outcome, back)
    return onward(url_for(".design", season_id=season_id, design_id=outcome.value.id), _("Đã thêm mẫu."))


@bp.post(f"{UNDER}/import")
def import_design(season_id: str) -> Response:
    """Read a design from a file."""
    own_season(reading(), season_id)
    upload = FileForm().file.data
    back = url_for(".certificate_designs", season_id=season_id)
    if not upload:
        return answer(because(NO_FILE), back)
    try:
        design = written.read_toml(upload.stream.read(MOST_FILE).decode())
    except (written.Misread, UnicodeDecodeError) as error:
        return answer(because(UNREADABLE, None, part=str(error)[:80]), back)
    name = (upload.filename or "").removesuffix(".toml") or design.title
    return _begun(
        season_id,
        act(lambda s: service.add_design(s, own_season(s, season_id), name, design, by=actor(), at=now())),
    )


@bp.post(f"{UNDER}/pictures")
def add_picture(season_id: str) -> Page | Response:
    """Take in a picture: drawn anew, nothing of the file kept."""
    form, season = PictureForm(), own_season(reading(), season_id)
    upload = form.picture.data
    if form.ready():
        made = redrawn(
            runtime().storage, area_of(season.organiser_id), upload.stream if upload else BytesIO()
        )
        if form.accepts(made) and not isinstance(made, Refused):
            outcome = act(
                lambda s: service.add_picture(
                    s, own_season(s, season_id), form.title.data, made.value, by=actor(), at=now()
                )
            )
            return answer(outcome, url_for(".certificate_designs", season_id=season_id), _("Đã nhận hình."))
    return _list(season_id, form, FileForm(formdata=None))


@bp.route(ONE, methods=["GET", "POST"])
def design(season_id: str, design_id: str) -> Page | Response:
    """A design: its paper and art as a form, its texts as a list, beside it how it prints."""
    row = own_design(reading(), season_id, design_id)
    kept = written.read(row.body)
    form = PaperForm(**paper_values(row.name, row.version, kept))
    form.offer([(one.sha256, one.title) for one in picture_rows(reading(), season_id)])
    if form.ready():
        outcome = _change(season_id, design_id, form.version.data, form.design(kept.texts), form.name.data)
        if form.accepts(outcome):
            return onward(url_for(".design", season_id=season_id, design_id=design_id), _("Đã lưu mẫu."))
    season = own_season(reading(), season_id)
    worries = [said(one) for one in warnings(kept)]
    return page("office/design.html", form=form, season=season, row=row, kept=kept, worries=worries)


def _change(
    season_id: str, design_id: str, version: int | None, design: Design, name: str | None = None
) -> Outcome[DesignRow]:
    def verb(session: Session) -> Outcome[DesignRow]:
        row = own_design(session, season_id, design_id)
        called = row.name if name is None else name
        return service.change_design(session, row, called, design, version=version, by=actor(), at=now())

    return act(verb)


@bp.route(f"{ONE}/texts/<int:at>", methods=["GET", "POST"])
def design_text(season_id: str, design_id: str, at: int) -> Page | Response:
    """One text of a design, seen while it is changed."""
    row = own_design(reading(), season_id, design_id)
    kept = written.read(row.body)
    part = found(kept.texts[at - 1] if 1 <= at <= len(kept.texts) else None)
    return _text_page(season_id, row, kept, at, part)


@bp.route(f"{ONE}/texts/new", methods=["GET", "POST"])
def new_design_text(season_id: str, design_id: str) -> Page | Response:
    """A further text."""
    row = own_design(reading(), season_id, design_id)
    kept = written.read(row.body)
    return _text_page(season_id, row, kept, len(kept.texts) + 1, NEW_TEXT)


def _text_page(season_id: str, row: DesignRow, kept: Design, at: int, part: TextPart) -> Page | Response:
    form, design_id = TextForm(**text_values(part, row.version)), row.id
    if form.ready():
        changed = with_text(kept, at, form.part())
        wrong = gathered(text_faults(form.part(), kept))
        outcome: Outcome[Any] = wrong or _change(season_id, design_id, form.version.data, changed)
        if form.accepts(outcome):
            return onward(url_for(".design", season_id=season_id, design_id=design_id), _("Đã lưu dòng chữ."))
    season = own_season(reading(), season_id)
    return page(
        "office/design_text.html", form=form, season=season, row=row, at=at, slots=SLOT_HELP, kept=kept
    )


def with_text(design: Design, at: int, part: TextPart) -> Design:
    """The design with a text put in the place `at`, counted from 1; behind the last place it is a new one."""
    return replace(design, texts=(*design.texts[: at - 1], part, *design.texts[at:]))


@bp.post(f"{ONE}/texts/<int:at>/remove")
def remove_design_text(season_id: str, design_id: str, at: int) -> Response:
    """Take a text away."""
    row = own_design(reading(), season_id, design_id)
    kept = written.read(row.body)
    found(kept.texts[at - 1] if 1 <= at <= len(kept.texts) else None)
    changed = replace(kept, texts=(*kept.texts[: at - 1], *kept.texts[at:]))
    outcome = _change(season_id, design_id, row.version, changed)
    return answer(outcome, url_for(".design", season_id=season_id, design_id=design_id), _("Đã bỏ dòng chữ."))


@bp.post(f"{ONE}/remove")
def remove_design(season_id: str, design_id: str) -> Response:
    """Take a design away."""
    outcome = act(lambda s: service.drop_design(s, own_design(s, season_id, design_id), by=actor(), at=now()))
    return answer(outcome, url_for(".certificate_designs", season_id=season_id), _("Đã bỏ mẫu."))


@bp.get(f"{ONE}.toml")
def design_file(season_id: str, design_id: str) -> Response:
    """The design as a file."""
    row = own_design(reading(), season_id, design_id)
    content = BytesIO(written.toml(written.read(row.body)).encode())
    return send_file(
        content, mimetype="application/toml", as_attachment=True, download_name=f"{row.name}.toml"
    )
