"""Opening a workbook, within the sandbox: its first sheet as plain cells. Formulas and macros are never run."""

import zipfile
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from python_calamine import CalamineWorkbook

from contests.kernel.sandbox_child import Refusal

INFLATED = 256 << 20
"""Bytes that the parts of a workbook may have together once unpacked; a file of 400 kB can hold a gigabyte."""
MOST_COLUMNS = 200


def cells(file: BinaryIO, most_rows: int) -> list[list[object]]:
    """The lines of the first sheet, from its first line on; a day is ["d", "2012-09-05"]. Raises Refusal."""
    _weigh(file)
    try:
        sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    except Exception as error:  # calamine has one exception for each format it gave up on
        raise Refusal("unreadable") from error
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= most_rows:
        raise Refusal("too_long")
    if last_column >= MOST_COLUMNS:
        raise Refusal("too_wide")
    return [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _weigh(file: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(file) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refusal("no_workbook") from error
    if size > INFLATED:
        raise Refusal("too_big")
    file.seek(0)


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return ["d", cell.date().isoformat()]
    if isinstance(cell, date):
        return ["d", cell.isoformat()]
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell
