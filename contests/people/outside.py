"""What shows names outside the house: the static site, made anew when a consent changes, and files that were handed out."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.codes import new_id
from contests.kernel.jobs import Job, JobState, ask
from contests.kernel.text import N_, one_line
from contests.people.model import Account
from contests.people.outside_model import HandedOut, Site
from contests.people.terms import Handed

JOB = "site"
"""The kind of the job that builds an organiser's static site; it is done at the top, where every stage is known."""


def open_site(session: Session, organiser_id: str) -> Site:
    """The organiser's static site; from its first row on it is kept up to date."""
    own = sa.select(Site).where(Site.organiser_id == organiser_id)
    site = session.scalar(own)
    if site is None:
        site = Site(organiser_id=organiser_id)
        session.add(site)
        session.flush()
    return site


def renew_site(session: Session, organiser_id: str, *, by: Actor, at: datetime) -> Job | None:
    """Ask for the static site to be built anew, in the caller's transaction; None where the organiser has none.

    A wish that no worker has taken yet is joined: its row is locked, so that nobody takes it before this is committed.
    """
    if session.scalar(sa.select(Site.id).where(Site.organiser_id == organiser_id)) is None:
        return None
    waiting = sa.select(Job).where(Job.kind == JOB, Job.scope == organiser_id, Job.state == JobState.QUEUED)
    job = session.scalars(waiting.order_by(Job.id).limit(1).with_for_update()).first()
    return job or ask(
        session, JOB, N_("Lập trang tĩnh"), key=f"site:{organiser_id}:{new_id()}", scope=organiser_id, by=by, at=at,
        organiser=organiser_id,
    )  # fmt: skip


def hand_out(
    session: Session,
    organiser_id: str,
    season_id: str,
    kind: Handed,
    title: str,
    sha256: str,
    *,
    by: Actor,
    at: datetime,
) -> HandedOut:
    """Note that a file with names was given out of the house; the same file to the same person is noted once."""
    own = {"season_id": season_id, "kind": kind, "sha256": sha256, "handed_by": by.account_id}
    row = session.scalar(sa.select(HandedOut).filter_by(**own))
    if row is None:
        row = HandedOut(organiser_id=organiser_id, title=one_line(title), handed_at=at, **own)
        session.add(row)
        session.flush()
        record(session, "outside.hand_out", season_id, scope=organiser_id, by=by, at=at, kind=kind.value)
    return row


@dataclass(frozen=True, slots=True)
class HandedRow:
    """A file that is outside, for whoever has to call it back."""

    kind: Handed
    title: str
    sha256: str
    handed_at: datetime
    handed_by: str


def handed_rows(session: Session, season_id: str) -> list[HandedRow]:
    """What was handed out of a season, the latest first, with the name of who took it."""
    rows = (
        sa.select(HandedOut.kind, HandedOut.title, HandedOut.sha256, HandedOut.handed_at, Account.name)
        .outerjoin(Account, Account.id == HandedOut.handed_by)
        .where(HandedOut.season_id == season_id)
        .order_by(HandedOut.handed_at.desc(), HandedOut.id)
    )
    return [HandedRow(*row[:4], row[4] or "") for row in session.execute(rows)]
