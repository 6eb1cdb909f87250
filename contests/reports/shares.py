"""Shares that add up: tenths of a per cent by the largest remainder, so that a column ends in 100 %. Pure."""

from collections.abc import Sequence

WHOLE = 1000
"""A hundred per cent, in tenths."""


def shares(parts: Sequence[int]) -> tuple[int | None, ...]:
    """The share of each part in their sum, in tenths of a per cent, together exactly WHOLE; None where there is nothing.

    Each is cut, and the tenths left over go to the largest remainders; of equal remainders to the larger part, then
    to the one that stands first (the method of Hamilton, as for seats).
    """
    total = sum(parts)
    if total == 0:
        return (None,) * len(parts)
    cut = [part * WHOLE // total for part in parts]
    places = sorted(range(len(parts)), key=lambda at: (-(parts[at] * WHOLE % total), -parts[at], at))
    for at in places[: WHOLE - sum(cut)]:
        cut[at] += 1
    return tuple(cut)


def known_shares(parts: Sequence[int | None]) -> tuple[int | None, ...]:
    """As `shares`; no share of anything where one part is not known."""
    whole = [part for part in parts if part is not None]
    return shares(whole) if len(whole) == len(parts) else (None,) * len(parts)
