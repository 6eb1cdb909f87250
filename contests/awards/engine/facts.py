"""What the rules of awards look at: tiers and limits as the season has them, works as the opening left them. Exact values."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

WHOLE_SHARE = 10_000
"""All votes, in hundredths of a percent."""


class Order(enum.StrEnum):
    """What works are ranked by: their marks, or the share of a council's votes."""

    MARKS = "marks"
    VOTES = "votes"


class Why(enum.StrEnum):
    """Why a work did not get a tier that its mark reached and that still had room."""

    TIE = "tie"
    FIELD = "field"
    ONCE = "once"
    VOTES = "votes"


@dataclass(frozen=True, slots=True)
class TierFacts:
    """A tier; None stands for "no limit" (quotas), "no cut-off" (mark, share), "not set" (money in đồng).

    `least_hundredths` is a mark in hundredths of a point, `least_share` a share of yes votes in hundredths of a percent.
    A tier `by_hand` is filled by people only. Of all tiers marked `once` an author has one prize at most.
    """

    id: str
    name: str
    quota: int | None = None
    least_hundredths: int | None = None
    money: int | None = None
    field_quota: int | None = None
    least_share: int | None = None
    by_hand: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """The award structure of a season: tiers, highest first, limits over all of them, and the order of the works.

    `fields` are the names of the season's fields by id, for sentences.
    """

    tiers: Sequence[TierFacts]
    most: int | None = None
    most_per_field: int | None = None
    order: Order = Order.MARKS
    fields: Mapping[str, str] = field(default_factory=dict)

    def tier(self, tier_id: str | None) -> TierFacts | None:
        """The tier of that id; None for no prize, and for a tier of elsewhere."""
        return next((tier for tier in self.tiers if tier.id == tier_id), None)


@dataclass(frozen=True, slots=True)
class Ballot:
    """A council's vote on a work: yes votes of all its members, those who were not there included."""

    yes: int
    members: int

    @property
    def share(self) -> Fraction:
        """The share of yes votes, exact."""
        return Fraction(self.yes, self.members)

    def reaches(self, least: int) -> bool:
        """Whether it is at least `least` hundredths of a percent."""
        return self.yes * WHOLE_SHARE >= least * self.members


@dataclass(frozen=True, slots=True)
class Ranked:
    """A work in the standings; the mark in hundredths of a point, rank 1 the best, its field's id, its authors' keys."""

    entry_id: str
    hundredths: int
    rank: int
    field: str = ""
    authors: frozenset[str] = frozenset()
    ballot: Ballot | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Works of one rank of which a tier had room for some only: `room` of them, so that all went further down."""

    tier_id: str
    room: int
    rank: int
    entry_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The highest tier that a work missed for another reason than its mark or a full quota, and that reason."""

    tier_id: str
    why: Why


@dataclass(frozen=True, slots=True)
class Proposed:
    """The tier of each work (None: no prize), the ties that people must look at, and why a work stands lower."""

    tiers: Mapping[str, str | None]
    ties: tuple[Tie, ...]
    held: Mapping[str, Held]
