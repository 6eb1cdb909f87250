"""What each printed figure counts, in words that stand beside it; sums and differences. Pure: values in, values out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contests.kernel.text import N_
from contests.people.terms import Gender, UnitKind

DEFINITIONS = {
    "received": (
        N_("Hồ sơ tiếp nhận"),
        N_("Hồ sơ đã nộp ít nhất một lần và không rút; không tính bản đang soạn."),
    ),
    "eligible": (N_("Đủ điều kiện"), N_("Hồ sơ tiếp nhận được kết luận đủ điều kiện khi sơ loại.")),
    "prized": (N_("Đạt giải"), N_("Hồ sơ có hạng giải trong danh sách đã có quyết định trao giải.")),
    "nominated": (N_("Đề cử"), N_("Hồ sơ đạt giải được gửi dự thi ở cấp trên bằng công văn.")),
    "upper": (
        N_("Giải cấp trên"),
        N_("Kết quả của cấp trên đã ghi nhận cho hồ sơ được đề cử, theo hạng giải."),
    ),
    "authors": (
        N_("Tác giả"),
        N_("Số người đứng tên trong hồ sơ tiếp nhận; một người có nhiều hồ sơ được tính một lần."),
    ),
    "units": (N_("Đơn vị tham gia"), N_("Số đơn vị có ít nhất một hồ sơ tiếp nhận.")),
    "prize_money": (N_("Tiền thưởng"), N_("Tổng mức tiền thưởng cố định tại quyết định trao giải.")),
    "allocated": (N_("Kinh phí được cấp"), N_("Số tiền Ban Tổ chức nhập ở trang kinh phí của mùa thi.")),
    "used": (N_("Kinh phí đã chi"), N_("Số tiền Ban Tổ chức nhập ở trang kinh phí của mùa thi.")),
    "returned": (N_("Kinh phí trả lại"), N_("Kinh phí được cấp trừ kinh phí đã chi, do phần mềm tính.")),
}
"""Label and definition of each figure, by its key."""
UNIT_KINDS = {
    UnitKind.UNION: N_("Liên hiệp hội, hội"),
    UnitKind.SCHOOL: N_("Trường học"),
    UnitKind.TRADE_UNION: N_("Công đoàn"),
    UnitKind.COMMUNE: N_("Xã, phường, đặc khu"),
    UnitKind.SECTOR: N_("Sở, ngành"),
    UnitKind.ENTERPRISE: N_("Doanh nghiệp"),
}
GENDERS = {Gender.FEMALE: N_("Nữ"), Gender.MALE: N_("Nam"), None: N_("Không ghi")}
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries of a season, a field, a unit …: how many came how far."""

    received: int = 0
    eligible: int = 0
    prized: int = 0
    nominated: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.received + other.received,
            self.eligible + other.eligible,
            self.prized + other.prized,
            self.nominated + other.nominated,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a breakdown."""

    label: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class TierLine:
    """A tier: its quota (None: none), how many have it, and their money in đồng."""

    name: str
    quota: int | None
    count: int
    money: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many authors, and how many of them with a prize."""

    label: str
    authors: int
    prized: int


@dataclass(frozen=True, slots=True)
class Money:
    """A budget in đồng; None where the office has not entered it."""

    allocated: int | None = None
    used: int | None = None

    @property
    def returned(self) -> int | None:
        """What went back: allocated minus used; below nought where more was used."""
        return None if self.allocated is None or self.used is None else self.allocated - self.used


@dataclass(frozen=True, slots=True)
class Upper:
    """What the level above gave: prizes by tier, how many came back without one, how many are still open."""

    tiers: tuple[tuple[str, int], ...] = ()
    without: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """A season in the report of a year."""

    season_id: str
    title: str
    years: str
    counts: Counts
    upper: Upper
    money: Money


@dataclass(frozen=True, slots=True)
class SeasonFigures:
    """Everything that the report of one season prints."""

    counts: Counts
    fields: tuple[Line, ...]
    units: tuple[Line, ...]
    kinds: tuple[Line, ...]
    tiers: tuple[TierLine, ...]
    genders: tuple[Share, ...]
    upper: Upper
    money: Money

    @property
    def prize_money(self) -> int:
        """All prizes, in đồng."""
        return sum(tier.money for tier in self.tiers)

    @property
    def authors(self) -> int:
        """People named in the entries received."""
        return sum(share.authors for share in self.genders)

    @property
    def unit_count(self) -> int:
        """Units with an entry received."""
        return len(self.units)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The seasons that end in a year, and their sums."""

    lines: tuple[SeasonLine, ...]
    counts: Counts
    upper: Upper
    money: Money
    incomplete: bool
    """Whether a season lacks a part of its budget, so that the sums of money leave it out."""


def closing_year(years: str) -> int | None:
    """The year in whose report a season stands: the last of "2020-2021"."""
    found = _YEAR.findall(years)
    return int(found[-1]) if found else None


def latest_reported(years: Mapping[int, bool]) -> int | None:
    """The latest year with decided prizes; the latest of all where there is none. `years`, the latest first."""
    return next((year for year, decided in years.items() if decided), next(iter(years), None))


def added(lines: Sequence[SeasonLine]) -> YearFigures:
    """The sums of a year. A budget counts only where both of its figures are there, so that the row adds up."""
    whole = [line.money for line in lines if line.money.returned is not None]
    money = Money(sum(m.allocated or 0 for m in whole), sum(m.used or 0 for m in whole)) if whole else Money()
    counts = sum((line.counts for line in lines), Counts())
    return YearFigures(
        tuple(lines), counts, _upper_sum(line.upper for line in lines), money, len(whole) < len(lines)
    )


def _upper_sum(uppers: Iterable[Upper]) -> Upper:
    tiers: dict[str, int] = {}
    without = waiting = 0
    for upper in uppers:
        without, waiting = without + upper.without, waiting + upper.waiting
        for name, count in upper.tiers:
            tiers[name] = tiers.get(name, 0) + count
    return Upper(tuple(tiers.items()), without, waiting)
