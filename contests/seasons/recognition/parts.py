"""What a season gives beside its tiers, as plain values."""

from dataclasses import dataclass
from datetime import date

from contests.seasons.recognition.terms import Pool, Recipient, SpecialKind, SpecialRule, recipient_of


@dataclass(frozen=True, slots=True)
class SpecialPart:
    """A special prize, `count` times; money in đồng, `basis` the resolution or article it rests on.

    Points of a unit: so many for each entry received, for each eligible one, and for each work of a tier
    (`per_tier`: lines "NHAT=10").
    """

    code: str
    name: str
    kind: SpecialKind
    rule: SpecialRule
    among: Pool = Pool.ELIGIBLE
    count: int = 1
    money: int | None = None
    basis: str = ""
    per_received: int = 0
    per_eligible: int = 0
    per_tier: tuple[str, ...] = ()

    @property
    def recipient(self) -> Recipient:
        """Who receives it."""
        return recipient_of(self.kind, self.rule)


@dataclass(frozen=True, slots=True)
class HonourPart:
    """An honour of another body that follows a prize: from which tier up, for which roles, up to which age on which day.

    `least_tier` is a tier's code; no `age_on` means the day of the decision on awards.
    """

    code: str
    name: str
    giver: str
    least_tier: str
    to_works: bool = False
    """Whether the work is honoured, not its authors one by one."""
    roles: tuple[str, ...] = ()
    """Of authors, as `terms.AUTHOR_ROLES` names them; empty for all."""
    most_age: int | None = None
    age_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class FeePart:
    """What a judge gets for each sheet, by the seat's role (`code`, one of `terms.SEAT_ROLES`), in đồng."""

    code: str
    money: int
    basis: str = ""
