"""Where a list of prizes breaks the season's structure: the quotas bind people as they bind the filling. Pure."""

from collections.abc import Iterable, Iterator

from contests.awards.engine.counting import Taken
from contests.awards.engine.facts import Ranked, Structure
from contests.kernel.errors import Reason
from contests.kernel.text import N_

Placed = tuple[Ranked, str | None]
"""A work and the tier it has (None: no prize)."""

OVER = N_("%(tier)s vượt cơ cấu: %(count)s giải, tối đa %(most)s.")
OVER_IN_FIELD = N_("%(tier)s, lĩnh vực %(field)s vượt cơ cấu: %(count)s giải, tối đa %(most)s.")
OVER_ALL = N_("Tổng số giải vượt cơ cấu: %(count)s giải, tối đa %(most)s.")
FIELD_OVER_ALL = N_("Lĩnh vực %(field)s vượt cơ cấu: %(count)s giải, tối đa %(most)s.")
TWICE = N_(
    "%(count)s tác giả có hơn một giải trong nhóm hạng giải mà mỗi tác giả chỉ nhận một. "
    "Đề nghị xếp giải pháp thấp hơn vào hạng giải khác."
)


def breaches(structure: Structure, placed: Iterable[Placed]) -> list[Reason]:
    """Everything in which a list goes beyond the structure, at once; nothing of cut-offs, which people may go below."""
    taken = Taken(structure)
    for one, tier_id in placed:
        if tier := structure.tier(tier_id):
            taken.give(one, tier)
    return [*_tiers(structure, taken), *_whole(structure, taken)]


def _tiers(structure: Structure, taken: Taken) -> Iterator[Reason]:
    for tier in structure.tiers:
        yield from _over(OVER, tier.quota, taken.by_tier[tier.id], tier=tier.name)
        for field, name in structure.fields.items():
            count = taken.by_tier_field[tier.id, field]
            yield from _over(OVER_IN_FIELD, tier.field_quota, count, tier=tier.name, field=name)


def _whole(structure: Structure, taken: Taken) -> Iterator[Reason]:
    yield from _over(OVER_ALL, structure.most, taken.by_tier.total())
    for field, name in structure.fields.items():
        yield from _over(FIELD_OVER_ALL, structure.most_per_field, taken.by_field[field], field=name)
    twice = sum(count > 1 for count in taken.once.values())
    if twice:
        yield Reason(TWICE, None, None, {"count": twice})


def _over(message: str, most: int | None, count: int, **values: str) -> Iterator[Reason]:
    if most is not None and count > most:
        yield Reason(message, None, None, {**values, "count": count, "most": most})
