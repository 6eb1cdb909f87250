"""When an event of a unit may be recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contests.kernel.errors import Reason
from contests.kernel.text import N_, one_line

FIRST = date(1945, 9, 2)
CLOSED = N_("Đơn vị này đã sáp nhập hoặc giải thể nên không thay đổi được nữa.")
ROOT = N_("Đơn vị tổ chức không thể sáp nhập, chuyển cấp hoặc giải thể.")


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event as the office typed it: from which day, by which document, and a note."""

    on: date
    symbol: str
    note: str = ""


def objections(facts: EventFacts, today: date, latest: date | None) -> Iterator[Reason]:
    """Everything that speaks against an event; `latest` is the day of the last one of the units it touches."""
    if facts.on > today:
        yield Reason(
            N_("Ngày có hiệu lực chưa đến. Đề nghị ghi sự kiện từ ngày đó để tên trên trang luôn đúng."), "on"
        )
    if facts.on < FIRST:
        yield Reason(N_("Ngày có hiệu lực ở quá xa trong quá khứ. Đề nghị kiểm tra lại năm."), "on")
    if latest is not None and facts.on < latest:
        yield Reason(
            N_("Đơn vị đã có sự kiện ghi sau ngày này. Đề nghị kiểm tra lại ngày có hiệu lực."), "on"
        )
    if not one_line(facts.symbol):
        yield Reason(N_("Đề nghị nhập số, ký hiệu của văn bản, ví dụ 1684/NQ-UBTVQH15."), "symbol")
