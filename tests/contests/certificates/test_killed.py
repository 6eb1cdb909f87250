"""Three hundred certificates, and the worker that makes them killed at random points, twenty times."""

import io
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
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


class Nursery:
    """Where workers come from, one after the other."""

    def __init__(self, config, job_id: str) -> None:
        command = [sys.executable, "-m", "tests.contests.certificates.worker", str(config.data)]
        self.process = subprocess.Popen(
            [*command, config.database_url, config.secret_key, job_id],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def begin(self):
        """A new worker at the beginning of the job; its process number."""
        self.process.stdin.write("go\n")
        first, second = self.heard(), self.heard()
        assert "begun" in (first, second)
        return int(second if first == "begun" else first)

    def heard(self):
        return self.process.stdout.readline().strip()

    def end(self) -> list[str]:
        """What a worker still says until it is over."""
        said = []
        while (word := self.heard()) != "over":
            said.append(word)
        return said

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait(timeout=60) == 0


def undisturbed(runtime, job_id):
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


def _again(session, job_id):
    job = session.get_one(Job, job_id)
    job.state, job.lease_until = JobState.QUEUED, None
    session.flush()
    return jobs.take(session, job_id, now())


@pytest.mark.slow
def test_300_certificates_survive_20_kills_with_the_bytes_of_an_undisturbed_run(sqlite_config):
    runtime = application.make_runtime(sqlite_config)
    judged = runtime.main.do(prize_for_all)
    drawn = runtime.main.do(lambda s: issue_all(s, judged))
    nursery = Nursery(sqlite_config, drawn.job_id)
    chance, length = random.Random(20), _seconds(nursery, runtime, drawn.job_id)
    for _ in range(KILLS):
        worker = nursery.begin()
        time.sleep(chance.uniform(0, length))
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        nursery.end()
        runtime.main.do(lambda s: _unfinished(s, drawn.job_id))
    nursery.begin()
    assert nursery.end() == ["done"]
    nursery.close()
    with runtime.main.reading() as session:
        ended = session.get_one(Job, drawn.job_id)
        assert (ended.state, ended.error) == (JobState.DONE, "")
        kept = session.query(Print).filter_by(form=PrintForm.FILES).one().sha256
        registers = [one.register for one in session.query(Certificate)]
    content = runtime.storage.read(kept, area=area_of(judged.organiser.id))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert len(registers) == len(set(registers)) == 300
    assert sorted(names) == sorted(f"{register}.pdf" for register in registers)
    assert content == undisturbed(runtime, drawn.job_id)


def _seconds(nursery: Nursery, runtime, job_id: str) -> float:
    """How long the job takes on this machine today: kills are spread over all of it."""
    nursery.begin()
    at = time.monotonic()
    assert nursery.end() == ["done"]
    runtime.main.do(lambda s: _unfinished(s, job_id))
    return time.monotonic() - at


def _unfinished(session, job_id: str) -> None:
    """As if the kill had come before the end: what is tried twenty times is the way there."""
    job = session.get_one(Job, job_id)
    if job.state in jobs.ENDED:
        job.state = JobState.CANCELLED
        value_of(jobs.retry(job))
    session.query(Print).filter_by(form=PrintForm.FILES).update({"sha256": None, "size": None})
