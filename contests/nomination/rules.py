"""Who may be sent one level up, and what may be recorded of the result. Pure: values in, values out."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from contests.awards.terms import ResultState
from contests.kernel.errors import Reason
from contests.kernel.text import N_, one_line


def objections_to_nominating(
    chosen: Sequence[str],
    *,
    state: ResultState,
    prized: Collection[str],
    nominated: Collection[str],
    quota: int | None,
) -> Iterator[Reason]:
    """Everything that speaks against sending the chosen entries up; `nominated` went already."""
    if state is ResultState.WAITING:
        yield Reason(N_("Kết quả chờ giám sát cho phép nên chưa đề cử được."))
        return
    if state is ResultState.UNDECIDED:
        yield Reason(N_("Chỉ đề cử sau khi có quyết định trao giải."))
        return
    if not chosen:
        yield Reason(N_("Đề nghị chọn ít nhất một hồ sơ đạt giải để đề cử."), "entries")
    if len(set(chosen)) < len(chosen):
        yield Reason(N_("Có hồ sơ được chọn hai lần."), "entries")
    if set(chosen) - set(prized):
        yield Reason(N_("Chỉ đề cử hồ sơ đạt giải của mùa thi này."), "entries")
    if set(chosen) & set(nominated):
        yield Reason(N_("Có hồ sơ đã được đề cử trước đó."), "entries")
    if quota is not None and len(nominated) + len(chosen) > quota:
        message = N_("Vượt chỉ tiêu đề cử: tối đa %(quota)s hồ sơ, đã đề cử %(before)s.")
        yield Reason(message, "entries", None, {"quota": quota, "before": len(nominated)})


def objections_to_result(announced_on: date | None, source: str, today: date) -> Iterator[Reason]:
    """Why a result of the upper level may not be recorded as typed."""
    if announced_on and announced_on > today:
        yield Reason(N_("Ngày công bố không được ở trong tương lai."), "announced_on")
    if not one_line(source):
        yield Reason(N_("Đề nghị ghi nguồn: số văn bản, địa chỉ trang tin hoặc thông báo."), "source")
