"""What may stand in the lists of special prizes, honours and fees. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from contests.seasons.recognition.parts import FeePart, HonourPart, SpecialPart
from contests.seasons.recognition.terms import AUTHOR_ROLES, RULES_OF, SEAT_ROLES, SpecialRule

MOST_POINTS = 1000
_WEIGHT = re.compile(r"(\S{1,20})=([0-9]{1,4})")


def weights(lines: Iterable[str]) -> dict[str, int]:
    """Points by the code of a tier; lines that say none are left out (`special_faults` names them)."""
    found = (_WEIGHT.fullmatch(line) for line in lines)
    return {match[1]: int(match[2]) for match in found if match and int(match[2]) <= MOST_POINTS}


def special_faults(prizes: Sequence[SpecialPart], tiers: Collection[str]) -> Iterator[Reason]:
    """What does not fit together in the special prizes; `tiers` are the codes of the season's tiers."""
    for prize in prizes:
        named = {"name": prize.name}
        if prize.rule not in RULES_OF[prize.kind]:
            yield Reason(N_("%(name)s: cách xét này không dùng cho loại giải đã chọn."), None, None, named)
        found = weights(prize.per_tier)
        if len(found) < len(prize.per_tier):
            message = N_("%(name)s: điểm theo hạng giải ghi mỗi hạng một dòng, ví dụ NHAT=10.")
            yield Reason(message, None, None, named)
        if unknown := sorted(found.keys() - set(tiers)):
            message = N_("%(name)s: mùa thi không có hạng giải mã %(code)s.")
            yield Reason(message, None, None, {**named, "code": unknown[0]})
        if prize.rule is SpecialRule.POINTS and not (prize.per_received or prize.per_eligible or found):
            yield Reason(N_("%(name)s: chưa có điểm cho hồ sơ hoặc hạng giải nào."), None, None, named)


def special_gaps(prizes: Sequence[SpecialPart], tiers: Collection[str]) -> Iterator[Reason]:
    """What keeps a season with these prizes from opening: its faults, and money that nobody has set (0 is an amount)."""
    yield from special_faults(prizes, tiers)
    for prize in prizes:
        if prize.money is None:
            yield Reason(N_("%(name)s chưa có mức tiền thưởng."), None, None, {"name": prize.name})


def honour_faults(honours: Sequence[HonourPart], tiers: Collection[str]) -> Iterator[Reason]:
    """What does not fit together in the honours."""
    for honour in honours:
        if honour.least_tier not in tiers:
            message = N_("%(name)s: mùa thi không có hạng giải mã %(code)s.")
            yield Reason(message, None, None, {"name": honour.name, "code": honour.least_tier})
        if not set(honour.roles) <= set(AUTHOR_ROLES):
            yield Reason(N_("%(name)s: vai trò tác giả không dùng được."), None, None, {"name": honour.name})


def fee_faults(fees: Sequence[FeePart]) -> Iterator[Reason]:
    """Roles that no panel has."""
    for fee in fees:
        if fee.code not in SEAT_ROLES:
            yield Reason(N_("Không có vai trò giám khảo mã %(code)s."), None, None, {"code": fee.code})
