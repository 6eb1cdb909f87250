"""What the gate says before a round is sealed; values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass

from contests.kernel.errors import Reason
from contests.kernel.text import N_

SHUT = N_(
    "Còn %(count)s bản chấm có chỗ có thể lộ danh tính chưa xử lý. "
    "Đề nghị bôi đen, thay chữ hoặc ghi rõ vì sao không phải tên của người dự thi."
)
UNREAD = N_(
    "Tên người hoặc tên đơn vị của %(count)s hồ sơ đã đổi sau khi dò tên trong bản chấm. Đề nghị bấm “Lập bản chấm” để dò lại."
)
UNSTRIPPED = N_("Còn %(count)s video đã cho giám khảo xem nhưng chưa làm sạch. Đề nghị bấm “Lập bản chấm”.")


@dataclass(frozen=True, slots=True)
class GateFacts:
    """Counts of exhibits that the gate keeps shut, of those it has to look through again, of videos not yet stripped."""

    shut: int = 0
    unread: int = 0
    unstripped: int = 0


OPEN = GateFacts()
"""Nothing stands in the way; also of a round that hides nobody."""


def gate_gaps(facts: GateFacts) -> Iterator[Reason]:
    """What keeps the round from being sealed as far as the gate goes."""
    told = ((facts.shut, SHUT), (facts.unread, UNREAD), (facts.unstripped, UNSTRIPPED))
    return (Reason(message, "exhibits", None, {"count": count}) for count, message in told if count)
