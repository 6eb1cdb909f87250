"""The author's blueprint, its door, and its loader: what one is no author of is not there."""

import sqlalchemy as sa
from flask import Blueprint
from sqlalchemy.orm import Session

from contests.entries.model import Author, Entry
from contests.kernel.access import Role
from contests.kernel.web.answers import found
from contests.kernel.web.doors import closed
from contests.kernel.web.runtime import actor

bp = closed(Blueprint("author", __name__, url_prefix="/author"), Role.AUTHOR)


def own_entry(session: Session, entry_id: str) -> Entry:
    """An entry that the asking person is an author of, or 404."""
    mine = (
        sa.select(Entry)
        .join(Author, Author.entry_id == Entry.id)
        .where(Entry.id == entry_id, Author.account_id == actor().account_id)
    )
    return found(session.scalars(mine).first())
