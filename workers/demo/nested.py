"""Jobs that the demo's own services ask for, done at once: later steps need what they make."""

import threading

from contests.certificates import printing
from contests.certificates import service as certificates
from contests.envelopes import advising, closing, drawing, exhibit_state
from contests.kernel import jobs
from contests.people.outside import JOB as SITE
from contests.publication.booklet import service as booklet
from workers.site import build_site

FUNCTIONS: dict[str, jobs.JobFunction] = {
    booklet.JOB: booklet.draw_booklet,
    certificates.JOB: printing.draw_batch,
    advising.JOB: advising.advise,
    closing.JOB: closing.aggregate,
    exhibit_state.JOB: drawing.render_exhibits,
    SITE: build_site,
}
PAUSE = 0.5


def run(work: jobs.Work, job_id: str) -> None:
    """Do a job that was asked for, or wait for whoever has it. Raises RuntimeError when it failed for good."""
    pause = threading.Event()
    while (job := _job(work, job_id)).state not in jobs.ENDED:
        if not jobs.run(job_id, FUNCTIONS, work.transactions, work.storage):
            pause.wait(PAUSE)
    if job.state is not jobs.JobState.DONE:
        raise RuntimeError(f"{job.kind}: {job.error or job.state}")


def _job(work: jobs.Work, job_id: str) -> jobs.Job:
    with work.transactions.reading() as session:
        return session.get_one(jobs.Job, job_id)
