"""What was given already, and so how much room a tier still has. Pure."""

import sys
from collections import Counter

from contests.awards.engine.facts import Ranked, Structure, TierFacts


class Taken:
    """The prizes given so far under a structure, counted by everything that a structure limits."""

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self.by_tier: Counter[str] = Counter()
        self.by_tier_field: Counter[tuple[str, str]] = Counter()
        self.by_field: Counter[str] = Counter()
        self.once: Counter[str] = Counter()
        """By author: prizes among the tiers of which an author has one."""

    def give(self, one: Ranked, tier: TierFacts) -> None:
        """Count a prize."""
        self.by_tier[tier.id] += 1
        self.by_tier_field[tier.id, one.field] += 1
        self.by_field[one.field] += 1
        if tier.once:
            self.once.update(one.authors)

    def room(self, tier: TierFacts) -> int:
        """How many works of whatever field the tier still takes."""
        return min(
            _left(tier.quota, self.by_tier[tier.id]), _left(self._structure.most, self.by_tier.total())
        )

    def room_in_field(self, tier: TierFacts, field: str) -> int:
        """How many works of a field the tier still takes."""
        own = _left(tier.field_quota, self.by_tier_field[tier.id, field])
        return min(own, _left(self._structure.most_per_field, self.by_field[field]))

    def spent(self, one: Ranked) -> bool:
        """Whether one of its authors has the one prize already."""
        return any(self.once[author] for author in one.authors)


def _left(limit: int | None, used: int) -> int:
    return sys.maxsize if limit is None else max(0, limit - used)
