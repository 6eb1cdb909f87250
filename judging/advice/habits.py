"""How a judge fills in sheets: the same marks again and again, the same share of every criterion, read in no time.

Each is a reason to ask, never proof: a poor field deserves the same marks, a judge may have read on paper.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

LEAST_SHEETS = 8
"""Fewer sheets say nothing of a habit."""
OFTEN = 30
"""Per cent of a judge's sheets from which sameness is told."""
SHORT_WHOLE, SHORT_PAGE = 60, 15
"""Seconds for a piece, and for each of its pages, below which a reading is called short."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A submitted sheet: its judge, its marks in the rubric's order, the seconds from first opening to submission
    (None where they are not known) and the pages of the piece."""

    judge: str
    marks: tuple[int, ...]
    seconds: int | None = None
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Habit:
    """By judge: sheets, how many of them carry the one set of marks given most often, how many give every criterion
    the same share of its maximum, how many were short of how many whose time is known, and the middle time."""

    sheets: int
    same: int
    even: int
    short: int
    timed: int
    seconds: int | None

    @property
    def told(self) -> tuple[str, ...]:
        """What comes back so often that it ought to be told: `same` marks, `even` shares, `short` readings."""
        counts = {
            "same": (self.same, self.sheets),
            "even": (self.even, self.sheets),
            "short": (self.short, self.timed),
        }
        return tuple(
            name
            for name, (count, whole) in counts.items()
            if whole >= LEAST_SHEETS and 100 * count >= OFTEN * whole
        )


def habits(sheets: Iterable[Filled], most: Sequence[int]) -> dict[str, Habit]:
    """The habits of every judge; `most` are the maxima of the criteria. One criterion alone has no pattern."""
    by_judge: dict[str, list[Filled]] = {}
    for sheet in sheets:
        by_judge.setdefault(sheet.judge, []).append(sheet)
    return {judge: _habit(own, most) for judge, own in by_judge.items()}


def _habit(own: Sequence[Filled], most: Sequence[int]) -> Habit:
    timed = [(sheet.seconds, sheet.pages) for sheet in own if sheet.seconds is not None]
    patterned = len(most) > 1
    return Habit(
        sheets=len(own),
        same=max(Counter(sheet.marks for sheet in own).values()) if patterned else 0,
        even=sum(_even(sheet.marks, most) for sheet in own) if patterned else 0,
        short=sum(is_short(seconds, pages) for seconds, pages in timed),
        timed=len(timed),
        seconds=round(median(seconds for seconds, _ in timed)) if timed else None,
    )


def _even(marks: Sequence[int], most: Sequence[int]) -> bool:
    """Every criterion at the same share of its maximum, to the nearest step."""
    share, whole = sum(marks), sum(most)
    return all(2 * abs(mark * whole - share * top) <= whole for mark, top in zip(marks, most, strict=True))


def is_short(seconds: int, pages: int) -> bool:
    """Whether a reading of a piece of so many pages was short."""
    return seconds < max(SHORT_WHOLE, SHORT_PAGE * pages)
