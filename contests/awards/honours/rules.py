"""Whom an honour is proposed for: tier, role, age on a day; and what keeps a letter or a result from being noted. Pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from contests.people.disclosure import age
from contests.people.humans import human
from contests.seasons.recognition.parts import HonourPart


@dataclass(frozen=True, slots=True)
class Laureate:
    """An author of a prized work; `tier` is its code."""

    person_id: str
    entry_id: str
    tier: str
    role: str
    born_on: date | None
    name: str = ""

    @property
    def human(self) -> tuple[str, date] | str:
        """Equal for one human in several dossiers."""
        return human(self.person_id, self.name, self.born_on)


@dataclass(frozen=True, slots=True)
class Eligible:
    """Who may be proposed, and of how many nobody can say because the birth date is missing."""

    found: tuple[Laureate, ...] = ()
    unknown: int = 0


def eligible(
    honour: HonourPart, laureates: Iterable[Laureate], tiers: Sequence[str], decided_on: date
) -> Eligible:
    """The laureates whom the honour is for. `tiers` are the codes from the highest; `decided_on` counts where no day is set.

    A work stands once, with its first author; so does a human, with the best of the own works.
    """
    allowed = set(tiers[: tiers.index(honour.least_tier) + 1]) if honour.least_tier in tiers else set()
    within = [one for one in laureates if one.tier in allowed]
    if honour.to_works:
        return Eligible(tuple({one.entry_id: one for one in reversed(within)}.values())[::-1])
    own = [one for one in within if not honour.roles or one.role in honour.roles]
    own = list({one.human: one for one in reversed(own)}.values())[::-1]
    if honour.most_age is None:
        return Eligible(tuple(own))
    day, most = honour.age_on or decided_on, honour.most_age
    young = [one for one in own if one.born_on is not None and age(one.born_on, day) <= most]
    return Eligible(tuple(young), sum(one.born_on is None for one in own))


def objections_to_proposing(
    chosen: Collection[str], fit: Collection[str], *, released: bool
) -> Iterator[Reason]:
    """Why these may not be proposed; `fit` are those whom the honour is for and who were not proposed yet."""
    if not released:
        yield Reason(
            N_(
                "Kết quả chưa được phép dùng: cần quyết định trao giải và, nếu mùa thi yêu cầu, xác nhận của giám sát."
            )
        )
    elif not chosen:
        yield Reason(N_("Đề nghị chọn ít nhất một người hoặc giải pháp."))
    elif not set(chosen) <= set(fit):
        yield Reason(N_("Danh sách đã thay đổi. Đề nghị xem lại rồi chọn lại."))


def objections_to_result(
    result_on: date | None, source: str, today: date, proposed_on: date
) -> Iterator[Reason]:
    """Why a result may not be noted."""
    if result_on is None:
        yield Reason(N_("Đề nghị ghi ngày của văn bản trả lời."), "result_on")
    elif result_on > today:
        yield Reason(N_("Ngày này chưa đến."), "result_on")
    elif result_on < proposed_on:
        yield Reason(N_("Kết quả không thể có trước ngày của văn bản đề nghị."), "result_on")
    if not source:
        yield Reason(N_("Đề nghị ghi số văn bản hoặc nguồn."), "source")
