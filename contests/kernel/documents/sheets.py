"""Tables as Excel files: text is never a formula, money and marks are numbers, the head stays in sight and on every printed page."""

import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO
from itertools import chain, islice
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from contests.kernel.text import nfc

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
_FACE = "Times New Roman"
_A4 = 9
_LOOKED_AT = 200
"""So many rows decide how wide a column is."""
_NARROWEST, _WIDEST = 6, 60
_MOST_SIGNS = 32_767
_EXACT = 10**15
"""Excel keeps fifteen digits: a longer number goes in as text."""
_NO_NAME = re.compile(r"[\[\]:*?/\\']")

Value = str | int | date | None


class Kind(enum.StrEnum):
    """What a column holds: text, a count, đồng, a mark in hundredths of a point, a day, a share in tenths of a per cent."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    MARK = "mark"
    DAY = "day"
    SHARE = "share"


_LOOKS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"text_wrap": True},
    Kind.COUNT: {"num_format": "#,##0"},
    Kind.MONEY: {"num_format": "#,##0"},
    Kind.MARK: {"num_format": "0.00"},
    Kind.DAY: {"num_format": "dd/mm/yyyy", "align": "center"},
    Kind.SHARE: {"num_format": "0.0%"},
}
_SCALE = {Kind.MARK: 2, Kind.SHARE: 3}


@dataclass(frozen=True)
class Column:
    """A column's head and kind; `width` in characters, by its contents where it is None."""

    head: str
    kind: Kind = Kind.TEXT
    width: int | None = None


@dataclass(frozen=True)
class Sheet:
    """One table. `title` names the tab; `above` stands over the head, `below` in bold under the rows (totals), `notes` last.

    Rows may be a generator. A cell may be text in any column; None is an empty cell.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]
    above: tuple[str, ...] = ()
    below: tuple[tuple[Value, ...], ...] = ()
    notes: tuple[str, ...] = ()
    landscape: bool = False


def to_bytes(*sheets: Sheet) -> bytes:
    """A workbook with a tab for each sheet; the same sheets are the same bytes."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _NEVER})
    taken: set[str] = set()
    for sheet in sheets:
        page = book.add_worksheet(_tab(sheet.title, taken))
        _Writer(book, page, sheet).write()
    book.close()
    return out.getvalue()


def _tab(title: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 signs, none of those it forbids, no name twice."""
    bare = _NO_NAME.sub(" ", nfc(title)).strip()[:31].strip() or "Bảng"
    name, number = bare, 1
    while name.lower() in taken:
        number += 1
        name = f"{bare[:26]} ({number})"
    taken.add(name.lower())
    return name


class _Writer:
    def __init__(self, book: Any, page: Worksheet, sheet: Sheet) -> None:
        self.book, self.page, self.sheet = book, page, sheet
        self.kinds = [column.kind for column in sheet.columns]

    def write(self) -> None:
        rows = iter(self.sheet.rows)
        first = list(islice(rows, _LOOKED_AT))
        head = self._above()
        last = self._body(chain(first, rows), head + 1)
        self._page(head, first)
        for number, note in enumerate(self.sheet.notes, last + 1):
            self.page.write_string(number, 0, nfc(note), self._look(italic=True))

    def _look(self, kind: Kind | None = None, **more: Any) -> Format:
        own = {**_LOOKS[kind], "border": 1, "valign": "vcenter"} if kind else {}
        made: Format = self.book.add_format({"font_name": _FACE, "font_size": 12, **own, **more})
        return made

    def _above(self) -> int:
        """The lines over the table and its head; the answer is the head's row."""
        across = max(len(self.sheet.columns) - 1, 1)
        for number, line in enumerate(self.sheet.above):
            look = self._look(bold=True, align="center", font_size=14 if number == 0 else 12)
            self.page.merge_range(number, 0, number, across, "", look)
            self.page.write_string(number, 0, nfc(line), look)
        head = len(self.sheet.above) + bool(self.sheet.above)
        look = self._look(
            bold=True, align="center", valign="vcenter", text_wrap=True, border=1, bg_color="#F3EAD3"
        )
        for place, column in enumerate(self.sheet.columns):
            self.page.write_string(head, place, nfc(column.head), look)
        return head

    def _body(self, rows: Iterable[Sequence[Value]], start: int) -> int:
        """The rows and the totals from a row on; the answer is the first row below them."""
        number = self._rows(rows, start, [self._look(kind) for kind in self.kinds])
        return self._rows(self.sheet.below, number, [self._look(kind, bold=True) for kind in self.kinds])

    def _rows(self, rows: Iterable[Sequence[Value]], number: int, looks: Sequence[Format]) -> int:
        put = [partial(_put, self.page, kind, look) for kind, look in zip(self.kinds, looks, strict=True)]
        for row in rows:
            for place, (write, value) in enumerate(zip(put, row, strict=True)):
                write(number, place, value)
            number += 1
        return number

    def _page(self, head: int, first: Sequence[Sequence[Value]]) -> None:
        for place, column in enumerate(self.sheet.columns):
            cells = [str(row[place]) for row in first if row[place] is not None]
            self.page.set_column(place, place, column.width or _width(column, cells))
        self.page.freeze_panes(head + 1, 0)
        self.page.repeat_rows(head)
        self.page.set_paper(_A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&C&P/&N")
        if self.sheet.landscape:
            self.page.set_landscape()


def _width(column: Column, cells: Sequence[str]) -> int:
    """As wide as its longest cell and the longest word of its head, within bounds; money has its dots."""
    longest = max(map(len, cells), default=0)
    word = max(map(len, column.head.split()), default=0)
    dots = longest // 3 if column.kind is Kind.MONEY else 0
    return max(_NARROWEST, min(_WIDEST, max(longest + dots, word) + 2))


def _put(page: Worksheet, kind: Kind, look: Format, row: int, place: int, value: Value) -> None:
    if isinstance(value, str):
        page.write_string(row, place, _fitting(value), look)
    elif value is None:
        page.write_blank(row, place, None, look)
    elif isinstance(value, int):
        _put_number(page, kind, look, row, place, value)
    else:
        page.write_datetime(row, place, value, look)


def _put_number(page: Worksheet, kind: Kind, look: Format, row: int, place: int, value: int) -> None:
    if abs(value) >= _EXACT:
        page.write_string(row, place, str(value), look)
    elif kind in _SCALE:
        page.write_number(row, place, Decimal(value).scaleb(-_SCALE[kind]), look)
    else:
        page.write_number(row, place, value, look)


def _fitting(text: str) -> str:
    """What a cell can hold; the library would drop a longer text without a word."""
    composed = nfc(text)
    return composed if len(composed) <= _MOST_SIGNS else composed[: _MOST_SIGNS - 1] + "…"
