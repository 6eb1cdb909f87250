"""Two thousand rounds drawn from the model: intervals hold what they promise, and readings aimed at the line are worth more."""

import sys

import numpy as np
import pytest

from judging.advice.columns import Columns
from judging.advice.mixed import Estimate, estimate
from judging.advice.ranks import as_marked, at_the_edge, rank_intervals
from judging.advice.severity import severities
from tests.judging.advice.rounds import Drawn, drawn

pytestmark = pytest.mark.slow
ROUNDS = 2000
PRIZES, EXTRA = 10, 15


def share_held(rounds: int, heavy: bool = False) -> float:
    """The share of the pieces' true effects that lie within their intervals."""
    held = []
    for seed in range(rounds):
        truth = drawn(seed, heavy=heavy)
        found = estimate(truth.sheets)
        held.append(np.mean(np.abs(found.pieces - truth.pieces) <= found.reach))
    return float(np.mean(held))


def test_nine_tenths_of_the_pieces_lie_within_their_intervals(capsys: pytest.CaptureFixture[str]) -> None:
    held = share_held(ROUNDS)
    heavy = share_held(ROUNDS // 10, heavy=True)
    with capsys.disabled():
        sys.stdout.write(f"\npieces within their 90 % intervals: {held:.1%}; with heavy tails {heavy:.1%}\n")
    assert 0.87 <= held <= 0.93


def test_so_do_the_severities_and_the_ranks() -> None:
    severity, ranks = [], []
    for seed in range(300):
        truth = drawn(seed)
        found = severities(truth.sheets, seed)
        own = truth.judges - truth.judges.mean()
        severity.append(np.mean((found.low <= own) & (own <= found.high)))
        places = rank_intervals(truth.sheets, estimate(truth.sheets), seed)
        rank = np.argsort(np.argsort(-truth.pieces)) + 1
        ranks.append(np.mean((places.low <= rank) & (rank <= places.high)))
    assert 0.87 <= np.mean(severity) <= 0.93
    assert 0.87 <= np.mean(ranks) <= 0.96


def best(found: Estimate) -> set[int]:
    return set(np.argsort(-found.pieces)[:PRIZES].tolist())


def aimed(truth: Drawn, found: Estimate) -> np.ndarray:
    """The pieces of which it is least decided whether they are among the prized."""
    sheets = truth.sheets
    marks = as_marked(sheets, found, np.zeros(sheets.pieces, dtype=np.int64))
    ordered = np.sort(marks)[::-1]
    line = float(ordered[PRIZES - 1] + ordered[PRIZES]) / 2
    return np.array([piece for piece, _ in at_the_edge(marks, found.reach, [line])][:EXTRA])


def read_again(truth: Drawn, wanted: np.ndarray, seed: int) -> Estimate:
    """The estimate after one more judge has read these pieces."""
    dice, sheets = np.random.default_rng(10_000 + seed), truth.sheets
    severity, chance = dice.normal(0, 3), dice.normal(0, 4, sheets.pieces)
    points = 60 + truth.pieces[wanted] + severity + chance[wanted]
    more = Columns(
        np.concatenate([sheets.piece, wanted]),
        np.concatenate([sheets.judge, np.full(len(wanted), sheets.judges)]),
        np.concatenate([sheets.points, points]),
        sheets.pieces,
        sheets.judges + 1,
    )
    return estimate(more)


def test_readings_aimed_at_the_line_find_more_of_the_best_than_readings_spread_evenly() -> None:
    gain = []
    for seed in range(300):
        truth = drawn(seed)
        found = estimate(truth.sheets)
        wanted = aimed(truth, found)
        evenly = np.linspace(0, truth.sheets.pieces - 1, len(wanted)).astype(np.int64)
        prized = set(np.argsort(-truth.pieces)[:PRIZES].tolist())
        hits = [len(prized & best(read_again(truth, pieces, seed))) for pieces in (wanted, evenly)]
        gain.append(hits[0] - hits[1])
    assert np.mean(gain) > 2 * np.std(gain) / len(gain) ** 0.5
