"""What waits for somebody in the office: entries, accounts, parked jobs, the missing address."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.entries.terms import EntryState
from contests.kernel.jobs import Job, JobState
from contests.kernel.settings import Installation
from contests.people.model import Account, AccountRole, Unit


@dataclass(frozen=True, slots=True)
class Waiting:
    """Counts; the seasons where an entry has waited longest; the installation's public address (or None)."""

    submitted: int
    returned: int
    silent: int
    """Accounts that never set a password."""
    parked: int
    public_address: str | None
    submitted_in: str | None
    returned_in: str | None


def waiting_for(session: Session, organiser_id: str) -> Waiting:
    """What waits for one organiser's office, by one query."""
    own_entries = sa.select(sa.func.count()).select_from(Entry).where(Entry.organiser_id == organiser_id)
    own_accounts = sa.select(AccountRole.account_id).join(Unit, Unit.id == AccountRole.unit_id)
    silent = sa.select(sa.func.count()).select_from(Account)
    silent = silent.where(
        Account.id.in_(own_accounts.where(Unit.organiser_id == organiser_id)),
        Account.password_hash.is_(None),
        Account.login.is_not(None),
        Account.blocked_at.is_(None),
    )
    parked = sa.select(sa.func.count()).select_from(Job)
    parked = parked.where(Job.scope == organiser_id, Job.state == JobState.PARKED)
    asked = sa.select(
        own_entries.where(Entry.state == EntryState.SUBMITTED).scalar_subquery(),
        own_entries.where(Entry.state == EntryState.RETURNED).scalar_subquery(),
        silent.scalar_subquery(),
        parked.scalar_subquery(),
        sa.select(Installation.public_address).scalar_subquery(),
        _longest(organiser_id, EntryState.SUBMITTED),
        _longest(organiser_id, EntryState.RETURNED),
    )
    return Waiting(*session.execute(asked).one())


def _longest(organiser_id: str, state: EntryState) -> sa.ScalarSelect[str]:
    """The season of the entry that has been in a state longest, going by when it was sent."""
    own = sa.select(Entry.season_id).where(Entry.organiser_id == organiser_id, Entry.state == state)
    return own.order_by(Entry.submitted_at, Entry.id).limit(1).scalar_subquery()
