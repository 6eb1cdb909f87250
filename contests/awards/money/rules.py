"""Splitting money exactly, and holding what is spent against what was allocated. Pure; everything in đồng."""

from collections.abc import Sequence
from dataclasses import dataclass


def split(amount: int, shares: Sequence[int]) -> list[int]:
    """The amount in parts that stand to each other as the shares and always add up to it.

    Each part is rounded down; the đồng left over go one by one to the largest remainders, of equal ones to the first.
    """
    whole = sum(shares)
    if amount < 0 or whole <= 0 or min(shares) < 0:
        raise ValueError("an amount is split by shares of which one is positive")
    parts = [amount * share // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda at: (-(amount * shares[at] % whole), at))
    for at in by_remainder[: amount - sum(parts)]:
        parts[at] += 1
    return parts


@dataclass(frozen=True, slots=True)
class Spending:
    """What a season spends on people: prizes by tier, special prizes, judges' fees."""

    prizes: int = 0
    specials: int = 0
    fees: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.prizes + self.specials + self.fees


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A season's budget: what was allocated and used (None: nobody has said so yet), and what goes to people."""

    allocated: int | None
    used: int | None
    spending: Spending

    @property
    def left(self) -> int | None:
        """What remains of the allocation after what goes to people; below 0 it is over the budget."""
        return None if self.allocated is None else self.allocated - self.spending.total

    @property
    def over(self) -> int:
        """By how much what goes to people is more than the allocation; 0 where it is not."""
        return 0 if self.left is None else max(0, -self.left)

    @property
    def returned(self) -> int | None:
        """What goes back: the allocation without what was used; below 0 more was used than there was."""
        if self.allocated is None or self.used is None:
            return None
        return self.allocated - self.used

    @property
    def other(self) -> int | None:
        """What was used and did not go to people (hall, printing …); below 0 one of the figures is wrong."""
        return None if self.used is None else self.used - self.spending.total
