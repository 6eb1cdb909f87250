"""Only what was done is committed; a lost race and a violated rule come back as sentences."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contests.entries.model import Entry
from contests.kernel.errors import STALE, Done, Outcome, Refused, because
from contests.kernel.sessions import Transactions
from contests.people.model import Unit
from tests.factories import make_entry, make_organiser, make_season, make_unit


def names(transactions: Transactions) -> list[str]:
    with transactions.reading() as session:
        return list(session.scalars(select(Unit.name).order_by(Unit.name)))


def test_what_is_done_is_kept(transactions: Transactions) -> None:
    transactions.act(lambda s: Done(make_organiser(s, "Liên hiệp hội Tuyên Quang")))
    assert names(transactions) == ["Liên hiệp hội Tuyên Quang"]


def test_a_refusal_changes_nothing_even_after_a_change(transactions: Transactions) -> None:
    def change_then_refuse(session: Session) -> Outcome[Unit]:
        make_organiser(session)
        return because("Không được.")

    assert isinstance(transactions.act(change_then_refuse), Refused)
    assert names(transactions) == []


def test_a_violated_constraint_becomes_its_sentence(transactions: Transactions) -> None:
    organiser = transactions.do(make_organiser)
    transactions.do(lambda s: make_unit(s, "Trường THPT Tân Trào", organiser))
    outcome = transactions.act(lambda s: Done(make_unit(s, "Trường THPT Tân Trào", organiser)))
    assert isinstance(outcome, Refused)
    assert str(outcome.reasons[0]) == "Đã có đơn vị mang tên này."
    assert outcome.reasons[0].field == "name"


def test_a_violation_nobody_gave_a_sentence_for_is_a_bug(transactions: Transactions) -> None:
    unit = Unit(id="x", organiser_id="nowhere", kind="school", name="a", folded="a", sorted="a")

    def add(session: Session) -> Outcome[Unit]:
        session.add(unit)
        return Done(unit)

    with pytest.raises(IntegrityError):
        transactions.act(add)


def test_the_later_of_two_who_changed_the_same_row_is_told(transactions: Transactions) -> None:
    organiser = transactions.do(make_organiser)
    with transactions.reading() as first:
        mine = first.get_one(Unit, organiser.id)
    transactions.do(lambda s: setattr(s.get_one(Unit, organiser.id), "phone", "02073822000"))

    def change(session: Session) -> Outcome[Unit]:
        session.add(mine)
        mine.phone = "0912000000"
        return Done(mine)

    outcome = transactions.act(change)
    assert isinstance(outcome, Refused)
    assert outcome.reasons[0].message == STALE


def test_every_table_can_be_filled_by_the_factories(session: Session) -> None:
    organiser = make_organiser(session)
    season = make_season(session, organiser)
    entry = make_entry(
        session, season, make_unit(session, organiser=organiser), names=("Y Blăm", "H’Hen Niê")
    )
    assert session.scalar(select(Entry.title).where(Entry.id == entry.id)) == entry.title
