"""Asking for what a batch is printed as: one file, files each, with crop marks, two on a sheet, or signed files."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.certificates.model import Batch, Print
from contests.certificates.terms import PrintForm
from contests.kernel import jobs
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome
from contests.kernel.text import N_
from contests.seasons.model import Season

JOB = "certificates"
TITLES = {
    PrintForm.MERGED: N_("In giấy chứng nhận"),
    PrintForm.FILES: N_("Lập tệp riêng cho từng giấy (ZIP)"),
    PrintForm.CROPPED: N_("In giấy chứng nhận có dấu xén"),
    PrintForm.TWO_UP: N_("In hai giấy trên một tờ"),
    PrintForm.SIGNED: N_("Ký số từng giấy (ZIP)"),
}


def ask_for_print(
    session: Session, batch: Batch, season: Season, form: PrintForm, *, by: Actor, at: datetime
) -> Print:
    """The print of this form, with the job that draws it; asked for once, however often it is asked."""
    row = print_of(session, batch.id, form)
    if row is None:
        key = f"{JOB}:{batch.id}:{form}"
        job = jobs.ask(
            session, JOB, TITLES[form], key=key, scope=season.organiser_id, by=by, at=at,
            batch=batch.id, form=form.value, season=season.id,
        )  # fmt: skip
        row = Print(batch_id=batch.id, form=form, job_id=job.id, asked_at=at)
        session.add(row)
        session.flush()
    return row


def print_of(session: Session, batch_id: str, form: PrintForm) -> Print | None:
    """A batch's print of a form, where it was asked for."""
    return session.scalar(sa.select(Print).filter_by(batch_id=batch_id, form=form))


def print_batch(
    session: Session, season: Season, batch: Batch, form: PrintForm, *, by: Actor, at: datetime
) -> Outcome[Print]:
    """Ask for a batch in a form, on record."""
    row = ask_for_print(session, batch, season, form, by=by, at=at)
    scope = season.organiser_id
    record(session, "certificates.print", batch.id, scope=scope, by=by, at=at, form=form.value)
    return Done(row)
