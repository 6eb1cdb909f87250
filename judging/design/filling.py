"""A first assignment: each piece takes the judges with the least to do; then chains of changes fill what is short.

Equal judges are told apart by the public seed alone, so that the same problem has the same answer everywhere.
"""

import hashlib
from collections.abc import Iterator, Sequence

from judging.design.network import Held, Network, empty

ORDERS = 16
"""Orders of the judges that the pieces take in turn: few to make, enough that no two judges always meet."""

AMPLE = 2
"""A piece with so many judges to spare can wait."""
SWEEPS = 2
"""A third one finds hardly anything."""


def filled(net: Network, seed: str) -> Held:
    """As many judges for each piece as there can be in all; what is short stands in `lacking`."""
    held = empty(net)
    draws = [_drawn(seed, piece) for piece in net.pieces]
    orders = _Orders(net, seed)
    for piece in _hardest_first(net, draws):
        _choose(net, held, piece, orders.of(net.kind_of[piece], draws[piece]))
    for piece in list(held.lacking):
        while held.lacking.get(piece) and (chain := _chain(net, held, piece)):
            _pass_on(net, held, piece, chain)
    held.lacking = {piece: count for piece, count in held.lacking.items() if count}
    for _ in range(SWEEPS):
        _sweep(net, held)
    return held


def _drawn(seed: str, *words: str) -> int:
    """A number that only the seed and these words decide."""
    return int.from_bytes(hashlib.sha256(" ".join((seed, *words)).encode()).digest()[:16], "big")


class _Orders:
    """Some orders of the judges, each as far as a kind of pieces is open to them."""

    def __init__(self, net: Network, seed: str) -> None:
        self.kinds = net.kinds
        self.whole = [_order(net.judges, seed, number) for number in range(ORDERS)]
        self.known: dict[tuple[int, int], list[int]] = {}

    def of(self, kind: int, draw: int) -> list[int]:
        """The order that a draw leads to, begun at a place that the draw leads to."""
        number, turn = draw % ORDERS, draw // ORDERS
        if (kind, number) not in self.known:
            open_to = self.kinds[kind]
            self.known[kind, number] = [judge for judge in self.whole[number] if judge in open_to]
        order = self.known[kind, number]
        start = turn % len(order) if order else 0
        return order[start:] + order[:start]


def _order(judges: Sequence[str], seed: str, number: int) -> list[int]:
    keys = [_drawn(seed, str(number), judge) for judge in judges]
    return sorted(range(len(judges)), key=keys.__getitem__)


def _hardest_first(net: Network, draws: Sequence[int]) -> list[int]:
    """Pieces with hardly a judge to spare come first; among the others the seed decides, so that all fields fill up
    evenly."""
    open_to = [len(costs) for costs in net.kinds]
    keys = [
        (min(open_to[kind] - len(closed) - need, AMPLE), draw)
        for kind, closed, need, draw in zip(net.kind_of, net.closed, net.needs, draws, strict=True)
    ]
    return sorted(range(len(keys)), key=keys.__getitem__)


def _choose(net: Network, held: Held, piece: int, order: Sequence[int]) -> None:
    """The judges who add least to the objective now; a stable sort leaves equals as the seed has them."""
    costs, closed, need = net.kinds[net.kind_of[piece]], net.closed[piece], net.needs[piece]
    if not need:
        return
    loads, room = held.loads, net.room
    able = [judge for judge in order if loads[judge] < room[judge] and judge not in closed]
    able.sort(key=lambda judge: costs[judge] + 2 * loads[judge])
    for judge in able[:need]:
        held.give(net, piece, judge)
    if len(able) < need:
        held.lacking[piece] = need - len(able)


def _sweep(net: Network, held: Held) -> None:
    """Each piece changes its dearest judge for the cheapest other where that pays: most of what is left to improve."""
    loads, room = held.loads, net.room
    for piece, own in enumerate(held.of_piece):
        if not own:
            continue
        costs, closed = net.kinds[net.kind_of[piece]], net.closed[piece]
        dearest = max(own, key=lambda judge: costs[judge] + 2 * loads[judge])
        least, cheapest = costs[dearest] + 2 * loads[dearest] - 2, dearest
        for judge, cost in costs.items():
            if cost + 2 * loads[judge] >= least or loads[judge] >= room[judge]:
                continue
            if judge not in own and judge not in closed:
                least, cheapest = cost + 2 * loads[judge], judge
        if cheapest != dearest:
            held.take(net, piece, dearest)
            held.give(net, piece, cheapest)


def _chain(net: Network, held: Held, piece: int) -> list[tuple[int, int]] | None:
    """The shortest chain of changes that gains a judge for the piece: (judge, the piece that judge then takes).

    A judge with room takes the piece; or a judge without room does, and passes another piece on.
    """
    came: dict[int, tuple[int, int]] = {}
    for judge, last in search(net, held, [piece]):
        came[judge] = last
        if held.loads[judge] < net.room[judge]:
            return _traced(came, judge)
    return None


def search(net: Network, held: Held, pieces: Sequence[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The judges who can be reached from pieces by passing pieces on, nearest first: each with the piece that would
    come to this judge, and the judge who would pass it on (-1: nobody, it is one of the first)."""
    seen: set[int] = set()
    asked: set[int] = set()
    waiting: list[tuple[int, int]] = [(piece, -1) for piece in pieces]
    for piece, giver in waiting:
        if piece in asked:
            continue
        asked.add(piece)
        for judge in net.kinds[net.kind_of[piece]]:
            if judge in seen or judge in held.of_piece[piece] or judge in net.closed[piece]:
                continue
            seen.add(judge)
            yield judge, (piece, giver)
            waiting.extend((more, judge) for kind in held.of_judge[judge].values() for more in kind)


def _traced(came: dict[int, tuple[int, int]], judge: int) -> list[tuple[int, int]]:
    chain = []
    while judge != -1:
        piece, giver = came[judge]
        chain.append((judge, piece))
        judge = giver
    return chain


def _pass_on(net: Network, held: Held, piece: int, chain: Sequence[tuple[int, int]]) -> None:
    givers = [judge for judge, _ in chain[1:]]
    for (judge, passed), giver in zip(chain, [*givers, None], strict=True):
        if giver is not None:
            held.take(net, passed, giver)
        held.give(net, passed, judge)
    held.lacking[piece] -= 1
