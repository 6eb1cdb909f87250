"""What follows a prize, as a report tells it: special prizes, honours of other bodies, sponsors and orders. Pure."""

from dataclasses import dataclass

from contests.nomination.terms import FollowUpKind

SAID = {
    FollowUpKind.SPONSOR: "được tài trợ",
    FollowUpKind.ORDER: "được đặt hàng",
    FollowUpKind.PRODUCTION: "được sản xuất",
    FollowUpKind.PROTECTION: "được đăng ký bảo hộ",
    FollowUpKind.APPLIED: "được đưa vào áp dụng",
}
FOUND = frozenset({FollowUpKind.SPONSOR, FollowUpKind.ORDER, FollowUpKind.PRODUCTION})
"""What makes a prized work one that found somebody."""


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

    entry_id: str
    title: str
    kind: FollowUpKind
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
        """How many prized works found a sponsor, a buyer or a maker."""
        return len({one.entry_id for one in self.followed if one.kind in FOUND})

    @property
    def raised(self) -> int:
        """What sponsors gave, in đồng, as far as it is known."""
        return sum(one.amount or 0 for one in self.followed if one.kind is FollowUpKind.SPONSOR)
