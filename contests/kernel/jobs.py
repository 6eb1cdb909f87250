"""Long work as rows: asked for in the transaction that needs it, leased, visible, done once."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from contests.kernel.access import Actor
from contests.kernel.clock import now
from contests.kernel.constraints import means
from contests.kernel.db import Base, Id, choice
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.sessions import Transactions
from contests.kernel.storage import Storage
from contests.kernel.text import N_

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
ASKED_ALREADY = N_("Công việc này vừa được yêu cầu. Đề nghị tải lại trang để xem tiến độ.")
WORKER_GONE = N_("Tiến trình việc nền dừng giữa chừng nhiều lần khi làm việc này.")


class JobState(enum.StrEnum):
    """Where a job stands; `parked` waits for a person after its last attempt failed."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    PARKED = "parked"
    CANCELLED = "cancelled"


ENDED = (JobState.DONE, JobState.PARKED, JobState.CANCELLED)


class Job(Base):
    """One piece of long work. `key` makes asking twice the same as asking once."""

    __tablename__ = "job"
    __table_args__ = (
        sa.UniqueConstraint("key", name=means("uq_job_key", ASKED_ALREADY)),
        sa.CheckConstraint("done >= 0 AND total >= 0", name="progress"),
        sa.Index("ix_job_waiting", "state", "created_at"),
    )

    id: Mapped[Id]
    kind: Mapped[str]
    title: Mapped[str]
    args: Mapped[dict[str, Any]]
    key: Mapped[str]
    scope: Mapped[str] = mapped_column(sa.String(16), index=True)
    asked_by: Mapped[str] = mapped_column(sa.String(16))
    state: Mapped[JobState] = mapped_column(choice(JobState, "job_state"), default=JobState.QUEUED)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    """How often it was begun; never counted down, so that the number tells one worker from the next."""
    most_attempts: Mapped[int] = mapped_column(default=MOST_ATTEMPTS)
    """After how many of them it waits for a person."""
    lease_until: Mapped[datetime | None]
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Cancelled(Exception):
    """Raised inside a job's work at its next sign of life after someone cancelled it, or took its lease."""


@dataclass(frozen=True)
class Work:
    """What a job's function gets: its arguments, its transactions, the store, and a way to show progress."""

    job_id: str
    args: dict[str, Any]
    transactions: Transactions
    storage: Storage
    by: Actor
    attempt: int

    def progress(self, done: int, total: int) -> None:
        """Show how far the work is, and prolong its lease. Raises Cancelled when it should stop."""
        self.transactions.do(lambda session: self.note(session, done, total))

    def note(self, session: Session, done: int, total: int) -> None:
        """`progress` within a step's own transaction: whoever lost the lease changes nothing by that step."""
        _alive(session, self.job_id, self.attempt, done, total)


JobFunction = Callable[[Work], dict[str, Any]]


def ask(
    session: Session,
    kind: str,
    title: str,
    *,
    key: str,
    scope: str,
    by: Actor,
    at: datetime,
    **args: str | int,
) -> Job:
    """Ask for work, in the caller's transaction. The same key again gives the job that already stands for it.

    `scope` is the id of the organiser whose people may see the job.
    """
    job = session.scalar(sa.select(Job).where(Job.key == key))
    if job is None:
        job = Job(
            kind=kind,
            title=title,
            args=args,
            key=key,
            scope=scope,
            asked_by=by.account_id,
            created_at=at,
            result={},
        )
        session.add(job)
        session.flush()
    return job


def take(session: Session, job_id: str, at: datetime) -> Job | None:
    """Lease a job that waits, or whose worker is gone; None when it is not to be taken.

    A job whose worker was gone at its last attempt too is parked: it may be what kills them.
    """
    job = session.scalar(sa.select(Job).where(Job.id == job_id).with_for_update())
    if job is None or not _free(job, at):
        return None
    if job.state is JobState.RUNNING and job.attempts >= job.most_attempts:
        job.state, job.error, job.ended_at = JobState.PARKED, WORKER_GONE, at
        return None
    job.state, job.lease_until = JobState.RUNNING, at + LEASE
    job.attempts += 1
    return job


