"""Who is asking: roles and the actor, as values that rules can judge without a database."""

import enum
from dataclasses import dataclass


class Role(enum.StrEnum):
    """What a person may come to do. Office roles belong to an organiser, unit roles to a unit."""

    HEAD = "head"
    SECRETARY = "secretary"
    INSPECTOR = "inspector"
    UNIT = "unit"
    AUTHOR = "author"
    JUDGE = "judge"


OFFICE = frozenset({Role.HEAD, Role.SECRETARY})


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person as services see them: an account and what it may act for.

    `roles` pairs each role with what it is held for: an organiser (office, inspector), a unit, an entry (author).
    """

    account_id: str
    name: str
    roles: frozenset[tuple[Role, str]]

    def acts_for(self, *roles: Role) -> frozenset[str]:
        """The ids of organisers, units or entries for which this actor holds one of the roles."""
        return frozenset(target for role, target in self.roles if role in roles)

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds one of the roles anywhere."""
        return any(role in roles for role, _ in self.roles)


SYSTEM = Actor("system", "Hệ thống", frozenset())
"""What acts when nobody does: jobs on a timetable."""
