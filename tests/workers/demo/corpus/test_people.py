"""Invented people are plausible, unlike each other, and as old as the part they play asks."""

import unicodedata
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contests.kernel.documents.faces import unprintable
from contests.kernel.text import nfc
from contests.people.terms import Gender
from workers.demo.corpus.draw import below, day_between, shuffled, stream, weighted
from workers.demo.corpus.names import Roll, guardian, pupil, teacher, worker

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
SEEDS = st.integers(0, 10**9)


def everyone(count: int = 400) -> list[str]:
    roll = Roll(stream("mọi người"))
    return [roll.pupil(date(2003, 7, 31), date(2015, 7, 31)).full_name for _ in range(count)]


def years_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@given(SEEDS, DAYS, st.integers(0, 5000))
def test_a_pupil_is_born_inside_the_window(seed: int, first: date, days: int):
    last = first + timedelta(days=days)
    assert first <= pupil(stream(seed), first, last).born_on <= last


@given(SEEDS, DAYS)
def test_a_worker_is_between_22_and_60(seed: int, on: date):
    assert 22 <= years_on(worker(stream(seed), on).born_on, on) <= 60


@given(SEEDS, DAYS)
def test_a_teacher_is_between_24_and_58(seed: int, on: date):
    assert 24 <= years_on(teacher(stream(seed), on).born_on, on) <= 58


@given(SEEDS)
def test_a_guardian_is_a_generation_older_and_a_father_shares_the_family_name(seed: int):
    child = pupil(stream(seed), date(2003, 7, 31), date(2015, 7, 31))
    found = guardian(stream(seed, "bố mẹ"), child)
    assert years_on(found.person.born_on, child.born_on) in range(20, 43)
    assert found.relation == ("bố" if found.person.gender is Gender.MALE else "mẹ")
    if found.relation == "bố":
        assert found.person.full_name.split()[0] == child.full_name.split()[0]


def test_the_same_seed_gives_the_same_people():
    assert everyone() == everyone()


def test_these_people_stay_the_same_on_every_machine():
    assert everyone(3) == ["Phạm Phương Anh", "Lý Chòi Pham", "Lường Thị Ngọc Hà"]


def test_no_two_people_share_a_name():
    assert len(set(everyone())) == 400


def test_names_of_unusual_shape_occur():
    names = everyone()
    assert {"H’Hen Niê", "Y Blăm", "Đặng Trần Côn", "Nguyễn Thị Ngọc Ánh"} <= set(names)
    assert any(" " not in name for name in names)
    assert any(len(name) == 40 for name in names)


def test_names_are_composed_letters_and_the_papers_can_print_them():
    for name in everyone():
        assert unicodedata.is_normalized("NFC", name)
        assert name == nfc(name)
        assert unprintable(name) == []


def test_most_people_are_kinh_and_the_province_s_peoples_are_there():
    roll = Roll(stream("dân tộc"))
    peoples = [roll.worker(date(2021, 6, 1)).people for _ in range(500)]
    assert peoples.count("Kinh") > 220
    assert {"Tày", "Nùng", "Dao", "H’Mông", "Cao Lan", "Ê Đê"} <= set(peoples)


@given(SEEDS, st.integers(1, 1000))
def test_a_draw_stays_below_its_limit(seed: int, limit: int):
    assert 0 <= below(stream(seed), limit) < limit


@given(SEEDS, st.lists(st.integers(), max_size=20))
def test_shuffling_loses_nothing(seed: int, things: list[int]):
    assert sorted(shuffled(stream(seed), things)) == sorted(things)


def test_a_weight_of_nothing_is_never_drawn():
    rng = stream("cân")
    assert {weighted(rng, [("a", 0), ("b", 3), ("c", 0)]) for _ in range(200)} == {"b"}


def test_both_ends_of_a_span_are_drawn():
    rng = stream("ngày")
    first = date(2021, 2, 27)
    drawn = {day_between(rng, first, date(2021, 3, 1)) for _ in range(200)}
    assert drawn == {first, date(2021, 2, 28), date(2021, 3, 1)}
