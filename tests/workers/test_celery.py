"""The production way with real processes: Redis carries ids, the relay sends them, a worker does the jobs."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from contests.envelopes.exhibit_state import JOB
from contests.kernel import jobs
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.jobs import Job, JobState
from contests.kernel.web.runtime import Runtime
from tests.conftest import make_config
from tests.conftest_services import RedisServer
from tests.workers.demo.filling import ask
from tests.workers.processes import Program, children_of, eventually, kill, program

pytestmark = [pytest.mark.redis, pytest.mark.postgres]


@pytest.fixture
def config(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """Production's database."""
    return make_config(request, "postgresql", tmp_path)


@pytest.fixture
def environment(config: Config, redis_server: RedisServer) -> dict[str, str]:
    return {
        "BANGVANG_DATA": str(config.data),
        "BANGVANG_DATABASE_URL": config.database_url,
        "BANGVANG_JUDGING_URL": config.judging_url,
        "BANGVANG_REDIS_URL": redis_server.url(3),
    }


@contextmanager
def worker(environment: dict[str, str], tmp_path: Path) -> Iterator[Program]:
    with program("work", "--processes", "1", said=tmp_path / "worker.txt", environment=environment) as made:
        yield made


def state(runtime: Runtime, job_id: str, *wanted: JobState) -> Job | None:
    with runtime.main.reading() as session:
        job = session.get_one(Job, job_id)
        return job if job.state in wanted else None


def steps(runtime: Runtime, job_id: str, least: int) -> Job | None:
    with runtime.main.reading() as session:
        job = session.get_one(Job, job_id)
        return job if job.done >= least else None


def test_a_job_asked_for_is_done_by_a_worker(
    runtime: Runtime, environment: dict[str, str], tmp_path: Path
) -> None:
    def verb(session: sa.orm.Session) -> str:
        return jobs.ask(
            session, JOB, "Lập bản chấm", key="một", scope="s", by=SYSTEM, at=now(), season="x"
        ).id

    job_id = runtime.main.do(verb)
    with (
        program("relay", said=tmp_path / "relay.txt", environment=environment),
        worker(environment, tmp_path),
    ):
        done = eventually(partial(state, runtime, job_id, *jobs.ENDED), "the end of the job")
    assert (done.state, done.attempts) == (JobState.DONE, 1)


@pytest.mark.slow
def test_a_killed_worker_s_job_is_delivered_again_and_ends(
    runtime: Runtime, environment: dict[str, str], tmp_path: Path
) -> None:
    job_id = ask(runtime, tmp_path)
    with program("relay", said=tmp_path / "relay.txt", environment=environment):
        with worker(environment, tmp_path) as first:
            eventually(partial(steps, runtime, job_id, 5), "a few steps")
            kill(first.process.pid, *children_of(first.process.pid))
            first.ended()
        runtime.main.do(lambda session: jobs.release(session, now()))
        with worker(environment, tmp_path):
            done = eventually(partial(state, runtime, job_id, *jobs.ENDED), "the end of the job", 300)
    assert (done.state, done.error) == (JobState.DONE, "")
    assert done.attempts >= 2


def test_without_redis_there_is_no_relay(sqlite_config: Config, tmp_path: Path) -> None:
    environment = {"BANGVANG_DATA": str(sqlite_config.data)}
    with program("relay", said=tmp_path / "said.txt", environment=environment) as made:
        assert made.ended() == 1
        assert "BANGVANG_REDIS_URL" in made.text
        assert "Traceback" not in made.text
