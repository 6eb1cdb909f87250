"""Severities are least squares, every bootstrap replicate is what a refit would give, and the seed decides all."""

import numpy as np
import pytest

from judging.advice.columns import Columns
from judging.advice.facts import FEWEST
from judging.advice.severity import residuals, severities, spreads, turned
from tests.judging.advice.rounds import drawn


def refitted(sheets: Columns, rounds: int = 400) -> np.ndarray:
    """The severities by alternating least squares, in sum nought."""
    by_piece, by_judge = np.bincount(sheets.piece), np.bincount(sheets.judge)
    severity = np.zeros(sheets.judges)
    for _ in range(rounds):
        quality = np.bincount(sheets.piece, sheets.points - severity[sheets.judge]) / by_piece
        severity = np.bincount(sheets.judge, sheets.points - quality[sheets.piece]) / by_judge
        severity -= severity.mean()
    return severity


@pytest.mark.parametrize("each", [None, 3])
def test_they_are_the_least_squares_of_two_ways(each: int | None) -> None:
    sheets = drawn(5, pieces=40, judges=6, each=each).sheets
    found = severities(sheets, 1).points
    assert found == pytest.approx(refitted(sheets), abs=1e-8)
    assert found.sum() == pytest.approx(0, abs=1e-8)


@pytest.mark.parametrize("each", [None, 3])
def test_a_replicate_is_a_refit_with_the_residuals_of_whole_pieces_turned(each: int | None) -> None:
    sheets = drawn(6, pieces=40, judges=6, each=each).sheets
    found, signs = severities(sheets, 9), turned(40, 500, 9)
    (block,) = sheets.blocks
    left = residuals(block, found.points)
    for row in (0, 499):
        flipped = left * signs[row][block.pieces][:, None]
        points = found.points[block.judges] + flipped
        again = Columns(np.repeat(block.pieces, block.size), block.judges.ravel(), points.ravel(), 40, 6)
        off = (refitted(again) - found.points) * np.sqrt(40 / 39)
        assert found.replicates[row] == pytest.approx(found.points + off, abs=1e-7)


def test_the_seed_decides() -> None:
    sheets = drawn(5, pieces=40).sheets
    one, same, other = (severities(sheets, seed) for seed in (1, 1, 2))
    assert (one.low == same.low).all()
    assert (one.low != other.low).any()


def test_signs_are_even_and_belong_to_whole_pieces() -> None:
    signs = turned(1001, 500, 3)
    assert signs.shape == (500, 1001)
    assert set(np.unique(signs)) == {-1, 1}
    assert abs(signs.mean()) < 0.01


def test_a_judge_who_uses_a_narrow_band_is_seen_in_the_spread() -> None:
    found = drawn(2, judges=4)
    narrow = found.sheets.judge == 3
    points = np.where(narrow, 60 + (found.sheets.points - 60) / 5, found.sheets.points)
    spread = spreads(Columns(found.sheets.piece, found.sheets.judge, points, 60, 4))
    assert spread.high[3] < spread.low[:3].min()
    assert (spread.sheets == 60).all()
    assert spread.points[0] == pytest.approx(points[found.sheets.judge == 0].std(ddof=1))


@pytest.mark.parametrize("count", [2, 3, FEWEST])
def test_an_interval_of_so_few_sheets_tells_their_number_only(count: int) -> None:
    """Below FEWEST the interval is as wide whatever the marks are, so the page shows none."""
    dice = np.random.default_rng(count)
    alone = np.zeros(count, int)
    found = [spreads(Columns(np.arange(count), alone, dice.normal(60, 9, count), count, 1)) for _ in range(5)]
    widths = {round(float(one.high[0] / one.low[0]), 6) for one in found}
    assert (len(widths) == 1) is (count < FEWEST)


def test_a_judge_whose_marks_are_all_equal_spreads_nought() -> None:
    sheets = drawn(2, pieces=10, judges=3).sheets
    points = np.where(sheets.judge == 1, 70.0, sheets.points)
    spread = spreads(Columns(sheets.piece, sheets.judge, points, 10, 3))
    assert spread.points[1] == spread.low[1] == spread.high[1] == 0
