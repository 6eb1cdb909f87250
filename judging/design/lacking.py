"""Why there is no assignment, in words: which field lacks how many judges, and whom conflicts keep from it there."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from judging.design.filling import filled
from judging.design.network import network
from judging.design.problem import Marker, Problem
from judging.design.solving import Stuck

LACKS = N_(
    "Lĩnh vực “%(field)s”: %(pieces)s bài còn thiếu tổng cộng %(sheets)s lượt chấm. Cần thêm ít nhất %(judges)s giám "
    "khảo cho lĩnh vực này."
)
LACKS_BARRED = N_(
    "Lĩnh vực “%(field)s”: %(pieces)s bài còn thiếu tổng cộng %(sheets)s lượt chấm. Cần thêm ít nhất %(judges)s giám "
    "khảo cho lĩnh vực này; ở những bài đang vướng có %(barred)s giám khảo không được chấm vì xung đột lợi ích."
)


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a field lacks: pieces that are short, the sheets they are short of, judges that would do, and how many
    judges of the field are barred from pieces on the short side of the cut."""

    field: str
    pieces: int
    sheets: int
    judges: int
    barred: int


def shortages(problem: Problem, stuck: Stuck) -> list[Shortage]:
    """The fields that lack judges, in order. With so many more in each there is an assignment; with fewer in the
    last of them, the others being as stated, there is none."""
    short = {work.id: work.field for work in problem.works if work.id in stuck.lacking}
    wanting = sorted(set(short.values()))
    known: dict[str, int] = {}
    for place, field in enumerate(wanting):
        known[field] = _enough(problem, known, field, wanting[place + 1 :])
    return [_shortage(problem, stuck, short, field, known[field]) for field in wanting]


def _enough(problem: Problem, known: Mapping[str, int], field: str, later: Sequence[str]) -> int:
    """The least number of further judges of a field, the later fields having as many as they like."""
    plenty = max(work.need for work in problem.works)
    free = [marker for code in later for marker in _further(code, plenty, None)]
    given = [
        marker for code, count in known.items() for marker in _further(code, count, _minutes(problem, code))
    ]
    own = _minutes(problem, field)
    count = 0
    while not _solvable(problem, [*free, *given, *_further(field, count, own)]):
        count += 1
    return count


def _further(field: str, count: int, minutes: int | None) -> list[Marker]:
    return [Marker(f"+ {field} {number}", {field: 0}, minutes) for number in range(count)]


def _solvable(problem: Problem, more: Sequence[Marker]) -> bool:
    wider = dataclasses.replace(problem, markers=(*problem.markers, *more))
    return not filled(network(wider), problem.seed).lacking


def _minutes(problem: Problem, field: str) -> int | None:
    """A further judge is taken to have as much time as the judge of the field who has most, one piece at least."""
    own = [marker.minutes for marker in problem.markers if field in marker.fields]
    known = [minutes for minutes in own if minutes is not None]
    return max(*known, problem.minutes_per_piece) if known and len(known) == len(own) else None


def _shortage(problem: Problem, stuck: Stuck, short: Mapping[str, str], field: str, judges: int) -> Shortage:
    own = [piece for piece, code in short.items() if code == field]
    cut = {work.id for work in problem.works if work.id in stuck.pieces and work.field == field}
    able = {marker.id for marker in problem.markers if field in marker.fields}
    barred = {judge for judge, piece in problem.barred if piece in cut and judge in able}
    return Shortage(field, len(own), sum(stuck.lacking[piece] for piece in own), judges, len(barred))


def reasons(problem: Problem, stuck: Stuck, names: Mapping[str, str]) -> Iterator[Reason]:
    """The shortages in words; `names` are the fields' names by code."""
    for one in shortages(problem, stuck):
        values: dict[str, str | int] = {
            "field": names.get(one.field, one.field), "pieces": one.pieces, "sheets": one.sheets, "judges": one.judges,
        }  # fmt: skip
        if one.barred:
            yield Reason(LACKS_BARRED, "panels", None, values | {"barred": one.barred})
        else:
            yield Reason(LACKS, "panels", None, values)
