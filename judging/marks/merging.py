"""Three readings of one sheet: what a page started from, what it holds now, and what another page saved meanwhile."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Contents:
    """A sheet as far as it is filled in: steps by criterion id (a missing one is no mark yet), and the comment."""

    marks: Mapping[str, int]
    comment: str

    def at(self, key: str) -> int | str | None:
        """A criterion's mark, or the comment."""
        return self.comment if key == COMMENT else self.marks.get(key)


def differing(one: Contents, other: Contents, criteria: Collection[str]) -> list[str]:
    """The criteria, in their order, in which two sheets differ; the comment last."""
    return [key for key in (*criteria, COMMENT) if one.at(key) != other.at(key)]


def clashes(base: Contents, mine: Contents, stored: Contents, criteria: Collection[str]) -> list[str]:
    """What both sides changed since `base`, each to something else: only a person can say which one holds."""
    keys = differing(mine, stored, criteria)
    return [key for key in keys if base.at(key) not in (mine.at(key), stored.at(key))]


def merged(base: Contents, mine: Contents, stored: Contents, criteria: Collection[str]) -> Contents:
    """The sheet that holds what either side changed; without `clashes` nothing that was typed is lost."""
    changed = set(differing(base, mine, criteria))
    marks = {key: (mine if key in changed else stored).marks.get(key) for key in criteria}
    comment = (mine if COMMENT in changed else stored).comment
    return Contents({key: mark for key, mark in marks.items() if mark is not None}, comment)
