"""Long work of one's own organiser: what waits, what runs, what stopped; stopping and starting again."""

import sqlalchemy as sa
from flask import Response as FlaskResponse
from flask import jsonify, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.certificates import service as certificates
from contests.envelopes import closing, exhibit_state
from contests.kernel import jobs as kernel
from contests.kernel.clock import now
from contests.kernel.jobs import Job, JobState
from contests.kernel.text import N_
from contests.kernel.web.answers import Page, answer, found, page
from contests.kernel.web.runtime import act, reading
from contests.publication.booklet import service as booklet
from contests.web.frame import known_url
from contests.web.office.desk import bp, own_organisers

SHOWN = 50
WORDS = {
    JobState.QUEUED: "queued",
    JobState.RUNNING: "running",
    JobState.DONE: "done",
    JobState.PARKED: "failed",
    JobState.CANCELLED: "cancelled",
}
"""What the progress on a page calls a job's state."""
BADGES = {
    JobState.QUEUED: (N_("Đang chờ"), "neutral"),
    JobState.RUNNING: (N_("Đang chạy"), "info"),
    JobState.DONE: (N_("Đã xong"), "good"),
    JobState.PARKED: (N_("Không thành"), "bad"),
    JobState.CANCELLED: (N_("Đã dừng"), "neutral"),
}
ASKED_FROM = {
    exhibit_state.JOB: "office.exhibits",
    closing.JOB: "office.board",
    certificates.JOB: "office.certificates",
    booklet.JOB: "office.booklet",
}


def own_job(session: Session, job_id: str, *, lock: bool = False) -> Job:
    """A job of one's own organiser, or 404; `lock` before it is changed."""
    mine = sa.select(Job).where(Job.id == job_id, Job.scope.in_(own_organisers()))
    return found(session.scalars(mine.with_for_update() if lock else mine).first())


def own_jobs(session: Session, most: int) -> list[Job]:
    """The latest jobs of one's own organisers."""
    mine = sa.select(Job).where(Job.scope.in_(own_organisers()))
    return list(session.scalars(mine.order_by(Job.created_at.desc(), Job.id).limit(most)))


@bp.get("/jobs")
def jobs() -> Page:
    """The latest jobs."""
    return page("office/jobs.html", rows=own_jobs(reading(), SHOWN), badges=BADGES, shown=SHOWN)


@bp.get("/jobs/<job_id>")
def job(job_id: str) -> Page:
    """One job with its progress."""
    row = own_job(reading(), job_id)
    return page("office/job.html", job=row, words=WORDS, onto=_asked_from(row))


def _asked_from(row: Job) -> str:
    """The page on which the job was asked for and its outcome shows; "" where there is none."""
    season = row.args.get("season")
    return known_url(ASKED_FROM.get(row.kind, ""), {"season_id": season}) if season else ""


@bp.get("/jobs/<job_id>/progress")
def job_progress(job_id: str) -> FlaskResponse:
    """The same for the script that keeps the page current."""
    row = own_job(reading(), job_id)
    text = _("%(done)s/%(total)s", done=row.done, total=row.total) if row.total else _(BADGES[row.state][0])
    return jsonify(state=WORDS[row.state], done=row.done, total=row.total, text=text, url=None)


@bp.post("/jobs/<job_id>/cancel")
def cancel_job(job_id: str) -> Response:
    """Stop a job."""
    outcome = act(lambda s: kernel.cancel(own_job(s, job_id, lock=True), at=now()))
    return answer(outcome, url_for(".job", job_id=job_id), _("Đã yêu cầu dừng công việc."))


@bp.post("/jobs/<job_id>/retry")
def retry_job(job_id: str) -> Response:
    """Let a stopped job run again from its beginning."""
    outcome = act(lambda s: kernel.retry(own_job(s, job_id, lock=True)))
    return answer(outcome, url_for(".job", job_id=job_id), _("Công việc được xếp hàng chạy lại."))
