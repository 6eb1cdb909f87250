"""The demo's one job, as any page may ask after it: how far the sample data have come."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.jobs import Job, JobState

KIND = KEY = "demo"
"""The kind of the job that fills an installation with sample data, and the key under which it is asked for once."""


def demo_progress(session: Session) -> tuple[int, int] | None:
    """Steps done and steps in all while the sample data are being made; None before, afterwards and without them."""
    row = session.execute(sa.select(Job.done, Job.total, Job.state).where(Job.key == KEY)).one_or_none()
    if row is None or row.state not in (JobState.QUEUED, JobState.RUNNING):
        return None
    return row.done, row.total
