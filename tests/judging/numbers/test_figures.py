"""Every aggregation against a slow reading of its definition; ranks, chains and ties; what rules may say."""

import statistics
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.numbers import methods, rules, ties
from judging.numbers.figures import Figure, from_judges, from_totals, hundredths, ranked
from judging.numbers.methods import Bench
from judging.numbers.rules import Component, Rules
from judging.terms import RankedBy

PLAIN = Rules(per_point=2)
TOTALS = st.lists(st.integers(0, 400), min_size=1, max_size=12)


def figure(by: Rules, totals: Sequence[int], **marks: int) -> Figure | None:
    (made,) = from_totals(by, [("p", totals)], {"p": marks})
    return made


def exact(by: Rules, totals: Sequence[int], **marks: int) -> Fraction:
    made = figure(by, totals, **marks)
    assert made is not None
    return Fraction(made.numerator, made.denominator)


@given(TOTALS)
def test_the_mean_is_the_sum_over_the_number(totals: list[int]) -> None:
    assert exact(PLAIN, totals) == Fraction(sum(totals), len(totals))


@given(TOTALS)
def test_from_five_sheets_on_one_highest_and_one_lowest_are_left_out(totals: list[int]) -> None:
    kept = sorted(totals)[1:-1] if len(totals) >= 5 else totals
    assert exact(replace(PLAIN, aggregation="trimmed"), totals) == statistics.mean(map(Fraction, kept))


@given(TOTALS)
def test_the_median_is_that_of_the_library(totals: list[int]) -> None:
    by = replace(PLAIN, aggregation="median")
    assert exact(by, totals) == statistics.median(map(Fraction, totals))


@given(TOTALS, st.integers(1, 400))
def test_a_share_of_votes_is_in_points_of_a_hundred(totals: list[int], needed: int) -> None:
    by = replace(PLAIN, aggregation="vote_share", pass_steps=needed)
    ayes = len([total for total in totals if total >= needed])
    assert exact(by, totals) / by.per_point == Fraction(100 * ayes, len(totals))


def test_two_of_three_votes_are_66_67() -> None:
    made = figure(replace(PLAIN, aggregation="vote_share", pass_steps=100), [99, 100, 160])
    assert made == Figure("p", 400, 3, 6667, 3)


BENCHES = (Bench("Hội đồng chuyên môn", 7, ("a", "b", "c")), Bench("Hội đồng xã hội", 3, ("d", "e")))
WEIGHED = replace(PLAIN, aggregation="weighted_panels", benches=BENCHES)


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 400), min_size=1))
def test_benches_are_averaged_then_weighed_and_none_may_be_missing(by_judge: dict[str, int]) -> None:
    (made,) = from_judges(WEIGHED, [("p", by_judge)], {})
    experts = [by_judge[judge] for judge in "abc" if judge in by_judge]
    others = [by_judge[judge] for judge in "de" if judge in by_judge]
    if not experts or not others:
        assert made is None
        return
    assert made is not None
    whole = 7 * Fraction(sum(experts), len(experts)) + 3 * Fraction(sum(others), len(others))
    assert Fraction(made.numerator, made.denominator) == whole / 10


@given(TOTALS, st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 9))
def test_a_component_is_weighed_beside_the_sheets(
    totals: list[int], value: int, sheets_weight: int, weight: int
) -> None:
    own = (Component("bc", "Bình chọn", weight),)
    by = replace(PLAIN, sheets_weight=sheets_weight, components=own)
    mean = Fraction(sum(totals), len(totals))
    parts = sheets_weight * mean + weight * Fraction(value, 100) * by.per_point
    assert exact(by, totals, bc=value) == parts / (sheets_weight + weight)


def test_what_is_missing_is_missing_and_never_nought() -> None:
    by = replace(PLAIN, components=(Component("bc", "Bình chọn", 1),))
    assert figure(by, [100, 120]) is None
    assert figure(by, [100, 120], bc=0) is not None
    assert figure(replace(PLAIN, least_sheets=3), [100, 120]) is None
    assert figure(PLAIN, []) is None


