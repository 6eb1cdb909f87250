"""Reports: CPU time of a season's whole report against one bare scan of its rows, and of a list as Excel against XlsxWriter.

The season has 10,000 entries with their authors, envelopes, a decided list and nominations, in 400 units of 60 communes,
beside an earlier edition of 1,000. The scan reads each entry and each author of the season once through the driver and
throws the rows away. The report is everything that is printed: figures, tables, sentences. The reference for Excel
writes the same 10,000 rows cell by cell with the same widths, formats and options.
"""

import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import xlsxwriter
from sqlalchemy.orm import Session

from app import make_runtime
from bench.figures import Figure
from contests.awards.model import Award, Proposal
from contests.decisions.model import Decision
from contests.decisions.terms import DecisionKind
from contests.entries.model import Author, DossierVersion, Entry
from contests.entries.terms import Applicant, AuthorRole, EntryState
from contests.envelopes.model import Envelope, RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel.codes import new_id
from contests.kernel.config import Config
from contests.kernel.documents.sheets import Column, Kind, Sheet, to_bytes
from contests.kernel.sessions import Transactions
from contests.nomination.model import Nomination
from contests.people.model import Person, Unit
from contests.people.terms import Gender, UnitKind
from contests.reports.grids import figures_of, season_grids
from contests.reports.prose import season_prose
from contests.reports.queries import season_figures
from contests.reports.story import season_story
from contests.seasons.model import Contest, Field, Season, Tier
from tests.factories import NAMES, NOON, make_organiser, make_season, make_unit
from workers.schema import migrate

ENTRIES, EARLIER, UNITS, COMMUNES, PRIZED, SENT = 10_000, 1_000, 400, 60, 500, 40
ROUNDS = 5
GENDERS = (Gender.FEMALE, Gender.MALE, Gender.FEMALE, Gender.MALE, None)


def run() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="bangvang-bench-") as data,
        filled(Path(data)) as (main, season_id),
    ):
        return [_report(main, season_id), _excel()]


@contextmanager
def filled(data: Path, entries: int = ENTRIES, earlier: int = EARLIER) -> Iterator[tuple[Transactions, str]]:
    """An installation on SQLite with the season, and the season's id."""
    url = f"sqlite:///{data / 'bangvang.sqlite'}"
    runtime = make_runtime(Config(data, url, url, "k" * 64))
    migrate(runtime.main.engine)
    yield runtime.main, runtime.main.do(lambda s: _fill(s, entries, earlier))
    runtime.main.engine.dispose()
    runtime.sealed.engine.dispose()


def _fill(session: Session, entries: int, earlier: int) -> str:
    chance = random.Random(2026)
    organiser = make_organiser(session)
    communes = [make_unit(session, f"Xã số {at}", organiser, UnitKind.COMMUNE) for at in range(COMMUNES)]
    schools = [make_unit(session, organiser=organiser) for _ in range(UNITS)]
    for at, school in enumerate(schools):
        school.parent_id = communes[at % COMMUNES].id
    session.flush()
    before, now = make_season(session, organiser), make_season(session, organiser)
    before.edition, before.years = 16, "2025"
    _season(session, before, schools, earlier, chance)
    _season(session, now, schools, entries, chance)
    return now.id


def _season(
    session: Session, season: Season, units: Sequence[Unit], count: int, chance: random.Random
) -> None:
    """The season's rows, in bulk: what is measured is how they are read."""
    fields = session.scalars(sa.select(Field.id).filter_by(season_id=season.id)).all()
    rows = [_entry(season, chance.choice(units).id, chance.choice(fields), at) for at in range(count)]
    session.execute(sa.insert(Entry), rows)
    _authors(session, season, [row["id"] for row in rows], chance)
    eligible = [row["id"] for row in rows if row["state"] is EntryState.ELIGIBLE]
    round_ = RoundEnvelope(season_id=season.id, round_id=new_id(), state=RoundState.OPENED, sealed_at=NOON)
    session.add(round_)
    session.flush()
    session.execute(
        sa.insert(Envelope),
        [{"piece_id": new_id(), "round_id": round_.round_id, "entry_id": one} for one in eligible],
    )
    _prizes(session, season, eligible, chance)


