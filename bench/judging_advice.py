"""Severity with 500 bootstrap replicates, against refitting every replicate by alternating least squares. CPU time.

10,000 pieces with five sheets each: by lot among 100 judges, and of the same five judges throughout (where least
squares is a mean, and refitting is at its best). Both draw the same signs, so that the replicates are equal to six
digits or the run fails. The reference keeps its counts, begins at the first fit and stops at a ten-thousandth of a
point. The peak of memory is that of a process of its own, numpy and the sheets included.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.figures import Figure
from judging.advice.columns import Columns
from judging.advice.severity import REPLICATES, residuals, severities, turned

PIECES, EACH, ROUNDS, SEED = 10_000, 5, 5, 2026
LIMIT, MOST_MEGABYTES = 1 / 4, 250
CLOSE = 1e-4


def run() -> list[Figure]:
    return [figure for judges in (100, EACH) for figure in measured(judges)]


def instance(judges: int, pieces: int = PIECES) -> Columns:
    """Sheets drawn from the model: five judges a piece, by lot where there are more."""
    dice = np.random.default_rng(SEED)
    lots = np.argsort(dice.random((pieces, judges)), axis=1)[:, :EACH]
    severity, quality = dice.normal(0, 3, judges), dice.normal(0, 5, pieces)
    points = 60 + quality[:, None] + severity[lots] + dice.normal(0, 4, lots.shape)
    return Columns(np.repeat(np.arange(pieces), EACH), lots.ravel(), points.ravel(), pieces, judges)


def measured(judges: int) -> list[Figure]:
    own, other = [], []
    sheets = instance(judges)
    for _ in range(ROUNDS):
        sheets.__dict__.pop("blocks", None)
        own.append(timed(lambda: severities(sheets, SEED).replicates))
        other.append(timed(lambda: refitted(sheets)))
        assert np.abs(own[-1][1] - other[-1][1]).max() < 10 * CLOSE
    ours, theirs = (statistics.median(seconds for seconds, _ in found) for found in (own, other))
    peak = peak_of_a_process(judges)
    name = f"severity, {REPLICATES} replicates, {judges} judges"
    detail = f"{1000 * ours:.0f} ms, refitting {1000 * theirs:.0f} ms"
    return [
        Figure(name, ours / theirs, LIMIT, "ours over alternating least squares, CPU time", detail),
        Figure(f"{name}, memory", peak / MOST_MEGABYTES, 1, "peak over 250 MB", f"{peak:.0f} MB"),
    ]


def timed(work: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def refitted(sheets: Columns) -> np.ndarray:
    """The same replicates, each fitted anew by alternating between pieces and judges."""
    by_piece = np.bincount(sheets.piece, minlength=sheets.pieces)
    by_judge = np.bincount(sheets.judge, minlength=sheets.judges)

    def fitted(points: np.ndarray, severity: np.ndarray) -> np.ndarray:
        while True:
            quality = np.bincount(sheets.piece, points - severity[sheets.judge]) / by_piece
            better = np.bincount(sheets.judge, points - quality[sheets.piece]) / by_judge
            better -= better.mean()
            if np.abs(better - severity).max() < CLOSE:
                return better
            severity = better

    first = fitted(sheets.points, np.zeros(sheets.judges))
    (block,) = sheets.blocks
    left, even = residuals(block, first), block.points - residuals(block, first)
    small = np.sqrt(sheets.pieces / (sheets.pieces - 1))
    signs = turned(sheets.pieces, REPLICATES, SEED)
    rows = [fitted((even + left * signs[row][:, None]).ravel(), first) for row in range(REPLICATES)]
    return np.asarray(first + (np.array(rows) - first) * small)


def peak_of_a_process(judges: int) -> float:
    """The greatest resident size of a process that does nothing else, in megabytes."""
    command = [sys.executable, "-m", "bench.judging_advice", str(judges)]
    root = Path(__file__).parents[1]
    done = subprocess.run(
        command, cwd=root, env=os.environ.copy(), capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    severities(instance(int(sys.argv[1])), SEED)
    status = Path("/proc/self/status").read_text("ascii")
    print(int(status.partition("VmHWM:")[2].split()[0]) / 1000)
