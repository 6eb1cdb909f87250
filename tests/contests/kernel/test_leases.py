"""A worker that lost its job stays without it, whatever a person pressed; work that kills its worker is not begun for ever."""

from datetime import timedelta

import pytest
import time_machine

from contests.kernel import jobs
from contests.kernel.access import SYSTEM
from contests.kernel.jobs import LEASE, MOST_ATTEMPTS, Job, JobState
from tests.factories import NOON

AFTER = LEASE + timedelta(seconds=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def job_id(transactions):
    return transactions.do(
        lambda s: jobs.ask(s, "draw", "In giấy", key="k", scope="o", by=SYSTEM, at=NOON).id
    )


def at_once(transactions, job_id):
    """What a person does who stops a job and lets it run again."""
    transactions.act(lambda s: jobs.cancel(s.get_one(Job, job_id), at=NOON))
    transactions.act(lambda s: jobs.retry(s.get_one(Job, job_id)))


def taken(transactions, job_id, at=NOON):
    job = transactions.do(lambda s: jobs.take(s, job_id, at))
    return job.attempts if job else None


def test_a_worker_whose_job_was_stopped_and_begun_again_changes_nothing(transactions, job_id):
    first = taken(transactions, job_id)
    at_once(transactions, job_id)
    second = taken(transactions, job_id)
    transactions.do(lambda s: jobs.finish(s, job_id, first, {"from": "the first"}, NOON))
    with pytest.raises(jobs.Cancelled):
        transactions.do(lambda s: jobs.Work(job_id, {}, transactions, None, SYSTEM, first).note(s, 1, 2))
    transactions.do(lambda s: jobs.finish(s, job_id, second, {"from": "the second"}, NOON))
    with transactions.reading() as session:
        assert session.get_one(Job, job_id).result == {"from": "the second"}


def test_a_job_begun_again_has_all_its_attempts(runtime, job_id, clock):
    def fails(_):
        raise OSError("hết chỗ")

    taken(runtime.main, job_id)
    at_once(runtime.main, job_id)
    runs = sum(
        jobs.run(job_id, {"draw": fails}, runtime.main, runtime.storage) for _ in range(MOST_ATTEMPTS + 2)
    )
    assert runs == MOST_ATTEMPTS


def test_a_job_that_kills_its_worker_every_time_waits_for_a_person(transactions, job_id):
    at = NOON
    for _ in range(MOST_ATTEMPTS):
        assert taken(transactions, job_id, at)
        at += AFTER
    assert taken(transactions, job_id, at) is None
    with transactions.reading() as session:
        dead = session.get_one(Job, job_id)
    assert (dead.state, dead.ended_at) == (JobState.PARKED, at)
    assert dead.error


def test_stopping_the_only_worker_costs_no_attempt(transactions, job_id):
    for _ in range(MOST_ATTEMPTS + 1):
        assert taken(transactions, job_id, NOON + AFTER)
        transactions.do(lambda s: jobs.release(s, NOON))
        assert transactions.do(lambda s: jobs.waiting(s, NOON + AFTER)) == [job_id]
