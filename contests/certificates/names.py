"""The proof list: units look at every name as it would be printed, and say that it is right or what is to be corrected."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.awards.model import Award
from contests.certificates.holders import prized_authors
from contests.certificates.model import Certificate, NameCheck
from contests.certificates.rules import Holder
from contests.certificates.terms import NameState
from contests.entries.model import Author, Entry
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, because
from contests.kernel.text import N_, one_line
from contests.people.model import Person, Unit
from contests.publication.model import Notice
from contests.seasons.model import Season, Tier

GONE = N_("Tên này vừa được sửa hoặc giấy đã được cấp. Đề nghị xem lại danh sách.")
NO_REASON = N_("Đề nghị ghi rõ chỗ cần sửa, ví dụ: “Ngọc Ảnh” sửa thành “Ngọc Ánh”.")

_ISSUED = sa.exists().where(Certificate.award_id == Award.id)


@dataclass(frozen=True, slots=True)
class NameRow:
    """An author's name as it would be printed; `state` is None where the unit said nothing of these very words."""

    author_id: str
    season_id: str
    season: str
    entry_id: str
    unit_id: str
    unit: str
    recipient: str
    affiliation: str
    work: str
    prize: str
    state: NameState | None
    wanted: str
    issued: bool
    """Whether a certificate names this author already, so that nothing is to be said any more."""


def name_rows(
    session: Session, *, season_id: str | None = None, unit_ids: Collection[str] | None = None
) -> list[NameRow]:
    """The authors of published prizes who have no certificate yet, by season and unit, with what was said of each name."""
    asked = _asked().where(~_ISSUED)
    if season_id is not None:
        asked = asked.where(Season.id == season_id)
    if unit_ids is not None:
        asked = asked.where(Unit.id.in_(unit_ids))
    return [_row(*found) for found in session.execute(asked)]


def name_of(session: Session, author_id: str, unit_ids: Collection[str]) -> NameRow | None:
    """The name of an author of a published prize of these units, also where its certificate was issued meanwhile."""
    found = session.execute(_asked().where(Author.id == author_id, Unit.id.in_(unit_ids))).first()
    return _row(*found) if found else None


def _asked() -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Author.id, Season.id, Season.title, Entry.id, Unit.id, Unit.name, Person.full_name, Author.occupation,
            Entry.title, Tier.name, NameCheck, _ISSUED.label("issued"),
        )
        .join(Award, Award.entry_id == Author.entry_id)
        .join(Tier, Tier.id == Award.tier_id)
        .join(Entry, Entry.id == Author.entry_id)
        .join(Season, Season.id == Entry.season_id)
        .join(Notice, Notice.season_id == Season.id)
        .join(Unit, Unit.id == Entry.unit_id)
        .join(Person, Person.id == Author.person_id)
        .outerjoin(NameCheck, NameCheck.author_id == Author.id)
        .order_by(Season.id, Unit.sorted, Unit.id, Tier.position, Entry.number, Author.position)
    )  # fmt: skip


def _row(
    author_id: str, season_id: str, season: str, entry_id: str, unit_id: str, unit: str, name: str,
    occupation: str, work: str, prize: str, check: NameCheck | None, issued: bool,
) -> NameRow:  # fmt: skip
    affiliation = occupation or unit
    fits = check is not None and (check.recipient, check.affiliation) == (name, affiliation)
    state, wanted = (check.state, check.wanted) if check is not None and fits else (None, "")
    return NameRow(
        author_id,
        season_id,
        season,
        entry_id,
        unit_id,
        unit,
        name,
        affiliation,
        work,
        prize,
        state,
        wanted,
        issued,
    )


def confirm_names(session: Session, rows: Sequence[NameRow], *, by: Actor, at: datetime) -> Outcome[int]:
    """Say that names as they were shown are right."""
    if any(row.issued for row in rows):
        return because(GONE)
    for row in rows:
        _say(session, row, NameState.CONFIRMED, "", by, at)
    return Done(len(rows))


def ask_for_correction(
    session: Session, row: NameRow, wanted: str, *, by: Actor, at: datetime
) -> Outcome[NameCheck]:
    """Say what is wrong with a name; the office corrects it, and the unit is asked anew."""
    if row.issued:
        return because(GONE)
    if not one_line(wanted):
        return because(NO_REASON, "wanted")
    return Done(_say(session, row, NameState.WRONG, one_line(wanted), by, at))


def _say(session: Session, row: NameRow, state: NameState, wanted: str, by: Actor, at: datetime) -> NameCheck:
    check = session.scalar(sa.select(NameCheck).filter_by(author_id=row.author_id).with_for_update())
    if check is None:
        check = NameCheck(author_id=row.author_id, season_id=row.season_id)
    check.recipient, check.affiliation = row.recipient, row.affiliation
    check.state, check.wanted = state, wanted
    check.said_by, check.said_at = by.account_id, at
    session.add(check)
    session.flush()
    scope = session.get_one(Season, row.season_id).organiser_id
    record(
        session, f"certificates.name.{state}", row.author_id, scope=scope, by=by, at=at, name=row.recipient
    )
    return check


def unsaid_of(session: Session, season_id: str, holders: Sequence[Holder], on: date) -> int:
    """How many of the names that would be printed, a group's one by one, no unit has confirmed as they stand."""
    said = sa.select(NameCheck.author_id, NameCheck.recipient, NameCheck.affiliation)
    confirmed = {
        (author, one_line(name), one_line(place))
        for author, name, place in session.execute(
            said.filter_by(season_id=season_id, state=NameState.CONFIRMED)
        )
    }
    awards = {one.award_id for one in holders}
    authors = [one for one in prized_authors(session, season_id, on) if one.award_id in awards]
    return sum(
        (one.author_id, one_line(one.names[0]), one_line(one.affiliation)) not in confirmed for one in authors
    )
