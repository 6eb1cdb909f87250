"""The crossed random-effects estimate: a mark is a mean, a piece's effect, a judge's effect and chance.

Variance components by restricted maximum likelihood (Patterson and Thompson 1971, Biometrika 58); effects from
Henderson's mixed-model equations (Henderson 1975, Biometrics 31) with the pieces taken out, so that what is
solved has the size of the judges and no number of pieces makes it larger. Values in, values out.
"""

from dataclasses import dataclass

import numpy as np

from judging.advice.columns import PAIRS, Block, Columns, Floats, together
from judging.advice.quantiles import student_quantile

FURTHEST = 12.0
"""Beyond e^12 times the variance of chance, or below its inverse, a component counts as none or as all."""
STEP = 1e-4
ROUNDS = 60
CLOSE = 1e-7
FLATTEST, LONGEST = 1e-9, 3.0
LEAST_REST = 1e-9
"""Points squared: below it nothing is left to chance, as where all sheets are alike."""


@dataclass(frozen=True)
class Moments:
    """All that the likelihood needs of the sheets, by number of sheets a piece: sizes do not grow with the pieces.

    `cross` are sums over pieces of w w', `sums` of w times the piece's total, `squares` of that total squared,
    where w is (number of sheets, one for each judge who marked).
    """

    sizes: Floats
    pieces: Floats
    cross: Floats
    sums: Floats
    squares: Floats
    base: Floats
    given: Floats
    square: float
    sheets: int

    @property
    def judges(self) -> int:
        """How many judges there are."""
        return len(self.given) - 1


@dataclass(frozen=True)
class Solved:
    """The equations solved at two ratios of variances; `effects` are the mean and the judges'."""

    ratios: Floats
    effects: Floats
    inverse: Floats
    rest: float
    deviance: float
    slope: Floats

    @property
    def piece_ratio(self) -> float:
        """The variance of chance over the variance of the pieces."""
        return float(self.ratios[0])


@dataclass(frozen=True)
class Estimate:
    """Variances in points squared; effects of the judges and of the pieces with their standard errors, in points."""

    mean: float
    piece_variance: float
    judge_variance: float
    chance_variance: float
    judges: Floats
    judge_errors: Floats
    pieces: Floats
    piece_errors: Floats
    inflation: Floats
    freedom: int
    solved: Solved
    flat: bool
    """The pieces differ by no more than chance: there is nothing to rank."""

    @property
    def reach(self) -> Floats:
        """Half of each piece's interval, in points."""
        return self.piece_errors * student_quantile(self.freedom)


def moments(sheets: Columns, centre: float) -> Moments:
    """The sums that the likelihood is made of; totals are taken from `centre`, which keeps digits."""
    parts = [_moments_of(block, sheets.judges, centre) for block in sheets.blocks]
    own = np.bincount(sheets.judge, minlength=sheets.judges).astype(float)
    points = sheets.points - centre
    base = np.diag(np.concatenate([[float(len(sheets))], own]))
    base[0, 1:] = base[1:, 0] = own
    by_judge = np.bincount(sheets.judge, points, minlength=sheets.judges)
    given = np.concatenate([[points.sum()], by_judge])
    sizes, pieces, cross, sums, squares = (np.array(column) for column in zip(*parts, strict=True))
    return Moments(sizes, pieces, cross, sums, squares, base, given, float(points @ points), len(sheets))


def _moments_of(block: Block, judges: int, centre: float) -> tuple[float, float, Floats, Floats, float]:
    size, count = float(block.size), float(len(block.pieces))
    totals = (block.points - centre).sum(axis=1)
    shared = together(block, judges)
    cross = np.empty((judges + 1, judges + 1))
    cross[0, 0], cross[1:, 1:] = size * size * count, shared
    cross[0, 1:] = cross[1:, 0] = size * np.diag(shared)
    weights = np.repeat(totals, block.size)
    by_judge = np.bincount(block.judges.ravel(), weights, minlength=judges)
    sums = np.concatenate([[size * totals.sum()], by_judge])
    return size, count, cross, sums, float(totals @ totals)


def solve(facts: Moments, logs: Floats) -> Solved:
    """Henderson's equations at given logarithms of the ratios, with minus twice the profiled likelihood and its slope."""
    ratios, free = np.exp(logs), facts.sheets - 1
    weights = 1 / (facts.sizes + ratios[0])
    left = facts.base - np.tensordot(weights, facts.cross, 1)
    left[np.arange(1, len(left)), np.arange(1, len(left))] += ratios[1]
    right = facts.given - weights @ facts.sums
    inverse = np.linalg.inv(left)
    effects = inverse @ right
    rest = max(facts.square - float(weights @ facts.squares) - float(effects @ right), LEAST_REST)
    size = np.linalg.slogdet(left)[1] - float(facts.pieces @ np.log(weights))
    pieces, judges = float(facts.pieces.sum()), facts.judges
    deviance = free * np.log(rest) + size - pieces * logs[0] - judges * logs[1]
    own, traces = _squares_and_traces(facts, weights, effects, inverse)
    slope = ratios * (free * own / rest + traces) - [pieces, judges]
    return Solved(ratios, effects, inverse, rest, float(deviance), slope)


def _squares_and_traces(
    facts: Moments, weights: Floats, effects: Floats, inverse: Floats
) -> tuple[Floats, Floats]:
    """The sums of squares of the pieces' and of the judges' effects, and the traces of their prediction errors."""
    squared = weights**2
    crossed = np.tensordot(squared, facts.cross, 1)
    pieces = squared @ facts.squares - 2 * (squared @ facts.sums) @ effects + effects @ crossed @ effects
    traced = facts.pieces @ weights + np.sum(inverse * crossed)
    judges, errors = effects[1:] @ effects[1:], np.trace(inverse) - inverse[0, 0]
    return np.array([pieces, judges]), np.array([traced, errors])


