"""The optimum against trying everything, the proof against every single change, and the seed against chance."""

import ast
import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from judging.design import verifying
from judging.design.improving import Residual
from judging.design.lacking import reasons, shortages
from judging.design.network import empty, network, pairs_of
from judging.design.problem import Marker, Pair, Problem, Work, canonical, fingerprint, forced
from judging.design.solving import Solution, Stuck, solve
from tests.judging.design.problems import assignments, crowded, objective, problems

OFTEN = settings(max_examples=100, deadline=None)


def proof_of(problem: Problem, solution: Solution) -> dict[str, Any]:
    return {
        "inputs": fingerprint(canonical(problem)),
        "cost": solution.cost,
        "judges": dict(solution.judge_prices),
        "pieces": dict(solution.piece_prices),
    }


def solved(problem: Problem) -> Solution:
    found = solve(problem)
    if not isinstance(found, Solution):
        reject()
    return found


@OFTEN
@given(problems() | problems(kept=True))
def test_the_optimum_is_what_trying_everything_finds(problem: Problem) -> None:
    best = min((objective(problem, pairs) for pairs in assignments(problem)), default=None)
    found = solve(problem)
    if isinstance(found, Stuck):
        assert best is None
    else:
        assert (found.cost, objective(problem, found.pairs)) == (best, best)


@OFTEN
@given(problems() | problems(kept=True))
def test_the_verifier_accepts_every_optimum(problem: Problem) -> None:
    found = solved(problem)
    assert verifying.proof_faults(canonical(problem), sorted(found.pairs), proof_of(problem, found)) == []


@OFTEN
@given(problems() | problems(kept=True), st.data())
def test_from_whatever_assignment_one_begins_the_cycles_lead_to_the_optimum(
    problem: Problem, data: st.DataObject
) -> None:
    best = solved(problem)
    start = data.draw(st.sampled_from(list(assignments(problem))))
    net = network(problem)
    held = empty(net)
    for judge, piece in sorted(start - forced(problem)):
        held.give(net, net.pieces.index(piece), net.judges.index(judge))
    Residual(net, held).settle()
    assert objective(problem, pairs_of(net, held, forced(problem))) == best.cost


@settings(max_examples=40, deadline=None)
@given(crowded())
def test_a_larger_round_is_proved_too(problem: Problem) -> None:
    found = solved(problem)
    assert verifying.proof_faults(canonical(problem), sorted(found.pairs), proof_of(problem, found)) == []


@OFTEN
@given(problems() | problems(kept=True), st.data())
def test_the_verifier_refuses_every_single_change_of_the_pairs(problem: Problem, data: st.DataObject) -> None:
    found = solved(problem)
    cells = [(marker.id, work.id) for marker in problem.markers for work in problem.works]
    cell = data.draw(st.sampled_from(cells))
    changed = found.pairs ^ {cell}
    assert verifying.faults(canonical(problem), sorted(changed))


@OFTEN
@given(problems() | problems(kept=True), st.data())
def test_a_worse_assignment_is_refused_whatever_it_is_said_to_cost(
    problem: Problem, data: st.DataObject
) -> None:
    found = solved(problem)
    other = data.draw(st.sampled_from(list(assignments(problem))))
    claimed = proof_of(problem, found) | {"cost": objective(problem, other)}
    refused = verifying.proof_faults(canonical(problem), sorted(other), claimed)
    assert bool(refused) is (objective(problem, other) > found.cost)


@OFTEN
@given(problems(), st.data())
def test_changed_inputs_costs_and_names_are_refused(problem: Problem, data: st.DataObject) -> None:
    found = solved(problem)
    inputs, proof = canonical(problem), proof_of(problem, found)
    pairs = sorted(found.pairs)
    marker = data.draw(st.sampled_from(problem.markers))
    longer = dataclasses.replace(marker, minutes=(marker.minutes or 0) + 1)
    others = tuple(longer if one is marker else one for one in problem.markers)
    changed = canonical(dataclasses.replace(problem, markers=others))
    assert verifying.proof_faults(changed, pairs, proof) == [(verifying.INPUTS, "")]
    assert verifying.proof_faults(inputs, pairs, proof | {"cost": found.cost - 1})
    short = {key: price for key, price in found.judge_prices.items() if key != marker.id}
    assert verifying.proof_faults(inputs, pairs, proof | {"judges": short}) == [(verifying.UNKNOWN, "")]


