"""The words of what a season gives beside its tiers."""

import enum


class SpecialKind(enum.StrEnum):
    """Giải chuyên đề for a person or a work, giải tập thể and giải phong trào for a unit."""

    THEME = "theme"
    COLLECTIVE = "collective"
    MOVEMENT = "movement"


class SpecialRule(enum.StrEnum):
    """How a special prize is found: from the data, or by choice with a reason (women, ethnic minority, disabled …)."""

    YOUNGEST = "youngest"
    OLDEST = "oldest"
    MOST_ENTRIES = "most_entries"
    POINTS = "points"
    CHOSEN = "chosen"
    CHOSEN_WORK = "chosen_work"


class Pool(enum.StrEnum):
    """Whose works count: all received, those found eligible, those with a tier."""

    RECEIVED = "received"
    ELIGIBLE = "eligible"
    PRIZED = "prized"


class Recipient(enum.StrEnum):
    """Who receives: a person, a work with all its authors, a unit."""

    PERSON = "person"
    WORK = "work"
    UNIT = "unit"


RULES_OF = {
    SpecialKind.THEME: frozenset(SpecialRule) - {SpecialRule.POINTS},
    SpecialKind.COLLECTIVE: frozenset({SpecialRule.POINTS, SpecialRule.CHOSEN}),
    SpecialKind.MOVEMENT: frozenset({SpecialRule.POINTS, SpecialRule.CHOSEN}),
}
"""Which rules a kind of prize may go by."""
AUTHOR_ROLES = ("lead", "co_lead", "co_author")
"""Roles of authors as entries name them."""
SEAT_ROLES = ("chair", "secretary", "member")
"""Roles of judges as panels name them."""


def recipient_of(kind: SpecialKind, rule: SpecialRule) -> Recipient:
    """Who receives a prize of this kind and rule."""
    if kind is not SpecialKind.THEME:
        return Recipient.UNIT
    return Recipient.WORK if rule is SpecialRule.CHOSEN_WORK else Recipient.PERSON
