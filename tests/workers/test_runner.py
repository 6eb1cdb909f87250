"""The loop beside the web, and how the production way hands jobs on."""

import threading
from collections.abc import Sequence

import pytest
import sqlalchemy as sa

from contests.envelopes.exhibit_state import JOB
from contests.kernel import jobs
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.jobs import Job, JobState
from contests.kernel.sessions import Transactions
from contests.kernel.web.runtime import Runtime
from workers import celery_app
from workers.celery_app import hand_on, make_celery
from workers.runner import loop, run_here, turn


def asked(transactions: Transactions, key: str = "một", kind: str = JOB) -> str:
    """A job for a season without entries: it ends as soon as it is taken."""

    def verb(session: sa.orm.Session) -> str:
        made = jobs.ask(
            session, kind, "Lập bản chấm", key=key, scope="s", by=SYSTEM, at=now(), season="khong"
        )
        return made.id

    return transactions.do(verb)


def job(transactions: Transactions, job_id: str) -> Job:
    with transactions.reading() as session:
        return session.get_one(Job, job_id)


def test_a_turn_does_what_waits(runtime: Runtime) -> None:
    job_id = asked(runtime.main)
    deliver = run_here(runtime.main, runtime.storage)
    assert turn(runtime.main, deliver)
    assert not turn(runtime.main, deliver)
    assert job(runtime.main, job_id).state is JobState.DONE


def test_a_kind_that_nobody_knows_is_parked_with_its_name(runtime: Runtime) -> None:
    job_id = asked(runtime.main, kind="không rõ")
    deliver = run_here(runtime.main, runtime.storage)
    while turn(runtime.main, deliver):
        continue
    parked = job(runtime.main, job_id)
    assert parked.state is JobState.PARKED
    assert "không rõ" in parked.error


def test_a_turn_that_fails_does_not_end_the_loop(runtime: Runtime) -> None:
    asked(runtime.main)
    stop, turns = threading.Event(), []

    def deliver(waiting: Sequence[str]) -> bool:
        turns.append(list(waiting))
        if len(turns) == 1:
            raise OSError("cơ sở dữ liệu tạm vắng")
        stop.set()
        return True

    loop(runtime.main, deliver, stop)
    assert len(turns) == 2


def test_a_job_that_was_begun_can_be_taken_at_once_by_the_only_worker(transactions: Transactions) -> None:
    job_id = asked(transactions)
    transactions.do(lambda session: jobs.take(session, job_id, now()))
    with transactions.reading() as session:
        assert jobs.waiting(session, now()) == []
    transactions.do(lambda session: jobs.release(session, now()))
    with transactions.reading() as session:
        assert jobs.waiting(session, now()) == [job_id]


class TestHandingOn:
    @pytest.fixture
    def sent(self, sqlite_config: Config, runtime: Runtime) -> "Sent":
        return Sent(runtime)

    def test_an_id_goes_out_once_while_it_waits(self, sent: "Sent") -> None:
        assert sent.deliver(["a", "b"])
        assert not sent.deliver(["a", "b"])
        assert sent.ids == ["a", "b"]

    def test_it_goes_out_again_when_nobody_takes_it(
        self, sent: "Sent", monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(celery_app, "RESEND_SECONDS", 0)
        assert sent.deliver(["a"])
        assert sent.deliver(["a"])
        assert sent.ids == ["a", "a"]

    def test_one_that_was_taken_and_waits_again_goes_out_at_once(self, sent: "Sent") -> None:
        sent.deliver(["a"])
        sent.deliver([])
        assert sent.deliver(["a"])


class Sent:
    """What the broker would get: Celery with its in-memory transport."""

    def __init__(self, runtime: Runtime) -> None:
        self.celery = make_celery("memory://", runtime.main, runtime.storage)
        self.deliver = hand_on(self.celery)

    @property
    def ids(self) -> list[str]:
        found = []
        with self.celery.connection_for_read() as connection:
            queue = connection.SimpleQueue("celery")
            while queue.qsize():
                message = queue.get(block=False)
                found.append(message.decode()[0][0])
                message.ack()
            queue.close()
        return found
