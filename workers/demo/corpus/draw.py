"""Reproducible draws: one seed gives the same values on every machine and on Python 3.11 and later.

Only `getrandbits` of the Mersenne Twister is used, whose output is fixed by its definition; `choice`, `shuffle`,
`sample` and `gauss` changed between versions of Python, and the hash of a string changes with every process.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")

_FINE = 1 << 32


def stream(*labels: int | str) -> Random:
    """A generator of its own for these labels: drawing more from one never shifts another."""
    digest = hashlib.sha256("\0".join(map(str, labels)).encode()).digest()
    return Random(int.from_bytes(digest[:16], "big"))  # noqa: S311 - a repeatable demo, no secret


def below(rng: Random, limit: int) -> int:
    """A whole number from 0 to limit - 1."""
    return rng.getrandbits(32) * limit // _FINE


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    return low + below(rng, high - low + 1)


def share(rng: Random) -> float:
    """A number from 0 up to 1, the same to its last bit everywhere."""
    return rng.getrandbits(32) / _FINE


def chance(rng: Random, percent: int) -> bool:
    """True in so many cases of a hundred."""
    return below(rng, 100) < percent


def one_of(rng: Random, things: Sequence[T]) -> T:
    """One of the things, each equally often."""
    return things[below(rng, len(things))]


def weighted(rng: Random, things: Sequence[tuple[T, int]]) -> T:
    """One of the things, each as often as its weight says."""
    left = below(rng, sum(weight for _, weight in things))
    for thing, weight in things:
        left -= weight
        if left < 0:
            return thing
    raise ValueError("the weights are not positive")


def shuffled(rng: Random, things: Sequence[T]) -> list[T]:
    """The things in random order."""
    rest, order = list(things), []
    while rest:
        order.append(rest.pop(below(rng, len(rest))))
    return order


def day_between(rng: Random, first: date, last: date) -> date:
    """A day from the first to the last, both included."""
    return first + timedelta(days=below(rng, (last - first).days + 1))


def swing(rng: Random) -> float:
    """A bell-shaped deviation with mean 0 and standard deviation 1, never beyond ±6: a sum, so no libm is asked."""
    return sum(share(rng) for _ in range(12)) - 6
