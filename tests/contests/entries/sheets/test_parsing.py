"""What people write in a sheet, and what it says of an entry; every fault is named by its cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.entries.sheets import cells
from contests.entries.sheets.cells import Wrong
from contests.entries.sheets.columns import ALL
from contests.entries.sheets.parsing import Lists, parsed
from contests.entries.terms import Applicant, AuthorRole
from contests.people.terms import Consenter, ConsentPurpose, Gender
from tests.contests.entries.sheets.books import grid
from tests.factories import NAMES

LISTS = Lists(
    units={"truong thcs hong thai": "u1"},
    fields={"phan mem tin hoc": "pm", "do dung hoc tap": "dd"},
    divisions={},
    applicants={"to chuc": "organisation", "ca nhan": "individual", "nhom tac gia": "team"},
    roles={"chu tri": "lead", "dong chu tri": "co_lead", "dong tac gia": "co_author"},
    genders={"nu": "female", "nam": "male"},
    unit_id="u1",
)
ROW = ["Máy tưới rau", "Phần mềm tin học", "Nguyễn Thị Ngọc Ánh", "05/09/2012", "Lớp 7A"]


def said(found) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.message % one.values) for one in found.problems]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2012, 9, 5), date(2012, 9, 5)),
        ("05/09/2012", date(2012, 9, 5)),
        ("5-9-2012", date(2012, 9, 5)),
        (" 5.9.2012 ", date(2012, 9, 5)),
        (None, None),
        ("", None),
    ],
)
def test_days_as_people_write_them(cell, day):
    assert cells.day(cell) == day


@pytest.mark.parametrize("cell", ["31/02/2012", "2012", 2012.0, "mùng 5 tháng 9", 41157.0, "05/09/12"])
def test_what_is_no_day_is_said_and_not_guessed(cell):
    with pytest.raises(Wrong):
        cells.day(cell)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (912345678.0, "0912345678"),
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "+84912345678"),
        (84912345678.0, "84912345678"),
        (None, ""),
    ],
)
def test_the_zero_that_excel_takes_off_a_telephone_is_put_back(cell, phone):
    assert cells.phone(cell) == phone


@pytest.mark.parametrize(("cell", "share"), [(60.0, 60), ("60", 60), ("60 %", 60), (None, None)])
def test_shares_as_people_write_them(cell, share):
    assert cells.whole(cell, 1, 100) == share


@pytest.mark.parametrize("cell", [0.5, "sáu mươi", 101.0, "-1", "60,5", 10.0**30])
def test_what_is_no_share_is_said(cell):
    with pytest.raises(Wrong):
        cells.whole(cell, 1, 100)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.dates()))
def test_no_cell_breaks_the_reading(cell):
    for how in (
        cells.text,
        cells.lines,
        cells.day,
        cells.phone,
        cells.tick,
        lambda one: cells.whole(one, 1, 9),
    ):
        try:
            how(cell)
        except Wrong as wrong:
            assert wrong.message % wrong.values  # noqa: PT017 - refused with a sentence is the other good end


def test_one_line_is_one_entry_with_its_author():
    (entry,) = parsed(grid([ROW]), LISTS).entries
    assert (entry.line, entry.unit_id, entry.facts.title, entry.facts.field_id) == (
        2,
        "u1",
        "Máy tưới rau",
        "pm",
    )
    assert entry.facts.applicant is Applicant.INDIVIDUAL
    (author,) = entry.authors
    assert (author.name, author.born_on, author.role, author.share) == (
        "Nguyễn Thị Ngọc Ánh",
        date(2012, 9, 5),
        AuthorRole.LEAD,
        100,
    )


def test_lines_without_a_title_are_further_authors_of_the_entry_above():
    more = [None, None, "H’Hen Niê", "06/09/2012", "Lớp 7B"]
    (entry,) = parsed(grid([ROW, more, [*more[:2], "Y Blăm", None, "Lớp 7C"]]), LISTS).entries
    assert [(one.name, one.share, one.role) for one in entry.authors] == [
        ("Nguyễn Thị Ngọc Ánh", 34, AuthorRole.LEAD),
        ("H’Hen Niê", 33, AuthorRole.CO_AUTHOR),
        ("Y Blăm", 33, AuthorRole.CO_AUTHOR),
    ]
    assert entry.facts.applicant is Applicant.TEAM


def test_a_title_said_again_in_the_next_line_is_the_same_entry():
    (entry,) = parsed(grid([ROW, [ROW[0], ROW[1], "Y Blăm", None, "Lớp 7C"]]), LISTS).entries
    assert [one.name for one in entry.authors] == ["Nguyễn Thị Ngọc Ánh", "Y Blăm"]


def test_titles_above_the_heads_and_columns_in_another_order_and_of_ones_own_are_no_matter():
    keys = ("author", "field", "title")
    rows = [["DANH SÁCH"], [], ["TT", *[grid([], keys)[0][at] for at in range(3)]]]
    found = parsed([*rows, [1.0, "Đặng Trần Côn", "PHẦN MỀM TIN HỌC", "Máy ép"]], LISTS)
    assert [(one.line, one.facts.title, one.facts.field_id) for one in found.entries] == [(4, "Máy ép", "pm")]


def test_every_fault_is_named_by_line_and_column_all_at_once():
    keys = ("title", "field", "author", "born_on", "share", "phone", "role")
    rows = [
        ["Máy tưới rau", "Thiên văn", "", "31/02/2012", 120.0, "gọi tôi", "Thợ cả"],
        [None, None, "Y Blăm", None, None, None, None],
    ]
    assert said(parsed(grid(rows, keys), LISTS)) == [
        (2, "Lĩnh vực", "Không có “Thiên văn” trong danh sách. Đề nghị chọn lại trong danh sách của ô."),
        (2, "Điện thoại liên hệ", "“gọi tôi” không phải số điện thoại. Đề nghị ghi như 0912 345 678."),
        (2, "Họ và tên tác giả", "Ô này không được để trống."),
        (2, "Vai trò", "Không có “Thợ cả” trong danh sách. Đề nghị chọn lại trong danh sách của ô."),
        (2, "Ngày sinh", "“31/02/2012” không phải ngày/tháng/năm. Đề nghị ghi như 05/09/2012."),
        (2, "Tỷ lệ đóng góp (%)", "“120” không phải số nguyên từ 1 đến 100."),
    ]


def test_an_entry_said_twice_is_a_fault():
    other = ["Máy ép", *ROW[1:]]
    assert said(parsed(grid([ROW, other, ["MÁY TƯỚI RAU", *ROW[1:]]]), LISTS)) == [
        (4, "Tên giải pháp", "Giải pháp này của đơn vị đã ghi ở dòng 2.")
    ]


def test_a_later_line_may_not_say_the_entrys_facts_otherwise():
    found = parsed(grid([ROW, [None, "Đồ dùng học tập", "Y Blăm", None, "7C"]]), LISTS)
    assert [(line, column) for line, column, _said in said(found)] == [(3, "Lĩnh vực")]


def test_shares_are_said_for_all_or_for_none():
    keys = ("title", "field", "author", "share")
    found = parsed(
        grid([["Máy", "Phần mềm tin học", "Ánh", 60.0], [None, None, "Y Blăm", None]], keys), LISTS
    )
    assert [(line, column) for line, column, _said in said(found)] == [(2, "Tỷ lệ đóng góp (%)")]


def test_ticks_are_consents_and_nothing_is_ticked_beforehand():
    keys = ("title", "field", "author", "gender", "take_part_self", "publish_guardian")
    (entry,) = parsed(grid([["Máy", "Phần mềm tin học", "Ánh", "nữ", "X", None]], keys), LISTS).entries
    assert entry.authors[0].consents == {(ConsentPurpose.TAKE_PART, Consenter.SELF)}
    assert entry.authors[0].gender is Gender.FEMALE


def test_a_line_with_a_mentor_only_adds_a_mentor():
    keys = ("title", "field", "author", "mentor", "mentor_workplace")
    rows = [
        ["Máy", "Phần mềm tin học", "Ánh", "Cô Lê Thị Hồng Gấm", "Trường THCS"],
        [None, None, None, "Thầy Y Moan", None],
    ]
    (entry,) = parsed(grid(rows, keys), LISTS).entries
    assert [(one.name, one.workplace) for one in entry.mentors] == [
        ("Cô Lê Thị Hồng Gấm", "Trường THCS"),
        ("Thầy Y Moan", ""),
    ]
    assert len(entry.authors) == 1


@pytest.mark.parametrize("rows", [[], [["a", "b"]], grid([])])
def test_a_sheet_without_heads_or_lines_says_so(rows):
    (problem,) = parsed(rows, LISTS).problems
    assert problem.line == 0


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 60)), min_size=1, max_size=40))
def test_even_shares_always_add_to_a_hundred(authors):
    rows = [
        ["Máy" if at == 0 else None, "Phần mềm tin học" if at == 0 else None, name]
        for at, (name, _n) in enumerate(authors)
    ]
    (entry,) = parsed(grid(rows, ("title", "field", "author")), LISTS).entries
    assert sum(one.share for one in entry.authors) == 100
    assert min(one.share for one in entry.authors) >= 1


def test_every_column_has_a_head_of_its_own_and_a_hint_that_excel_shows_whole():
    assert len({column.head for column in ALL}) == len(ALL)
    assert max(len(column.hint) for column in ALL) <= 250
