"""Marks so low or so high that the judge is asked why: the reason stands in the sheet's comment."""

import enum
from collections.abc import Mapping, Sequence

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from judging.scoring import Scale

SHARE = 20
"""One part in so many (5 %) at either end of the sheet's total counts as extreme."""
NOTHING = N_("Tiêu chí “%(title)s” được 0 điểm. Đề nghị ghi lý do vào ô Nhận xét rồi nộp lại.")
FULL = N_("Tiêu chí “%(title)s” được điểm tối đa. Đề nghị ghi lý do vào ô Nhận xét rồi nộp lại.")
LOW = N_("Tổng điểm rất thấp so với thang điểm. Đề nghị ghi lý do vào ô Nhận xét rồi nộp lại.")
HIGH = N_("Tổng điểm gần như tối đa. Đề nghị ghi lý do vào ô Nhận xét rồi nộp lại.")


class Extremes(enum.StrEnum):
    """What a round holds to be extreme: nothing; a 0 or a total at either end; full marks of one criterion as well."""

    OFF = "off"
    ENDS = "ends"
    ALL = "all"


def unexplained(
    marks: Mapping[str, int], comment: str, scales: Sequence[Scale], asked: Extremes
) -> list[Reason]:
    """Why a whole sheet without a comment may not be submitted yet; steps by criterion id."""
    if comment or asked is Extremes.OFF:
        return []
    zero = [scale.because(NOTHING) for scale in scales if marks.get(scale.criterion_id) == 0]
    full = [scale.because(FULL) for scale in scales if marks.get(scale.criterion_id) == scale.most_steps]
    whole = zero + (full if asked is Extremes.ALL else [])
    return whole or _total(sum(marks.values()), sum(scale.most_steps for scale in scales))


def _total(total: int, most: int) -> list[Reason]:
    if SHARE * total <= most:
        return [Reason(LOW)]
    return [Reason(HIGH)] if SHARE * (most - total) <= most else []