def maximise(facts: Moments) -> tuple[Solved, Floats]:
    """The ratios at which the restricted likelihood is greatest, and the covariance of their logarithms.

    Newton's steps on the exact slope, each one accepted only where the likelihood grows. The same sheets give the
    same answer.
    """
    logs: Floats = np.zeros(2)
    at = solve(facts, logs)
    for _ in range(ROUNDS):
        wanted = _bounded(logs + _step(facts, logs, at))
        moved, better = _shortened(facts, logs, wanted, at)
        if better is None or np.abs(moved - logs).max() < CLOSE:
            break
        logs, at = moved, better
    return at, _spread_of(_curvature(facts, logs), logs)


def _bounded(logs: Floats) -> Floats:
    return np.clip(logs, -FURTHEST, FURTHEST)


def _step(facts: Moments, logs: Floats, at: Solved) -> Floats:
    """Newton's step, turned downhill where the surface curves the other way."""
    curved, ways = np.linalg.eigh(_curvature(facts, logs))
    downhill = (ways.T @ at.slope) / np.maximum(np.abs(curved), FLATTEST)
    return np.asarray(np.clip(-ways @ downhill, -LONGEST, LONGEST))


def _shortened(facts: Moments, logs: Floats, wanted: Floats, at: Solved) -> tuple[Floats, Solved | None]:
    """The step, halved until the likelihood no longer falls; None where it falls however short the step."""
    for _ in range(20):
        tried = solve(facts, wanted)
        if tried.deviance <= at.deviance:
            return wanted, tried
        wanted = (wanted + logs) / 2
    return logs, None


def _curvature(facts: Moments, logs: Floats) -> Floats:
    rows = [
        (solve(facts, logs + shift).slope - solve(facts, logs - shift).slope) / (2 * STEP)
        for shift in np.eye(2) * STEP
    ]
    return np.asarray((np.array(rows) + np.array(rows).T) / 2)


def _spread_of(curvature: Floats, logs: Floats) -> Floats:
    """The covariance of the logarithms, by the observed information; nothing for one that stands at its bound."""
    inside = np.abs(logs) < FURTHEST - CLOSE
    covariance = np.zeros((2, 2))
    if inside.any():
        own = np.ix_(inside, inside)
        covariance[own] = 2 * np.linalg.pinv(curvature[own], hermitian=True)
    return covariance


def estimate(sheets: Columns) -> Estimate:
    """Fit the model to the sheets of one group, within which every judge is tied to every other by shared pieces."""
    centre = float(sheets.points.mean())
    facts = moments(sheets, centre)
    at, spread = maximise(facts)
    chance = at.rest / (facts.sheets - 1)
    pieces = piece_effects(sheets, at, centre)
    known = chance * error_factors(sheets, at)
    unsure = _unsure(sheets, facts, at, spread, centre)
    return Estimate(
        mean=centre + float(at.effects[0]), piece_variance=chance / float(at.ratios[0]),
        judge_variance=chance / float(at.ratios[1]), chance_variance=chance, judges=at.effects[1:],
        judge_errors=np.sqrt(chance * np.diag(at.inverse)[1:]), pieces=pieces,
        piece_errors=np.sqrt(known + unsure), inflation=np.sqrt(1 + unsure / known),
        freedom=max(1, len(sheets) - sheets.pieces - sheets.judges + 1), solved=at,
        flat=bool(np.log(at.ratios[0]) > FURTHEST - 1),
    )  # fmt: skip


def piece_effects(sheets: Columns, at: Solved, centre: float) -> Floats:
    """The best linear unbiased predictions of the pieces' effects."""
    found = np.zeros(sheets.pieces)
    for block in sheets.blocks:
        explained = block.size * at.effects[0] + at.effects[1:][block.judges].sum(axis=1)
        own = (block.points - centre).sum(axis=1) - explained
        found[block.pieces] = own / (block.size + at.piece_ratio)
    return found


def error_factors(sheets: Columns, at: Solved) -> Floats:
    """The variance of each prediction's error, in units of the variance of chance."""
    found, by_judge = np.zeros(sheets.pieces), at.inverse[1:, 1:]
    for block in sheets.blocks:
        weight = 1 / (block.size + at.piece_ratio)
        for part in block.parts(PAIRS):
            pairs = by_judge[part.judges[:, :, None], part.judges[:, None, :]].sum(axis=(1, 2))
            crossed = 2 * block.size * at.inverse[0, 1:][part.judges].sum(axis=1)
            whole = block.size**2 * at.inverse[0, 0] + crossed + pairs
            found[part.pieces] = weight + weight**2 * whole
    return found


def _unsure(sheets: Columns, facts: Moments, at: Solved, spread: Floats, centre: float) -> Floats:
    """What not knowing the ratios adds to the variance of each prediction (Kass and Steffey 1989, JASA 84)."""
    logs = np.log(at.ratios)
    slopes = [
        (
            piece_effects(sheets, solve(facts, logs + shift), centre)
            - piece_effects(sheets, solve(facts, logs - shift), centre)
        )
        / (2 * STEP)
        for shift in np.eye(2) * STEP
    ]
    return np.asarray(np.einsum("ip,ij,jp->p", slopes, spread, slopes))
