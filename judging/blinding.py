"""Codes and orders that say nothing of where a piece came from. Chance comes in as a value."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from contests.kernel.signs import ALPHABET, check_sign

T = TypeVar("T")
Pick = Callable[[int], int]
"""`pick(n)` is a number from 0 to n - 1, each as likely as any other."""
LENGTH = 5
"""Four random signs and a check sign: short enough to say aloud, 923,521 of them."""


def codes(count: int, taken: Collection[str], pick: Pick) -> list[str]:
    """`count` new codes, all different and none of them taken."""
    known = set(taken)
    if count + len(known) > len(ALPHABET) ** (LENGTH - 1) // 2:
        raise ValueError(f"codes of {LENGTH} signs do not suffice for {count + len(known)} pieces")
    fresh = _unknown(known, pick)
    return [next(fresh) for _ in range(count)]


def _unknown(known: set[str], pick: Pick) -> Iterator[str]:
    while True:
        signs = "".join(ALPHABET[pick(len(ALPHABET))] for _ in range(LENGTH - 1))
        code = signs + check_sign(signs)
        if code not in known:
            known.add(code)
            yield code


def shuffled(items: Sequence[T], pick: Pick) -> list[T]:
    """The same items in an order that only chance decided (Fisher and Yates)."""
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        other = pick(last + 1)
        order[last], order[other] = order[other], order[last]
    return order


def order_for(judge_id: str, piece_ids: Iterable[str]) -> list[str]:
    """The order in which one judge meets the pieces: always the same for that judge, another for the next."""
    return sorted(piece_ids, key=lambda piece_id: _rank(judge_id, piece_id))


def _rank(judge_id: str, piece_id: str) -> bytes:
    return hashlib.sha256(f"{judge_id} {piece_id}".encode()).digest()
