"""From what a piece was given to its official figure: exact ratios, rounded once, half-up, in integers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from judging.numbers.methods import WEIGHTED, Ratio, of_totals, weighted
from judging.numbers.rules import Rules
from judging.numbers.ties import Evidence, places
from judging.terms import RankedBy


class Figure(NamedTuple):
    """A piece's figure: a ratio of steps in lowest terms, its hundredths of a point, how many sheets are in it."""

    piece_id: str
    numerator: int
    denominator: int
    hundredths: int
    sheets: int


class Ranked(NamedTuple):
    """A figure with its rank and the step of the chain that told it from its equals ("" where none did)."""

    figure: Figure
    rank: int
    parted_by: str


Outside = Mapping[str, Mapping[str, int]]
"""Hundredths of a point by piece, by the component's key."""


def hundredths(numerator: int, denominator: int, per_point: int) -> int:
    """A ratio in steps as hundredths of a point, rounded half-up."""
    under = denominator * per_point
    return (200 * numerator + under) // (2 * under)


def from_totals(
    rules: Rules, sheets: Iterable[tuple[str, Sequence[int]]], outside: Outside
) -> list[Figure | None]:
    """The figure of each piece from the totals of its sheets; None where something that belongs to it is missing."""
    aggregate = of_totals(rules.aggregation, rules.pass_steps, rules.per_point)
    return [
        _figure(rules, piece, aggregate(totals), len(totals), outside)
        if len(totals) >= rules.least_sheets
        else None
        for piece, totals in sheets
    ]


def from_judges(
    rules: Rules, sheets: Iterable[tuple[str, Mapping[str, int]]], outside: Outside
) -> list[Figure | None]:
    """The same from totals by judge, for benches with weights."""
    return [
        _figure(rules, piece, ratio, len(by_judge), outside)
        if len(by_judge) >= rules.least_sheets and (ratio := weighted(by_judge, rules.benches))
        else None
        for piece, by_judge in sheets
    ]


def by_judges(rules: Rules) -> bool:
    """Whether who gave a sheet matters for the figure."""
    return rules.aggregation == WEIGHTED


def _figure(rules: Rules, piece: str, ratio: Ratio, sheets: int, outside: Outside) -> Figure | None:
    if rules.components:
        combined = _combined(rules, ratio, outside.get(piece, {}))
        if combined is None:
            return None
        ratio = combined
    numerator, denominator = ratio
    common = gcd(numerator, denominator)
    rounded = hundredths(numerator, denominator, rules.per_point)
    return Figure(piece, numerator // common, denominator // common, rounded, sheets)


def _combined(rules: Rules, ratio: Ratio, marks: Mapping[str, int]) -> Ratio | None:
    """The sheets' figure weighed with what comes from outside; None while a component is not there."""
    whole, weights = rules.sheets_weight * Fraction(*ratio), rules.sheets_weight
    for part in rules.components:
        if part.key not in marks:
            return None
        whole += part.weight * Fraction(marks[part.key] * rules.per_point, 100)
        weights += part.weight
    return Fraction(whole, weights).as_integer_ratio()


def ranked(figures: Sequence[Figure], rules: Rules, evidence: Evidence) -> Iterator[Ranked]:
    """The figures best first, with their ranks; one after the other, so that a large season is not held twice."""
    by_piece = {figure[0]: figure for figure in figures}
    for piece, rank, step in places(_keys(figures, rules.ranked_by), rules.ties, evidence):
        yield Ranked(by_piece[piece], rank, step)


def _keys(figures: Sequence[Figure], ranked_by: RankedBy) -> dict[str, int]:
    if ranked_by is RankedBy.ROUNDED:
        return {figure.piece_id: figure.hundredths for figure in figures}
    return exact_keys(figures)


def exact_keys(figures: Sequence[Figure]) -> dict[str, int]:
    """The exact figures over one common denominator: whole numbers in the same order, equal where they are equal."""
    under = lcm(*{figure.denominator for figure in figures})
    return {figure.piece_id: figure.numerator * (under // figure.denominator) for figure in figures}
