"""Three hundred certificates, and the worker that makes them killed at random points, twenty times."""

import io
import random
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

import app as application
from contests.certificates import service as certificates
from contests.certificates.model import Batch, Certificate, Print
from contests.certificates.printing import area_of, draw_batch
from contests.certificates.prints import print_batch
from contests.certificates.service import IssueFacts
from contests.certificates.terms import PrintForm
from contests.kernel import jobs
from contests.kernel.clock import now
from contests.kernel.jobs import Job, JobState
from contests.kernel.sessions import value_of
from contests.seasons.model import Season, Tier
from tests.factories import make_organiser, make_season
from tests.factories_awards import make_published

ROOT = Path(__file__).parents[3]
KILLS = 20
MARKS = tuple(range(9500, 9400, -1))
"""A hundred works of three authors each, which all get a prize."""


def issue_all(session, judged) -> Print:
    """Numbers for everyone, and the ZIP of separate files asked for."""
    facts = IssueFacts("Tuyên Quang", date(2026, 11, 22))
    batch = value_of(certificates.issue(session, judged.season, facts, **judged.by_office))
    return value_of(print_batch(session, judged.season, batch, PrintForm.FILES, **judged.by_office))


def prize_for_all(session):
    """The lowest tier takes as many as there are."""
    organiser = make_organiser(session)
    season = make_season(session, organiser)
    lowest = session.query(Tier).filter_by(season_id=season.id).order_by(Tier.position.desc()).first()
    lowest.quota = lowest.least_hundredths = None
    return make_published(session, MARKS, organiser=organiser, season=season, team=3)


def start(config, job_id: str) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "tests.contests.certificates.worker",
        str(config.data),
        config.database_url,
    ]
    return subprocess.Popen(
        [*command, config.secret_key, job_id], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def begun(worker: "subprocess.Popen[bytes]") -> None:
    assert worker.stdout is not None
    assert worker.stdout.readline() == b"begun\n"


def undisturbed(runtime, job_id: str) -> bytes:
    """What the same job makes of the same register when nobody kills it."""
    with runtime.main.reading() as session:
        job = session.get_one(Job, job_id)
        batch = session.get_one(Batch, str(job.args["batch"]))
        area = area_of(session.get_one(Season, batch.season_id).organiser_id)
    job = runtime.main.do(lambda s: _again(s, job_id))
    work = jobs.Work(job_id, job.args, runtime.main, runtime.storage, None, job.attempts)
    draw_batch(work)
    with runtime.main.reading() as session:
        row = session.query(Print).filter_by(form=PrintForm.FILES).one()
    return runtime.storage.read(row.sha256, area=area)


def _again(session, job_id: str) -> Job:
    job = session.get_one(Job, job_id)
    job.state, job.lease_until = JobState.QUEUED, None
    session.flush()
    return jobs.take(session, job_id, now())


@pytest.mark.slow
def test_300_certificates_survive_20_kills_with_the_bytes_of_an_undisturbed_run(sqlite_config):
    runtime = application.make_runtime(sqlite_config)
    judged = runtime.main.do(prize_for_all)
    drawn = runtime.main.do(lambda s: issue_all(s, judged))
    chance, length = random.Random(20), _seconds(sqlite_config, runtime, drawn.job_id)
    for _ in range(KILLS):
        worker = start(sqlite_config, drawn.job_id)
        begun(worker)
        time.sleep(chance.uniform(0, length))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        runtime.main.do(lambda s: _unfinished(s, drawn.job_id))
    worker = start(sqlite_config, drawn.job_id)
    assert worker.communicate(timeout=300)[0] == b"begun\ndone\n"
    with runtime.main.reading() as session:
        assert session.get_one(Job, drawn.job_id).state is JobState.DONE
        kept = session.query(Print).filter_by(form=PrintForm.FILES).one().sha256
        registers = [one.register for one in session.query(Certificate)]
    content = runtime.storage.read(kept, area=area_of(judged.organiser.id))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert len(registers) == len(set(registers)) == 300
    assert sorted(names) == sorted(f"{register}.pdf" for register in registers)
    assert content == undisturbed(runtime, drawn.job_id)


def _seconds(config, runtime, job_id: str) -> float:
    """How long the job takes on this machine today: kills are spread over all of it."""
    worker = start(config, job_id)
    begun(worker)
    at = time.monotonic()
    worker.communicate(timeout=300)
    runtime.main.do(lambda s: _unfinished(s, job_id))
    return time.monotonic() - at


def _unfinished(session, job_id: str) -> None:
    """As if the kill had come before the end: what is tried twenty times is the way there."""
    job = session.get_one(Job, job_id)
    if job.state is not JobState.RUNNING:
        job.state, job.ended_at = JobState.QUEUED, None
    session.query(Print).filter_by(form=PrintForm.FILES).update({"sha256": None, "size": None})
