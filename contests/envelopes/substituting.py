"""A PDF that the office puts in place of a file that cannot be drawn here; the dossier stays as it was sent."""

from datetime import datetime
from typing import BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.files import check
from contests.entries.model import DossierFile, Entry
from contests.envelopes.asked import ask_once
from contests.envelopes.converting import DOCX
from contests.envelopes.exhibit_state import CONVERTED, JOB, SEALED, area_of, is_sealed
from contests.envelopes.redaction_model import ExhibitSubstitute
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, Refused, because
from contests.kernel.storage import Storage, StorageFull
from contests.kernel.text import N_
from contests.seasons.model import Season

MOST_BYTES = 50_000_000
FULL = N_("Kho lưu trữ đã đầy nên chưa nhận được tệp. Đề nghị báo người quản trị máy chủ.")


def take_in_pdf(storage: Storage, organiser_id: str, source: BinaryIO, name: str) -> Outcome[str]:
    """Look at a PDF and keep it; its key. It takes a file's place only by `substitute`."""
    try:
        looked = check(source, name, allowed=frozenset({"pdf"}), max_bytes=MOST_BYTES)
        if isinstance(looked, Reason):
            return Refused((looked,))
        source.seek(0)
        return Done(storage.put(source, area=area_of(organiser_id, CONVERTED)).sha256)
    except StorageFull:
        return because(FULL)


def substitute(
    session: Session, entry: Entry, file_id: str, sha256: str, *, by: Actor, at: datetime
) -> Outcome[ExhibitSubstitute]:
    """Put a kept PDF in place of a file that cannot be drawn here; the dossier itself stays as it was sent."""
    if is_sealed(session, entry.season_id):
        return because(SEALED)
    own = sa.select(DossierFile.id).where(DossierFile.id == file_id, DossierFile.entry_id == entry.id)
    if session.scalar(own.where(DossierFile.media_type == DOCX).with_for_update()) is None:
        return because(N_("Không tìm thấy tệp DOCX này trong hồ sơ."))
    former = session.scalar(sa.select(ExhibitSubstitute).where(ExhibitSubstitute.file_id == file_id))
    made = former or ExhibitSubstitute(file_id=file_id)
    made.sha256, made.supplied_by, made.supplied_at = sha256, by.account_id, at
    session.add(made)
    record(session, "exhibit.substitute", entry.id, scope=entry.organiser_id, by=by, at=at)
    season = session.get_one(Season, entry.season_id)
    ask_once(session, season, JOB, N_("Lập bản chấm"), season.id, by=by, at=at)
    return Done(made)
