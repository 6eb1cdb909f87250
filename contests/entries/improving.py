"""An eligible entry whose dossier may grow: it goes up a level, and what is added is a new version beside the old ones."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.entries.service import hold
from contests.entries.terms import EntryState
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_
from contests.seasons.queries import items_of


def open_for_improving(
    session: Session, entry: Entry, items: Sequence[str], until: datetime, *, by: Actor, at: datetime
) -> Outcome[Entry]:
    """Let the unit add to dossier items, by their codes, until a moment; the entry stays eligible, its texts stay shut."""
    hold(session, entry)
    known = {item.code for item in items_of(session, entry.season_id)}
    if refusal := gathered(_objections(entry, items, known, until, at)):
        return refusal
    entry.open_parts, entry.supplement_until = sorted(set(items)), until
    session.flush()
    record(
        session, "entry.improve", entry.id, scope=entry.organiser_id, by=by, at=at, until=until.isoformat()
    )
    return Done(entry)


def _objections(
    entry: Entry, items: Sequence[str], known: set[str], until: datetime, at: datetime
) -> list[Reason]:
    found = []
    if entry.state is not EntryState.ELIGIBLE:
        found.append(Reason(N_("Chỉ mở hồ sơ đủ điều kiện để hoàn thiện.")))
    if not items or not set(items) <= known:
        found.append(Reason(N_("Đề nghị chọn ít nhất một mục của hồ sơ để mở."), "items"))
    if until <= at:
        found.append(Reason(N_("Hạn hoàn thiện phải ở trong tương lai."), "until"))
    return found
