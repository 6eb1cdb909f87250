"""Who is named in public: the laureates with their consents, taking one back, and what was handed out with names."""

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from contests.awards.queries import prized_rows
from contests.certificates.queries import certificates_of_entry
from contests.entries.model import Author, Entry
from contests.kernel.clock import now, today
from contests.kernel.web.answers import Form, Page, found, onward, page
from contests.kernel.web.runtime import act, actor, reading
from contests.people.consents import withdraw_name
from contests.people.model import Person
from contests.people.outside import handed_rows
from contests.publication.naming import laureates
from contests.web.labels import HANDED
from contests.web.office.desk import bp, own_season


@bp.get("/seasons/<season_id>/publication/names")
def public_names(season_id: str) -> Page:
    """The authors of the prized works, and the files with names that are outside."""
    season = own_season(reading(), season_id)
    works = {row.entry_id: row for row in prized_rows(reading(), season.id)}
    rows = [row for row in laureates(reading(), season.id, today(now())) if row.entry_id in works]
    return page(
        "office/public_names.html",
        season=season,
        works=works,
        rows=sorted(rows, key=lambda row: list(works).index(row.entry_id)),
        handed=handed_rows(reading(), season.id),
        kinds=HANDED,
    )


def _own_person(session: Session, season_id: str, author_id: str) -> tuple[Person, Entry]:
    season = own_season(session, season_id)
    mine = (
        sa.select(Person, Entry)
        .join(Author, Author.person_id == Person.id)
        .join(Entry, Entry.id == Author.entry_id)
        .where(Author.id == author_id, Entry.season_id == season.id)
    )
    person, entry = found(session.execute(mine).first())
    return person, entry


@bp.route("/seasons/<season_id>/publication/names/<author_id>", methods=["GET", "POST"])
def withdraw_public_name(season_id: str, author_id: str) -> Page | Response:
    """Note that somebody took the consent back; the static site is built anew within the minute."""
    person, entry = _own_person(reading(), season_id, author_id)
    form = Form()
    if form.ready():
        outcome = act(
            lambda s: withdraw_name(s, _own_person(s, season_id, author_id)[0], by=actor(), at=now())
        )
        if form.accepts(outcome):
            said = _("Đã ghi rút lại đồng ý. Trang công khai không còn nêu tên.")
            return onward(url_for(".public_names", season_id=season_id), said)
    papers = [row for row in certificates_of_entry(reading(), entry.id) if row.author_id == author_id]
    handed = handed_rows(reading(), season_id)
    return page(
        "office/public_name_withdraw.html", form=form, season_id=season_id, author_id=author_id, person=person,
        entry=entry, papers=papers, handed=handed, kinds=HANDED,
    )  # fmt: skip