def waiting(session: Session, at: datetime, most: int = 10) -> list[str]:
    """Ids of the jobs that may be taken now, oldest first."""
    expired = sa.and_(Job.state == JobState.RUNNING, Job.lease_until < at)
    rows = (
        sa.select(Job.id)
        .where(sa.or_(Job.state == JobState.QUEUED, expired))
        .order_by(Job.created_at, Job.id)
    )
    return list(session.scalars(rows.limit(most)))


def finish(session: Session, job_id: str, attempt: int, result: dict[str, Any], at: datetime) -> None:
    """Note that the work is done; a worker that lost its lease changes nothing."""
    job = _mine(session, job_id, attempt)
    if job is not None:
        job.state, job.result, job.ended_at, job.error = JobState.DONE, result, at, ""
        job.done = job.total = max(job.total, job.done)


def fail(session: Session, job_id: str, attempt: int, error: str, at: datetime) -> None:
    """Note a failure: the work waits for another attempt, or is parked after the last."""
    job = _mine(session, job_id, attempt)
    if job is None:
        return
    job.error, job.lease_until = error, None
    job.state = JobState.QUEUED if job.attempts < job.most_attempts else JobState.PARKED
    job.ended_at = at if job.state is JobState.PARKED else None


def cancel(job: Job, *, at: datetime) -> Outcome[Job]:
    """Stop work that has not ended; it stops at its next sign of life."""
    if job.state in ENDED:
        return because(N_("Công việc này đã kết thúc nên không hủy được nữa."))
    job.state, job.ended_at = JobState.CANCELLED, at
    return Done(job)


def retry(job: Job) -> Outcome[Job]:
    """Let parked or cancelled work run again from its beginning."""
    if job.state not in (JobState.PARKED, JobState.CANCELLED):
        return because(N_("Chỉ chạy lại được công việc đã dừng vì lỗi hoặc đã hủy."))
    job.state, job.ended_at, job.error, job.lease_until = JobState.QUEUED, None, "", None
    job.most_attempts = job.attempts + MOST_ATTEMPTS
    return Done(job)


def run(job_id: str, functions: dict[str, JobFunction], transactions: Transactions, storage: Storage) -> bool:
    """Take a job and do it; False when it was not to be taken. A failure is noted on the row, not raised."""
    job = transactions.do(lambda session: take(session, job_id, now()))
    if job is None:
        return False
    work = Work(job.id, job.args, transactions, storage, Actor(job.asked_by, "", frozenset()), job.attempts)
    try:
        result = functions[job.kind](work)
    except Cancelled:
        return True
    except Exception as error:  # a job's failure belongs on its row, where the person who asked sees it
        message = f"{type(error).__name__}: {error}"
        transactions.do(lambda session: fail(session, job_id, work.attempt, message, now()))
        return True
    transactions.do(lambda session: finish(session, job_id, work.attempt, result, now()))
    return True


def release(session: Session, at: datetime) -> None:
    """Let work that was begun be taken again at once: for the only worker there is, before it begins.

    Whoever stops and starts the installation spends none of the attempts.
    """
    begun = sa.update(Job).where(Job.state == JobState.RUNNING)
    session.execute(begun.values(lease_until=at, most_attempts=Job.most_attempts + 1))


def _free(job: Job, at: datetime) -> bool:
    expired = job.lease_until is not None and job.lease_until < at
    return job.state is JobState.QUEUED or (job.state is JobState.RUNNING and expired)


def _mine(session: Session, job_id: str, attempt: int) -> Job | None:
    job = session.scalar(sa.select(Job).where(Job.id == job_id).with_for_update())
    return job if job is not None and job.state is JobState.RUNNING and job.attempts == attempt else None


def _alive(session: Session, job_id: str, attempt: int, done: int, total: int) -> None:
    job = _mine(session, job_id, attempt)
    if job is None:
        raise Cancelled
    job.done, job.total, job.lease_until = done, total, now() + LEASE
