"""The loop beside the web: finds the jobs that wait, runs them here or hands them on, sends the letters, does a chore."""

import logging
import threading
from collections.abc import Callable, Sequence

from contests.kernel import jobs
from contests.kernel.clock import now
from contests.kernel.sessions import Transactions
from contests.kernel.storage import Storage
from workers.mail import send_letter
from workers.tasks import FUNCTIONS
from workers.wishes import grant_wishes

Chore = Callable[[], None]
Deliver = Callable[[Sequence[str]], bool]
"""Gets the ids of all jobs that wait, oldest first; says whether it did anything about them."""
IDLE_SECONDS = 0.5
log = logging.getLogger(__name__)


def nothing() -> None:
    """No chore."""


def run_here(transactions: Transactions, storage: Storage) -> Deliver:
    """The embedded way: one job after the other is done in this process."""

    def deliver(waiting: Sequence[str]) -> bool:
        return sum(jobs.run(job_id, FUNCTIONS, transactions, storage) for job_id in waiting) > 0

    return deliver


def turn(transactions: Transactions, deliver: Deliver) -> bool:
    """One turn; True when there was something to do."""
    with transactions.reading() as session:
        waiting = jobs.waiting(session, now())
    delivered = deliver(waiting)
    granted = grant_wishes(transactions, now())
    return send_letter(transactions, now()) or granted or delivered


def loop(transactions: Transactions, deliver: Deliver, stop: threading.Event, chore: Chore = nothing) -> None:
    """Turn after turn until `stop` is set, the chore after each; a database that is away for a while is waited for."""
    while not stop.is_set():
        try:
            busy = turn(transactions, deliver)
            chore()
        except Exception:
            log.exception("a turn of the runner failed")
            busy = False
        if not busy:
            stop.wait(IDLE_SECONDS)
