"""A tiny demo on each database: every service of a season has been called, and everyone has something to do."""

import re
import stat

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.board import board
from contests.certificates.model import Batch, Certificate, Print
from contests.decisions.terms import DecisionKind
from contests.entries.model import Author, Entry
from contests.entries.terms import EntryState
from contests.envelopes.conflicts.model import Conflict
from contests.envelopes.conflicts.terms import Level, Source
from contests.envelopes.model import RoundEnvelope
from contests.envelopes.terms import RoundState
from contests.kernel.clock import now
from contests.kernel.demo import demo_progress
from contests.kernel.errors import Done
from contests.kernel.jobs import Job, JobState
from contests.kernel.settings import installation
from contests.nomination.queries import nomination_rows
from contests.people.entering import identify, identify_by_secret
from contests.people.model import Account, Unit
from contests.publication.booklet.model import Booklet
from contests.publication.service import notice_of
from contests.reports.paper_queries import papers_of
from contests.screening.model import Verdict
from contests.screening.terms import VerdictKind
from contests.seasons.model import Season
from judging.deliberation.model import Motion, Pass
from judging.deliberation.terms import MotionState
from judging.model import Barred, Sheet
from judging.terms import SheetState
from tests.workers.demo.conftest import Filled
from tests.workers.demo.filling import ADDRESS
from workers.demo.accounts import FILE
from workers.demo.sizes import TINY


def season(session: Session, words: str) -> Season:
    return session.scalars(sa.select(Season).where(Season.title.contains(words))).one()


def states(session: Session, season_id: str) -> dict[EntryState, int]:
    rows = sa.select(Entry.state, sa.func.count()).where(Entry.season_id == season_id).group_by(Entry.state)
    return {row[0]: row[1] for row in session.execute(rows)}


def test_the_job_ends_well_with_every_step_counted(filled: Filled) -> None:
    job = filled.job
    assert (job.state, job.error) == (JobState.DONE, "")
    assert job.done == job.total > 50


def test_once_it_is_made_nobody_waits_for_it(session: Session) -> None:
    assert demo_progress(session) is None


def test_there_is_one_organiser_and_a_whole_province_below_it(session: Session) -> None:
    units = list(session.scalars(sa.select(Unit)))
    assert len({unit.organiser_id for unit in units}) == 1
    assert len(units) > 120


def test_the_finished_contest_of_pupils_has_its_figures(session: Session) -> None:
    youth = season(session, "năm 2021")
    assert states(session, youth.id) == {EntryState.ELIGIBLE: 5, EntryState.REJECTED: 1}
    found = board(session, youth.id)
    assert found is not None
    assert found.given == sum(TINY.youth.prizes)
    assert notice_of(session, youth.id) is not None
    assert [row.result for row in nomination_rows(session, youth.id)] == ["Giải Ba", None]


def test_a_finished_season_keeps_its_budget(session: Session) -> None:
    youth, technical = season(session, "năm 2021"), season(session, "2020-2021")
    assert (youth.budget_allocated, youth.budget_used) == (180_000_000, 156_900_000)
    assert (technical.budget_allocated, technical.budget_used) == (350_000_000, 236_900_000)


def test_a_rejection_says_why(session: Session) -> None:
    verdict = session.scalars(sa.select(Verdict).where(Verdict.kind == VerdictKind.REJECTED)).one()
    assert verdict.reason is not None
    assert len(verdict.note) > 40


def test_the_past_happened_in_the_past(session: Session) -> None:
    youth = season(session, "năm 2021")
    moments = session.scalars(sa.select(Entry.submitted_at).where(Entry.season_id == youth.id))
    assert {moment.year for moment in moments if moment} == {2021}
    assert youth.opened_at is not None
    assert youth.opened_at.year == 2021


def test_every_prized_author_has_a_certificate_in_a_drawn_file(filled: Filled, session: Session) -> None:
    for words in ("năm 2021", "2020-2021"):
        own = season(session, words)
        found = board(session, own.id)
        assert found is not None
        prized = [row.entry_id for row in found.rows if row.tier_id]
        authors = set(session.scalars(sa.select(Author.id).where(Author.entry_id.in_(prized))))
        batch = session.scalars(sa.select(Batch).where(Batch.season_id == own.id)).one()
        given = session.scalars(sa.select(Certificate.author_id).where(Certificate.batch_id == batch.id))
        assert set(given) == authors
        assert batch.demo
        drawn = session.scalars(sa.select(Print).where(Print.batch_id == batch.id)).one()
        assert drawn.sha256
        assert batch.check_address.startswith(ADDRESS.rstrip("/"))
        paper = filled.runtime.storage.read(drawn.sha256, area=f"{own.organiser_id}/papers")
        assert paper.startswith(b"%PDF")


