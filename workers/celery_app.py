"""Jobs over Redis: Celery delivers ids, the job's row is the truth and makes a second delivery harmless."""

import time
from collections.abc import Sequence
from typing import Any, NoReturn

from celery import Celery
from celery.signals import worker_process_init
from sqlalchemy.engine import Engine

from contests.kernel import jobs
from contests.kernel.sessions import Transactions
from contests.kernel.storage import Storage
from workers.runner import Deliver
from workers.tasks import FUNCTIONS

TASK = "bangvang.run_job"
RESEND_SECONDS = 30


def make_celery(redis_url: str, transactions: Transactions, storage: Storage) -> Celery:
    """The Celery application of one process: one task, which takes a job's id."""
    celery = Celery("bangvang", broker=redis_url)
    celery.conf.update(_settings())

    @celery.task(name=TASK, ignore_result=True)
    def run_job(job_id: str) -> None:
        jobs.run(job_id, FUNCTIONS, transactions, storage)

    return celery


def hand_on(celery: Celery) -> Deliver:
    """The production way: the id goes to the broker, and again when nobody took it for a while.

    A job that was taken is forgotten, so that it goes out at once when it waits again.
    """
    sent: dict[str, float] = {}

    def deliver(waiting: Sequence[str]) -> bool:
        at = time.monotonic()
        for taken in sent.keys() - set(waiting):
            del sent[taken]
        due = [job_id for job_id in waiting if job_id not in sent or at - sent[job_id] >= RESEND_SECONDS]
        for job_id in due:
            celery.send_task(TASK, (job_id,), ignore_result=True)
            sent[job_id] = at
        return bool(due)

    return deliver


def work(celery: Celery, engine: Engine, processes: int = 2) -> NoReturn:
    """Run a Celery worker until it is told to stop; its children make connections of their own."""
    worker_process_init.connect(lambda **_: engine.dispose(close=False), weak=False)
    flags = (f"--concurrency={processes}", "--loglevel=WARNING", "--without-gossip", "--without-mingle")
    celery.worker_main(["worker", *flags])
    raise SystemExit(0)


def _settings() -> dict[str, Any]:
    return {
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_prefetch_multiplier": 1,
        "task_ignore_result": True,
        "broker_connection_retry_on_startup": True,
        "worker_hijack_root_logger": False,
        "broker_transport_options": {
            "visibility_timeout": 3600,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
        },
    }
