"""When a panel's figures are sealed, and why an officer may not confirm now; values in, values out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from contests.kernel.errors import Reason
from contests.kernel.text import N_

SECOND_WITHIN = timedelta(hours=24)
"""The second officer confirms within this time of the first, or the first confirms again."""
NOT_COMPUTED = N_(
    "Chưa tổng hợp điểm, hoặc có thay đổi sau lần tổng hợp gần nhất. Đề nghị Ban Thư ký tổng hợp lại."
)
SEALED = N_("Kết quả vòng chấm đã được niêm phong.")
PANEL_SEALED = N_("Kết quả của tổ đã được hai người niêm phong.")
GIVEN = N_("Quý vị đã xác nhận. Cần người thứ hai của tổ xác nhận trong vòng 24 giờ.")
CHANGED = N_("Điểm của tổ đã được tổng hợp lại sau khi Quý vị mở trang này. Đề nghị xem lại rồi xác nhận.")


@dataclass(frozen=True, slots=True)
class Word:
    """One officer's word: for which figures (a hash), and when."""

    judge_id: str
    figures: str
    given_at: datetime


def standing(words: Sequence[Word], figures: str, at: datetime) -> list[Word]:
    """The words that still count at `at`: for these figures, and not lapsed while they waited for a second."""
    same = [word for word in words if word.figures == figures]
    return same if sealed(same, figures) else [word for word in same if at - word.given_at <= SECOND_WITHIN]


def sealed(words: Sequence[Word], figures: str) -> bool:
    """Whether two officers have confirmed the same figures within the time of each other."""
    same = [word for word in words if word.figures == figures]
    return any(
        one.judge_id != other.judge_id and abs(one.given_at - other.given_at) <= SECOND_WITHIN
        for one, other in combinations(same, 2)
    )


def objections(
    words: Sequence[Word], figures: str, own: Word, *, computed: bool, round_sealed: bool
) -> Iterator[Reason]:
    """Why this officer may not confirm now; `own.figures` is what the officer's page showed."""
    if round_sealed:
        yield Reason(SEALED)
    elif not computed:
        yield Reason(NOT_COMPUTED)
    elif sealed(words, figures):
        yield Reason(PANEL_SEALED)
    elif own.figures != figures:
        yield Reason(CHANGED)
    elif any(word.judge_id == own.judge_id for word in standing(words, figures, own.given_at)):
        yield Reason(GIVEN)
