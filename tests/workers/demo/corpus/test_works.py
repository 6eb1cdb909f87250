"""Works are many, unlike each other, told in good Vietnamese, and name nobody."""

import unicodedata
from dataclasses import astuple
from datetime import date

import pytest

from contests.kernel.text import fold
from contests.people.terms import UnitKind
from workers.demo.corpus.draw import stream
from workers.demo.corpus.models import MOTIFS
from workers.demo.corpus.names import Roll
from workers.demo.corpus.outlines import outline
from workers.demo.corpus.places import UNION, Era, Unit, of_kind, units
from workers.demo.corpus.works import FIELD_NAMES, FIELDS, Contest, Work, catalogue, work

ALL = [(contest, field) for contest, fields in FIELDS.items() for field in fields]


def every_work(contest: Contest, field: str) -> list[Work]:
    return [work(contest, field, number, 7) for number in range(len(catalogue(contest, field)))]


def told(one: Work) -> str:
    return "\n".join(
        [one.title, one.summary, one.novelty, one.application, one.effect, *map(str, outline(one, 7))]
    )


def everyone_and_everywhere() -> set[str]:
    roll = Roll(stream("ai"))
    people = {roll.worker(date(2021, 6, 1)).full_name for _ in range(600)}
    return people | {unit.name for era in Era for unit in units(era, 1)}


@pytest.mark.parametrize(("contest", "field"), ALL)
def test_a_field_has_enough_works_of_different_titles(contest: Contest, field: str):
    titles = {fold(idea.title) for idea in catalogue(contest, field)}
    assert len(titles) == len(catalogue(contest, field))
    assert len(titles) >= (4 if contest == "GT" else 20)


def test_the_pupils_contest_has_works_for_several_seasons():
    assert sum(len(catalogue("TTNND", field)) for field in FIELDS["TTNND"]) >= 180


@pytest.mark.parametrize(("contest", "field"), ALL)
def test_every_work_is_told_in_full(contest: Contest, field: str):
    for one in every_work(contest, field):
        assert len(one.summary.split("\n\n")) == 5
        assert len(one.summary.split()) > 70
        assert one.novelty in one.summary
        assert one.idea.motif in MOTIFS
        assert 4 <= len(one.idea.parts) <= 5


@pytest.mark.parametrize(("contest", "field"), ALL)
def test_no_work_names_a_person_or_a_unit(contest: Contest, field: str):
    names = everyone_and_everywhere()
    for one in every_work(contest, field):
        text = told(one)
        assert not [name for name in names if name in text]


def test_a_name_in_a_work_would_be_seen():
    planted = told(work("TTNND", "HT", 0)) + " Thực hiện: Đặng Trần Côn, Trường THPT Lê Quý Đôn."
    found = {name for name in everyone_and_everywhere() if name in planted}
    assert found == {"Đặng Trần Côn", "Trường THPT Lê Quý Đôn"}


@pytest.mark.parametrize(("contest", "field"), ALL)
def test_texts_are_composed_letters_with_nothing_left_to_fill_in(contest: Contest, field: str):
    for one in every_work(contest, field):
        text = told(one)
        assert unicodedata.is_normalized("NFC", text)
        assert not set("{}") & set(text.replace("\n", ""))
        assert "  " not in text


def test_every_field_has_its_name():
    assert set(ALL) == set(FIELD_NAMES)


def test_the_same_seed_words_a_work_the_same_and_another_differently():
    assert work("STKT", "CK", 3, 1) == work("STKT", "CK", 3, 1)
    assert len({work("STKT", "CK", 3, seed).summary for seed in range(12)}) > 3


@pytest.mark.parametrize("era", Era)
def test_every_unit_stands_after_the_one_above_it_and_has_its_own_name(era: Era):
    seen: set[str | None] = {None}
    for unit in units(era, "đơn vị"):
        assert unit.within in seen
        assert fold(unit.name) not in {fold(name) for name in seen if name}
        seen.add(unit.name)
    assert UNION in seen


def test_districts_are_gone_from_the_second_map():
    def words(tree: tuple[Unit, ...]) -> str:
        return " ".join(unit.name for unit in tree)

    assert "huyện Chiêm Hóa" in words(units(Era.DISTRICTS, 1))
    assert "huyện" not in words(units(Era.TWO_TIERS, 1))
    assert of_kind(units(Era.TWO_TIERS, 1), UnitKind.COMMUNE)


def test_units_are_composed_letters_of_every_kind():
    tree = units(Era.TWO_TIERS, 1)
    assert {unit.kind for unit in tree} == set(UnitKind)
    assert all(unicodedata.is_normalized("NFC", part) for unit in tree for part in astuple(unit) if part)
