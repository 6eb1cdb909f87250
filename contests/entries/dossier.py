"""The verbs on a dossier's files: looked at and kept, entered, taken out."""

from datetime import datetime
from typing import BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.files import Accepted, check
from contests.entries.model import DossierFile, Entry
from contests.entries.service import hold, shut, touch
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.storage import Storage, StorageFull
from contests.kernel.text import N_
from contests.seasons.model import DossierItem

FULL = N_("Máy chủ hết chỗ chứa tệp nên chưa nhận được “%(name)s”. Đề nghị báo Ban Thư ký.")
CHANGED = N_("Tệp “%(name)s” bị thay đổi trong lúc tải lên. Đề nghị tải lên lại.")


def area_of(organiser_id: str) -> str:
    """Where an organiser's originals lie in the store."""
    return f"{organiser_id}/originals"


def take_in(
    storage: Storage, organiser_id: str, item: DossierItem, source: BinaryIO, name: str
) -> Outcome[Accepted]:
    """Look at a file that was sent for an item and keep its bytes; it enters a dossier only by `add_file`."""
    try:
        looked = check(source, name, allowed=frozenset(item.types), max_bytes=item.most_bytes)
        if isinstance(looked, Reason):
            return Refused((Reason(looked.message, item_field(item.id), looked.article, looked.values),))
        source.seek(0)
        kept = storage.put(source, area=area_of(organiser_id))
    except StorageFull:
        return because(FULL, item_field(item.id), name=name)
    if kept.sha256 != looked.sha256:
        return because(CHANGED, item_field(item.id), name=name)
    return Done(looked)


def item_field(item_id: str) -> str:
    """The name under which a dossier item stands in forms and reasons."""
    return f"item-{item_id}"


def add_file(
    session: Session, entry: Entry, item: DossierItem, file: Accepted, *, by: Actor, at: datetime
) -> Outcome[DossierFile]:
    """Enter a kept file into an open dossier. The same bytes under the same item twice are one file."""
    hold(session, entry)
    if item.season_id != entry.season_id:
        return because(N_("Hồ sơ của mùa thi này không có mục đó."))
    own = _living(session, entry.id, item.id)
    same = next((row for row in own if row.sha256 == file.sha256), None)
    if refusal := gathered(
        [shut(session, entry, item.code, at), None if same else _too_many(item, own, file)]
    ):
        return refusal
    return Done(same or _entered(session, entry, item, file, by, at))


def _living(session: Session, entry_id: str, item_id: str) -> list[DossierFile]:
    rows = sa.select(DossierFile).filter_by(entry_id=entry_id, item_id=item_id, removed_at=None)
    return list(session.scalars(rows))


def _too_many(item: DossierItem, own: list[DossierFile], file: Accepted) -> Reason | None:
    if len(own) < item.most_files:
        return None
    return Reason(
        N_("Mục này nhận tối đa %(most)s tệp nên không nhận thêm “%(name)s”. Đề nghị bỏ bớt tệp cũ."),
        item_field(item.id),
        values={"most": item.most_files, "name": file.display_name},
    )


def _entered(
    session: Session, entry: Entry, item: DossierItem, file: Accepted, by: Actor, at: datetime
) -> DossierFile:
    row = DossierFile(
        entry_id=entry.id,
        item_id=item.id,
        sha256=file.sha256,
        name=file.display_name,
        media_type=file.media_type,
        size=file.size,
        pages=file.pages,
        uploaded_at=at,
        uploaded_by=by.account_id,
    )
    session.add(row)
    touch(entry)
    session.flush()
    record(session, "file.add", entry.id, scope=entry.organiser_id, by=by, at=at, file=row.id, item=item.code)
    return row


def remove_file(
    session: Session, entry: Entry, file: DossierFile, *, by: Actor, at: datetime
) -> Outcome[DossierFile]:
    """Take a file out of an open dossier; versions frozen before still name it. Twice is once."""
    hold(session, entry)
    if file.entry_id != entry.id:
        return because(N_("Hồ sơ không có tệp này."))
    item = session.get_one(DossierItem, file.item_id)
    if refusal := gathered([shut(session, entry, item.code, at)]):
        return refusal
    if file.removed_at is None:
        file.removed_at = at
        touch(entry)
        session.flush()
        record(session, "file.remove", entry.id, scope=entry.organiser_id, by=by, at=at, file=file.id)
    return Done(file)