def test_the_finished_rounds_are_open_and_the_present_one_is_sealed(session: Session) -> None:
    rounds = {row.season_id: row.state for row in session.scalars(sa.select(RoundEnvelope))}
    assert rounds[season(session, "năm 2021").id] is RoundState.OPENED
    assert rounds[season(session, "lần thứ 22").id] is RoundState.SEALED
    assert len(rounds) == 3


def test_in_the_present_round_some_sheets_are_in_and_some_are_not(session: Session) -> None:
    sheets = list(session.scalars(sa.select(Sheet)))
    submitted = sum(sheet.state is SheetState.SUBMITTED for sheet in sheets)
    finished = (5 + 2) * TINY.seats
    required = TINY.judged * TINY.seats - 1
    assert finished < submitted < finished + required


def test_a_judge_who_declared_kin_is_kept_from_that_entry(session: Session) -> None:
    hard = sa.select(Conflict.source).where(Conflict.level == Level.HARD)
    assert session.scalars(hard).all() == [Source.KIN]
    assert session.scalar(sa.select(sa.func.count()).select_from(Barred)) == 1


def test_the_open_season_has_work_for_units_and_office(session: Session) -> None:
    found = states(session, season(session, "lần thứ 12").id)
    assert found == {
        EntryState.RETURNED: 1,
        EntryState.ELIGIBLE: 1,
        EntryState.SUBMITTED: TINY.filed - 2,
        EntryState.DRAFT: TINY.drafts,
    }


def test_the_accounts_are_for_the_owner_of_the_directory_only(filled: Filled) -> None:
    assert stat.S_IMODE((filled.data / FILE).stat().st_mode) == 0o600


def test_every_account_on_the_sheet_opens(filled: Filled) -> None:
    text = (filled.data / FILE).read_text(encoding="utf-8")
    pairs = re.findall(r"tên đăng nhập: (\S+)   mật khẩu: (\S+)", text)
    assert len(pairs) >= 8
    for login, password in pairs:
        outcome = identify(filled.runtime.main, login, password, address="", at=now())
        assert isinstance(outcome, Done), login


def test_every_slip_on_the_sheet_opens(filled: Filled) -> None:
    text = (filled.data / FILE).read_text(encoding="utf-8")
    secrets = re.findall(r"mã trên phiếu tác giả: (\S+)", text)
    assert len(secrets) == 2
    for secret in secrets:
        assert isinstance(identify_by_secret(filled.runtime.main, secret, address="", at=now()), Done)


def test_whoever_filed_an_entry_has_come_in_before(session: Session) -> None:
    filers = sa.select(Account.password_hash).where(Account.id.in_(sa.select(Entry.created_by)))
    kept = list(session.scalars(filers))
    assert len(kept) > 3
    assert None not in kept


def test_papers_lead_to_where_the_demo_is_served(session: Session) -> None:
    assert installation(session).public_address == ADDRESS.rstrip("/")


def test_no_job_is_left_behind(session: Session) -> None:
    assert set(session.scalars(sa.select(Job.state))) == {JobState.DONE}


def test_in_each_season_that_is_over_a_panel_met_and_all_drew_their_lines(session: Session) -> None:
    motions = session.scalars(sa.select(Motion)).all()
    assert {motion.state for motion in motions} == {MotionState.PASSED}
    last = session.execute(sa.select(Pass.sheet_id, sa.func.max(Pass.number)).group_by(Pass.sheet_id)).all()
    assert [number for _, number in last] == [2] * len(motions)
    boards = [board(session, season(session, words).id) for words in ("năm 2021", "2020-2021")]
    rows = [row for one in boards if one for row in one.rows]
    assert len(rows) > 5
    assert all(row.by_jury for row in rows)


def test_a_finished_season_has_its_papers_at_every_step(filled: Filled, session: Session) -> None:
    """A draft that waits, a signed decision with its scan, and a booklet that was drawn."""
    booklets = session.query(Booklet).all()
    assert booklets
    for booklet in booklets:
        season = session.get_one(Season, booklet.season_id)
        content = filled.runtime.storage.read(booklet.sha256 or "", area=f"{season.organiser_id}/papers")
        assert content.startswith(b"%PDF-")
        rows = papers_of(session, season.id)
        assert [row.decision_id for row in rows[DecisionKind.SUBMISSION]] == [None]
        assert [row.scanned for row in rows[DecisionKind.AWARDS]] == [True]