@OFTEN
@given(problems())
def test_weights_that_do_not_outweigh_are_refused(problem: Problem) -> None:
    found = solved(problem)
    assume(found.pairs)
    for name in ("begun", "previous"):
        inputs = canonical(problem)
        inputs["weights"][name] = 1
        light = proof_of(problem, found) | {"inputs": fingerprint(inputs)}
        assert (verifying.WEIGHTS, name) in verifying.proof_faults(inputs, sorted(found.pairs), light)


@OFTEN
@given(problems() | problems(kept=True), st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_assignment_in_whatever_order_it_is_asked(
    problem: Problem, chance
) -> None:
    again = dataclasses.replace(
        problem,
        markers=tuple(chance.sample(problem.markers, len(problem.markers))),
        works=tuple(chance.sample(problem.works, len(problem.works))),
    )
    assert fingerprint(canonical(again)) == fingerprint(canonical(problem))
    assert solve(again) == solve(problem)


def test_another_seed_breaks_ties_another_way_at_the_same_cost() -> None:
    markers = tuple(Marker(f"g{number}", {"HT": 0}) for number in range(6))
    works = tuple(Work(f"b{number}", "HT", 3) for number in range(10))
    found = [solved(Problem(seed, 30, markers, works)) for seed in ("1", "2", "3")]
    assert len({one.cost for one in found}) == 1
    assert len({one.pairs for one in found}) == 3


@OFTEN
@given(problems(), st.data())
def test_after_an_absence_as_few_pairs_change_as_can(problem: Problem, data: st.DataObject) -> None:
    before = solved(problem)
    absent = data.draw(st.sampled_from(problem.markers))
    given_in = (
        data.draw(st.frozensets(st.sampled_from(sorted(before.pairs)), max_size=4)) if before.pairs else ()
    )
    later = without(problem, absent, before.pairs, frozenset(given_in))
    found = solved(later)
    kept = max(len(pairs & before.pairs) for pairs in assignments(later))
    assert len(found.pairs & before.pairs) == kept
    assert found.pairs >= later.fixed
    assert all(pair in later.fixed for pair in found.pairs if pair[0] == absent.id)


def without(problem: Problem, absent: Marker, pairs: frozenset[Pair], given_in: frozenset[Pair]) -> Problem:
    """The problem after a judge has left and some sheets are in."""
    gone = dataclasses.replace(absent, fields={}, minutes=0)
    works = [dataclasses.replace(one, everyone=one.everyone - {absent.id}) for one in problem.works]
    markers = tuple(gone if one is absent else one for one in problem.markers)
    return dataclasses.replace(
        problem, markers=markers, works=tuple(works), fixed=given_in, previous=pairs - given_in
    )


@OFTEN
@given(problems())
def test_the_judges_said_to_be_lacking_suffice_and_none_of_them_is_too_many(problem: Problem) -> None:
    stuck = solve(problem)
    assume(isinstance(stuck, Stuck))
    assert isinstance(stuck, Stuck)
    told = shortages(problem, stuck)
    assert any(assignments(joined(problem, {one.field: one.judges for one in told})))
    fewer = {one.field: one.judges for one in told} | {told[-1].field: told[-1].judges - 1}
    assert not any(assignments(joined(problem, fewer)))
    assert sum(one.sheets for one in told) == sum(stuck.lacking.values()) > 0


def joined(problem: Problem, more: dict[str, int]) -> Problem:
    """The problem with so many more judges, who have as much time as the one of the field who has most."""
    markers = list(problem.markers)
    for field, count in more.items():
        own = [one.minutes for one in problem.markers if field in one.fields]
        known = [minutes for minutes in own if minutes is not None]
        minutes = max(*known, problem.minutes_per_piece) if known and len(known) == len(own) else None
        markers += [Marker(f"m{field}{number}", {field: 0}, minutes) for number in range(count)]
    return dataclasses.replace(problem, markers=tuple(markers))


def test_what_lacks_is_said_in_words() -> None:
    markers = (Marker("g1", {"HT": 0, "PM": 0}), Marker("g2", {"HT": 0}), Marker("g3", {"PM": 1}, 30))
    works = (Work("b1", "HT", 2), Work("b2", "PM", 2), Work("b3", "PM", 2))
    problem = Problem("2026", 30, markers, works, barred=frozenset({("g2", "b1")}))
    stuck = solve(problem)
    assert isinstance(stuck, Stuck)
    names = {"HT": "Đồ dùng dành cho học tập", "PM": "Phần mềm tin học"}
    assert [str(reason) for reason in reasons(problem, stuck, names)] == [
        (
            "Lĩnh vực “Đồ dùng dành cho học tập”: 1 bài còn thiếu tổng cộng 1 lượt chấm. Cần thêm ít nhất 1 giám khảo cho "
            "lĩnh vực này; ở những bài đang vướng có 1 giám khảo không được chấm vì xung đột lợi ích."
        ),
        "Lĩnh vực “Phần mềm tin học”: 1 bài còn thiếu tổng cộng 1 lượt chấm. Cần thêm ít nhất 1 giám khảo cho lĩnh vực này.",
    ]


def test_loads_are_even_and_who_is_at_home_in_a_field_comes_first() -> None:
    markers = (Marker("g1", {"HT": 0}), Marker("g2", {"HT": 0}), Marker("g3", {"HT": 1}))
    works = tuple(Work(f"b{number:02}", "HT", 1) for number in range(20))
    loads = verifying.counted(judge for judge, _ in solved(Problem("", 30, markers, works)).pairs)
    assert sorted(loads.values()) == [4, 8, 8]
    assert loads["g3"] == 4


def test_an_anchor_is_marked_by_everyone_but_the_barred() -> None:
    markers = tuple(Marker(f"g{number}", {"HT": 0}, 60) for number in range(4))
    works = (Work("b1", "HT", 2, frozenset({"g0", "g1", "g2", "g3"})), Work("b2", "HT", 2))
    problem = Problem("", 30, markers, works, barred=frozenset({("g3", "b1")}))
    found = solved(problem)
    assert {judge for judge, piece in found.pairs if piece == "b1"} == {"g0", "g1", "g2"}
    assert forced(problem) < found.pairs
    assert len(found.pairs) == 5


@pytest.mark.parametrize(("price", "judge"), [(3, "g2"), (1, "g1")])
def test_no_prices_make_uneven_loads_an_optimum(price: int, judge: str) -> None:
    """Each half of the rule on loads alone: one piece less is worth its price, one more is not."""
    two = (Marker("g1", {"HT": 0}), Marker("g2", {"HT": 0}))
    problem = Problem("2026", 30, two, (Work("b1", "HT", 1), Work("b2", "HT", 1)))
    inputs = canonical(problem)
    proof = {
        "inputs": fingerprint(inputs), "cost": 4, "judges": {"g1": price, "g2": price},
        "pieces": {"b1": price, "b2": price},
    }  # fmt: skip
    found = verifying.proof_faults(inputs, [("g1", "b1"), ("g1", "b2")], proof)
    assert found == [(verifying.LOAD, judge)]


@pytest.mark.parametrize(("prices", "piece"), [((1, 1), 9), ((1, 1), 0)])
def test_a_choice_at_other_prices_is_refused(prices: tuple[int, int], piece: int) -> None:
    """The stranger is chosen before who is at home: at no price of the piece does that pay."""
    two = (Marker("g1", {"HT": 0}), Marker("g2", {"HT": 1}))
    inputs = canonical(Problem("2026", 30, two, (Work("b1", "HT", 1),)))
    proof = {
        "inputs": fingerprint(inputs), "cost": 9, "judges": dict(zip(("g1", "g2"), prices, strict=True)),
        "pieces": {"b1": piece},
    }  # fmt: skip
    found = verifying.proof_faults(inputs, [("g2", "b1")], proof)
    assert {kind for kind, _ in found} == {verifying.CHOICE}


def test_more_pieces_than_the_minutes_allow_are_refused() -> None:
    judges = (Marker("g1", {"HT": 0}, 59), Marker("g2", {"HT": 0}))
    inputs = canonical(Problem("2026", 30, judges, (Work("b1", "HT", 1), Work("b2", "HT", 1))))
    assert verifying.faults(inputs, [("g1", "b1"), ("g1", "b2")]) == [(verifying.OVERLOADED, "g1")]
    assert verifying.faults(inputs, [("g1", "b1"), ("g2", "b2")]) == []


def test_the_verifier_knows_nothing_of_the_solver() -> None:
    tree = ast.parse(Path(verifying.__file__).read_text("utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    assert names == {"hashlib", "json", "collections.abc", "typing"}
