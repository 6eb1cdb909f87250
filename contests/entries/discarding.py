"""The verb that ends a draft nobody was sent: it goes with its authors, mentors and files."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.authors import forget
from contests.entries.model import Author, DossierFile, Entry, Mentor
from contests.entries.rules import may_discard
from contests.entries.service import hold, stale
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, gathered


def discard(session: Session, entry: Entry, *, version: int | None, by: Actor, at: datetime) -> Outcome[str]:
    """Delete the rows of a draft that was never sent; gives the id it had. What was sent is withdrawn instead."""
    hold(session, entry)
    if refusal := gathered([stale(entry, version), may_discard(entry.state)]):
        return refusal
    entry_id = entry.id
    forget(session, session.scalars(sa.select(Author).filter_by(entry_id=entry_id)).all())
    for kind in (Mentor, DossierFile):
        session.execute(sa.delete(kind).where(kind.entry_id == entry_id))
    record(session, "entry.discard", entry_id, scope=entry.organiser_id, by=by, at=at, unit=entry.unit_id)
    session.delete(entry)
    session.flush()
    return Done(entry_id)
