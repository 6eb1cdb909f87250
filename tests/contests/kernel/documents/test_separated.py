"""CSV files: what is read back is what was put in, and nothing a person typed can run as a formula."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel.documents.separated import inert, to_bytes
from contests.kernel.documents.sheets import Column, Kind, Sheet

COLUMNS = (Column("Tên"), Column("Điểm", Kind.MARK), Column("Ngày", Kind.DAY), Column("Số", Kind.COUNT))


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_what_is_read_back_is_what_was_put_in() -> None:
    rows = [("H’Hen Niê", 8325, date(2020, 9, 18), 12), ('Máy "tưới", mẫu 2\nmới', None, None, -3)]
    assert read(to_bytes(Sheet("Hồ sơ", COLUMNS, rows))) == [
        ["Tên", "Điểm", "Ngày", "Số"],
        ["H’Hen Niê", "83.25", "2020-09-18", "12"],
        ['Máy "tưới", mẫu 2\nmới', "", "", "-3"],
    ]


def test_a_spreadsheet_sees_the_mark_of_its_letters() -> None:
    assert to_bytes(Sheet("Hồ sơ", COLUMNS, [])).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("trap", ["=1+1", "+84912345678", "-5", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_what_could_be_a_formula_begins_with_an_apostrophe(trap: str) -> None:
    assert inert(trap) == f"'{trap}"


@given(st.text(max_size=20))
def test_no_text_begins_like_a_formula(text: str) -> None:
    [[_], *rows] = read(to_bytes(Sheet("Tên", (Column("Tên"),), [(text,)])))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
