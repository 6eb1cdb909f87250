"""Workbooks as people fill them in, made by code."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from contests.entries.sheets.columns import BY_KEY

SIMPLE = ("title", "field", "author", "born_on", "occupation")


def book(rows: Sequence[Sequence[object]], keys: Sequence[str] = SIMPLE, above: Sequence[str] = ()) -> bytes:
    """A workbook whose first sheet has these columns by key; a formula is a text that begins with "="."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    page, day = made.add_worksheet(), made.add_format({"num_format": "dd/mm/yyyy"})
    lines = [*([line] for line in above), [BY_KEY[key].head for key in keys], *rows]
    for number, row in enumerate(lines):
        for place, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, place, value, day)
            elif value is not None:
                page.write(number, place, value)
    made.close()
    return out.getvalue()


def grid(rows: Sequence[Sequence[object]], keys: Sequence[str] = SIMPLE) -> list[list[object]]:
    """The same as lines of cells."""
    return [[BY_KEY[key].head for key in keys], *map(list, rows)]
