"""The files of a dossier: sent several at once, each taken or refused for itself, fetched back, taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import MultipleFileField
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from contests.entries import dossier as verbs
from contests.entries.facts import EntryWhole, whole_of
from contests.entries.files import KINDS, Accepted
from contests.entries.model import DossierFile, Entry
from contests.entries.rules import may_edit
from contests.entries.service import shut
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused
from contests.kernel.web.answers import Form, Page, answer, onward, page, said
from contests.kernel.web.runtime import act, actor, reading, runtime
from contests.kernel.web.sizes import takes_files
from contests.seasons.model import DossierItem
from contests.web.originals import original
from contests.web.unit.desk import bp, own_entry, own_file, own_item

MOST_AT_ONCE = 20


class UploadForm(Form):
    """Files for one item of a dossier."""

    files = MultipleFileField(_l("Chọn tệp"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.files.flags.required = True


@dataclass(frozen=True)
class ItemRow:
    """An item of the dossier as the page shows it; `closed` says why nothing may change here."""

    item: DossierItem
    files: Sequence[DossierFile]
    form: UploadForm
    kinds: str
    accept: str
    closed: str


@bp.get("/entries/<entry_id>/dossier")
def edit_dossier(entry_id: str) -> Page:
    """All items of the dossier with their files."""
    return _dossier_page(own_entry(reading(), entry_id))


@bp.get("/entries/<entry_id>/dossier/<item_id>")
def dossier_item(entry_id: str, item_id: str) -> Response:
    """The item among the others: where a refused upload stands in the address, a reload or a bookmark leads here."""
    entry = own_entry(reading(), entry_id)
    item = own_item(reading(), entry, item_id)
    return redirect(url_for(".edit_dossier", entry_id=entry.id, _anchor=verbs.item_field(item.id)), 303)


@bp.post("/entries/<entry_id>/dossier/<item_id>")
@takes_files
def upload(entry_id: str, item_id: str) -> Page | Response:
    """Take files for an item; what is refused says why, and does not keep the others out."""
    entry = own_entry(reading(), entry_id)
    item = own_item(reading(), entry, item_id)
    form = UploadForm(prefix=item.id)
    if form.ready():
        sent = [file for file in request.files.getlist(form.files.name) if file.filename]
        problems = _problems(entry, item, sent)
        if sent and not problems:
            return onward(
                url_for(".edit_dossier", entry_id=entry.id, _anchor=verbs.item_field(item.id)),
                _taken(len(sent)),
            )
        if len(problems) < len(sent):
            flash(_taken(len(sent) - len(problems)), "success")
        form.files.errors = problems or [_("Đề nghị chọn tệp.")]
    return _dossier_page(own_entry(reading(), entry_id), form, item.id)


def _taken(count: int) -> str:
    return str(ngettext("Đã nhận %(num)s tệp.", "Đã nhận %(num)s tệp.", count))


def _problems(entry: Entry, item: DossierItem, sent: Sequence[FileStorage]) -> list[str]:
    """The sentences for the files that were not taken."""
    if closed := shut(reading(), entry, item.code, now()):
        return [said(closed)]
    if len(sent) > MOST_AT_ONCE:
        return [_("Mỗi lần tải lên tối đa %(most)s tệp. Đề nghị chia ra tải nhiều lần.", most=MOST_AT_ONCE)]
    outcomes = [_take(entry, item, file) for file in sent]
    return [
        said(reason) for outcome in outcomes if isinstance(outcome, Refused) for reason in outcome.reasons
    ]


def _take(entry: Entry, item: DossierItem, file: FileStorage) -> Outcome[DossierFile]:
    looked = verbs.take_in(
        runtime().storage, entry.organiser_id, item, cast(BinaryIO, file.stream), file.filename or ""
    )
    if isinstance(looked, Refused):
        return looked
    return act(lambda s: _add(s, entry.id, item.id, looked.value))


def _add(session: Session, entry_id: str, item_id: str, file: Accepted) -> Outcome[DossierFile]:
    entry = own_entry(session, entry_id)
    return verbs.add_file(session, entry, own_item(session, entry, item_id), file, by=actor(), at=now())


@bp.post("/entries/<entry_id>/files/<file_id>/remove")
def remove_file(entry_id: str, file_id: str) -> Response:
    """Take a file out of the dossier."""
    entry = own_entry(reading(), entry_id)
    item_id = own_file(reading(), entry, file_id).item_id
    back = url_for(".edit_dossier", entry_id=entry_id, _anchor=verbs.item_field(item_id))
    return answer(act(lambda s: _remove(s, entry_id, file_id)), back, _("Đã bỏ tệp."))


def _remove(session: Session, entry_id: str, file_id: str) -> Outcome[DossierFile]:
    entry = own_entry(session, entry_id)
    return verbs.remove_file(session, entry, own_file(session, entry, file_id), by=actor(), at=now())


@bp.get("/entries/<entry_id>/files/<file_id>")
def own_original(entry_id: str, file_id: str) -> Response:
    """A file as it was sent, to be saved."""
    entry = own_entry(reading(), entry_id)
    return original(own_file(reading(), entry, file_id), entry.organiser_id)


def _dossier_page(entry: Entry, tried: UploadForm | None = None, item_id: str = "") -> Page:
    whole = whole_of(reading(), entry)
    rows = [_row(whole, item, tried if tried and item.id == item_id else None) for item in whole.items]
    return page("unit/dossier.html", tried.status if tried else 200, entry=entry, rows=rows)


def _row(whole: EntryWhole, item: DossierItem, tried: UploadForm | None) -> ItemRow:
    closed = may_edit(whole.times(now()), item.code, now())
    kinds = [KINDS[kind] for kind in item.types if kind in KINDS]
    return ItemRow(
        item=item,
        files=whole.files_of(item.id),
        form=tried or UploadForm(formdata=None, prefix=item.id),
        kinds=", ".join(kind.label for kind in kinds),
        accept=",".join(suffix for kind in kinds for suffix in kind.suffixes),
        closed=said(closed) if closed else "",
    )
