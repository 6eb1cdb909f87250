"""A problem of assignment as plain values, and the canonical form that is stored, hashed and verified."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Pair = tuple[str, str]
"""(judge, piece)"""
FORMAT = 1
STRANGE = 8
"""What a judge who is not at home in the field costs, against the squares of the loads: who is at home in it takes up
to four pieces more than the others before the load is evened out."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A judge: the codes of the fields open to this judge, each with 0 (at home in it) or 1 (able), and the minutes
    the judge has for the round; None: nobody said."""

    id: str
    fields: Mapping[str, int]
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A piece: its field, how many judges it needs, and the judges who all mark it (an anchor)."""

    id: str
    field: str
    need: int
    everyone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that an assignment depends on.

    `fixed` pairs stay whatever happens (submitted sheets); `previous` pairs are given up last, and of those that are
    `begun` rather the others.
    """

    seed: str
    minutes_per_piece: int
    markers: tuple[Marker, ...]
    works: tuple[Work, ...]
    barred: frozenset[Pair] = frozenset()
    fixed: frozenset[Pair] = frozenset()
    previous: frozenset[Pair] = frozenset()
    begun: frozenset[Pair] = frozenset()


def canonical(problem: Problem) -> dict[str, Any]:
    """The problem as JSON values in one order, with the weights of the objective."""
    return {
        "format": FORMAT,
        "seed": problem.seed,
        "minutes_per_piece": problem.minutes_per_piece,
        "weights": weights(problem),
        "judges": [
            {"id": one.id, "minutes": one.minutes, "fields": dict(sorted(one.fields.items()))}
            for one in sorted(problem.markers, key=lambda one: one.id)
        ],
        "pieces": [
            {"id": one.id, "field": one.field, "need": one.need, "everyone": sorted(one.everyone)}
            for one in sorted(problem.works, key=lambda one: one.id)
        ],
        "barred": _listed(problem.barred),
        "fixed": _listed(problem.fixed),
        "previous": _listed(problem.previous),
        "begun": _listed(problem.begun),
    }


def weights(problem: Problem) -> dict[str, int]:
    """The weights of the objective, least first, each greater than all that the lesser ones can add up to.

    `strange` for a judge not at home in the field, beside the square of each load; `begun` for a begun draft given
    up; `previous` for a pair given up.
    """
    most = sum(max(work.need, len(work.everyone)) for work in problem.works) + len(problem.fixed)
    begun = STRANGE * most + most * most + 1
    return {"strange": STRANGE, "begun": begun, "previous": begun * (most + 1)}


def _listed(pairs: Iterable[Pair]) -> list[list[str]]:
    return [list(pair) for pair in sorted(pairs)]


def fingerprint(inputs: Mapping[str, Any]) -> str:
    """SHA-256, hexadecimal, over the canonical JSON of the inputs."""
    text = json.dumps(inputs, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def forced(problem: Problem) -> frozenset[Pair]:
    """The pairs that no solution can leave out: the fixed ones, and everyone's on an anchor but the barred."""
    anchored = {(judge, work.id) for work in problem.works for judge in work.everyone}
    return problem.fixed | (anchored - problem.barred)
