"""What happens to units by decision; what they are called on a day; the reorganisation of 1 July 2025."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import SYSTEM
from contests.kernel.errors import STALE, Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.people import queries, service
from contests.people.model import Unit
from contests.people.rules import UnitFacts
from contests.people.terms import UnitKind
from contests.people.units.names import known_as, name_on, parent_on
from contests.people.units.rules import EventFacts
from tests.factories import NOON, make_organiser, make_unit

BY: dict[str, Any] = {"by": SYSTEM, "at": NOON}
REFORM = date(2025, 7, 1)
LAW = EventFacts(REFORM, "1684/NQ-UBTVQH15")
DAY_BEFORE, DAY_AFTER = date(2025, 6, 30), date(2025, 7, 2)


@pytest.fixture
def organiser(session: Session) -> Unit:
    return make_organiser(session)


@pytest.fixture
def school(session: Session, organiser: Unit) -> Unit:
    return make_unit(session, organiser=organiser, name="Trường THCS Hồng Thái")


def why(outcome: Outcome[Any]) -> list[str | None]:
    assert isinstance(outcome, Refused)
    return [reason.field for reason in outcome.reasons]


def called(session: Session, unit: Unit, on: date) -> str | None:
    return session.scalar(sa.select(name_on(on)).where(Unit.id == unit.id))


def above(session: Session, unit: Unit, on: date) -> str | None:
    return session.scalar(sa.select(parent_on(on)).where(Unit.id == unit.id))


def renamed(session: Session, unit: Unit, name: str, facts: EventFacts = LAW) -> Outcome[Unit]:
    return service.rename_unit(session, unit, name, facts, version=unit.version, **BY)


def test_a_paper_carries_the_name_of_its_day(session: Session, school: Unit) -> None:
    value_of(
        renamed(session, school, "Trường THCS Võ Nguyên Giáp", EventFacts(date(2013, 10, 13), "12/QĐ-UBND"))
    )
    value_of(renamed(session, school, "Trường THCS Tân Trào"))
    assert [called(session, school, on) for on in (date(2010, 1, 1), DAY_BEFORE, REFORM)] == [
        "Trường THCS Hồng Thái",
        "Trường THCS Võ Nguyên Giáp",
        "Trường THCS Tân Trào",
    ]


def test_a_search_finds_former_and_other_names_without_diacritics(session: Session, school: Unit) -> None:
    value_of(renamed(session, school, "Trường THCS Tân Trào"))
    value_of(service.add_alias(session, school, "Cấp hai Ỷ La", **BY))
    for typed in ("hong thai", "TAN TRAO", "cap hai y la"):
        listed = queries.unit_page(session, school.organiser_id, search=typed)
        assert [row.name for row in listed.rows] == ["Trường THCS Tân Trào"], typed


def test_a_dropped_name_is_found_no_more(session: Session, school: Unit) -> None:
    alias = value_of(service.add_alias(session, school, "Cấp hai Ỷ La", **BY))
    value_of(service.drop_alias(session, school, alias, **BY))
    assert queries.unit_page(session, school.organiser_id, search="y la").rows == []


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (EventFacts(date(2100, 1, 1), "1/QĐ"), "on"),
        (EventFacts(date(1900, 1, 1), "1/QĐ"), "on"),
        (EventFacts(REFORM, "  "), "symbol"),
    ],
)
def test_an_event_has_a_day_that_has_come_and_a_document(
    session: Session, school: Unit, facts: EventFacts, field: str
) -> None:
    assert why(renamed(session, school, "Trường THCS Tân Trào", facts)) == [field]


def test_events_are_recorded_in_their_order(session: Session, school: Unit) -> None:
    value_of(renamed(session, school, "Trường THCS Tân Trào"))
    assert why(renamed(session, school, "Trường THCS Lê Quý Đôn", EventFacts(DAY_BEFORE, "9/QĐ"))) == ["on"]


def test_who_renames_from_a_stale_page_is_told(session: Session, school: Unit) -> None:
    outcome = service.rename_unit(session, school, "Trường khác", LAW, version=school.version - 1, **BY)
    assert isinstance(outcome, Refused)
    assert outcome.reasons[0].message == STALE


def test_a_unit_with_others_below_it_is_not_dissolved(session: Session, organiser: Unit) -> None:
    office = make_unit(session, organiser=organiser, name="Phòng GD&ĐT huyện Na Hang")
    below = make_unit(session, organiser=organiser)
    below.parent_id = office.id
    session.flush()
    assert why(service.close_unit(session, office, LAW, version=office.version, **BY)) == [None]
    value_of(service.move_unit(session, below, organiser.id, LAW, version=below.version, **BY))
    closed = value_of(service.close_unit(session, office, LAW, version=office.version, **BY))
    assert closed.closed_on == REFORM


def test_the_organiser_itself_is_neither_moved_nor_merged(
    session: Session, organiser: Unit, school: Unit
) -> None:
    assert why(service.merge_units(session, [organiser], school, LAW, **BY))
    assert why(service.move_unit(session, organiser, school.id, LAW, version=organiser.version, **BY))


def test_nothing_happens_any_more_to_a_unit_that_has_ended(
    session: Session, organiser: Unit, school: Unit
) -> None:
    other = make_unit(session, organiser=organiser)
    value_of(service.merge_units(session, [school], other, LAW, **BY))
    facts = UnitFacts(UnitKind.SCHOOL, "Trường mới", None)
    assert why(service.change_unit(session, school, facts, version=school.version, **BY)) == [None]
    assert why(renamed(session, school, "Trường mới", EventFacts(DAY_AFTER, "5/QĐ"))) == [None]


def test_units_of_another_organiser_are_no_place_to_end_in(session: Session, school: Unit) -> None:
    foreign = make_unit(session, organiser=make_organiser(session))
    assert why(service.merge_units(session, [school], foreign, LAW, **BY)) == ["parent_id"]


def commune(session: Session, above: Unit, name: str) -> Unit:
    facts = UnitFacts(UnitKind.COMMUNE, name, above.id)
    return value_of(service.add_unit(session, above.organiser_id, facts, **BY))


def test_the_reorganisation_of_the_first_of_july_2025(transactions: Transactions) -> None:
    """Districts gone, communes merged into one that keeps a name, two provinces made one."""

    def story(session: Session) -> tuple[Unit, ...]:
        country = make_organiser(session)
        tuyen_quang, ha_giang = (
            commune(session, country, f"Tỉnh {name}") for name in ("Tuyên Quang", "Hà Giang")
        )
        district = commune(session, tuyen_quang, "Huyện Na Hang")
        town, thanh_tuong = (
            commune(session, district, "Thị trấn Na Hang"),
            commune(session, district, "Xã Thanh Tương"),
        )
        school = commune(session, thanh_tuong, "Trường THCS Thanh Tương")
        merged = commune(session, tuyen_quang, "Xã Na Hang")
        value_of(service.merge_units(session, [town, thanh_tuong], merged, LAW, **BY))
        value_of(service.close_unit(session, district, LAW, version=district.version, **BY))
        value_of(service.merge_units(session, [ha_giang], tuyen_quang, LAW, **BY))
        return country, tuyen_quang, ha_giang, thanh_tuong, school, merged

    country, tuyen_quang, ha_giang, thanh_tuong, school, merged = transactions.do(story)
    with transactions.reading() as session:
        assert above(session, school, DAY_BEFORE) == thanh_tuong.id
        assert above(session, school, DAY_AFTER) == merged.id
        assert above(session, ha_giang, DAY_BEFORE) == country.id
        names = known_as(session, country.id)
        assert names[merged.id] == ("Xã Na Hang", "Thị trấn Na Hang", "Xã Thanh Tương")
        assert names[tuyen_quang.id] == ("Tỉnh Tuyên Quang", "Tỉnh Hà Giang")
        offered = {name for _id, name in queries.unit_choices(session, country.id)} - {country.name}
        assert offered == {"Tỉnh Tuyên Quang", "Xã Na Hang", "Trường THCS Thanh Tương"}


def test_a_new_unit_may_carry_the_name_of_one_that_has_ended(
    session: Session, organiser: Unit, school: Unit
) -> None:
    neighbour = make_unit(session, organiser=organiser)
    value_of(service.merge_units(session, [school], neighbour, LAW, **BY))
    again = value_of(service.add_unit(session, organiser.id, UnitFacts(UnitKind.SCHOOL, school.name), **BY))
    assert again.id != school.id
