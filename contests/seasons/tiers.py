"""A tier of the award structure: in a definition file, and what it still lacks before the season opens. Pure."""

from collections.abc import Iterator, Mapping

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from contests.seasons.parts import TierPart
from contests.seasons.reading import Table
from contests.seasons.terms import Part
from contests.seasons.writing import Value, figure

MOST_MONEY = 10_000_000_000
MOST_PLACES = 10_000


def tier(row: Table) -> TierPart:
    """A tier as a file has it; `least_mark` is in points, `least_share` in percent of the votes."""
    return TierPart(
        code=row.line("code", 20, required=True),
        name=row.line("name", required=True),
        quota=row.number("quota", 0, MOST_PLACES),
        least_hundredths=row.parts_of_one("least_mark", 100, 1000),
        money=row.number("money", 0, MOST_MONEY),
        basis=row.line("basis"),
        field_quota=row.number("field_quota", 0, MOST_PLACES),
        least_share=row.parts_of_one("least_share", 100, 100),
        by_hand=row.flag("by_hand", False),
        once=row.flag("once", False),
    )


def tier_row(part: TierPart) -> Mapping[str, Value]:
    """The same for a file; what does not limit the tier is left out."""
    return {
        "code": part.code,
        "name": part.name,
        "quota": part.quota,
        "field_quota": part.field_quota,
        "least_mark": figure(part.least_hundredths, 100),
        "least_share": figure(part.least_share, 100),
        "by_hand": part.by_hand or None,
        "once": part.once or None,
        "money": part.money,
        "basis": part.basis or None,
    }


def tier_gaps(tiers: tuple[TierPart, ...]) -> Iterator[Reason]:
    """What keeps a season with these tiers from opening."""
    if not tiers:
        yield Reason(N_("Chưa có hạng giải nào."), Part.TIERS)
    for one in tiers:
        if one.money is None and one.quota != 0:
            yield Reason(N_("%(name)s chưa có mức tiền thưởng."), Part.TIERS, None, {"name": one.name})
        limits = (one.quota, one.field_quota, one.least_hundredths, one.least_share)
        if not one.by_hand and all(limit is None for limit in limits):
            message = N_("%(name)s chưa có số lượng, điểm tối thiểu hoặc tỷ lệ phiếu.")
            yield Reason(message, Part.TIERS, None, {"name": one.name})
