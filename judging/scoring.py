"""A mark as a judge types it, and what a sheet still lacks."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from contests.kernel.errors import Reason
from contests.kernel.figures import steps
from contests.kernel.text import N_

_DECIMAL = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,6}))?")
NOT_A_MARK = N_("Điểm của “%(title)s” phải là một số từ 0 đến %(most)s, bước %(step)s điểm.")
ABOVE = N_("Điểm của “%(title)s” vượt mức tối đa %(most)s (bước %(step)s điểm).")
OFF_STEP = N_("Điểm của “%(title)s” phải là bội số của %(step)s, tối đa %(most)s.")
MISSING = N_("Chưa cho điểm “%(title)s” (tối đa %(most)s, bước %(step)s điểm).")


@dataclass(frozen=True, slots=True)
class Scale:
    """How one criterion is marked: its maximum in steps, and how many steps make a point.

    `field` is the form's name for it.
    """

    criterion_id: str
    field: str
    title: str
    most_steps: int
    per_point: int

    def because(self, message: str) -> Reason:
        """A reason beside this criterion, naming the maximum and the step."""
        step = "1" if self.per_point == 1 else f"0,{100 // self.per_point:02d}".rstrip("0")
        most = steps(self.most_steps, self.per_point)
        return Reason(message, self.field, None, {"title": self.title, "most": most, "step": step})


def read_mark(typed: str, scale: Scale) -> int | Reason:
    """A mark as typed ("16,5", "16.5", "16") in steps, or why it is none."""
    match = _DECIMAL.fullmatch(typed.strip())
    if match is None:
        return scale.because(NOT_A_MARK)
    whole, decimals = match[1], match[2] or ""
    tenths = 10 ** len(decimals)
    value, rest = divmod(int(whole + decimals) * scale.per_point, tenths)
    if value + (rest > 0) > scale.most_steps:
        return scale.because(ABOVE)
    return scale.because(OFF_STEP) if rest else value


def missing(scales: Sequence[Scale], marked: Collection[str]) -> list[Reason]:
    """Every criterion without a mark, in the order of the rubric. `marked` holds criterion ids."""
    return [scale.because(MISSING) for scale in scales if scale.criterion_id not in marked]