@given(st.integers(0, 10_000), st.integers(1, 15), st.sampled_from([1, 2, 4]))
def test_a_figure_is_within_half_a_hundredth_and_a_half_goes_up(
    total: int, sheets: int, per_point: int
) -> None:
    gap = hundredths(total, sheets, per_point) - Fraction(100 * total, sheets * per_point)
    assert -Fraction(1, 2) < gap <= Fraction(1, 2)


def test_half_a_hundredth_goes_up() -> None:
    assert hundredths(1, 8, 1) == 13  # 0.125 points
    assert hundredths(333, 2, 2) == 8325


def figures(*ratios: tuple[int, int]) -> list[Figure]:
    return [
        Figure(f"p{place}", *Fraction(*ratio).as_integer_ratio(), hundredths(*ratio, 2), 3)
        for place, ratio in enumerate(ratios)
    ]


RATIOS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 7)), min_size=1, max_size=30)


@given(RATIOS, st.sampled_from(RankedBy))
def test_the_rank_is_one_more_than_the_number_of_better_pieces(
    ratios: list[tuple[int, int]], ranked_by: RankedBy
) -> None:
    made = list(ranked(figures(*ratios), replace(PLAIN, ranked_by=ranked_by), {}))

    def key(one: Figure) -> Fraction | int:
        by_exact = ranked_by is RankedBy.EXACT
        return Fraction(one.numerator, one.denominator) if by_exact else one.hundredths

    for one in made:
        keys = [key(other.figure) for other in made]
        assert one.rank == 1 + sum(other > key(one.figure) for other in keys)


def test_rounding_can_make_a_tie_that_the_exact_figure_does_not() -> None:
    close = figures((500, 3), (166_667, 1000))  # both 83.33
    assert [one.rank for one in ranked(close, PLAIN, {})] == [1, 1]
    by_exact = replace(PLAIN, ranked_by=RankedBy.EXACT)
    assert [one.figure.piece_id for one in ranked(close, by_exact, {})] == ["p1", "p0"]
    chained = replace(PLAIN, ties=(ties.EXACT,))
    told = list(ranked(close, chained, {ties.EXACT: {"p0": 1, "p1": 2}}))
    assert [(one.figure.piece_id, one.rank, one.parted_by) for one in told] == [
        ("p1", 1, "exact"),
        ("p0", 2, "exact"),
    ]


SAME = {"a": 5, "b": 5, "c": 5, "d": 9}


def order(chain: Sequence[str], **evidence: dict[str, int]) -> list[tuple[str, int, str]]:
    found = ties.places(SAME, chain, evidence)
    return [(one.piece_id, one.rank, one.parted_by) for one in found]


def test_a_tie_stays_a_tie_without_a_chain_and_the_next_rank_counts_it() -> None:
    assert order(()) == [("d", 1, ""), ("a", 2, ""), ("b", 2, ""), ("c", 2, "")]


def test_the_next_step_is_asked_only_of_what_is_still_equal() -> None:
    chair, lowest = {"a": 1, "b": 2, "c": 1}, {"a": 7, "b": 0, "c": 8}
    assert order(("chair", "lowest"), chair=chair, lowest=lowest) == [
        ("d", 1, ""),
        ("b", 2, "chair"),
        ("c", 3, "lowest"),
        ("a", 4, "lowest"),
    ]


def test_a_step_that_knows_not_all_of_the_equals_parts_none_of_them() -> None:
    assert order(("chair", "people"), chair={"a": 1, "b": 2}, people={"a": 3, "b": 1, "c": 1}) == [
        ("d", 1, ""),
        ("a", 2, "people"),
        ("b", 3, "people"),
        ("c", 3, "people"),
    ]


@given(
    st.dictionaries(st.text("abcdef", min_size=2, max_size=2), st.integers(0, 2), min_size=1),
    st.lists(st.dictionaries(st.text("abcdef", min_size=2, max_size=2), st.integers(0, 2)), max_size=3),
)
def test_places_are_those_of_comparing_key_and_steps_in_turn(
    keys: dict[str, int], steps: list[dict[str, int]]
) -> None:
    whole = [{piece: one.get(piece, 0) for piece in keys} for one in steps]
    chain = [f"s{place}" for place in range(len(whole))]
    found = ties.places(keys, chain, dict(zip(chain, whole, strict=True)))
    sort = {piece: (keys[piece], *(one[piece] for one in whole)) for piece in keys}
    for one in found:
        assert one.rank == 1 + sum(other > sort[one.piece_id] for other in sort.values())


