"""Why something cannot be told, in words, and what is missing; values in, values out."""

from collections.abc import Sequence

from contests.kernel.text import N_
from judging.advice.comparable import LEAST_FREEDOM, Cut, Thin
from judging.advice.facts import Refusal

APART = N_(
    "“%(first)s” và “%(second)s” không có bài nào chấm chung và không có giám khảo nào chung, nên không so sánh được "
    "bài của hai tổ. Nếu có %(anchors)s bài mà mọi giám khảo của cả hai tổ cùng chấm thì so sánh được."
)
LOOSE = N_(
    "“%(first)s” và “%(second)s” có quá ít bài chấm chung hoặc giám khảo chung, nên chênh lệch giữa hai tổ phần nhiều "
    "là do giám khảo. Thêm %(anchors)s bài mà mọi giám khảo của cả hai tổ cùng chấm thì so sánh được."
)
PARTS = N_(
    "Giám khảo của “%(panel)s” chia thành %(count)s nhóm không có bài nào chấm chung (%(parts)s), nên không biết nhóm "
    "nào chấm chặt hơn. Thêm %(anchors)s bài mà mọi giám khảo của tổ cùng chấm thì biết được."
)
WEAK = N_(
    "Trong “%(panel)s” các giám khảo có quá ít bài chấm chung, nên chênh lệch giữa các bài phần nhiều là do bài gặp "
    "giám khảo nào. Thêm %(anchors)s bài mà mọi giám khảo của tổ cùng chấm thì tách được."
)
FEW = N_(
    "“%(panel)s” chỉ có %(pieces)s bài và %(judges)s giám khảo đã chấm: quá ít phiếu để phân biệt giám khảo chặt, lỏng "
    "với may rủi. Với số giám khảo này cần ít nhất %(needed)s bài mà mọi giám khảo cùng chấm."
)
ALONE = N_("“%(panel)s” chỉ có một giám khảo chấm nên không có ai để so sánh.")
EMPTY = N_("“%(panel)s” chưa có phiếu chấm nào.")
FLAT = N_(
    "Ở “%(panel)s”, các bài không khác nhau rõ hơn mức chênh lệch tình cờ giữa các phiếu, nên không nêu được khoảng "
    "thứ hạng."
)


def of_cut(cut: Cut, names: Sequence[str]) -> Refusal:
    """Two panels that cannot be compared."""
    message = APART if cut.apart else LOOSE
    return Refusal(message, {"first": names[cut.first], "second": names[cut.second], "anchors": cut.anchors})


def of_thin(thin: Thin, names: Sequence[str], numbers: Sequence[int]) -> Refusal:
    """A panel within which nothing can be estimated; `numbers` are the judges' by their places."""
    values: dict[str, str | int] = {"panel": names[thin.panel]}
    if thin.judges < 2:
        return Refusal(ALONE if thin.judges else EMPTY, values)
    if not thin.parts and thin.freedom < LEAST_FREEDOM:
        needed = 1 - (-LEAST_FREEDOM // (thin.judges - 1))
        return Refusal(FEW, {**values, "pieces": thin.pieces, "judges": thin.judges, "needed": needed})
    values["anchors"] = thin.anchors
    if thin.parts:
        return Refusal(PARTS, {**values, "count": len(thin.parts), "parts": _spelled(thin.parts, numbers)})
    return Refusal(WEAK, values)


def _spelled(parts: Sequence[Sequence[int]], numbers: Sequence[int]) -> str:
    return "; ".join(", ".join(str(numbers[judge]) for judge in part) for part in parts)


def flat(name: str) -> Refusal:
    """A group whose pieces do not differ by more than chance."""
    return Refusal(FLAT, {"panel": name})
