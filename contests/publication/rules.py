"""When results may go to the public, and in which stages. Pure: values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from contests.awards.terms import ResultState
from contests.kernel.errors import Reason
from contests.kernel.text import N_

WAITING = N_("Kết quả chờ giám sát cho phép nên chưa công bố được.")


@dataclass(frozen=True, slots=True)
class Stages:
    """From when the public reads what; None is at once."""

    list_from: datetime | None = None
    works_from: datetime | None = None

    def moments(self, at: datetime) -> tuple[datetime, datetime]:
        """Both moments where the notice is given at `at`; the works follow the list unless they have a moment of their own."""
        first = self.list_from or at
        return first, self.works_from or first


def objections_to_publishing(state: ResultState, *, published: bool) -> Iterator[Reason]:
    """Why the results may not be published."""
    if state is ResultState.UNDECIDED:
        yield Reason(N_("Chưa có quyết định trao giải nên chưa công bố được."))
    if state is ResultState.WAITING:
        yield Reason(WAITING)
    if published:
        yield Reason(N_("Kết quả của mùa thi này đã được công bố."))


def objections_to_stages(stages: Stages, at: datetime) -> Iterator[Reason]:
    """Why the moments may not be as typed: none lies in the past, and no work's page comes before the list."""
    for name, moment in (("list_from", stages.list_from), ("works_from", stages.works_from)):
        if moment is not None and moment < at:
            yield Reason(N_("Thời điểm này đã qua. Đề nghị để trống nếu công bố ngay."), name)
    first, second = stages.moments(at)
    if second < first:
        yield Reason(N_("Trang từng giải pháp không được ra trước danh sách giải."), "works_from")


def objections_to_moving(
    old: tuple[datetime, datetime], new: tuple[datetime, datetime], at: datetime
) -> Iterator[Reason]:
    """Why stages that are set may not be moved so: what is out stays out."""
    for name, before, after in zip(("list_from", "works_from"), old, new, strict=True):
        if before <= at and after != before:
            yield Reason(N_("Phần này đã ra công khai nên không đổi thời điểm được nữa."), name)
        elif before > at and after < at:
            yield Reason(N_("Thời điểm này đã qua. Đề nghị chọn thời điểm từ bây giờ trở đi."), name)
    if new[1] < new[0]:
        yield Reason(N_("Trang từng giải pháp không được ra trước danh sách giải."), "works_from")