def _entry(season: Season, unit_id: str, field_id: str, at: int) -> dict[str, Any]:
    title = f"Máy tưới rau tự động cho vườn trường, mẫu số {at}"
    return {
        "id": new_id(), "season_id": season.id, "organiser_id": season.organiser_id, "unit_id": unit_id,
        "field_id": field_id, "number": at + 1, "title": title, "folded": title.lower(),
        "applicant": Applicant.TEAM, "summary": "Hệ thống tưới nhỏ giọt tự ngắt khi đất đủ ẩm. " * 4,
        "novelty": "Dùng cảm biến tự chế từ vật liệu tái chế. " * 4, "application": "Áp dụng ở vườn trường. " * 4,
        "effect": "Tiết kiệm nước. " * 4, "made_in": 2026, "contact_phone": "0912345678", "declared": True,
        "state": EntryState.REJECTED if at % 8 == 0 else EntryState.ELIGIBLE, "created_at": NOON, "created_by": "bench",
        "submitted_at": NOON, "open_parts": [], "version": 1,
    }  # fmt: skip


def _authors(session: Session, season: Season, entries: Sequence[str], chance: random.Random) -> None:
    """One to three a work, everybody in one work only."""
    people: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for entry_id in entries:
        for place in range(chance.randint(1, 3)):
            name, person_id = NAMES[len(people) % len(NAMES)], new_id()
            people.append(
                {
                    "id": person_id, "organiser_id": season.organiser_id, "full_name": name, "folded": name.lower(),
                    "sorted": name.lower(), "born_on": date(2013, 5, 1), "gender": GENDERS[len(people) % len(GENDERS)],
                }
            )  # fmt: skip
            role = AuthorRole.CO_AUTHOR if place else AuthorRole.LEAD
            rows.append(
                {"id": new_id(), "entry_id": entry_id, "person_id": person_id, "position": place, "role": role, "share": 50}
            )  # fmt: skip
    session.execute(sa.insert(Person), people)
    session.execute(sa.insert(Author), rows)


def _prizes(session: Session, season: Season, eligible: Sequence[str], chance: random.Random) -> None:
    tiers = session.scalars(sa.select(Tier.id).filter_by(season_id=season.id).order_by(Tier.position)).all()
    decisions = [_document(season, kind) for kind in (DecisionKind.AWARDS, DecisionKind.LETTER)]
    session.add_all(decisions)
    session.flush()
    proposal = Proposal(
        season_id=season.id, made_at=NOON, made_by="bench", changed_at=NOON, submitted_at=NOON,
        submitted_by="secretary", decision_id=decisions[0].id, decided_at=NOON, decided_by="bench",
    )  # fmt: skip
    session.add(proposal)
    session.flush()
    prized = chance.sample(eligible, min(PRIZED, len(eligible)))
    session.add_all(
        Award(
            proposal_id=proposal.id, entry_id=entry_id, code=f"{at:06}", hundredths=9900 - at, rank=at + 1,
            tier_id=tiers[at % len(tiers)], money=1_000_000,
        )
        for at, entry_id in enumerate(prized)
    )  # fmt: skip
    _sent_up(session, season, prized[:SENT], decisions[1].id)


def _sent_up(session: Session, season: Season, entries: Sequence[str], letter_id: str) -> None:
    versions = [
        DossierVersion(entry_id=one, number=1, frozen_at=NOON, frozen_by="bench", manifest={})
        for one in entries
    ]
    session.add_all(versions)
    session.flush()
    session.add_all(
        Nomination(
            season_id=season.id, entry_id=one.entry_id, version_id=one.id, letter_id=letter_id, position=at,
            nominated_at=NOON, nominated_by="bench",
        )
        for at, one in enumerate(versions)
    )  # fmt: skip
    session.flush()


def _document(season: Season, kind: DecisionKind) -> Decision:
    contest = season.contest_id
    return Decision(
        organiser_id=season.organiser_id, kind=kind, symbol=f"1/{kind.name}-{contest}", year=2026,
        issued_on=date(2026, 11, 21), signer_name="Hoàng Văn Thụ", signer_title="TRƯỞNG BAN", about="",
    )  # fmt: skip


