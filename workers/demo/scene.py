"""What a step finds of the steps before it: units, accounts and seasons by the names that the script gives them."""

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.kernel.access import Actor
from contests.kernel.jobs import Work
from contests.kernel.text import fold
from contests.people.model import Account, AccountRole, Unit
from contests.seasons.model import Season
from workers.demo.cast import Act, Script
from workers.demo.corpus.places import UNION
from workers.demo.plans import Planned
from workers.demo.steps import Notes


@dataclass(frozen=True)
class Scene:
    """The script, the job's work, and the notes of the steps that are done."""

    script: Script
    work: Work
    address: str
    done: dict[str, Notes] = field(default_factory=dict)

    def season(self, session: Session, act: Act) -> Season:
        """The season of an act."""
        return session.get_one(Season, self.done[f"{act.key}/season"]["season"])

    def entry(self, session: Session, plan: Planned) -> Entry:
        """The entry of a plan."""
        return session.get_one(Entry, self.done[f"{plan.key}/draft"]["entry"])


def unit_named(session: Session, name: str) -> Unit:
    """A unit by its name; the demo has one organiser."""
    return session.scalars(sa.select(Unit).where(Unit.folded == fold(name))).one()


def organiser(session: Session) -> Unit:
    """The union that runs the demo's contests."""
    return unit_named(session, UNION)


def account_of(session: Session, login: str) -> Account:
    """An account by its login."""
    return session.scalars(sa.select(Account).where(Account.login == login)).one()


def actor(session: Session, login: str) -> Actor:
    """The person behind a login, with every role: as whom the pages would call the services."""
    account = account_of(session, login)
    rows = sa.select(AccountRole.role, AccountRole.unit_id).where(AccountRole.account_id == account.id)
    return Actor(account.id, account.name, frozenset((role, unit) for role, unit in session.execute(rows)))
