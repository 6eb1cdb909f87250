"""From any full assignment to the best: negative cycles among the judges are found and turned until there is none.

The residual network of the flow, seen from the judges: from one judge to another there is an arc as dear as the
cheapest piece that may go over, and one to and from the sink as dear as one piece more or less. Without a negative
cycle the flow is optimal (Klein 1967), and the distances of Bellman and Ford are the dual prices. They are kept from
one turn to the next: only the arcs of the judges concerned are looked at again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from judging.design.network import Held, Network

Arcs = dict[int, tuple[int, int]]
"""By the other end: (cost, the piece that goes over)."""
Move = tuple[int, int, int]
"""(giver, taker, piece)"""
NOWHERE = -1


class Residual:
    """The judges' residual network with its distances; the sink is the number after the last judge's."""

    def __init__(self, net: Network, held: Held) -> None:
        self.net, self.held = net, held
        self.sink = len(net.judges)
        self.far = [0] * (self.sink + 1)
        self.arcs = [self._arcs(judge) for judge in range(self.sink + 1)]

    def settle(self) -> None:
        """Turn every negative cycle; afterwards no arc shortens a distance."""
        changed: Sequence[int] = range(self.sink + 1)
        while changed:
            changed, cycles = self._relax(changed)
            moves = [move for cycle in cycles for move in self._turn(cycle)]
            changed = list(dict.fromkeys([*changed, *self._renew(moves)]))

    def _renew(self, moves: Sequence[Move]) -> Iterator[int]:
        """Look at the arcs again that these moves made others; the judges whose arcs they are.

        Giver and taker have other pieces. For who holds the piece besides, the giver is a taker now and the taker is
        none; all other arcs of theirs stay.
        """
        whole = dict.fromkeys(judge for start, end, _ in moves for judge in (start, end))
        for judge in whole:
            self.arcs[judge] = self._arcs(judge)
            yield judge
        for start, end, piece in moves:
            for judge in self.held.of_piece[piece] if piece != NOWHERE else ():
                if judge not in whole:
                    self._renew_arc(judge, start)
                    self._renew_arc(judge, end)
                    yield judge

    def _renew_arc(self, judge: int, other: int) -> None:
        self.arcs[judge].pop(other, None)
        for kind, pieces in self.held.of_judge[judge].items():
            self._shorten(self.arcs[judge], judge, other, self.net.kinds[kind], pieces)

    def _shorten(
        self, arcs: Arcs, judge: int, other: int, costs: Mapping[int, int], pieces: Iterable[int]
    ) -> None:
        """Take the arc by these pieces where it is the cheapest so far."""
        if other not in costs:
            return
        cost = costs[other] - costs[judge]
        if other in arcs and cost >= arcs[other][0]:
            return
        if (piece := self._free(other, pieces)) != NOWHERE:
            arcs[other] = (cost, piece)

    def _arcs(self, judge: int) -> Arcs:
        return self._from_sink() if judge == self.sink else self._from_judge(judge)

    def _from_sink(self) -> Arcs:
        """One piece less for a judge who has a piece that is not forced."""
        return {
            judge: (1 - 2 * load, NOWHERE)
            for judge, (load, base) in enumerate(zip(self.held.loads, self.net.base, strict=True))
            if load > base
        }

    def _from_judge(self, judge: int) -> Arcs:
        """To each other judge the cheapest change of one piece; to the sink what one piece more costs."""
        best: Arcs = {}
        for kind, pieces in self.held.of_judge[judge].items():
            costs = self.net.kinds[kind]
            own = costs[judge]
            for other, cost in costs.items():
                if other in best and cost - own >= best[other][0]:
                    continue
                if (piece := self._free(other, pieces)) != NOWHERE:
                    best[other] = (cost - own, piece)
        load = self.held.loads[judge]
        if load < self.net.room[judge]:
            best[self.sink] = (2 * load + 1, NOWHERE)
        return best

    def _free(self, judge: int, pieces: Iterable[int]) -> int:
        """The first of the pieces that this judge may take and does not have."""
        of_piece, closed = self.held.of_piece, self.net.closed
        for piece in pieces:
            if judge not in of_piece[piece] and judge not in closed[piece]:
                return piece
        return NOWHERE

    def _relax(self, changed: Sequence[int]) -> tuple[list[int], list[list[int]]]:
        """Shorten distances until nothing changes, or the ways that shortened them close into cycles."""
        came: dict[int, int] = {}
        far = self.far
        while changed:
            shorter: dict[int, None] = {}
            for start in changed:
                here = far[start]
                for end, (cost, _) in self.arcs[start].items():
                    if here + cost < far[end]:
                        far[end] = here + cost
                        came[end] = start
                        shorter[end] = None
            changed = list(shorter)
            if cycles := list(_cycles(came, changed)):
                return changed, cycles
        return [], []

    def _turn(self, cycle: Sequence[int]) -> Iterator[Move]:
        """Pass pieces on around a cycle."""
        for start, end in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
            piece = self.arcs[start][end][1]
            yield start, end, piece
            if piece != NOWHERE:
                self.held.take(self.net, piece, start)
                self.held.give(self.net, piece, end)


def _cycles(came: Mapping[int, int], starts: Iterable[int]) -> Iterator[list[int]]:
    """The cycles that one meets going back from these nodes, each once, in the direction of the arcs."""
    walk_of: dict[int, int] = {}
    for start in starts:
        node = start
        while node in came and node not in walk_of:
            walk_of[node] = start
            node = came[node]
        if walk_of.get(node) == start:
            yield _closed(came, node)


def _closed(came: Mapping[int, int], node: int) -> list[int]:
    cycle = [node]
    while (node := came[node]) != cycle[0]:
        cycle.append(node)
    return cycle[::-1]
