"""The tree of units: adding, changing, finding; the places a unit cannot have."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contests.kernel.access import SYSTEM
from contests.kernel.errors import STALE, Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.people import queries, service
from contests.people.model import Unit
from contests.people.rules import UnitFacts
from contests.people.terms import UnitKind
from tests.factories import NOON, make_organiser, make_unit

SCHOOL = UnitFacts(UnitKind.SCHOOL, "Trường THCS Đặng Trần Côn", None, "Na Hang", "0912345678")
BY: dict[str, Any] = {"by": SYSTEM, "at": NOON}


@pytest.fixture
def organiser(session: Session) -> Unit:
    return make_organiser(session)


def why(outcome: Outcome[Unit]) -> list[tuple[str | None, str]]:
    assert isinstance(outcome, Refused)
    return [(reason.field, str(reason)) for reason in outcome.reasons]


def test_a_unit_without_a_unit_above_stands_under_the_organiser(session: Session, organiser: Unit) -> None:
    made = value_of(service.add_unit(session, organiser.id, SCHOOL, **BY))
    assert (made.parent_id, made.folded) == (organiser.id, "truong thcs dang tran con")


def test_the_same_name_in_other_spelling_is_refused(transactions: Transactions) -> None:
    organiser = transactions.do(make_organiser)
    first = replace(SCHOOL, name="Trường THCS Hồng Thái")
    transactions.act(lambda s: service.add_unit(s, organiser.id, first, **BY))
    again = replace(SCHOOL, name="TRƯỜNG THCS HO\u0302\u0300NG THÁI")
    outcome = transactions.act(lambda s: service.add_unit(s, organiser.id, again, **BY))
    assert why(outcome) == [("name", "Đã có đơn vị mang tên này.")]


def test_two_organisers_may_have_schools_of_one_name(session: Session, organiser: Unit) -> None:
    value_of(service.add_unit(session, organiser.id, SCHOOL, **BY))
    value_of(service.add_unit(session, make_organiser(session).id, SCHOOL, **BY))


def test_a_unit_cannot_stand_under_anothers_unit(session: Session, organiser: Unit) -> None:
    foreign = make_unit(session, organiser=make_organiser(session))
    outcome = service.add_unit(session, organiser.id, replace(SCHOOL, parent_id=foreign.id), **BY)
    assert why(outcome)[0][0] == "parent_id"


def test_a_unit_cannot_stand_under_itself_or_below_itself(session: Session, organiser: Unit) -> None:
    upper = make_unit(session, organiser=organiser)
    lower = make_unit(session, organiser=organiser)
    lower.parent_id = upper.id
    session.flush()
    for below in (upper.id, lower.id):
        facts = replace(SCHOOL, parent_id=below)
        outcome = service.change_unit(session, upper, facts, version=upper.version, **BY)
        assert why(outcome)[0][0] == "parent_id"


def test_the_organiser_stays_at_the_root(session: Session, organiser: Unit) -> None:
    facts = UnitFacts(
        UnitKind.UNION, "Liên hiệp Hội tỉnh Hà Giang", make_unit(session, organiser=organiser).id
    )
    changed = value_of(service.change_unit(session, organiser, facts, version=organiser.version, **BY))
    assert changed.parent_id is None


def test_a_stale_page_changes_nothing(session: Session, organiser: Unit) -> None:
    unit = make_unit(session, organiser=organiser)
    assert why(service.change_unit(session, unit, SCHOOL, version=unit.version - 1, **BY)) == [(None, STALE)]
    assert why(service.change_unit(session, unit, SCHOOL, version=None, **BY)) == [(None, STALE)]


def test_a_nameless_unit_is_refused(session: Session, organiser: Unit) -> None:
    assert why(service.add_unit(session, organiser.id, replace(SCHOOL, name="  "), **BY))[0][0] == "name"


@pytest.mark.parametrize("typed", ["dang tran con", "ĐẶNG TRẦN", "Đa\u0323\u0306ng", "thcs dang", ""])
def test_search_needs_no_diacritics(session: Session, organiser: Unit, typed: str) -> None:
    made = value_of(service.add_unit(session, organiser.id, SCHOOL, **BY))
    found = queries.unit_page(session, organiser.id, search=typed)
    assert made.id in [row.id for row in found.rows]


@pytest.mark.parametrize("typed", ["%", "_", "\\"])
def test_signs_of_the_pattern_are_plain_letters(session: Session, organiser: Unit, typed: str) -> None:
    value_of(service.add_unit(session, organiser.id, SCHOOL, **BY))
    assert queries.unit_page(session, organiser.id, search=typed).total == 0


def test_units_come_in_dictionary_order(session: Session, organiser: Unit) -> None:
    names = ["Ô Lâm", "Đông Thọ", "Dân Chủ", "An Khang", "Ăn Mày", "Ân Tình", "Ơ Đu", "Oanh"]
    for name in names:
        value_of(service.add_unit(session, organiser.id, replace(SCHOOL, name=name), **BY))
    rows = queries.unit_page(session, organiser.id, kind=UnitKind.SCHOOL).rows
    assert [row.name for row in rows] == [
        "An Khang", "Ăn Mày", "Ân Tình", "Dân Chủ", "Đông Thọ", "Oanh", "Ô Lâm", "Ơ Đu",
    ]  # fmt: skip
    back = queries.unit_page(session, organiser.id, kind=UnitKind.SCHOOL, order="-name").rows
    assert [row.name for row in back] == [row.name for row in rows][::-1]


def test_pages_hold_fifty_and_end(session: Session, organiser: Unit) -> None:
    for _ in range(60):
        make_unit(session, organiser=organiser)
    first = queries.unit_page(session, organiser.id)
    last = queries.unit_page(session, organiser.id, page=99)
    assert (len(first.rows), first.pages, first.total) == (50, 2, 61)
    assert (len(last.rows), last.page) == (11, 2)
