"""The free part of a problem by numbers: what remains to be decided once the forced pairs stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from judging.design.problem import Marker, Pair, Problem, Work, forced, weights

Costs = Mapping[int, int]
"""Cost by judge; a judge who is not in it cannot be chosen."""


@dataclass(slots=True)
class Network:
    """Pieces and judges by their places in the lists of ids.

    Pieces of one kind have the same costs. `room` is the greatest load of a judge, forced pairs included; `needs` are
    the judges that a piece still lacks beside its forced ones, and `closed` who cannot be chosen for it.
    """

    pieces: list[str]
    judges: list[str]
    kinds: list[Costs]
    kind_of: list[int]
    needs: list[int]
    closed: list[frozenset[int]]
    room: list[int]
    base: list[int]
    fields: list[str]


@dataclass(slots=True)
class Held:
    """Who holds what at the moment: judges of each piece, pieces of each judge by kind, loads with the forced pairs."""

    of_piece: list[dict[int, None]]
    of_judge: list[dict[int, dict[int, None]]]
    loads: list[int]
    lacking: dict[int, int] = field(default_factory=dict)
    """Judges that a piece still lacks."""

    def give(self, net: Network, piece: int, judge: int) -> None:
        """A piece to a judge."""
        self.of_piece[piece][judge] = None
        self.of_judge[judge].setdefault(net.kind_of[piece], {})[piece] = None
        self.loads[judge] += 1

    def take(self, net: Network, piece: int, judge: int) -> None:
        """A piece from a judge."""
        kind = net.kind_of[piece]
        del self.of_piece[piece][judge]
        del self.of_judge[judge][kind][piece]
        if not self.of_judge[judge][kind]:
            del self.of_judge[judge][kind]
        self.loads[judge] -= 1


def empty(net: Network) -> Held:
    """Nothing given yet beside the forced pairs."""
    return Held([{} for _ in net.pieces], [{} for _ in net.judges], list(net.base))


def network(problem: Problem) -> Network:
    """The network of a problem; judges and pieces in the order of their ids."""
    markers = sorted(problem.markers, key=lambda one: one.id)
    works = sorted(problem.works, key=lambda one: one.id)
    judge_at = {one.id: place for place, one in enumerate(markers)}
    piece_at = {one.id: place for place, one in enumerate(works)}
    must = forced(problem)
    shut: list[set[int]] = [set() for _ in works]
    base, given = [0] * len(markers), [0] * len(works)
    for judge, piece in must | problem.barred:
        shut[piece_at[piece]].add(judge_at[judge])
    for judge, piece in must:
        base[judge_at[judge]] += 1
        given[piece_at[piece]] += 1
    kinds, kind_of = _kinds(problem, markers, works, judge_at)
    return Network(
        pieces=[one.id for one in works],
        judges=[one.id for one in markers],
        kinds=kinds,
        kind_of=kind_of,
        needs=[max(0, work.need - count) for work, count in zip(works, given, strict=True)],
        closed=[frozenset(judges) for judges in shut],
        room=[max(_most(one, problem), own) for one, own in zip(markers, base, strict=True)],
        base=base,
        fields=[one.field for one in works],
    )


def _most(marker: Marker, problem: Problem) -> int:
    if marker.minutes is None:
        return len(problem.works)
    return marker.minutes // problem.minutes_per_piece


def _kinds(
    problem: Problem, markers: Sequence[Marker], works: Sequence[Work], judge_at: Mapping[str, int]
) -> tuple[list[Costs], list[int]]:
    """Pieces of a field are of one kind; one with previous pairs is a kind of its own."""
    weight = weights(problem)
    kinds: list[Costs] = []
    of_field: dict[str, int] = {}
    for code in sorted({work.field for work in works}):
        of_field[code] = len(kinds)
        kinds.append(_field_costs(code, markers, weight["strange"]))
    kept = _kept(problem, judge_at, weight)
    kind_of = []
    for work in works:
        kind_of.append(len(kinds) if work.id in kept else of_field[work.field])
        if work.id in kept:
            kinds.append(_dearer(kinds[of_field[work.field]], kept[work.id]))
    return kinds, kind_of


def _field_costs(code: str, markers: Sequence[Marker], strange: int) -> Costs:
    return {place: strange * one.fields[code] for place, one in enumerate(markers) if code in one.fields}


def _kept(
    problem: Problem, judge_at: Mapping[str, int], weight: Mapping[str, int]
) -> dict[str, dict[int, int]]:
    kept: dict[str, dict[int, int]] = {}
    for pair in sorted(problem.previous):
        judge, piece = pair
        if judge in judge_at:
            worth = weight["previous"] + (weight["begun"] if pair in problem.begun else 0)
            kept.setdefault(piece, {})[judge_at[judge]] = worth
    return kept


def _dearer(costs: Costs, kept: Mapping[int, int]) -> Costs:
    return {judge: cost - kept.get(judge, 0) for judge, cost in costs.items()}


def pairs_of(net: Network, held: Held, must: frozenset[Pair]) -> frozenset[Pair]:
    """The whole assignment: what was given, and what was forced."""
    given = {
        (net.judges[judge], net.pieces[piece])
        for piece, judges in enumerate(held.of_piece)
        for judge in judges
    }
    return must | given
