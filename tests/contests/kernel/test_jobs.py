"""Long work: asked for once, leased, alive while it says so, done once, parked after its last failure."""

from datetime import timedelta

import pytest
import time_machine

from contests.kernel import jobs
from contests.kernel.access import Actor
from contests.kernel.errors import Done, Refused
from contests.kernel.jobs import LEASE, MOST_ATTEMPTS, Job, JobState
from tests.factories import NOON

OFFICE = Actor("banthuky", "Lê Thị Hồng Gấm", frozenset())
LATER = NOON + LEASE + timedelta(seconds=1)


def asked(transactions, key="k", **args):
    return transactions.do(
        lambda s: jobs.ask(s, "draw", "In giấy", key=key, scope="o", by=OFFICE, at=NOON, **args).id
    )


def state(transactions, job_id):
    with transactions.reading() as session:
        return session.get_one(Job, job_id)


def take(transactions, job_id, at=NOON):
    job = transactions.do(lambda s: jobs.take(s, job_id, at))
    return job.attempts if job else None


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


def run(runtime, job_id, work):
    return jobs.run(job_id, {"draw": work}, runtime.main, runtime.storage)


def test_asking_twice_is_asking_once(transactions):
    assert asked(transactions) == asked(transactions)
    assert asked(transactions) != asked(transactions, key="another")


def test_only_one_worker_gets_a_job(transactions):
    job_id = asked(transactions)
    assert (take(transactions, job_id), take(transactions, job_id)) == (1, None)


def test_a_job_whose_worker_is_gone_is_taken_again(transactions):
    job_id = asked(transactions)
    take(transactions, job_id)
    assert transactions.do(lambda s: jobs.waiting(s, NOON)) == []
    assert transactions.do(lambda s: jobs.waiting(s, LATER)) == [job_id]
    assert take(transactions, job_id, LATER) == 2


def test_a_worker_that_lost_its_lease_changes_nothing(transactions):
    job_id = asked(transactions)
    take(transactions, job_id)
    take(transactions, job_id, LATER)
    transactions.do(lambda s: jobs.finish(s, job_id, 1, {"late": True}, LATER))
    assert state(transactions, job_id).state is JobState.RUNNING
    transactions.do(lambda s: jobs.finish(s, job_id, 2, {"pages": 3}, LATER))
    assert (state(transactions, job_id).state, state(transactions, job_id).result) == (
        JobState.DONE,
        {"pages": 3},
    )


def test_a_job_shows_how_far_it_is_and_keeps_its_lease(runtime, clock):
    job_id = asked(runtime.main, pages=4)
    seen = []

    def work(own):
        clock.shift(timedelta(seconds=50))
        own.progress(1, own.args["pages"])
        seen.append(state(runtime.main, job_id))
        return {"pages": 4}

    assert run(runtime, job_id, work)
    assert (seen[0].done, seen[0].total, seen[0].lease_until) == (1, 4, NOON + timedelta(seconds=50) + LEASE)
    done = state(runtime.main, job_id)
    assert (done.state, done.done, done.total) == (JobState.DONE, 4, 4)


def test_a_job_that_is_done_is_not_done_again(runtime, clock):
    job_id = asked(runtime.main)
    assert run(runtime, job_id, lambda _: {})
    assert not run(runtime, job_id, lambda _: pytest.fail("done twice"))


def test_a_cancelled_job_stops_at_its_next_sign_of_life(runtime, clock):
    job_id, reached = asked(runtime.main), []

    def work(own):
        runtime.main.act(lambda s: jobs.cancel(s.get_one(Job, job_id), at=NOON))
        own.progress(1, 2)
        reached.append("after")
        return {}

    assert run(runtime, job_id, work)
    assert (reached, state(runtime.main, job_id).state) == ([], JobState.CANCELLED)


def test_a_job_that_fails_is_tried_again_and_then_waits_for_a_person(runtime, clock):
    job_id = asked(runtime.main)

    def fails(_):
        raise OSError("hết chỗ")

    for attempt in range(1, MOST_ATTEMPTS):
        run(runtime, job_id, fails)
        assert state(runtime.main, job_id).state is JobState.QUEUED, attempt
    run(runtime, job_id, fails)
    parked = state(runtime.main, job_id)
    assert (parked.state, parked.error, parked.ended_at) == (JobState.PARKED, "OSError: hết chỗ", NOON)
    assert not run(runtime, job_id, fails)


def test_a_parked_job_can_be_run_from_its_beginning(runtime, clock):
    job_id = asked(runtime.main)
    for _ in range(MOST_ATTEMPTS):
        run(runtime, job_id, lambda _: 1 // 0)
    assert isinstance(runtime.main.act(lambda s: jobs.retry(s.get_one(Job, job_id))), Done)
    assert run(runtime, job_id, lambda _: {"pages": 1})
    assert state(runtime.main, job_id).state is JobState.DONE


def test_what_has_ended_is_neither_cancelled_nor_run_again(runtime, clock):
    job_id = asked(runtime.main)
    assert isinstance(runtime.main.act(lambda s: jobs.retry(s.get_one(Job, job_id))), Refused)
    run(runtime, job_id, lambda _: {})
    assert isinstance(runtime.main.act(lambda s: jobs.cancel(s.get_one(Job, job_id), at=NOON)), Refused)


def test_the_oldest_job_comes_first(transactions):
    first, second = asked(transactions, "a"), asked(transactions, "b")
    transactions.do(lambda s: setattr(s.get_one(Job, second), "created_at", NOON - timedelta(minutes=1)))
    assert transactions.do(lambda s: jobs.waiting(s, NOON)) == [second, first]
    assert transactions.do(lambda s: jobs.waiting(s, NOON, most=1)) == [second]
