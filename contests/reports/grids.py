"""The tables of a report, made of its figures. Pure."""

from collections.abc import Callable, Sequence

from contests.kernel.text import N_
from contests.people.terms import Gender
from contests.reports.breakdowns import DIRECT, NO_DIVISION
from contests.reports.definitions import DEFINITIONS, REGION, SHARES
from contests.reports.figures import (
    COUNTED,
    GENDERS,
    Counts,
    Edition,
    Figure,
    Line,
    SeasonFigures,
    YearFigures,
)
from contests.reports.grid import TOTAL, Column, Grid, Row
from contests.reports.shares import WHOLE, known_shares
from contests.reports.terms import Measure
from contests.seasons.terms import Level

PRIZE_MONEY = N_("Tiền thưởng, đồng")
CHANGE = N_("Tăng, giảm so với lần trước")
EDITIONS = 4
"""So many editions stand side by side; a chart shows them all."""


def figures_of(figures: SeasonFigures) -> tuple[Figure, ...]:
    """The season's own figures in the order of their definitions."""
    values = _values(figures)
    return tuple(
        Figure(key, one.label, one.meaning, values[key], one.measure, one.source)
        for key, one in DEFINITIONS.items()
    )


def _values(figures: SeasonFigures) -> dict[str, int | None]:
    counts = {name: getattr(figures.counts, name) for name in COUNTED}
    money = figures.money
    below = None if figures.level is Level.BASE else figures.levels[0]
    return {
        **counts,
        "upper": figures.upper.prizes,
        "authors": figures.authors,
        "women": _women(figures),
        "prized_authors": figures.prized_authors,
        "units": figures.unit_count,
        "base_received": below.received if below else None,
        "sponsored": figures.after.works if figures.after.followed else _typed(figures, "sponsored"),
        "raised": figures.after.raised if figures.after.followed else _typed(figures, "raised"),
        "prize_money": figures.prize_money,
        "allocated": money.allocated,
        "used": money.used,
        "returned": money.returned,
    }


def _typed(figures: SeasonFigures, key: str) -> int | None:
    value = figures.typed.get(key)
    return value.number if value else None


def _women(figures: SeasonFigures) -> int | None:
    """Not known where nobody said either."""
    told = {share.label: share.authors for share in figures.genders}
    return told.get(GENDERS[Gender.FEMALE], 0 if GENDERS[Gender.MALE] in told else None)


def season_grids(figures: SeasonFigures) -> dict[str, Grid]:
    """Every table of a season's report by its key; one that would be empty is not there."""
    made = (
        _counted("fields", N_("Theo lĩnh vực"), N_("Lĩnh vực"), figures.fields, figures.counts),
        _counted("divisions", N_("Theo bảng"), N_("Bảng"), figures.divisions, figures.counts),
        _levels(figures),
        _tiers(figures),
        _tier_fields(figures),
        _genders(figures),
        _counted("kinds", N_("Theo loại đơn vị"), N_("Loại đơn vị"), figures.kinds, figures.counts),
        _counted(
            "regions", N_("Theo địa bàn"), N_("Địa bàn, đầu mối"), figures.regions, figures.counts, REGION
        ),
        _counted("units", N_("Theo đơn vị"), N_("Đơn vị"), figures.units, figures.counts),
        _editions(figures),
        _money(figures),
    )
    return {grid.key: grid for grid in made if grid.rows}


def _label(key: str) -> str:
    return DEFINITIONS[key].label


