"""Excel files: what is read back is what was put in, and nothing a person typed runs as a formula or opens a link."""

import re
import unicodedata
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from contests.kernel.documents.sheets import Column, Kind, Sheet, to_bytes

COLUMNS = (
    Column("Họ và tên"),
    Column("Tiền thưởng", Kind.MONEY),
    Column("Điểm", Kind.MARK),
    Column("Ngày", Kind.DAY),
    Column("Tỷ lệ", Kind.SHARE),
    Column("Số bài", Kind.COUNT),
)
ROW = ("H’Hen Niê", 12_000_000, 8325, date(2020, 9, 18), 274, 63)
TRAPS = (
    "=1+1",
    "+84912345678",
    "-5",
    "@SUM(A1)",
    '=HYPERLINK("https://example.org")',
    "http://example.org",
    "079204001234",
)


def read(content: bytes, tab: int = 0) -> list[Any]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(tab).to_python()


def part(content: bytes, name: str) -> str:
    return ZipFile(BytesIO(content)).read(name).decode()


def test_what_is_read_back_is_what_was_put_in() -> None:
    head, row = read(to_bytes(Sheet("Danh sách", COLUMNS, [ROW])))
    assert head == [column.head for column in COLUMNS]
    assert row == ["H’Hen Niê", 12_000_000, 83.25, date(2020, 9, 18), 0.274, 63]


@pytest.mark.parametrize("trap", TRAPS)
def test_what_people_type_stays_text(trap: str) -> None:
    content = to_bytes(Sheet("Tên", (Column("Tên"), Column("Tiền", Kind.MONEY)), [(trap, trap)]))
    assert read(content)[1] == [trap, trap]
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()


def test_lines_stand_over_the_head_and_totals_below_the_rows() -> None:
    sheet = Sheet("Kinh phí", COLUMNS[:2], [ROW[:2]], ("DANH SÁCH",), (("Cộng", 12_000_000),), ("Ghi chú",))
    assert read(to_bytes(sheet)) == [
        ["DANH SÁCH", ""], ["", ""], ["Họ và tên", "Tiền thưởng"], ["H’Hen Niê", 12_000_000], ["Cộng", 12_000_000],
        ["", ""], ["Ghi chú", ""],
    ]  # fmt: skip


def test_the_head_stays_in_sight_and_stands_on_every_printed_page() -> None:
    content = to_bytes(Sheet("A", COLUMNS, [ROW] * 300, above=("DANH SÁCH",)))
    assert 'ySplit="3"' in part(content, "xl/worksheets/sheet1.xml")
    assert "$3:$3" in part(content, "xl/workbook.xml")


def test_text_is_composed_and_a_cell_too_long_is_cut_with_a_sign() -> None:
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh")
    rows = read(to_bytes(Sheet("A", (Column("Tên"),), [(decomposed,), ("ă" * 40_000,)])))
    assert rows[1] == ["Nguyễn Thị Ngọc Ánh"]
    assert len(str(rows[2][0])) == 32_767
    assert str(rows[2][0]).endswith("ă…")


def test_nothing_is_an_empty_cell_and_a_number_too_long_for_excel_is_text() -> None:
    columns = (Column("A", Kind.MONEY), Column("B", Kind.COUNT))
    assert read(to_bytes(Sheet("A", columns, [(None, 1), (10**15 + 1, 10**14)])))[1:] == [
        ["", 1],
        ["1000000000000001", 10**14],
    ]


def test_tabs_have_names_that_excel_takes_and_no_name_twice() -> None:
    long = "Danh sách tác giả nhận tiền thưởng [2021]: các hạng"
    sheets = [Sheet(title, (Column("A"),), []) for title in (long, long, "'/*?", "đơn/vị")]
    names = CalamineWorkbook.from_filelike(BytesIO(to_bytes(*sheets))).sheet_names
    assert names == ["Danh sách tác giả nhận tiền thư", "Danh sách tác giả nhận tiề (2)", "Bảng", "đơn vị"]


def test_the_same_sheet_is_the_same_bytes_and_names_nobody() -> None:
    first, second = (to_bytes(Sheet("A", COLUMNS, [ROW])) for _ in range(2))
    assert first == second
    core = part(first, "docProps/core.xml")
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", core) in ([], [""])


def test_a_row_of_another_length_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        to_bytes(Sheet("A", COLUMNS, [("một mình",)]))
