"""The deeds of the inspector's organisers, each with its season and the account it was done to, where these are known.

Of an entry only its season is asked for, so that no row can set an entry beside anything of judging.
"""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from contests.entries.model import Entry
from contests.kernel.audit import Deed
from contests.people.model import Account
from contests.people.queries import Paged, paged
from contests.seasons.model import Season

ON_ACCOUNTS = (
    "account.app",
    "account.card",
    "account.add",
    "account.change",
    "account.role",
    "account.role.end",
    "account.block",
    "account.unblock",
    "account.recovery",
    "account.recovered",
    "awards.person",
    "awards.person.end",
    "judge.substitute",
    "link.make",
    "link.use",
    "round.opener",
    "round.opener.end",
)
"""Deeds whose account is named; those on the slips of authors are not among them."""


def deed_rows(
    session: Session, organisers: Collection[str], group: str = "", season_id: str = "", page: int = 1
) -> Paged:
    """What was done for the organisers, the latest first: of one group, of one season if asked, by two queries."""
    holder = aliased(Account)
    asked = (
        sa.select(
            Deed.id,
            Deed.at,
            Deed.verb,
            Deed.detail,
            Account.name.label("who"),
            Season.title.label("season"),
            holder.name.label("account"),
        )
        .outerjoin(Account, Account.id == Deed.actor)
        .outerjoin(Entry, Entry.id == Deed.subject)
        .outerjoin(Season, _season_of_deed())
        .outerjoin(holder, sa.and_(holder.id == Deed.subject, Deed.verb.in_(ON_ACCOUNTS)))
        .where(Deed.scope.in_(organisers))
    )
    if group:
        asked = asked.where(Deed.verb.startswith(f"{group}."))
    if season_id:
        asked = asked.where(Season.id == season_id)
    return paged(session, asked, [Deed.at.desc(), Deed.id], page)


def _season_of_deed() -> sa.ColumnElement[bool]:
    """The season that a deed was done to or names, or that its entry is in; never another organiser's."""
    named = sa.func.coalesce(Deed.detail["season"].as_string(), Entry.season_id, Deed.subject)
    return sa.and_(Season.id == named, Season.organiser_id == Deed.scope)
