"""The estimate equals what dense matrices give, the likelihood is at its greatest, and nothing hangs on how sheets are numbered."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.advice.columns import Columns
from judging.advice.mixed import error_factors, estimate, maximise, moments, piece_effects, solve
from judging.advice.quantiles import normal_quantile, student_quantile
from tests.judging.advice.rounds import drawn


class Dense:
    """The model written out: V, its inverse and the restricted likelihood of Patterson and Thompson."""

    def __init__(self, sheets: Columns, logs: np.ndarray) -> None:
        pieces, judges = 1 / np.exp(logs)
        count = len(sheets)
        self.of_pieces = np.eye(sheets.pieces)[sheets.piece]
        self.of_judges = np.eye(sheets.judges)[sheets.judge]
        self.variance = (
            np.eye(count)
            + pieces * self.of_pieces @ self.of_pieces.T
            + judges * self.of_judges @ self.of_judges.T
        )
        self.inverse = np.linalg.inv(self.variance)
        self.mean = (self.inverse @ sheets.points).sum() / self.inverse.sum()
        self.off = self.inverse @ (sheets.points - self.mean)
        self.rest = (sheets.points - self.mean) @ self.off
        self.pieces, self.judges = pieces * self.of_pieces.T @ self.off, judges * self.of_judges.T @ self.off

    def deviance(self) -> float:
        free = len(self.off) - 1
        logs = np.linalg.slogdet(self.variance)[1] + np.log(self.inverse.sum())
        return float(free * np.log(self.rest) + logs)

    def error_factors(self, ratio: float) -> np.ndarray:
        """The variance of the error of each piece's prediction over that of chance."""
        whole = self.inverse.sum()
        projected = self.inverse - np.outer(self.inverse.sum(1), self.inverse.sum(0)) / whole
        known = self.of_pieces.T @ projected @ self.of_pieces
        return np.asarray(np.diag(np.eye(len(known)) / ratio - known / ratio**2))


designs = st.builds(
    lambda seed, pieces, judges, each: drawn(seed, pieces, judges, each=min(each, judges)).sheets,
    st.integers(0, 9999),
    st.integers(3, 9),
    st.integers(2, 5),
    st.integers(1, 5),
)
logarithms = st.tuples(st.floats(-3, 3), st.floats(-3, 3)).map(np.array)


@settings(max_examples=60, deadline=None)
@given(designs, logarithms)
def test_the_equations_give_what_dense_matrices_give(sheets: Columns, logs: np.ndarray) -> None:
    at, dense = solve(moments(sheets, 60), logs), Dense(sheets, logs)
    assert at.effects[0] + 60 == pytest.approx(dense.mean)
    assert at.effects[1:] == pytest.approx(dense.judges, abs=1e-8)
    assert piece_effects(sheets, at, 60) == pytest.approx(dense.pieces, abs=1e-8)
    assert error_factors(sheets, at) == pytest.approx(dense.error_factors(at.piece_ratio), abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(designs, logarithms, logarithms)
def test_the_likelihood_differs_as_the_dense_one_does(
    sheets: Columns, one: np.ndarray, other: np.ndarray
) -> None:
    facts = moments(sheets, 60)
    mine = solve(facts, one).deviance - solve(facts, other).deviance
    assert mine == pytest.approx(Dense(sheets, one).deviance() - Dense(sheets, other).deviance(), abs=1e-7)


@settings(max_examples=60, deadline=None)
@given(designs, logarithms)
def test_the_slope_is_that_of_the_likelihood(sheets: Columns, logs: np.ndarray) -> None:
    facts, step = moments(sheets, 60), 1e-5
    for place, shift in enumerate(np.eye(2) * step):
        rise = solve(facts, logs + shift).deviance - solve(facts, logs - shift).deviance
        assert solve(facts, logs).slope[place] == pytest.approx(rise / (2 * step), abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(designs, logarithms)
def test_nowhere_near_is_the_likelihood_greater(sheets: Columns, away: np.ndarray) -> None:
    facts = moments(sheets, 60)
    best, _ = maximise(facts)
    elsewhere = np.clip(np.log(best.ratios) + away / 10, -12, 12)
    assert best.deviance <= solve(facts, elsewhere).deviance + 1e-6


def test_with_all_judges_on_all_pieces_it_is_the_analysis_of_variance() -> None:
    sheets = drawn(7).sheets
    table = sheets.points.reshape(60, 5)
    left = table - table.mean(0) - table.mean(1, keepdims=True) + table.mean()
    chance = (left**2).sum() / (59 * 4)
    pieces = 5 * table.mean(1).var(ddof=1)
    judges = 60 * table.mean(0).var(ddof=1)
    found = estimate(sheets)
    assert found.chance_variance == pytest.approx(chance)
    assert found.piece_variance == pytest.approx((pieces - chance) / 5)
    assert found.judge_variance == pytest.approx((judges - chance) / 60, rel=1e-6)
    assert not found.flat
    assert found.freedom == 59 * 4


def test_the_order_of_sheets_and_the_numbers_of_judges_change_nothing() -> None:
    sheets = drawn(3, pieces=20, judges=6, each=4).sheets
    order, swap = np.random.default_rng(1).permutation(len(sheets)), np.array([3, 5, 1, 0, 4, 2])
    other = Columns(sheets.piece[order], swap[sheets.judge][order], sheets.points[order], 20, 6)
    one, two = estimate(sheets), estimate(other)
    assert two.pieces == pytest.approx(one.pieces, abs=1e-6)
    assert two.piece_errors == pytest.approx(one.piece_errors, rel=1e-5)
    assert two.judges[swap] == pytest.approx(one.judges, abs=1e-6)


def test_pieces_that_differ_by_chance_alone_are_called_flat() -> None:
    assert any(estimate(drawn(seed, deviations=(0.01, 3, 6)).sheets).flat for seed in range(4))
    assert not any(estimate(drawn(seed).sheets).flat for seed in range(4))


def test_equal_sheets_throughout_are_no_error() -> None:
    sheets = drawn(1, pieces=6, judges=3).sheets
    same = Columns(sheets.piece, sheets.judge, np.full(len(sheets), 70.0), 6, 3)
    found = estimate(same)
    assert found.flat
    assert np.isfinite(found.piece_errors).all()


def test_quantiles_are_those_of_the_tables() -> None:
    assert normal_quantile() == pytest.approx(1.64485, abs=1e-5)
    tables = {5: 2.0150, 8: 1.8595, 20: 1.7247, 236: 1.6513}
    for freedom, value in tables.items():
        assert student_quantile(freedom) == pytest.approx(value, abs=2e-3)
