"""What follows a prize, as a report tells it: special prizes, honours of other bodies, sponsors and orders. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpecialCount:
    """A special prize of the season and to how many it was given; money in đồng."""

    name: str
    count: int
    money: int


@dataclass(frozen=True, slots=True)
class HonourCount:
    """An honour for which the season's laureates are proposed: how many were, and how many have it."""

    name: str
    to_works: bool
    proposed: int
    given: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a prized work: by whom, for how much in đồng where that is known."""

    title: str
    what: str
    partner: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Aftermath:
    """All of it; nothing before the results are released."""

    specials: tuple[SpecialCount, ...] = ()
    honours: tuple[HonourCount, ...] = ()
    followed: tuple[Followed, ...] = ()

    @property
    def works(self) -> int:
        """How many prized works found somebody."""
        return len({one.title for one in self.followed})

    @property
    def raised(self) -> int:
        """What was raised for them, in đồng."""
        return sum(one.amount or 0 for one in self.followed)
