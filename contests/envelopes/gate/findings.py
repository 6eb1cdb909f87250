"""What the gate finds, and which of it keeps the gate shut."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field


class FindingKind(enum.StrEnum):
    """What a place in a text may tell."""

    FULL_NAME = "full_name"
    PART_OF_NAME = "part_of_name"
    UNIT = "unit"
    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"
    GIVEN_NAME = "given_name"
    INITIALS = "initials"
    PLACE = "place"
    WORDS = "words"

    @property
    def shuts(self) -> bool:
        """Whether it keeps the gate shut; the others are hints for whoever looks."""
        return self not in HINTS


HINTS = frozenset({FindingKind.GIVEN_NAME, FindingKind.INITIALS, FindingKind.PLACE, FindingKind.WORDS})
"""A given name alone, initials, a place of one word, and words that are a name elsewhere but ordinary here."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a text, from `start` to before `end`."""

    start: int
    end: int
    kind: FindingKind


@dataclass(frozen=True)
class Identities:
    """Who must not be told from an entry: people by full name, units by name or alias, numbers, addresses."""

    people: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    """Telephone numbers and identity numbers as they are on record, in any spacing."""
    emails: frozenset[str] = field(default_factory=frozenset)


def widest(found: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of the text; of those that overlap only the graver, then the longer one."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (not one.kind.shuts, one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