def _report(main: Transactions, season_id: str) -> Figure:
    with main.reading() as session:
        season = session.get_one(Season, season_id)
        session.get_one(Contest, season.contest_id)
        found = season_figures(session, season)
        if found.counts.received != ENTRIES:
            raise RuntimeError(f"the report counts {found.counts.received} entries")
        ratio, ours, scan = _compared(
            lambda: whole_report(session, season), lambda: bare_scan(session, season_id)
        )
    unit = "CPU time of the whole report, against one scan of the season's entries and authors"
    return Figure("report of a season of 10,000", ratio, 10, unit, f"{ours:.0f} ms against {scan:.0f} ms")


def whole_report(session: Session, season: Season) -> tuple[Any, ...]:
    """Everything that page, Word, PDF and Excel print."""
    figures = season_figures(session, season)
    return figures_of(figures), season_grids(figures), season_prose(figures, season_story(session, season))


def bare_scan(session: Session, season_id: str) -> int:
    """Every row of the season's entries and of their authors, once, by the driver alone."""
    connection = session.connection().connection.driver_connection
    if connection is None:
        raise RuntimeError("no connection to scan by")
    entries = connection.execute("SELECT * FROM entry WHERE season_id = ?", (season_id,))
    seen = sum(1 for _ in entries)
    authors = "SELECT a.* FROM entry e JOIN entry_author a ON a.entry_id = e.id WHERE e.season_id = ?"
    return seen + sum(1 for _ in connection.execute(authors, (season_id,)))


COLUMNS = (
    Column("Số", Kind.COUNT, 8), Column("Giải pháp", Kind.TEXT, 50), Column("Tác giả", Kind.TEXT, 40),
    Column("Đơn vị", Kind.TEXT, 40), Column("Lĩnh vực", Kind.TEXT, 30), Column("Điểm", Kind.MARK, 10),
    Column("Tiền thưởng", Kind.MONEY, 16), Column("Nộp ngày", Kind.DAY, 12),
)  # fmt: skip


def _excel() -> Figure:
    rows = [
        (
            at, f"Máy tưới rau tự động số {at}", NAMES[at % len(NAMES)], f"Trường THCS Lê Quý Đôn số {at % UNITS}",
            "Đồ dùng dành cho học tập", 9900 - at % 5000, 1_000_000, date(2026, 11, 1),
        )
        for at in range(ENTRIES)
    ]  # fmt: skip
    ratio, ours, plain = _compared(
        lambda: to_bytes(Sheet("Hồ sơ", COLUMNS, rows)), lambda: plain_workbook(rows)
    )
    unit = "CPU time of 10,000 rows of eight columns as Excel, against plain XlsxWriter"
    return Figure("10,000 rows to Excel", ratio, 1.2, unit, f"{ours:.0f} ms against {plain:.0f} ms")


def plain_workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    """The same rows as whoever knows XlsxWriter would write them."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet("Hồ sơ")
    plain = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "valign": "vcenter"}
    formats = {Kind.COUNT: "#,##0", Kind.MONEY: "#,##0", Kind.MARK: "0.00", Kind.DAY: "dd/mm/yyyy"}
    looks = [
        book.add_format({**plain, "num_format": formats.get(column.kind, "General")}) for column in COLUMNS
    ]
    for place, column in enumerate(COLUMNS):
        page.set_column(place, place, column.width)
        page.write(0, place, column.head, looks[place])
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            page.write(number, place, value, looks[place])
    book.close()
    return out.getvalue()


def _compared(ours: Callable[[], object], reference: Callable[[], object]) -> tuple[float, float, float]:
    """The median of the ratios of five rounds, both in turns, and the median milliseconds of each."""
    ours(), reference()
    costs = [(_milliseconds(ours), _milliseconds(reference)) for _ in range(ROUNDS)]
    one, other = (statistics.median(column) for column in zip(*costs, strict=True))
    return statistics.median(mine / theirs for mine, theirs in costs), one, other


def _milliseconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1e3
