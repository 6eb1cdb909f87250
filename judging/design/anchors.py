"""Which pieces all judges of a group of panels mark: chosen by the seed, those that bar fewest judges first."""

import hashlib
from collections.abc import Collection, Iterable, Mapping

from judging.design.problem import Pair


def chosen(
    pieces: Iterable[str], judges: Collection[str], barred: Collection[Pair], count: int, seed: str
) -> list[str]:
    """`count` of a panel's pieces, or all where there are fewer; the same for the same seed.

    A piece from which a judge is barred ties that judge to nobody, so it is taken last.
    """
    among = set(judges)
    shut: dict[str, int] = {}
    for judge, piece in barred:
        shut[piece] = shut.get(piece, 0) + (judge in among)
    return sorted(pieces, key=lambda piece: (shut.get(piece, 0), _drawn(seed, piece)))[:count]


def _drawn(seed: str, piece: str) -> bytes:
    return hashlib.sha256(f"{seed} anchor {piece}".encode()).digest()


def groups(panels: Iterable[str], linked: Collection[str]) -> list[list[str]]:
    """The panels whose judges mark each other's anchors: the linked ones together, every other one alone."""
    known = list(panels)
    together = [panel for panel in known if panel in linked]
    return ([together] if together else []) + [[panel] for panel in known if panel not in linked]


def everyone(group: Collection[str], seats: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The judges of all panels of a group."""
    return frozenset(judge for panel in group for judge in seats.get(panel, ()))
