"""Equal figures: a named chain of tie-breaks parts them, or they stay equal until people decide."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from contests.kernel.text import N_

EXACT, CHAIR, MEDIAN, LOWEST, PEOPLE = "exact", "chair", "median", "lowest", "people"
CRITERION = "criterion"
STEPS = {
    EXACT: N_("Điểm chưa làm tròn cao hơn"),
    CHAIR: N_("Điểm của tổ trưởng tổ giám khảo cao hơn"),
    MEDIAN: N_("Trung vị các phiếu cao hơn"),
    LOWEST: N_("Phiếu thấp nhất cao hơn"),
    PEOPLE: N_("Hội đồng quyết định"),
}
"""What each step is called; one on a criterion is named by the criterion's title. When a piece was sent is none:
who was first to post is no merit of a work."""
Value = Fraction | int
People = tuple[int, int]
"""The number of a decision, and the place it gave: places of two decisions are never compared."""
Evidence = Mapping[str, Mapping[str, Value] | Mapping[str, People]]
"""By step, by piece: the greater value goes first. A piece without a value there is not told apart by that step."""


class Place(NamedTuple):
    """Where a piece stands, and the last step that told it from a piece of the same figure ("" where none did)."""

    piece_id: str
    rank: int
    parted_by: str


def criterion_step(position: int) -> str:
    """The step "higher mark of the criterion at this place of the rubric", from 1."""
    return f"{CRITERION}:{position}"


def criterion_of(step: str) -> int | None:
    """The place in the rubric that a step looks at; None for a step on something else."""
    kind, _, place = step.partition(":")
    return int(place) if kind == CRITERION and place.isascii() and place.isdigit() and int(place) else None


def places(keys: Mapping[str, int], chain: Sequence[str], evidence: Evidence) -> Iterator[Place]:
    """Every piece in order, best first. Equals share a rank and the next one counts them: 1, 2, 2, 4."""
    if not chain:
        yield from _shared(keys)
        return
    rank = 1
    for group in _groups(list(keys), keys):
        for part, step in _parted(group, chain, evidence):
            for piece in sorted(part):
                yield Place(piece, rank, step)
            rank += len(part)


def _shared(keys: Mapping[str, int]) -> Iterator[Place]:
    """Places where nothing but the figure counts: one pass over the pieces in order."""
    rank, before = 0, None
    for number, (key, piece) in enumerate(sorted((-key, piece) for piece, key in keys.items()), start=1):
        if key != before:
            rank, before = number, key
        yield Place(piece, rank, "")


def _groups(pieces: Sequence[str], keys: Mapping[str, Any]) -> list[list[str]]:
    """Pieces of equal key together, the greatest key first."""
    by_key: dict[Any, list[str]] = {}
    for piece in pieces:
        by_key.setdefault(keys[piece], []).append(piece)
    return [by_key[key] for key in sorted(by_key, reverse=True)]


def _parted(
    group: list[str], chain: Sequence[str], evidence: Evidence, step: str = ""
) -> Iterator[tuple[list[str], str]]:
    """The group in parts that nothing more tells apart, each with the step that last told it from another."""
    if len(group) == 1 or not chain:
        yield group, step
        return
    values = evidence.get(chain[0], {})
    parts = _groups(group, values) if _tells(group, values) else [group]
    for part in parts:
        yield from _parted(part, chain[1:], evidence, chain[0] if len(parts) > 1 else step)


def _tells(group: Sequence[str], values: Mapping[str, Any]) -> bool:
    """Whether a step knows all of the equals; of people's decisions, whether it was one decision about all of them."""
    own = [values[piece] for piece in group if piece in values]
    decisions = {value[0] for value in own if isinstance(value, tuple)}
    return len(own) == len(group) and len(decisions) < 2
