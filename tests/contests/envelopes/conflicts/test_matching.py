"""Which judge has which conflict with which entry, and how heavy; no database."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.envelopes.conflicts.facts import Human, Juror, Node, Past, Said, Work, World
from contests.envelopes.conflicts.likeness import Likeness, people, phone, places, units
from contests.envelopes.conflicts.matching import conflicts
from contests.envelopes.conflicts.terms import Against, Level, Source
from contests.kernel.text import fold
from judging.declarations.terms import DeclaredKind as Kind
from tests.factories import NAMES

HARD, LOOK, SOFT = Level.HARD, Level.LOOK, Level.SOFT
LQD, PT = "Trường THCS Lê Quý Đôn", "Trường THCS Phan Thiết"
NODES = (
    Node("lhh", None, ("Liên hiệp các Hội KH&KT tỉnh Tuyên Quang",)),
    Node("so", "lhh", ("Sở Giáo dục và Đào tạo",), wide=True),
    Node("lqd", "so", (LQD, "Trường cấp 2 Hồng Thái"), phone="0207 3822 111", address="Số 12 đường 17/8, phường Minh Xuân"),
    Node("to", "lqd", ("Tổ Tự nhiên Trường Lê Quý Đôn cơ sở 2",)),
    Node("pt", "so", (PT,)),
)  # fmt: skip
AUTHOR = Human("Nguyễn Thị Ngọc Ánh", "0912345678", "anh@x.vn", f"Lớp 7A, {LQD}", date(2013, 5, 1))
WORK = Work(
    "e1", "Máy gieo hạt", "lqd", (AUTHOR,), (Human("Nguyễn Văn Bền", "0912000111"),),
    (Human("Lò Văn Pánh", place=LQD),), "0983111222",
)  # fmt: skip
JUROR = Juror("j1", "acc1", "Phạm Ngọc Diệp")


def found(juror=JUROR, work=WORK, past=()):
    return [
        (one.source, one.against, one.level)
        for one in conflicts(World((juror,), (work,), NODES, tuple(past)))
    ]


def declares(kind, name, place=""):
    return replace(JUROR, rows=(Said("r1", kind, name, place),))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Nguyễn Thị Ngọc Ánh", "NGUYỄN THỊ NGỌC ÁNH", Likeness.EXACT),
        ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa", Likeness.EXACT),
        ("H’Hen Niê", "H'Hen Niê", Likeness.EXACT),
        (unicodedata.normalize("NFD", "Trần Quốc Toản"), "Trần Quốc Toản", Likeness.EXACT),
        ("Dang Tran Con", "Đặng Trần Côn", Likeness.PLAIN),
        ("Nguyễn Thị Ngọc Anh", "Nguyễn Thị Ngọc Ánh", Likeness.PLAIN),
        ("Ngọc Ánh", "Nguyễn Thị Ngọc Ánh", Likeness.PART),
        ("Ánh", "Nguyễn Thị Ngọc Ánh", Likeness.NONE),
        ("Ánh", "Ánh", Likeness.EXACT),
        ("Nguyễn Thị", "Nguyễn Thị Ngọc Ánh", Likeness.NONE),
        ("", "Ánh", Likeness.NONE),
        ("?!", "?!", Likeness.NONE),
    ],
)
def test_names_of_people(one, other, alike):
    assert people(one, other) is alike is people(other, one)


@given(st.sampled_from(NAMES), st.sampled_from(["NFC", "NFD"]))
def test_a_name_is_itself_in_any_form(name, form):
    assert people(unicodedata.normalize(form, name).upper(), name) is Likeness.EXACT
    assert people(fold(name), name) >= Likeness.PLAIN


@pytest.mark.parametrize(
    ("one", "alike"),
    [
        ("truong thcs le quy don", Likeness.EXACT),
        ("THCS Lê Quý Đôn", Likeness.PART),
        ("Trường Trung học cơ sở Lê Quý Đôn, phường Minh Xuân", Likeness.PART),
        ("Trường THCS Phan Thiết", Likeness.NONE),
        ("Trường THCS", Likeness.NONE),
        ("", Likeness.NONE),
    ],
)
def test_names_of_units(one, alike):
    assert units(one, LQD) is alike


def test_numbers_and_addresses():
    assert phone("+84 912.345.678") == phone("0912345678") == "0912345678"
    assert places("12 đường 17/8, Minh Xuân", "Số 12 đường 17/8, Minh Xuân, Tuyên Quang")
    assert not places("Minh Xuân", "Số 12 đường 17/8, Minh Xuân")


def test_strangers_have_no_conflict():
    stranger = replace(
        JUROR, phone="0977000000", email="diep@x.vn",
        rows=(Said("1", Kind.UNIT_NOW, PT), Said("2", Kind.KIN, "Y Blăm"), Said("3", Kind.ADDRESS, "Số 5 ngõ 9 phố Chiêu Yên")),
    )  # fmt: skip
    assert found(stranger) == []


@pytest.mark.parametrize(
    ("name", "unit", "told"),
    [
        (LQD, "lqd", [(Source.OWN_UNIT, Against.UNIT, HARD)]),
        ("Truong THCS Le Quy Don", "lqd", [(Source.OWN_UNIT, Against.UNIT, HARD)]),
        ("Trường cấp 2 Hồng Thái", "lqd", [(Source.OWN_UNIT, Against.UNIT, HARD)]),
        (LQD, "to", [(Source.OWN_UNIT, Against.UNIT, HARD)]),
        ("Tổ Tự nhiên Trường Lê Quý Đôn cơ sở 2", "lqd", [(Source.OWN_UNIT, Against.UNIT, LOOK)]),
        ("Sở Giáo dục và Đào tạo", "lqd", [(Source.OWN_UNIT, Against.UNIT, LOOK)]),
        ("Sở Giáo dục và Đào tạo", "so", [(Source.OWN_UNIT, Against.UNIT, HARD)]),
        ("THCS Lê Quý Đôn", "lqd", [(Source.OWN_UNIT, Against.UNIT, LOOK)]),
        (LQD, "pt", []),
        ("Liên hiệp các Hội KH&KT tỉnh Tuyên Quang", "lqd", []),
        ("Trường THCS Nguyễn Văn Cừ", "lqd", []),
    ],
)
def test_the_own_unit_and_its_tree(name, unit, told):
    work = Work("e1", "Máy gieo hạt", unit)
    assert found(declares(Kind.UNIT_NOW, name), work) == told


def test_a_unit_left_is_looked_at_and_its_tree_is_told():
    assert found(declares(Kind.UNIT_PAST, LQD)) == [(Source.PAST_UNIT, Against.UNIT, LOOK)]
    below = Work("e1", "Máy gieo hạt", "to")
    assert found(declares(Kind.UNIT_PAST, LQD), below) == [(Source.PAST_UNIT, Against.UNIT, SOFT)]


def test_a_unit_named_as_the_authors_place_is_looked_at():
    work = replace(WORK, unit_id="pt", mentors=())
    assert found(declares(Kind.UNIT_NOW, LQD), work) == [(Source.OWN_UNIT, Against.WORKPLACE, LOOK)]


@pytest.mark.parametrize(
    ("name", "place", "level"),
    [
        ("Nguyễn Thị Ngọc Ánh", "", HARD),
        ("Nguyễn Thị Ngọc Ánh", LQD, HARD),
        ("Nguyễn Thị Ngọc Ánh", PT, LOOK),
        ("Nguyen Thi Ngoc Anh", "", LOOK),
        ("Ngọc Ánh", "THCS Lê Quý Đôn", LOOK),
        ("Ngọc Ánh", "", SOFT),
    ],
)
@pytest.mark.parametrize(
    ("kind", "source"),
    [(Kind.KIN, Source.KIN), (Kind.PUPIL, Source.PUPIL), (Kind.PARTNER, Source.PARTNER)],
)
def test_a_declared_person_among_the_authors(kind, source, name, place, level):
    assert found(declares(kind, name, place)) == [(source, Against.AUTHOR, level)]


def test_a_declared_person_beside_the_authors_is_looked_at():
    assert found(declares(Kind.KIN, "Nguyễn Văn Bền")) == [(Source.KIN, Against.GUARDIAN, LOOK)]
    assert found(declares(Kind.PARTNER, "Lò Văn Pánh")) == [(Source.PARTNER, Against.MENTOR, LOOK)]


def test_kin_at_the_same_school_is_only_told():
    assert found(declares(Kind.KIN, "Y Blăm", LQD)) == [(Source.KIN, Against.UNIT, SOFT)]


def test_the_judge_as_mentor():
    mentor = replace(JUROR, name="Lò Văn Pánh")
    assert found(mentor) == [(Source.MENTOR, Against.MENTOR, LOOK)]
    there = replace(mentor, rows=(Said("r", Kind.UNIT_PAST, LQD),))
    assert (Source.MENTOR, Against.MENTOR, HARD) in found(there)
    assert found(replace(JUROR, name="Lo Van Panh")) == [(Source.MENTOR, Against.MENTOR, LOOK)]


def test_the_judge_as_author_or_guardian():
    assert found(replace(JUROR, name="Nguyễn Thị Ngọc Ánh")) == [(Source.NAMESAKE, Against.AUTHOR, LOOK)]
    assert found(replace(JUROR, name="Nguyễn Văn Bền")) == [(Source.NAMESAKE, Against.GUARDIAN, LOOK)]
    own = replace(WORK, authors=(replace(AUTHOR, account_id="acc1"),))
    assert found(work=own) == [(Source.NAMESAKE, Against.AUTHOR, HARD)]


@pytest.mark.parametrize("number", ["0912345678", "+84912000111", "0983 111 222"])
def test_one_telephone_bars(number):
    assert found(replace(JUROR, phone=number)) == [(Source.CONTACT, Against.CONTACT, HARD)]
    assert found(declares(Kind.PHONE, number)) == [(Source.CONTACT, Against.CONTACT, HARD)]


def test_one_mail_address_bars_the_schools_telephone_is_told_an_address_is_looked_at():
    assert found(replace(JUROR, email="ANH@x.vn")) == [(Source.CONTACT, Against.AUTHOR, HARD)]
    assert found(replace(JUROR, phone="02073822111")) == [(Source.CONTACT, Against.UNIT, SOFT)]
    assert found(declares(Kind.ADDRESS, "12 đường 17/8, Minh Xuân")) == []
    assert found(declares(Kind.ADDRESS, "12 đường 17/8, phường Minh Xuân")) == [
        (Source.ADDRESS, Against.UNIT, LOOK)
    ]


def test_nothing_known_is_nothing_shared():
    """Empty numbers, mail addresses and birthdays on both sides are no conflict."""
    assert found(work=Work("e1", "x", "pt", (Human("Y Blăm"),))) == []


def earlier(*authors, title="Máy cũ", judges=()):
    return [Past("p1", title, authors, frozenset(judges))]


@pytest.mark.parametrize(
    ("judge", "other", "level"),
    [
        (Human("Phạm Ngọc Diệp", account_id="acc1"), AUTHOR, HARD),
        (Human("Phạm Ngọc Diệp", account_id="acc1"), Human("Nguyễn Thị Ngọc Ánh"), LOOK),
        (Human("Phạm Ngọc Diệp"), AUTHOR, LOOK),
        (Human("Pham Ngoc Diep"), Human("Nguyễn Thị Ngọc Ánh"), SOFT),
    ],
)
def test_a_coauthor_of_an_earlier_season(judge, other, level):
    assert found(past=earlier(judge, other)) == [(Source.COAUTHOR, Against.AUTHOR, level)]


def test_an_earlier_work_of_one_of_them_alone_is_nothing():
    assert found(past=earlier(AUTHOR)) == []
    assert found(past=earlier(Human("Phạm Ngọc Diệp", account_id="acc1"))) == []


def test_a_work_that_the_judge_s_panel_marked_before():
    again = earlier(AUTHOR, title="máy gieo hạt", judges=("acc1",))
    assert found(past=again) == [(Source.EARLIER_PANEL, Against.WORK, LOOK)]
    other = earlier(Human("Y Blăm"), title="Máy gieo hạt", judges=("acc1",))
    assert found(past=other) == [(Source.EARLIER_PANEL, Against.WORK, SOFT)]
    assert found(past=earlier(AUTHOR, title="Máy gieo hạt", judges=("acc2",))) == []


def test_one_key_is_one_conflict_the_heaviest():
    work = replace(WORK, authors=(replace(AUTHOR, name="Lê Ngọc Ánh"), AUTHOR))
    assert found(declares(Kind.KIN, "Nguyễn Thị Ngọc Ánh"), work) == [(Source.KIN, Against.AUTHOR, HARD)]
    twice = replace(JUROR, rows=tuple(Said(row, Kind.KIN, "Nguyễn Thị Ngọc Ánh") for row in "ab"))
    assert len(found(twice)) == 2, "two declared rows are two grounds"


@given(st.permutations(range(6)))
def test_the_order_of_what_is_given_says_nothing(order):
    works = [replace(WORK, entry_id=f"e{at}", unit_id=("lqd", "pt")[at % 2]) for at in range(6)]
    juror = replace(JUROR, rows=(Said("a", Kind.UNIT_NOW, LQD), Said("b", Kind.KIN, "Ngọc Ánh")))
    shuffled = tuple(works[at] for at in order)
    assert conflicts(World((juror,), shuffled, NODES)) == conflicts(World((juror,), tuple(works), NODES))


def test_a_ring_in_the_tree_ends():
    ring = (Node("a", "b", ("Trường A B",)), Node("b", "a", ("Trường C D",)))
    juror = declares(Kind.UNIT_NOW, "Trường A B")
    assert len(conflicts(World((juror,), (Work("e", "x", "b"),), ring))) == 1
