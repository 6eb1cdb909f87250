"""A table of a report: page, Word, PDF and Excel print these and nothing else, so they cannot differ. Pure."""

from dataclasses import dataclass

from contests.kernel.text import N_
from contests.reports.printed import MISSING_NOTE, shown
from contests.reports.terms import Measure

TOTAL = N_("Cộng")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers; `marked` as of a row; `signed`: its numbers are differences."""

    label: str
    measure: Measure
    marked: bool = True
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of numbers. `marked`: its label is a word of ours, to be translated; `measure` goes before the columns'."""

    label: str
    values: tuple[int | None, ...]
    marked: bool = False
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of numbers; `foot` stands below the rows in bold, `notes` under the table."""

    key: str
    title: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: Row | None = None
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Row, ...]:
        """All rows with the foot."""
        return (*self.rows, self.foot) if self.foot else self.rows

    @property
    def told(self) -> tuple[str, ...]:
        """The notes, with one that says what a missing figure looks like where there is one."""
        lacks = any(value is None for row in self.lines for value in row.values)
        return (*self.notes, MISSING_NOTE) if lacks else self.notes

    def texts(self, row: Row) -> tuple[str, ...]:
        """A row's numbers as they are printed."""
        pairs = zip(row.values, self.columns, strict=True)
        return tuple(
            shown(value, row.measure or column.measure, signed=column.signed) for value, column in pairs
        )
