"""Small problems of assignment of every kind, and their answers found by trying everything."""

import itertools
from collections.abc import Iterator

from hypothesis import strategies as st

from judging.design.problem import Marker, Pair, Problem, Work, forced, weights

FIELDS = ("CK", "HT")


@st.composite
def problems(draw: st.DrawFn, *, kept: bool = False) -> Problem:
    """Up to four judges and three pieces; with what was assigned before where `kept`."""
    markers = [
        Marker(f"g{number}", draw(_fields()), draw(st.none() | st.integers(0, 130)))
        for number in range(draw(st.integers(1, 4)))
    ]
    ids = [marker.id for marker in markers]
    works = [
        Work(f"b{number}", draw(st.sampled_from(FIELDS)), draw(st.integers(0, 3)), draw(_everyone(ids)))
        for number in range(draw(st.integers(1, 3)))
    ]
    cells = list(itertools.product(ids, [work.id for work in works]))
    barred = draw(_some(cells))
    previous = draw(_some(cells)) if kept else frozenset()
    return Problem(
        seed=draw(st.sampled_from(("", "2026", "Đợt 1"))),
        minutes_per_piece=30,
        markers=tuple(markers),
        works=tuple(works),
        barred=barred,
        fixed=(draw(_some(cells)) - barred) if kept else frozenset(),
        previous=previous,
        begun=frozenset(pair for pair in previous if draw(st.booleans())),
    )


@st.composite
def crowded(draw: st.DrawFn) -> Problem:
    """Up to twelve judges and thirty pieces, with little time to spare: too many to try everything."""
    minutes = st.integers(120, 400)
    markers = [Marker(f"g{at:02}", draw(_fields()), draw(minutes)) for at in range(draw(st.integers(6, 12)))]
    fields = draw(st.lists(st.sampled_from(FIELDS), min_size=10, max_size=30))
    works = [Work(f"b{at:02}", field, 2) for at, field in enumerate(fields)]
    cells = list(itertools.product([one.id for one in markers], [one.id for one in works]))
    barred = draw(st.frozensets(st.sampled_from(cells), max_size=20))
    previous = draw(st.just(frozenset()) | st.frozensets(st.sampled_from(cells), max_size=40))
    return Problem("2026", 30, tuple(markers), tuple(works), barred, previous=previous)


def _fields() -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 1))


def _everyone(ids: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.just(frozenset()) | st.frozensets(st.sampled_from(ids))


def _some(cells: list[Pair]) -> st.SearchStrategy[frozenset[Pair]]:
    return st.just(frozenset()) | st.frozensets(st.sampled_from(cells), max_size=5)


def assignments(problem: Problem) -> Iterator[frozenset[Pair]]:
    """Every assignment that keeps the rules, found by trying all."""
    must = forced(problem)
    choices = [list(_choices(problem, work, must)) for work in problem.works]
    for parts in itertools.product(*choices):
        whole = must.union(*parts)
        if all(_fits(problem, marker, whole, must) for marker in problem.markers):
            yield whole


def _choices(problem: Problem, work: Work, must: frozenset[Pair]) -> Iterator[frozenset[Pair]]:
    bound = sum(piece == work.id for _, piece in must)
    free = [
        (marker.id, work.id)
        for marker in problem.markers
        if work.field in marker.fields and (marker.id, work.id) not in must | problem.barred
    ]
    return (frozenset(part) for part in itertools.combinations(free, max(0, work.need - bound)))


def _fits(problem: Problem, marker: Marker, whole: frozenset[Pair], must: frozenset[Pair]) -> bool:
    load, bound = (sum(judge == marker.id for judge, _ in pairs) for pairs in (whole, must))
    return load == bound or marker.minutes is None or load * problem.minutes_per_piece <= marker.minutes


def objective(problem: Problem, pairs: frozenset[Pair]) -> int:
    """What an assignment costs, from the words of the design: pairs kept, drafts kept, strangers, loads."""
    weight, fields = weights(problem), {work.id: work.field for work in problem.works}
    known = {marker.id: marker.fields for marker in problem.markers}
    cost = 0
    for pair in pairs - forced(problem):
        cost += weight["strange"] * known[pair[0]][fields[pair[1]]]
        if pair in problem.previous:
            cost -= weight["previous"] + weight["begun"] * (pair in problem.begun)
    return cost + sum(sum(judge == one for judge, _ in pairs) ** 2 for one in known)