FULL = Rules(
    4,
    2,
    RankedBy.EXACT,
    "weighted_panels",
    ("criterion:1", "people"),
    0,
    BENCHES,
    8,
    (Component("tt", "Thực tế", 2),),
)


def test_rules_are_read_back_as_they_are_written() -> None:
    again = rules.read(rules.written(FULL), per_point=4, least_sheets=2, ranked_by="exact")
    assert again == FULL
    for named, steps in (("none", ()), ("", ()), ("criterion:1,people", ("criterion:1", "people"))):
        assert rules.read({"ties": named}, per_point=2, least_sheets=1, ranked_by="exact").ties == steps
    assert rules.read({}, per_point=2, least_sheets=1, ranked_by="rounded") == PLAIN


FAULTS: dict[str, Rules] = {
    rules.NO_METHOD: replace(PLAIN, aggregation="z_score"),
    rules.NO_PASS: replace(PLAIN, aggregation="vote_share"),
    rules.LEAST: replace(PLAIN, least_sheets=0),
    rules.NO_BENCH: replace(WEIGHED, benches=BENCHES[:1]),
    rules.TWICE: replace(WEIGHED, benches=(BENCHES[0], Bench("Khác", 1, ("a", "d", "e")))),
    rules.NO_WEIGHT: replace(PLAIN, components=(Component("bc", "Bình chọn", 0),)),
    rules.NO_STEP: replace(PLAIN, ties=("earlier_submission",)),
    rules.PEOPLE_LAST: replace(PLAIN, ties=("people", "chair")),
}


@pytest.mark.parametrize("keys", [("",), ("bc", "bc"), ("a/b",), ("Bình chọn",), ("x" * 41,)])
def test_a_component_has_a_key_of_its_own_that_an_address_can_hold(keys: tuple[str, ...]) -> None:
    named = tuple(Component(key, "Bình chọn", 1) for key in keys)
    assert [fault.message for fault in rules.faults(replace(PLAIN, components=named), 3)] == [rules.NO_KEY]


@pytest.mark.parametrize("message", FAULTS)
def test_every_fault_of_rules_is_named(message: str) -> None:
    assert [fault.message for fault in rules.faults(FAULTS[message], 3)] == [message]


def test_a_step_may_not_stand_twice_nor_look_beyond_the_rubric() -> None:
    for chain in (("chair", "chair"), ("criterion:4",), ("criterion:0",), ("criterion:x",)):
        assert [fault.message for fault in rules.faults(replace(PLAIN, ties=chain), 3)] == [rules.NO_STEP]
    assert rules.faults(replace(PLAIN, ties=("criterion:3", "exact", "people")), 3) == []


def test_every_judge_of_the_round_belongs_to_a_bench() -> None:
    assert rules.faults(WEIGHED, 3, set("abcde")) == []
    assert "Còn 2 giám khảo" in str(rules.faults(WEIGHED, 3, set("abcdefg"))[0])
    assert [fault.message for fault in rules.faults(WEIGHED, 3, set("abcd"))] == [rules.NO_BENCH]


def test_what_a_change_changes_is_named() -> None:
    assert rules.changed(PLAIN, PLAIN) == ()
    assert rules.changed(PLAIN, replace(PLAIN, ties=("chair",), least_sheets=3)) == ("least_sheets", "ties")


def test_the_sheets_left_out_are_told_by_their_places() -> None:
    assert methods.dropped("trimmed", [5, 9, 3, 9, 3]) == (1, 2)
    assert methods.dropped("trimmed", [7, 7, 7, 7, 7]) == (0, 1)
    assert methods.dropped("trimmed", [1, 2, 3, 4]) is None
    assert methods.dropped("mean", [1, 2, 3, 4, 5]) is None
