"""Who may be sent one level up, and what may be recorded of the result. Pure: values in, values out."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contests.awards.terms import ResultState
from contests.kernel.errors import Reason
from contests.kernel.text import N_, one_line


@dataclass(frozen=True, slots=True)
class Candidate:
    """A prized entry: its field, and the place of its tier from the highest, 0."""

    entry_id: str
    field: str
    tier_place: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What a season's documents allow; None sets no bound."""

    quota: int | None = None
    tiers: int | None = None
    per_field: int | None = None


def objections_to_nominating(
    chosen: Sequence[str],
    substitutes: Sequence[str],
    *,
    state: ResultState,
    prized: Mapping[str, Candidate],
    gone: Collection[str],
    proper: Sequence[Candidate],
    limits: Limits,
) -> Iterator[Reason]:
    """Everything that speaks against sending the chosen entries up, and others as substitutes.

    `gone` were in a letter before; `proper` are those of them that go up and are no substitutes.
    """
    if state is ResultState.WAITING:
        yield Reason(N_("Kết quả chờ giám sát cho phép nên chưa đề cử được."))
        return
    if state is ResultState.UNDECIDED:
        yield Reason(N_("Chỉ đề cử sau khi có quyết định trao giải."))
        return
    everyone = [*chosen, *substitutes]
    yield from _unfit(chosen, everyone, prized, gone)
    known = [prized[one] for one in everyone if one in prized]
    yield from _beyond([one for one in known if one.entry_id in chosen], known, proper, limits)


def _unfit(
    chosen: Sequence[str], everyone: Sequence[str], prized: Collection[str], gone: Collection[str]
) -> Iterator[Reason]:
    if not chosen:
        yield Reason(N_("Đề nghị chọn ít nhất một hồ sơ đạt giải để đề cử."), "entries")
    if len(set(everyone)) < len(everyone):
        yield Reason(N_("Có hồ sơ được chọn hai lần."), "entries")
    if set(everyone) - set(prized):
        yield Reason(N_("Chỉ đề cử hồ sơ đạt giải của mùa thi này."), "entries")
    if set(everyone) & set(gone):
        yield Reason(N_("Có hồ sơ đã được đề cử trước đó."), "entries")


def _beyond(
    chosen: Sequence[Candidate], everyone: Sequence[Candidate], before: Sequence[Candidate], limits: Limits
) -> Iterator[Reason]:
    """What goes beyond the season's limits; substitutes count for the tiers only."""
    if limits.quota is not None and len(before) + len(chosen) > limits.quota:
        message = N_("Vượt chỉ tiêu đề cử: tối đa %(quota)s hồ sơ, đã đề cử %(before)s.")
        yield Reason(message, "entries", None, {"quota": limits.quota, "before": len(before)})
    if limits.tiers is not None and any(one.tier_place >= limits.tiers for one in everyone):
        message = N_("Chỉ đề cử từ %(tiers)s hạng giải cao nhất.")
        yield Reason(message, "entries", None, {"tiers": limits.tiers})
    counts = Counter(one.field for one in [*before, *chosen])
    for field in dict.fromkeys(one.field for one in chosen):
        if limits.per_field is not None and counts[field] > limits.per_field:
            message = N_("Lĩnh vực “%(field)s” được đề cử tối đa %(most)s hồ sơ.")
            yield Reason(message, "entries", None, {"field": field, "most": limits.per_field})


def objections_to_stepping_back(reason: str, *, gone: bool, sent: bool) -> Iterator[Reason]:
    """Why a nominated entry may not be taken out of its letter."""
    if gone:
        yield Reason(N_("Hồ sơ này đã rút khỏi danh sách đề cử."))
    if sent:
        yield Reason(
            N_(
                "Hồ sơ này đã gửi lên cấp trên nên không rút ở đây được nữa. Đề nghị báo cấp trên bằng công văn."
            )
        )
    if not one_line(reason):
        yield Reason(N_("Đề nghị ghi lý do rút khỏi danh sách đề cử."), "reason")


def missing_items(required: Mapping[str, str], given: Collection[str]) -> list[str]:
    """The titles of what the upper level requires and a dossier has no file of; both by the item's code."""
    return [title for code, title in required.items() if code not in given]


def objections_to_result(announced_on: date | None, source: str, today: date) -> Iterator[Reason]:
    """Why a result of the upper level may not be recorded as typed."""
    if announced_on and announced_on > today:
        yield Reason(N_("Ngày công bố không được ở trong tương lai."), "announced_on")
    if not one_line(source):
        yield Reason(N_("Đề nghị ghi nguồn: số văn bản, địa chỉ trang tin hoặc thông báo."), "source")
