"""Which tier each entry is proposed for, and what a committee may still change. Pure: values in, values out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from contests.awards.terms import ResultState
from contests.kernel.errors import Reason
from contests.kernel.text import N_

DECIDED = N_("Danh sách giải đã được quyết định, không thay đổi được nữa.")


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry in the standings; the mark in hundredths of a point, rank 1 the best."""

    entry_id: str
    hundredths: int
    rank: int


@dataclass(frozen=True, slots=True)
class TierFacts:
    """A tier; None stands for "no limit" (quota), "no cut-off" (hundredths), "not set" (money in đồng)."""

    id: str
    name: str
    quota: int | None = None
    least_hundredths: int | None = None
    money: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Entries of one rank of which a tier had room for some only: `room` of them, so that all went further down."""

    tier_id: str
    room: int
    rank: int
    entry_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The tier of each entry (None: no prize), and the ties that people must look at."""

    tiers: Mapping[str, str | None]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What one tier comes to, in đồng."""

    tier: TierFacts
    given: int
    total: int


def proposed(standings: Iterable[Ranked], tiers: Sequence[TierFacts]) -> Proposed:
    """Fill the tiers from the highest by rank, up to their quotas and not below their cut-offs.

    Entries of one rank are never parted: where a tier has room for some of them only, all go to the next tier that
    takes all, the places stay empty, and the tie is reported. A tier once passed is never gone back to, so that
    nobody stands above a better rank.
    """
    found: dict[str, str | None] = {}
    ties: list[Tie] = []
    left = _Left(tiers)
    for rank, same in groupby(sorted(standings, key=lambda one: one.rank), key=lambda one: one.rank):
        group = tuple(same)
        tier_id, parted = left.place(rank, group)
        ties += parted
        found |= dict.fromkeys((one.entry_id for one in group), tier_id)
    return Proposed(found, tuple(ties))


def with_verdict(
    standings: Iterable[Ranked], tiers: Sequence[TierFacts], jury: Mapping[str, str | None]
) -> Proposed:
    """The jury's own proposal where there is one (`jury`: tier or None by entry); the others fill what is left by rank.

    A jury is not cut to the quotas: where its panels together propose too many, the committee sees it and decides.
    """
    taken = Counter(tier_id for tier_id in jury.values() if tier_id is not None)
    left = [
        tier if tier.quota is None else replace(tier, quota=max(0, tier.quota - taken[tier.id]))
        for tier in tiers
    ]
    others = proposed((one for one in standings if one.entry_id not in jury), left)
    return Proposed({**others.tiers, **jury}, others.ties)


class _Left:
    """The tiers from the one being filled downwards, and the places given in it."""

    def __init__(self, tiers: Sequence[TierFacts]) -> None:
        self._tiers = list(tiers)
        self._given = 0

    def place(self, rank: int, group: tuple[Ranked, ...]) -> tuple[str | None, list[Tie]]:
        """The tier that takes the whole group, and the tiers that had room for a part of it."""
        ties: list[Tie] = []
        while self._tiers:
            tier = self._tiers[0]
            room = len(group) if tier.quota is None else tier.quota - self._given
            if _reached(tier, group) and room >= len(group):
                self._given += len(group)
                return tier.id, ties
            if _reached(tier, group) and room > 0:
                ties.append(Tie(tier.id, room, rank, tuple(one.entry_id for one in group)))
            self._tiers, self._given = self._tiers[1:], 0
        return None, ties


def _reached(tier: TierFacts, group: tuple[Ranked, ...]) -> bool:
    least = tier.least_hundredths
    return least is None or min(one.hundredths for one in group) >= least


def objections_to_tier(
    tier: TierFacts | None, computed: str | None, reason: str, others: int, *, decided: bool
) -> Iterator[Reason]:
    """Why an entry may not be given `tier` (None: no prize); `others` are those who hold the tier already.

    A tier other than the computed one needs a reason; a quota binds the committee as well. A mark below the tier's
    cut-off does not: the committee may know what the marks do not, and its reason stays on record.
    """
    if decided:
        yield Reason(DECIDED)
    if (tier.id if tier else None) != computed and not reason:
        yield Reason(N_("Giải khác với đề xuất: đề nghị ghi lý do."), "reason")
    if tier and tier.quota is not None and others >= tier.quota:
        message = N_("%(tier)s đã đủ %(quota)s giải theo cơ cấu.")
        yield Reason(message, "tier", None, {"tier": tier.name, "quota": tier.quota})


def objections_to_deciding(
    tiers: Sequence[TierFacts], given: Mapping[str, int], *, decided: bool, head: bool
) -> Iterator[Reason]:
    """Why the list may not be decided now; `given` counts the entries of each tier."""
    if decided:
        yield Reason(DECIDED)
    if not head:
        yield Reason(N_("Chỉ lãnh đạo Ban Tổ chức được ghi quyết định trao giải."))
    if not sum(given.values()):
        yield Reason(N_("Chưa có hồ sơ nào được xếp giải."))
    for tier in tiers:
        count = given.get(tier.id, 0)
        if tier.quota is not None and count > tier.quota:
            message = N_("%(tier)s vượt cơ cấu: %(count)s giải, tối đa %(quota)s.")
            yield Reason(message, None, None, {"tier": tier.name, "count": count, "quota": tier.quota})
        if count and tier.money is None:
            yield Reason(N_("%(tier)s chưa có mức tiền thưởng."), None, None, {"tier": tier.name})


def counted(tier_ids: Iterable[str | None]) -> dict[str, int]:
    """How many entries hold each tier."""
    return Counter(tier_id for tier_id in tier_ids if tier_id is not None)


def money_lines(tiers: Sequence[TierFacts], given: Mapping[str, int]) -> list[MoneyLine]:
    """What each tier comes to, highest first; a tier without an amount counts as nothing."""
    counts = [(tier, given.get(tier.id, 0)) for tier in tiers]
    return [MoneyLine(tier, count, count * (tier.money or 0)) for tier, count in counts]


def objections_to_releasing(
    state: ResultState, checked: str, *, inspector: bool, decider: bool
) -> Iterator[Reason]:
    """Why results may not be let out now; `decider`: the asking person decided them."""
    if state is ResultState.UNDECIDED:
        yield Reason(N_("Chưa có quyết định trao giải nên chưa có gì để cho phép công bố."))
    if state is ResultState.RELEASED:
        yield Reason(N_("Kết quả của mùa thi này không còn chờ giám sát."))
    if not inspector:
        yield Reason(N_("Chỉ giám sát của mùa thi được cho phép công bố kết quả."))
    if decider:
        yield Reason(
            N_("Quý vị là người đã quyết định danh sách giải. Việc cho phép công bố cần một người khác.")
        )
    if not checked:
        yield Reason(N_("Đề nghị ghi đã kiểm tra những gì."), "checked")