def _counted(key: str, title: str, head: str, lines: Sequence[Line], total: Counts, *notes: str) -> Grid:
    """A breakdown of entries with the shares of those received and of those prized."""
    columns = (
        Column(_label("received"), Measure.ENTRIES), Column(N_("Tỷ lệ"), Measure.SHARE),
        Column(_label("eligible"), Measure.ENTRIES), Column(_label("final"), Measure.ENTRIES),
        Column(_label("prized"), Measure.ENTRIES), Column(N_("Tỷ lệ đạt giải"), Measure.SHARE),
        Column(_label("nominated"), Measure.ENTRIES),
    )  # fmt: skip
    received = known_shares([line.counts.received for line in lines])
    prized = known_shares([line.counts.prized for line in lines])
    rows = tuple(
        Row(
            line.label,
            _with_shares(line.counts, *both),
            marked=key == "kinds" or line.label in (DIRECT, NO_DIVISION),
        )
        for line, *both in zip(lines, received, prized, strict=True)
    )
    foot = Row(TOTAL, _with_shares(total, _all(received), _all(prized)), marked=True)
    return Grid(key, title, head, columns, rows, foot, (SHARES, *notes))


def _with_shares(counts: Counts, received: int | None, prized: int | None) -> tuple[int | None, ...]:
    return (counts.received, received, counts.eligible, counts.final, counts.prized, prized, counts.nominated)


def _all(shares: Sequence[int | None]) -> int | None:
    return WHOLE if shares and None not in shares else None


def _levels(figures: SeasonFigures) -> Grid:
    columns = (N_("Dự thi"), N_("Đạt giải"), N_("Gửi lên cấp trên"))
    rows = tuple(
        Row(line.label, (line.received, line.prized, line.sent), marked=True) for line in figures.levels
    )
    heads = tuple(Column(label, Measure.ENTRIES) for label in columns)
    return Grid("levels", N_("Theo cấp"), N_("Cấp"), heads, rows)


def _tiers(figures: SeasonFigures) -> Grid:
    columns = (
        Column(N_("Cơ cấu"), Measure.PRIZES), Column(N_("Đã trao"), Measure.PRIZES),
        Column(N_("Tỷ lệ"), Measure.SHARE), Column(PRIZE_MONEY, Measure.DONG),
    )  # fmt: skip
    given = known_shares([tier.count for tier in figures.tiers])
    rows = tuple(
        Row(tier.name, (tier.quota, tier.count, share, tier.money))
        for tier, share in zip(figures.tiers, given, strict=True)
    )
    quotas = [tier.quota for tier in figures.tiers if tier.quota is not None]
    quota = sum(quotas) if len(quotas) == len(rows) else None
    foot = Row(TOTAL, (quota, figures.counts.prized, _all(given), figures.prize_money), marked=True)
    return Grid("tiers", N_("Theo hạng giải"), N_("Hạng giải"), columns, rows, foot, (SHARES,))


def _tier_fields(figures: SeasonFigures) -> Grid:
    """How many of each tier each field has."""
    columns = (
        *(Column(tier.name, Measure.PRIZES, marked=False) for tier in figures.tiers),
        Column(TOTAL, Measure.PRIZES),
    )
    rows = tuple(
        Row(line.label, (*(tier.by_field[place] for tier in figures.tiers), line.counts.prized))
        for place, line in enumerate(figures.fields)
    )
    foot = Row(TOTAL, (*(tier.count for tier in figures.tiers), figures.counts.prized), marked=True)
    shown = rows if figures.tiers and figures.known.released else ()
    return Grid("tier_fields", N_("Hạng giải theo lĩnh vực"), N_("Lĩnh vực"), columns, shown, foot)


def _genders(figures: SeasonFigures) -> Grid:
    columns = (
        Column(_label("authors"), Measure.PEOPLE), Column(N_("Tỷ lệ"), Measure.SHARE),
        Column(_label("prized_authors"), Measure.PEOPLE), Column(N_("Tỷ lệ đạt giải"), Measure.SHARE),
    )  # fmt: skip
    all_, prized = (
        known_shares([share.authors for share in figures.genders]),
        known_shares([share.prized for share in figures.genders]),
    )
    rows = tuple(
        Row(share.label, (share.authors, own, share.prized, winning), marked=True)
        for share, own, winning in zip(figures.genders, all_, prized, strict=True)
    )
    foot = Row(TOTAL, (figures.authors, _all(all_), figures.prized_authors, _all(prized)), marked=True)
    return Grid("genders", N_("Tác giả theo giới"), N_("Giới tính"), columns, rows, foot, (SHARES,))


