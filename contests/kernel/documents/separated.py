"""The same tables as CSV for other programs: UTF-8 with its mark, RFC 4180, and no cell that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from contests.kernel.documents.sheets import Kind, Sheet, Value
from contests.kernel.text import nfc

MEDIA_TYPE = "text/csv"
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a spreadsheet begins a formula, the wide ones of East Asian keyboards among them."""
_DECIMALS = {Kind.MARK: 2, Kind.SHARE: 1}


def to_bytes(sheet: Sheet) -> bytes:
    """The head and the rows, without what stands around a table; days as 2026-11-22, marks and shares with a point."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([inert(column.head) for column in sheet.columns])
    kinds = [column.kind for column in sheet.columns]
    writer.writerows(_cells(row, kinds) for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _cells(row: Sequence[Value], kinds: Iterable[Kind]) -> list[str]:
    return [_cell(value, kind) for value, kind in zip(row, kinds, strict=True)]


def _cell(value: Value, kind: Kind) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return inert(nfc(value))
    if isinstance(value, date):
        return value.isoformat()[:10]
    places = _DECIMALS.get(kind, 0)
    return f"{'-' if value < 0 else ''}{_scaled(abs(value), places)}"


def _scaled(value: int, places: int) -> str:
    whole, rest = divmod(value, 10**places)
    return f"{whole}.{rest:0{places}}" if places else str(whole)


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before what could begin one."""
    return f"'{text}" if text.startswith(_STARTS) else text
