"""The optimum of a problem with the prices that prove it, or where it cannot be solved."""

from collections.abc import Mapping
from dataclasses import dataclass

from judging.design.filling import filled, search
from judging.design.improving import Residual
from judging.design.network import Held, Network, network, pairs_of
from judging.design.problem import Pair, Problem, forced


@dataclass(frozen=True, slots=True)
class Solution:
    """The best assignment; `cost` is the objective, the prices are its dual (see verifying)."""

    pairs: frozenset[Pair]
    cost: int
    judge_prices: Mapping[str, int]
    piece_prices: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stuck:
    """There is no assignment. `lacking`: judges that pieces lack when as much as possible is given; `pieces` and
    `judges`: the side of a least cut where all judges are used up, or closed to those pieces."""

    lacking: Mapping[str, int]
    pieces: frozenset[str]
    judges: frozenset[str]


def solve(problem: Problem) -> Solution | Stuck:
    """The exact optimum; of several the one that the seed leads to. Integers throughout."""
    net = network(problem)
    held = filled(net, problem.seed)
    if held.lacking:
        return _stuck(net, held)
    residual = Residual(net, held)
    residual.settle()
    prices = [residual.far[residual.sink] - residual.far[judge] for judge in range(len(net.judges))]
    return Solution(
        pairs_of(net, held, forced(problem)),
        _cost(net, held),
        dict(zip(net.judges, prices, strict=True)),
        {key: _piece_price(net, held, place, prices) for place, key in enumerate(net.pieces)},
    )


def _cost(net: Network, held: Held) -> int:
    chosen = sum(
        net.kinds[net.kind_of[piece]][judge] for piece, judges in enumerate(held.of_piece) for judge in judges
    )
    return chosen + sum(load * load for load in held.loads)


def _piece_price(net: Network, held: Held, piece: int, prices: list[int]) -> int:
    """What the dearest judge costs whom the piece took; where it takes none, what the cheapest other costs."""
    costs, own = net.kinds[net.kind_of[piece]], held.of_piece[piece]
    if own:
        return max(costs[judge] + prices[judge] for judge in own)
    free = (judge for judge in costs if judge not in net.closed[piece])
    return min((costs[judge] + prices[judge] for judge in free), default=0)


def _stuck(net: Network, held: Held) -> Stuck:
    reached = list(search(net, held, list(held.lacking)))
    pieces = {*held.lacking, *(piece for _, (piece, _) in reached)}
    return Stuck(
        {net.pieces[piece]: count for piece, count in held.lacking.items()},
        frozenset(net.pieces[piece] for piece in pieces),
        frozenset(net.judges[judge] for judge, _ in reached),
    )
