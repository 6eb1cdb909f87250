"""Taking back one's own consent to be named in public."""

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.entries.model import Author
from contests.kernel.clock import now
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.runtime import act, actor, reading
from contests.people.consents import withdraw_name
from contests.people.model import Person
from contests.web.author.desk import bp, own_entry


def _own_person(session: Session, entry_id: str) -> Person:
    """The asking person as an author of an own entry."""
    entry = own_entry(session, entry_id)
    mine = (
        sa.select(Person)
        .join(Author, Author.person_id == Person.id)
        .where(Author.entry_id == entry.id, Author.account_id == actor().account_id)
    )
    return found(session.scalars(mine).first())


@bp.route("/entries/<entry_id>/name", methods=["GET", "POST"])
def withdraw_name_of_entry(entry_id: str) -> Page | Response:
    """Ask, then note it; the public pages name one no more."""
    entry, form = own_entry(reading(), entry_id), Form()
    if form.ready():
        outcome = act(lambda s: withdraw_name(s, _own_person(s, entry_id), by=actor(), at=now()))
        if form.accepts(outcome):
            return onward(url_for(".entry", entry_id=entry_id), _("Đã rút lại đồng ý công bố tên."))
    return page("author/withdraw_name.html", form=form, entry=entry)
