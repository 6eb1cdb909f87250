"""What a committee may do to an award list, and what its tiers come to. Pure: values in, values out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contests.awards.engine.breaking import Placed, breaches
from contests.awards.engine.facts import Structure, TierFacts
from contests.awards.terms import ResultState
from contests.kernel.errors import Reason
from contests.kernel.text import N_

DECIDED = N_("Danh sách giải đã được quyết định, không thay đổi được nữa.")


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """What one tier comes to, in đồng."""

    tier: TierFacts
    given: int
    total: int


def objections_to_tier(
    before: Iterable[Reason], after: Iterable[Reason], reason: str, *, differs: bool, decided: bool
) -> Iterator[Reason]:
    """Why a work may not be given another tier: `before` and `after` are what the list breaks without and with it.

    A tier other than the proposed one (`differs`) needs a reason; quotas bind the committee as well. A mark below the
    tier's cut-off does not: the committee may know what the marks do not, and its reason stays on record.
    """
    if decided:
        yield Reason(DECIDED)
    if differs and not reason:
        yield Reason(N_("Giải khác với đề xuất: đề nghị ghi lý do."), "reason")
    yield from (replace(one, field="tier") for one in worsened(before, after))


def worsened(before: Iterable[Reason], after: Iterable[Reason]) -> Iterator[Reason]:
    """The breaches that were not there before, or are graver than they were."""
    known = {_about(one): _count(one) for one in before}
    return (one for one in after if _count(one) > known.get(_about(one), 0))


def _about(breach: Reason) -> tuple[str, ...]:
    named = ((key, value) for key, value in breach.values.items() if key != "count")
    return (breach.message, *(f"{key}={value}" for key, value in sorted(named)))


def _count(breach: Reason) -> int:
    return int(breach.values["count"])


@dataclass(frozen=True, slots=True)
class Words:
    """What a list stands on before its decision: who may speak, whether it was submitted, by the same human or not."""

    may: bool
    decided: bool = False
    submitted: bool = False
    same_human: bool = False


def objections_to_list(structure: Structure, placed: Sequence[Placed]) -> Iterator[Reason]:
    """Why a list may not leave the awards desk as it stands."""
    given = counted(tier_id for _, tier_id in placed)
    if not given:
        yield Reason(N_("Chưa có hồ sơ nào được xếp giải."))
    yield from breaches(structure, placed)
    for tier in structure.tiers:
        if given.get(tier.id) and tier.money is None:
            yield Reason(N_("%(tier)s chưa có mức tiền thưởng."), None, None, {"tier": tier.name})


def objections_to_submitting(words: Words) -> Iterator[Reason]:
    """Why this person may not submit the list now."""
    if words.decided:
        yield Reason(DECIDED)
    if not words.may:
        yield Reason(NOT_NAMED)
    if words.submitted:
        yield Reason(N_("Danh sách này đã được trình. Người thứ hai xem lại và ghi quyết định."))


def objections_to_deciding(words: Words) -> Iterator[Reason]:
    """Why this person may not decide the list now."""
    if words.decided:
        yield Reason(DECIDED)
    if not words.may:
        yield Reason(NOT_DECIDER)
    if not words.decided and not words.submitted:
        yield Reason(NOT_SUBMITTED)
    if words.same_human:
        yield Reason(ONE_HUMAN)


def objections_to_votes(
    votes: Mapping[str, int], council: int, source: str, *, decided: bool
) -> Iterator[Reason]:
    """Why the votes of a council of so many members may not be taken as typed; each beside its box, `yes_` and the line."""
    if decided:
        yield Reason(DECIDED)
    if not source:
        yield Reason(N_("Đề nghị ghi biên bản kiểm phiếu: tên, số, ngày."), "source")
    if not votes:
        yield Reason(N_("Chưa nhập số phiếu của hồ sơ nào."))
    for line, yes in votes.items():
        if yes > council:
            message = N_("Số phiếu tán thành không được quá %(council)s thành viên Hội đồng.")
            yield Reason(message, f"yes_{line}", None, {"council": council})


NOT_NAMED = N_(
    "Mùa thi này đã phân công người trình và người quyết định danh sách giải, Quý vị không có trong danh sách. "
    "Lãnh đạo Ban Tổ chức có thể bổ sung người thay thế."
)
NOT_DECIDER = N_("Chỉ lãnh đạo Ban Tổ chức, hoặc người được phân công, được ghi quyết định trao giải.")
NOT_SUBMITTED = N_(
    "Danh sách chưa được trình, hoặc đã thay đổi sau khi trình. Đề nghị người thứ nhất trình lại."
)
ONE_HUMAN = N_(
    "Tài khoản này là của người đã trình danh sách, hoặc trùng họ tên, thư điện tử hay số điện thoại với người ấy. "
    "Danh sách giải cần hai người khác nhau."
)


def objections_to_revoking(reason: str, *, held: bool, decided: bool, head: bool) -> Iterator[Reason]:
    """Why a prize may not be taken back now; `held`: the work has a prize."""
    if not decided:
        yield Reason(N_("Danh sách giải chưa có quyết định; đề nghị đổi giải ở trang xét giải."))
    elif not held:
        yield Reason(N_("Hồ sơ này hiện không có giải để thu hồi."))
    if not head:
        yield Reason(N_("Chỉ lãnh đạo Ban Tổ chức được ghi quyết định thu hồi giải."))
    if not reason:
        yield Reason(N_("Đề nghị ghi lý do thu hồi giải."), "reason")


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
