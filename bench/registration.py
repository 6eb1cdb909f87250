"""Registration: 10,000 entries from a sheet, validated and written, against openpyxl merely reading the file."""

import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import process_time

import openpyxl
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.figures import Figure
from contests.entries.model import Entry
from contests.entries.sheets import service
from contests.entries.sheets.cells import Cell
from contests.entries.sheets.model import EntrySheet
from contests.entries.sheets.opening import opened
from contests.kernel.access import SYSTEM
from contests.kernel.db import make_engine
from contests.kernel.errors import Done
from contests.kernel.sessions import Transactions, value_of
from contests.seasons.model import Season
from contests.seasons.queries import fields_of
from tests.contests.entries.sheets.books import book
from tests.factories import NAMES, NOON, make_organiser, make_season, make_unit
from workers.schema import migrate

ENTRIES, UNITS = 10_000, 40
ROUNDS = 5
MOST = 3.0
"""Times the cost of openpyxl's read-only reading: the limit of the issue."""
KEYS = (
    "unit", "title", "field", "author", "born_on", "gender", "occupation", "guardian_name", "guardian_phone",
    "take_part_self", "take_part_guardian", "phone", "summary",
)  # fmt: skip


@dataclass(frozen=True)
class House:
    """An empty season of an organiser with 40 units, and the sheet."""

    transactions: Transactions
    season: Season
    path: Path


def run() -> list[Figure]:
    """Median of five; the sandboxed process that opens the workbook is counted with its waiting."""
    with tempfile.TemporaryDirectory(prefix="bangvang-bench-") as folder, house(Path(folder)) as made:
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(_imported(made))
            theirs.append(_read(made.path))
    detail = f"import {median(ours):.2f} s, openpyxl {median(theirs):.2f} s"
    return [
        Figure(
            "import of 10,000 entries", median(ours) / median(theirs), MOST, "× openpyxl read-only", detail
        )
    ]


@contextmanager
def house(folder: Path) -> Iterator[House]:
    engine = make_engine(f"sqlite:///{folder / 'bench.sqlite'}")
    migrate(engine)
    transactions = Transactions(engine)
    season, units, field = transactions.do(_build)
    path = folder / "sheet.xlsx"
    path.write_bytes(book(_rows(units, field), KEYS))
    yield House(transactions, season, path)
    engine.dispose()


def _build(session: Session) -> tuple[Season, list[str], str]:
    organiser = make_organiser(session)
    units = [make_unit(session, organiser=organiser).name for _ in range(UNITS)]
    season = make_season(session, organiser)
    return season, units, fields_of(session, season.id)[0].name


def _rows(units: list[str], field: str) -> list[list[object]]:
    born = date(2012, 1, 1)
    return [
        [
            units[at % UNITS], f"Giải pháp tưới tiết kiệm số {at}", field, NAMES[at % len(NAMES)],
            born + timedelta(at % 700), "Nữ", f"Lớp {at % 9 + 1}A", "Y Blăm", 912345678 + at, "x", "x", 987654321,
            "Dùng cảm biến độ ẩm đất để đóng mở van, tiết kiệm nước tưới cho vườn rau của gia đình.",
        ]
        for at in range(ENTRIES)
    ]  # fmt: skip


def _imported(made: House) -> float:
    """CPU seconds of everything but opening, and the time of opening, which is another process's."""
    with timed_children() as opening:
        rows = value_of(opened(made.path))
    sheet, seen = made.transactions.do(lambda s: _looked_at(s, made.season, rows))
    start = process_time()
    made.transactions.do(lambda s: _applied(s, made.season, sheet, rows, seen))
    spent = process_time() - start
    made.transactions.do(_emptied)
    return spent + opening[0]


@contextmanager
def timed_children() -> Iterator[list[float]]:
    """CPU seconds of the processes that end within the block, and of this one."""

    def spent() -> float:
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        return ended.ru_utime + ended.ru_stime + process_time()

    start, found = spent(), [0.0]
    yield found
    found[0] = spent() - start


def _looked_at(session: Session, season: Season, rows: list[list[Cell]]) -> tuple[EntrySheet, str]:
    """The sheet, and the stamp of what its page has shown: a request of its own, not counted."""
    sheet = EntrySheet(
        season_id=season.id, unit_id=None, sha256="0" * 64, name="bench", made_by="bench", made_at=NOON
    )
    session.add(sheet)
    session.flush()
    return sheet, service.stamp_of(service.plan_of(session, season, sheet, rows))


def _applied(session: Session, season: Season, sheet: EntrySheet, rows: list[list[Cell]], seen: str) -> None:
    mine = session.get_one(EntrySheet, sheet.id)
    done = service.apply_sheet(session, season, mine, rows, seen=seen, by=SYSTEM, at=NOON)
    assert isinstance(done, Done), done
    assert done.value.created == ENTRIES


def _emptied(session: Session) -> None:
    for table in ("consent", "entry_author", "person", "entry_mentor", "entry", "entry_sheet"):
        session.execute(sa.text(f"DELETE FROM {table}"))  # noqa: S608 - names of our own
    assert session.scalar(sa.select(sa.func.count()).select_from(Entry)) == 0


def _read(path: Path) -> float:
    start = process_time()
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    cells = sum(len(row) for row in sheet.iter_rows(values_only=True))
    assert cells > ENTRIES
    return process_time() - start
