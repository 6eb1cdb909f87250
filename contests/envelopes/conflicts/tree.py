"""The tree of units as matching asks it: which units a typed name may be, and how one lies to another."""

from collections.abc import Iterable
from functools import lru_cache

from contests.envelopes.conflicts.facts import Node
from contests.envelopes.conflicts.likeness import Likeness, named_within, units


class Tree:
    """Units by id; the root, who runs the contest, is nobody's own unit: everything lies below it."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.unit_id: node for node in nodes}
        self.named = lru_cache(maxsize=None)(self._named)
        self.alike = lru_cache(maxsize=None)(_alike)

    def _named(self, typed: str) -> tuple[tuple[Node, Likeness], ...]:
        """The units that a typed name may be: the one it is, or else all of which a part agrees."""
        likely = [
            (node, max(units(typed, name) for name in node.names))
            for node in self.nodes.values()
            if node.parent_id is not None
        ]
        exact = tuple(pair for pair in likely if pair[1] is Likeness.EXACT)
        return exact or tuple(pair for pair in likely if pair[1] is Likeness.PART)

    def steps(self, declared: str, own: str) -> int | None:
        """How far a unit lies below (positive) or above (negative) the declared one; None beside it."""
        below, above = self._line(own), self._line(declared)
        if declared in below:
            return below.index(declared)
        return -above.index(own) if own in above else None

    def _line(self, unit_id: str) -> list[str]:
        """A unit and those above it, without the root; a ring ends where it began."""
        line: list[str] = []
        step = self.nodes.get(unit_id)
        while step is not None and step.parent_id is not None and step.unit_id not in line:
            line.append(step.unit_id)
            step = self.nodes.get(step.parent_id)
        return line


def _alike(unit: str, place: str) -> bool:
    """Whether a typed unit is named by a place as an entry writes it ("Lớp 7A, Trường THCS Lê Quý Đôn")."""
    return bool(place) and (units(unit, place) is Likeness.EXACT or named_within(unit, place))
