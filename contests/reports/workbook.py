"""A report as an Excel file: every figure with its definition, then a tab for each table. Pure."""

from collections.abc import Iterable, Sequence

from contests.kernel.calendar import today
from contests.kernel.documents.sheets import Column, Kind, Sheet, Value
from contests.reports.figures import Figure, SeasonFigures
from contests.reports.grid import Grid
from contests.reports.grids import figures_of, season_grids
from contests.reports.printed import NO_FIGURE
from contests.reports.rules import ASKED, TypedValue
from contests.reports.terms import Measure

_KINDS = {Measure.DONG: Kind.MONEY, Measure.MILLION: Kind.MONEY, Measure.SHARE: Kind.SHARE}
_IN_DONG = ", đồng"


def season_sheets(title: str, figures: SeasonFigures) -> list[Sheet]:
    """A season's workbook."""
    rows = [*(_figure(one) for one in figures_of(figures)), *(_typed(one) for one in figures.typed.values())]
    return [_figures(title, rows), *grid_sheets(title, season_grids(figures).values())]


def _figure(one: Figure) -> tuple[Value, ...]:
    return one.label, _value(one.value), one.definition


def _typed(one: TypedValue) -> tuple[Value, ...]:
    """What people said, with who and when."""
    told = f"Do {one.typed_by} nhập ngày {today(one.typed_at):%d/%m/%Y}"
    value = "không nêu" if one.left_out else one.text or _value(one.number)
    return ASKED[one.key].label, value, f"{told}. {one.source}".rstrip(". ") + "."


def grid_sheets(title: str, grids: Iterable[Grid]) -> list[Sheet]:
    """A tab for each table."""
    return [_grid(title, grid) for grid in grids]


def _figures(title: str, rows: Sequence[tuple[Value, ...]]) -> Sheet:
    columns = (Column("Số liệu"), Column("Giá trị", Kind.COUNT), Column("Được tính thế nào", width=80))
    return Sheet("Số liệu", columns, rows, above=(title, "Số liệu của báo cáo"))


def _grid(title: str, grid: Grid) -> Sheet:
    """Money in full đồng, whatever it is printed in elsewhere."""
    columns = (Column(grid.head), *(_column(column.label, column.measure) for column in grid.columns))
    rows = [(row.label, *map(_value, row.values)) for row in grid.rows]
    below = ((grid.foot.label, *map(_value, grid.foot.values)),) if grid.foot else ()
    heading = grid.title.removesuffix(", triệu đồng") + (_IN_DONG if _is_budget(grid) else "")
    return Sheet(
        grid.title.removesuffix(", triệu đồng"), columns, rows, above=(title, heading), below=below, notes=grid.told,
        landscape=len(columns) > 5,
    )  # fmt: skip


def _is_budget(grid: Grid) -> bool:
    return any(column.measure is Measure.MILLION for column in grid.columns)


def _column(label: str, measure: Measure) -> Column:
    return Column(label, _KINDS.get(measure, Kind.COUNT))


def _value(value: int | None) -> int | str:
    return NO_FIGURE if value is None else value
