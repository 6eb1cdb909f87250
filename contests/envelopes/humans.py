"""Telling one human from another where an act takes two: name, mail address and telephone of their accounts."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import rules
from contests.envelopes.model import Appointment
from contests.kernel.errors import Reason
from contests.people.model import Account


def word_of(account: Account, at: datetime) -> rules.Confirmation:
    """A person's word given at a moment, with what tells this human from another."""
    contacts = frozenset(filter(None, (account.email.casefold(), account.phone)))
    return rules.Confirmation(account.id, at, account.name, contacts)


def same_human(session: Session, one: Appointment, others: Collection[str]) -> Reason | None:
    """Why this judge cannot hold an office of a panel beside these judges: maybe the same human with two accounts."""
    rows = (
        sa.select(Account)
        .join(Appointment, Appointment.account_id == Account.id)
        .where(Appointment.season_id == one.season_id, Appointment.judge_id.in_(others))
    )
    own = word_of(session.get_one(Account, one.account_id), one.appointed_at)
    alike = any(word_of(other, one.appointed_at).same_human(own) for other in session.scalars(rows))
    return Reason(rules.ONE_OFFICER, "appointment_id") if alike else None
