"""The whole demo replays the seasons that Tuyên Quang reported on 2021, counted by the report's own queries."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

import app as application
from contests.entries.model import Entry
from contests.kernel.config import Config
from contests.kernel.jobs import JobState
from contests.people.model import Unit
from contests.publication.queries import prize_list
from contests.reports.queries import season_figures, year_figures
from contests.screening.model import Verdict
from contests.screening.terms import VerdictKind
from contests.seasons.model import Season
from tests.workers.demo.filling import fill

pytestmark = pytest.mark.slow
MILLION = 1_000_000


def figures_of(session: Session, words: str) -> tuple[int | None, ...]:
    season = session.scalars(sa.select(Season).where(Season.title.contains(words))).one()
    counts = season_figures(session, season).counts
    return counts.received, counts.eligible, counts.prized, counts.nominated


def test_the_whole_demo_has_the_figures_of_2021(sqlite_config: Config, tmp_path: Path) -> None:
    runtime = application.make_runtime(sqlite_config)
    job = fill(runtime, tmp_path, "full")
    assert (job.state, job.error) == (JobState.DONE, "")
    with runtime.main.reading() as session:
        assert figures_of(session, "năm 2021") == (102, 89, 24, 10)
        assert figures_of(session, "2020-2021") == (39, 39, 11, 4)
        check_the_year(session)
        check_the_rejections(session)
        check_the_names(session)
    runtime.main.engine.dispose()
    runtime.sealed.engine.dispose()


def check_the_year(session: Session) -> None:
    organisers = set(session.scalars(sa.select(Unit.organiser_id)))
    year = year_figures(session, organisers, 2021)
    money = {
        line.title[:8]: (line.money.allocated, line.money.used, line.money.returned) for line in year.lines
    }
    assert money == {
        "Cuộc thi": (180 * MILLION, 156_900_000, 23_100_000),
        "Hội thi ": (350 * MILLION, 236_900_000, 113_100_000),
    }
    upper = {line.title[:8]: line.upper for line in year.lines}
    assert dict(upper["Cuộc thi"].tiers) == {"Giải Ba": 1, "Giải Khuyến khích": 1}


def check_the_rejections(session: Session) -> None:
    rejected = sa.select(Verdict).join(Entry, Entry.id == Verdict.entry_id)
    verdicts = session.scalars(rejected.where(Verdict.kind == VerdictKind.REJECTED)).all()
    assert len({verdict.entry_id for verdict in verdicts}) == 13
    assert len({verdict.note for verdict in verdicts}) == 13
    assert len({verdict.reason for verdict in verdicts}) == 6


def check_the_names(session: Session) -> None:
    """Most laureates agreed to be named, some did not."""
    season = session.scalars(sa.select(Season).where(Season.title.contains("năm 2021"))).one()
    found = prize_list(session, season.id, datetime(2026, 11, 22, tzinfo=UTC))
    assert found is not None
    names = [name for tier in found.tiers for work in tier.works for name in work.people]
    assert 0 < names.count(None) < len(names) // 4
