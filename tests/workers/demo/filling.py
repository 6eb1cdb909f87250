"""A demo asked for and made as the worker makes it, in this process."""

from datetime import date
from pathlib import Path

import sqlalchemy as sa

from contests.kernel import jobs
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.kernel.demo import KEY, KIND
from contests.kernel.web.runtime import Runtime
from workers.tasks import FUNCTIONS

ON = date(2026, 11, 22)
ADDRESS = "http://127.0.0.1:8000/"


def ask(runtime: Runtime, data: Path, size: str = "tiny") -> str:
    """Ask for a demo whose accounts go to `data`; the job's id."""

    def verb(session: sa.orm.Session) -> str:
        job = jobs.ask(
            session, KIND, "Tạo dữ liệu mẫu", key=KEY, scope=SYSTEM.account_id, by=SYSTEM, at=now(),
            size=size, on=ON.isoformat(), address=ADDRESS, data=str(data),
        )  # fmt: skip
        return job.id

    return runtime.main.do(verb)


def fill(runtime: Runtime, data: Path, size: str = "tiny") -> jobs.Job:
    """Make a demo; the job as it ended."""
    job_id = ask(runtime, data, size)
    jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        return session.get_one(jobs.Job, job_id)
