"""Who sways a prize: the official figures made again without each judge; the tiers are filled as the committee's are."""

from hypothesis import given
from hypothesis import strategies as st

from contests.awards.engine.facts import Ranked, Structure, TierFacts
from contests.awards.engine.filling import proposed
from judging.advice.sway import Change, Official, Tier, edges, standings, tiered, without_each
from judging.numbers.methods import TRIMMED, WEIGHTED, Bench
from judging.numbers.rules import Rules

FIRST = (Tier("Giải Nhất", 1),)


def official(tiers=FIRST, **rules) -> Official:
    return Official(Rules(per_point=1, **rules), tiers, {}, {})


def test_without_the_judge_who_lifted_it_a_piece_loses_its_prize() -> None:
    given = {"a": {"x": 70, "y": 70, "z": 99}, "b": {"x": 75, "y": 75, "z": 70}}
    found = without_each(given, official(), ["x", "y", "z"])
    assert found == {"z": [Change("a", "Giải Nhất", ""), Change("b", "", "Giải Nhất")]}


def test_a_judge_whose_absence_changes_nothing_is_not_named() -> None:
    given = {"a": {"x": 90, "y": 91}, "b": {"x": 70, "y": 71}}
    assert without_each(given, official(), ["x", "y"]) == {}


def test_a_piece_that_one_judge_alone_marked_keeps_its_figure() -> None:
    given = {"a": {"x": 90}, "b": {"x": 70, "y": 80}}
    assert without_each(given, official(), ["x"]) == {}


def test_the_aggregation_of_the_season_is_used() -> None:
    given = {
        "a": dict(zip("uvwxy", (50, 80, 80, 80, 99), strict=True)),
        "b": dict(zip("uvwxy", (79, 79, 79, 79, 79), strict=True)),
    }
    assert standings(given, official())["a"].rank == 2
    assert standings(given, official(aggregation=TRIMMED))["a"].rank == 1
    benches = (Bench("Chuyên môn", 3, ("u", "v")), Bench("Xã hội", 1, ("w", "x", "y")))
    assert standings(given, official(aggregation=WEIGHTED, benches=benches))["b"].rank == 1


def test_the_least_number_of_sheets_is_not_asked_for_when_one_is_thought_away() -> None:
    given = {"a": {"x": 70, "y": 99}, "b": {"x": 75, "y": 75}}
    assert set(without_each(given, official(least_sheets=2), ["x", "y"])) == {"y"}


def test_lines_lie_halfway_between_the_last_prized_and_the_next() -> None:
    given = {"a": {"x": 90}, "b": {"x": 80}, "c": {"x": 71}}
    tiers = (Tier("Giải Nhất", 1), Tier("Giải Nhì", 1))
    assert edges(standings(given, official(tiers)), tiers) == {"Giải Nhất": 17000, "Giải Nhì": 15100}


def test_where_everyone_has_a_prize_the_last_tier_has_no_line() -> None:
    given = {"a": {"x": 90}, "b": {"x": 80}}
    tiers = (Tier("Giải Nhất", 1), Tier("Giải Nhì"))
    assert list(edges(standings(given, official(tiers)), tiers)) == ["Giải Nhất"]


quotas = st.lists(
    st.tuples(st.none() | st.integers(0, 4), st.none() | st.integers(0, 100)), min_size=0, max_size=4
)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=12), quotas)
def test_tiers_are_filled_as_the_committees_proposal_fills_them(marks: list[int], terms) -> None:
    marks = sorted(marks, reverse=True)
    order = [
        (f"p{place}", 1 + sum(other > mark for other in marks), mark) for place, mark in enumerate(marks)
    ]
    mine = tiered(order, [Tier(str(place), *term) for place, term in enumerate(terms)])
    ranked = [Ranked(piece, mark, rank) for piece, rank, mark in order]
    structure = Structure([TierFacts(str(at), str(at), *term) for at, term in enumerate(terms)])
    theirs = proposed(ranked, structure)
    assert mine == {piece: tier or "" for piece, tier in theirs.tiers.items()}