_COMPARED: tuple[tuple[str, Measure, Callable[[Edition], int | None]], ...] = (
    *((name, Measure.ENTRIES, lambda one, name=name: getattr(one.counts, name)) for name in COUNTED),
    ("upper", Measure.PRIZES, lambda one: one.upper.prizes),
    ("authors", Measure.PEOPLE, lambda one: one.authors),
    ("units", Measure.UNITS, lambda one: one.units),
    ("prize_money", Measure.DONG, lambda one: one.prize_money),
)


def _editions(figures: SeasonFigures) -> Grid:
    """A figure a line, the last editions side by side, and how the last differs; empty for a first edition."""
    shown = (*reversed(figures.earlier[: EDITIONS - 1]), figures.own)
    columns = (
        *(Column(edition_label(one), Measure.ENTRIES, marked=False) for one in shown),
        Column(CHANGE, Measure.ENTRIES, signed=True),
    )
    rows = tuple(_compared(key, measure, [read(one) for one in shown]) for key, measure, read in _COMPARED)
    return Grid(
        "editions", N_("So với các lần trước"), N_("Số liệu"), columns, rows if figures.earlier else ()
    )


def _compared(key: str, measure: Measure, values: Sequence[int | None]) -> Row:
    *_, before, after = (None, *values)
    change = None if before is None or after is None else after - before
    label = PRIZE_MONEY if measure is Measure.DONG else _label(key)
    return Row(label, (*values, change), marked=True, measure=measure)


def edition_label(one: Edition) -> str:
    """As the table and the chart of editions call one: "Lần thứ 17 (2021)"."""
    return f"Lần thứ {one.edition} ({one.years})"


_BUDGET = tuple(Column(label, Measure.MILLION) for label in (N_("Được cấp"), N_("Đã chi"), N_("Trả lại")))


def _money(figures: SeasonFigures) -> Grid:
    money = figures.money
    row = Row(N_("Kinh phí mùa thi"), (money.allocated, money.used, money.returned), marked=True)
    return Grid("money", N_("Kinh phí, triệu đồng"), N_("Khoản"), _BUDGET, (row,))


def year_grids(figures: YearFigures) -> dict[str, Grid]:
    """The tables of a year's report: its contests, and their budgets."""
    return {grid.key: grid for grid in (_contests(figures), _budgets(figures)) if grid.rows}


def _contests(figures: YearFigures) -> Grid:
    counts = tuple(Column(_label(name), Measure.ENTRIES) for name in COUNTED)
    rows = tuple(
        Row(line.title, (*(getattr(line.counts, name) for name in COUNTED), line.upper.prizes))
        for line in figures.lines
    )
    foot = (*(getattr(figures.counts, name) for name in COUNTED), figures.upper.prizes)
    unknown = figures.partial or any(line.upper.prizes is None for line in figures.lines)
    return Grid(
        "contests", N_("Các cuộc thi kết thúc trong năm"), N_("Cuộc thi"),
        (*counts, Column(_label("upper"), Measure.PRIZES)), rows, Row(TOTAL, foot, marked=True),
        (N_("Dòng cộng chỉ tính các cuộc thi đã có số liệu."),) if unknown else (),
    )  # fmt: skip


def _budgets(figures: YearFigures) -> Grid:
    def row(label: str, one: object, *, marked: bool = False) -> Row:
        return Row(label, tuple(getattr(one, name) for name in ("allocated", "used", "returned")), marked)

    note = N_(
        "Có mùa thi chưa nhập đủ kinh phí được cấp và đã chi; dòng cộng chỉ tính các mùa thi đã nhập đủ."
    )
    rows = tuple(row(line.title, line.money) for line in figures.lines)
    foot = row(TOTAL, figures.money, marked=True)
    return Grid(
        "money",
        N_("Kinh phí, triệu đồng"),
        N_("Cuộc thi"),
        _BUDGET,
        rows,
        foot,
        (note,) if figures.incomplete else (),
    )
