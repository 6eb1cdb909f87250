"""The words of conflicts: what one rests on, how heavy it is, what the officer decided."""

import enum


class Source(enum.StrEnum):
    """What a conflict that was found rests on."""

    OWN_UNIT = "own_unit"
    PAST_UNIT = "past_unit"
    KIN = "kin"
    PUPIL = "pupil"
    PARTNER = "partner"
    MENTOR = "mentor"
    NAMESAKE = "namesake"
    COAUTHOR = "coauthor"
    CONTACT = "contact"
    ADDRESS = "address"
    EARLIER_PANEL = "earlier_panel"


class Level(enum.StrEnum):
    """HARD bars by itself at the sealing; LOOK waits for a person; SOFT is said and does nothing."""

    HARD = "hard"
    LOOK = "look"
    SOFT = "soft"


class Against(enum.StrEnum):
    """What of the entry it was found in."""

    AUTHOR = "author"
    GUARDIAN = "guardian"
    MENTOR = "mentor"
    UNIT = "unit"
    WORKPLACE = "workplace"
    CONTACT = "contact"
    WORK = "work"


class Ruling(enum.StrEnum):
    """What the officer decided of a conflict that a person must look at."""

    BAR = "bar"
    CLEAR = "clear"
