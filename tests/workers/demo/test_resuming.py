"""A worker that is killed while it makes the demo costs one step: the next one ends with the same demo."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

import app as application
from contests.kernel import jobs
from contests.kernel.access import SYSTEM
from contests.kernel.audit import Deed
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.jobs import Cancelled, Job, JobState, Work
from contests.kernel.outbox import Letter, write
from contests.kernel.web.runtime import Runtime
from tests.workers.demo.content import content
from tests.workers.demo.filling import ask, fill
from tests.workers.processes import Program, children_of, eventually, kill, program
from workers.demo.accounts import FILE
from workers.demo.steps import NOTED, Step, noted, once, walk


def letter(session: Session, to: str) -> dict[str, str]:
    write(session, to, "Thử", "", at=now())
    return {"to": to}


def failing(session: Session) -> None:
    write(session, "không ai", "Thử", "", at=now())
    raise ValueError("gãy giữa chừng")


def work_of(runtime: Runtime, attempt: int = 1) -> Work:
    def verb(session: Session) -> str:
        job = jobs.ask(session, "demo", "Thử", key="demo", scope="system", by=SYSTEM, at=now())
        job.state, job.attempts, job.lease_until = JobState.RUNNING, 1, now()
        return job.id

    return Work(runtime.main.do(verb), {}, runtime.main, runtime.storage, SYSTEM, attempt)


def written(runtime: Runtime) -> list[str]:
    with runtime.main.reading() as session:
        return sorted(session.scalars(sa.select(Letter.to)))


def notes_of(runtime: Runtime, work: Work) -> dict[str, str]:
    with runtime.main.reading() as session:
        return {key: notes.get("to", "") for key, notes in noted(session, work.job_id).items()}


def test_a_step_that_is_noted_is_not_done_again(runtime: Runtime) -> None:
    work, steps = work_of(runtime), [once("một", letter, "An"), once("hai", letter, "Bình")]
    walk(work, steps[:1], {})
    with runtime.main.reading() as session:
        walk(work, steps, dict(noted(session, work.job_id)))
    assert written(runtime) == ["An", "Bình"]
    assert notes_of(runtime, work) == {"một": "An", "hai": "Bình"}


def test_a_step_that_fails_leaves_neither_change_nor_note(runtime: Runtime) -> None:
    work = work_of(runtime)
    with pytest.raises(ValueError, match="gãy giữa chừng"):
        walk(work, [once("một", letter, "An"), once("hai", failing)], {})
    assert written(runtime) == ["An"]
    assert notes_of(runtime, work) == {"một": "An"}


def test_whoever_lost_the_job_changes_nothing(runtime: Runtime) -> None:
    work = work_of(runtime, attempt=2)
    with pytest.raises(Cancelled):
        walk(work, [once("một", letter, "An")], {})
    assert written(runtime) == []


def test_what_was_prepared_reaches_its_own_step(runtime: Runtime) -> None:
    work = work_of(runtime)
    steps = [
        Step(name, letter, name.upper, early=True)
        for name in ("an", "bình", "chi", "dung", "em", "giang", "hà", "khánh")
    ]
    walk(work, steps, {})
    assert notes_of(runtime, work) == {step.key: step.key.upper() for step in steps}


def test_progress_counts_the_steps(runtime: Runtime) -> None:
    work = work_of(runtime)
    walk(work, [once(str(number), letter, str(number)) for number in range(5)], {})
    with runtime.main.reading() as session:
        job = session.get_one(Job, work.job_id)
    assert (job.done, job.total) == (5, 5)


@contextmanager
def worker(config: Config, said: Path) -> Iterator[Program]:
    """A worker process on that installation."""
    environment = {"BANGVANG_DATA": str(config.data), "BANGVANG_DATABASE_URL": config.database_url}
    with program("work", said=said, environment=environment) as made:
        yield made


def steps_done(runtime: Runtime) -> int:
    with runtime.main.reading() as session:
        return session.scalar(sa.select(sa.func.count()).where(Deed.verb == NOTED)) or 0


def reached(runtime: Runtime, point: int) -> bool | None:
    return steps_done(runtime) >= point or None


def state(runtime: Runtime, job_id: str) -> JobState:
    with runtime.main.reading() as session:
        return session.get_one(Job, job_id).state


@pytest.mark.slow
def test_a_demo_whose_worker_was_killed_thrice_is_the_same_demo(
    sqlite_config: Config, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    killed, whole = application.make_runtime(sqlite_config), another(sqlite_config, tmp_path_factory)
    job_id = ask(killed, tmp_path)
    for point in sorted(secrets.randbelow(85) + 1 for _ in range(3)):
        with worker(sqlite_config, tmp_path / "said.txt") as running:
            eventually(partial(reached, killed, point), f"step {point}")
            kill(running.process.pid, *children_of(running.process.pid))
            running.ended()
    with worker(sqlite_config, tmp_path / "said.txt"):
        eventually(lambda: state(killed, job_id) in jobs.ENDED or None, "the end of the demo")
    assert state(killed, job_id) is JobState.DONE
    fill(whole, whole.config.data)
    with killed.main.reading() as left, whole.main.reading() as right:
        assert content(left) == content(right)
    assert (tmp_path / FILE).exists()


def another(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Runtime:
    """A second empty installation like the first."""
    data = tmp_path_factory.mktemp("whole")
    database = data / "bangvang.sqlite"
    database.write_bytes((config.data / "bangvang.sqlite").read_bytes())
    url = f"sqlite:///{database}"
    return application.make_runtime(Config(data, url, url, config.secret_key))
