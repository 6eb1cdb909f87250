"""Assignment: the exact optimum of 1,000 pieces and 100 judges against HiGHS as a mixed-integer solver, same instance.

Eight fields; a judge is at home in one of them and able in another, or (dense) able in all; five judges a piece, one
pair in two hundred barred, loads bounded and evened out. HiGHS gets its matrix ready-made and is asked for the
optimum without a gap; our time holds everything from the problem to the prices. CPU time, median of five, both in
turns. The proof is checked by the independent verifier, whose time is printed beside, and the objectives are equal
or the run fails. With every field open to everyone HiGHS needs a minute, so that instance is run once.
"""

import random
import statistics
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from bench.figures import Figure
from judging.design import verifying
from judging.design.problem import STRANGE, Marker, Problem, Work, canonical, fingerprint
from judging.design.solving import Solution, solve

ROUNDS, EACH, FIELDS = 5, 5, 8
LIMIT = 1 / 20


def run() -> list[Figure]:
    return [
        _compared("assignment, 1,000 × 100, two fields a judge", instance(1000, 100), LIMIT),
        _compared(
            "assignment, 1,000 × 100, every field, one run", instance(1000, 100, dense=True), LIMIT, rounds=1
        ),
        _alone("assignment, 10,000 × 500", instance(10_000, 500)),
    ]


def instance(pieces: int, judges: int, *, dense: bool = False, seed: int = 2026) -> Problem:
    """A round as it might be; the same for the same numbers."""
    chance = random.Random(seed)
    codes = [f"L{number}" for number in range(FIELDS)]
    most = -(-pieces * EACH // judges)
    markers = []
    for number in range(judges):
        home, able = chance.sample(codes, 2)
        open_to = dict.fromkeys(codes if dense else (able,), 1) | {home: 0}
        markers.append(Marker(f"g{number:04}", open_to, 30 * chance.randrange(most * 9 // 10, most * 2)))
    works = [Work(f"b{number:05}", chance.choice(codes), EACH) for number in range(pieces)]
    barred = {(judge.id, work.id) for judge in markers for work in works if chance.random() < LIMIT / 10}
    return Problem("2026", 30, tuple(markers), tuple(works), frozenset(barred))


def _compared(name: str, problem: Problem, limit: float, *, rounds: int = ROUNDS) -> Figure:
    try:
        reference = milp_of(problem)
    except ImportError:
        return _alone(f"{name}; scipy missing, see requirements-bench.txt", problem)
    own, other = [], []
    found = solved(problem)
    for _ in range(rounds):
        seconds, best = timed(reference)
        other.append(seconds)
        seconds, found = timed(lambda: solved(problem))
        own.append(seconds)
        assert found.cost == best, (found.cost, best)
    ours, theirs = statistics.median(own), statistics.median(other)
    detail = (
        f"{1000 * ours:.0f} ms, HiGHS {1000 * theirs:.0f} ms, both {found.cost}; {proved(problem, found)}"
    )
    return Figure(name, ours / theirs, limit, "ours over HiGHS MILP, CPU time", detail)


def _alone(name: str, problem: Problem) -> Figure:
    seconds, found = timed(lambda: solved(problem))
    return Figure(name, seconds, None, "seconds", f"{seconds:.2f} s; {proved(problem, found)}")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def solved(problem: Problem) -> Solution:
    found = solve(problem)
    assert isinstance(found, Solution)
    return found


def proved(problem: Problem, found: Solution) -> str:
    """The verifier's word, with its time."""
    inputs = canonical(problem)
    proof = {
        "inputs": fingerprint(inputs), "cost": found.cost, "judges": found.judge_prices, "pieces": found.piece_prices,
    }  # fmt: skip
    seconds, faults = timed(lambda: verifying.proof_faults(inputs, found.pairs, proof))
    assert faults == []
    return f"proof checked in {1000 * seconds:.0f} ms"


def milp_of(problem: Problem) -> Callable[[], Any]:
    """The same problem for scipy's HiGHS: a yes or no for each pair, and for each further piece of a judge."""
    np, optimize, sparse = (import_module(name) for name in ("numpy", "scipy.optimize", "scipy.sparse"))
    costs: list[int] = []
    rows: list[tuple[int, int, int]] = []
    for place, work in enumerate(problem.works):
        for at, judge in enumerate(problem.markers, start=len(problem.works)):
            if work.field in judge.fields and (judge.id, work.id) not in problem.barred:
                rows += [(place, len(costs), 1), (at, len(costs), 1)]
                costs.append(STRANGE * judge.fields[work.field])
    for at, judge in enumerate(problem.markers, start=len(problem.works)):
        for load in range(1, (judge.minutes or 0) // problem.minutes_per_piece + 1):
            rows.append((at, len(costs), -1))
            costs.append(2 * load - 1)
    row, column, value = zip(*rows, strict=True)
    demand = [work.need for work in problem.works] + [0] * len(problem.markers)
    matrix = sparse.coo_array((value, (row, column)), shape=(len(demand), len(costs))).tocsr()
    constraint = optimize.LinearConstraint(matrix, demand, demand)
    objective, whole = np.array(costs), np.ones(len(costs))

    def answer() -> Any:
        found = optimize.milp(
            objective, constraints=constraint, integrality=whole, bounds=optimize.Bounds(0, 1), options={"mip_rel_gap": 0}
        )  # fmt: skip
        assert found.status == 0, found.message
        return round(found.fun)

    return answer
