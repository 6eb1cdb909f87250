"""The empty sheet of a season: its lists, its hints, the same bytes again, and that it is read as it was written."""

import io

import openpyxl
from python_calamine import CalamineWorkbook

from contests.entries.sheets.columns import Listed, heads
from contests.entries.sheets.template import Asked, columns_of, to_bytes

ASKED = Asked(
    "Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng",
    {Listed.FIELDS: ["Phần mềm tin học", "Đồ dùng học tập"], Listed.ROLES: ["Chủ trì"], Listed.GENDERS: ["Nữ", "Nam"]},
    with_year=False,
)  # fmt: skip


def test_the_same_season_gives_the_same_bytes():
    assert to_bytes(ASKED) == to_bytes(ASKED)


def test_columns_that_the_season_does_not_ask_for_are_not_there():
    keys = [column.key for column in columns_of(ASKED)]
    assert {"unit", "division", "made_in", "applicant"}.isdisjoint(keys)
    assert {"title", "field", "author"} <= set(keys)


def test_its_heads_are_read_as_they_were_written():
    rows = CalamineWorkbook.from_filelike(io.BytesIO(to_bytes(ASKED))).get_sheet_by_index(0).to_python()
    assert list(heads([str(cell) for cell in rows[1]]).values()) == columns_of(ASKED)


def test_a_cell_of_a_list_offers_it_and_says_what_to_do():
    book = openpyxl.load_workbook(io.BytesIO(to_bytes(ASKED)))
    offered = {one.promptTitle: one for one in book.worksheets[0].data_validations.dataValidation}
    assert offered["Lĩnh vực"].formula1 == "'Danh mục'!$A$1:$A$2"
    assert [cell.value for cell in book["Danh mục"]["A"]] == ["Phần mềm tin học", "Đồ dùng học tập"]
    assert "05/09/2012" in offered["Ngày sinh"].prompt
