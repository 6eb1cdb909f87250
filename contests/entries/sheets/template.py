"""The empty sheet of a season: its columns, with lists to choose from, hints beside each cell, and how to fill it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from contests.entries.sheets.columns import ALL, Column, Listed
from contests.kernel.text import nfc

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = 3000
"""So many lines have lists and hints; more may be filled in without."""
_TAB, _HELP, _LISTS = "Hồ sơ", "Hướng dẫn", "Danh mục"
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_FACE = {"font_name": "Times New Roman", "font_size": 12}
_HINT = 250
"""Excel shows at most 255 signs beside a cell."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a season's sheet asks: its title, and what its lists hold, by list; a list that is missing has no column."""

    title: str
    lists: Mapping[Listed, Sequence[str]]
    with_year: bool


def columns_of(asked: Asked) -> list[Column]:
    """The columns a season's sheet has."""
    return [
        column
        for column in ALL
        if (column.listed is None or asked.lists.get(column.listed))
        and (column.key != "made_in" or asked.with_year)
    ]


def to_bytes(asked: Asked) -> bytes:
    """The workbook; the same season gives the same bytes."""
    book = xlsxwriter.Workbook(out := BytesIO(), {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _NEVER, "title": nfc(asked.title)})
    columns = columns_of(asked)
    page = book.add_worksheet(_TAB)
    ranges = _lists(book, asked)
    _heads(book, page, asked, columns)
    for place, column in enumerate(columns):
        _column(book, page, place, column, ranges)
    _help(book, columns)
    page.activate()
    book.close()
    return out.getvalue()


def _heads(book: Any, page: Any, asked: Asked, columns: Sequence[Column]) -> None:
    page.write_string(0, 0, nfc(asked.title), book.add_format({**_FACE, "bold": True, "font_size": 14}))
    look = book.add_format(
        {**_FACE, "bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#F3EAD3"}
    )  # fmt: skip
    page.set_row(1, 48)
    for place, column in enumerate(columns):
        page.write_string(1, place, column.head, look)
    page.freeze_panes(2, next(at for at, one in enumerate(columns) if one.key == "title") + 1)


def _column(book: Any, page: Any, place: int, column: Column, ranges: dict[Listed, str]) -> None:
    look = {**_FACE, "text_wrap": True, "valign": "top"}
    kind = {"num_format": "dd/mm/yyyy" if column.key == "born_on" else "@"}
    page.set_column(place, place, column.width, book.add_format({**look, **kind}))
    hint: dict[str, Any] = {"input_title": column.head[:32], "input_message": column.hint[:_HINT]}
    if column.listed:
        hint |= {"validate": "list", "source": ranges[column.listed], "error_type": "warning"}
    else:
        hint |= {"validate": "any"}
    page.data_validation(2, place, LINES + 1, place, hint)


def _lists(book: Any, asked: Asked) -> dict[Listed, str]:
    """A tab with what may be chosen; the answer says where each list stands."""
    page = book.add_worksheet(_LISTS)
    found: dict[Listed, str] = {}
    for place, (listed, values) in enumerate(asked.lists.items()):
        for number, value in enumerate(values):
            page.write_string(number, place, nfc(value), book.add_format(_FACE))
        name = xl_col_to_name(place, col_abs=True)
        found[listed] = f"='{_LISTS}'!{name}$1:{name}${max(len(values), 1)}"
        page.set_column(place, place, 40)
    return found


def _help(book: Any, columns: Sequence[Column]) -> None:
    page = book.add_worksheet(_HELP)
    bold, plain = book.add_format({**_FACE, "bold": True}), book.add_format({**_FACE, "text_wrap": True})
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    for number, column in enumerate(columns):
        page.write_string(number, 0, column.head, bold)
        page.write_string(number, 1, column.hint, plain)
