"""Lists that leave the office as files: who took which, and when, is on record, because they hold names."""

import enum
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from contests.awards.queries import PrizedRow, author_names, prized_rows
from contests.entries.office_queries import SentRow, sent_rows
from contests.entries.queries import EntryFilter
from contests.entries.words import STATES
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.calendar import today
from contests.kernel.documents import separated, sheets
from contests.kernel.documents.sheets import Column, Kind, Sheet, Value
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.text import N_
from contests.people.outside import hand_out
from contests.people.terms import Handed
from contests.seasons.model import Season

NOTHING_OUT = N_("Chưa có kết quả được phép đưa ra ngoài, nên chưa có danh sách giải để tải.")
_ENTRIES = (
    Column("Số", Kind.COUNT), Column("Giải pháp", width=50), Column("Tác giả", width=40), Column("Đơn vị", width=36),
    Column("Lĩnh vực", width=30), Column("Bảng"), Column("Điện thoại"), Column("Ngày nộp", Kind.DAY), Column("Tình trạng"),
)  # fmt: skip
_PRIZES = (
    Column("Hạng giải"), Column("Số", Kind.COUNT), Column("Giải pháp", width=50), Column("Tác giả", width=40),
    Column("Đơn vị", width=36), Column("Lĩnh vực", width=30), Column("Điểm", Kind.MARK), Column("Tiền thưởng", Kind.MONEY),
)  # fmt: skip


class ListForm(enum.StrEnum):
    """In what a list leaves."""

    EXCEL = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list as a file."""

    content: bytes
    media_type: str
    name: str


_WRITERS: dict[ListForm, tuple[Callable[[Sheet], bytes], str]] = {
    ListForm.EXCEL: (sheets.to_bytes, sheets.MEDIA_TYPE),
    ListForm.CSV: (separated.to_bytes, separated.MEDIA_TYPE),
}


def export_entries(
    session: Session, season: Season, wanted: EntryFilter, form: ListForm, *, by: Actor, at: datetime
) -> Outcome[ListFile]:
    """The sent entries that a list shows, all pages of it."""
    rows = [_entry(row) for row in sent_rows(session, season.id, wanted)]
    sheet = Sheet("Hồ sơ", _ENTRIES, rows, (season.title, "Danh sách hồ sơ dự thi"), landscape=True)
    record(session, "entry.export", season.id, scope=season.organiser_id, by=by, at=at, count=len(rows))
    return Done(_handed(session, season, sheet, "ho-so", form, by, at))


def _handed(
    session: Session, season: Season, sheet: Sheet, name: str, form: ListForm, by: Actor, at: datetime
) -> ListFile:
    """The file, noted among what lies outside the house with names in it."""
    write, media_type = _WRITERS[form]
    made = ListFile(write(sheet), media_type, f"{name}.{form}")
    title, sha256 = f"{sheet.title} ({form.upper()})", hashlib.sha256(made.content).hexdigest()
    hand_out(session, season.organiser_id, season.id, Handed.EXPORT, title, sha256, by=by, at=at)
    return made


def _entry(row: SentRow) -> tuple[Value, ...]:
    sent_on = today(row.submitted_at) if row.submitted_at else None
    return (
        row.number, row.title, "; ".join(row.authors), row.unit, row.field, row.division, row.phone, sent_on,
        STATES[row.state],
    )  # fmt: skip


def export_prizes(
    session: Session, season: Season, form: ListForm, *, by: Actor, at: datetime
) -> Outcome[ListFile]:
    """The prized entries, highest tier first; refused before the results may go out."""
    prized = prized_rows(session, season.id)
    if not prized:
        return because(NOTHING_OUT)
    names = author_names(session, season.id)
    rows = [_prize(row, names.get(row.entry_id, ())) for row in prized]
    record(session, "awards.export", season.id, scope=season.organiser_id, by=by, at=at, count=len(rows))
    total = sum(row.money or 0 for row in prized)
    below = (("Cộng", len(rows), *([None] * 5), total),)
    sheet = Sheet(
        "Giải thưởng", _PRIZES, rows, (season.title, "Danh sách giải thưởng"), below, landscape=True
    )
    return Done(_handed(session, season, sheet, "giai-thuong", form, by, at))


def _prize(row: PrizedRow, authors: Iterable[str]) -> tuple[Value, ...]:
    return (
        row.tier, row.number, row.title, "; ".join(authors), row.unit, row.field, row.hundredths, row.money
    )  # fmt: skip
