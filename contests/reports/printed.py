"""How a report prints its numbers, the same on a page, on paper and in a sentence. Pure."""

from contests.kernel.figures import million, number
from contests.kernel.text import N_
from contests.reports.terms import Measure

MISSING = "…"
"""Stands in a table where there is no figure; the note under the table says so."""
MISSING_NOTE = N_("Dấu “…”: chưa có số liệu.")
NO_FIGURE = N_("chưa có số liệu")


def shown(value: int | None, measure: Measure, *, signed: bool = False) -> str:
    """A value as it is printed; `signed`: with a plus where it grew."""
    if value is None:
        return MISSING
    text = _plain(abs(value), measure)
    return f"−{text}" if value < 0 else f"+{text}" if signed and value > 0 else text


def _plain(value: int, measure: Measure) -> str:
    if measure is Measure.SHARE:
        return f"{value // 10},{value % 10}%"
    return million(value) if measure is Measure.MILLION else number(value)
