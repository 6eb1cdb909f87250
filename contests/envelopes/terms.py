"""The words of this stage: what its states and kinds are called."""

import enum


class BarSource(enum.StrEnum):
    """What a conflict of interest rests on."""

    DECLARED = "declared"
    OWN_UNIT = "own_unit"
    KIN = "kin"
    MENTOR = "mentor"


class RoundState(enum.StrEnum):
    """A round as its organiser sees it."""

    PREPARED = "prepared"
    SEALED = "sealed"
    OPENED = "opened"


class ReadBy(enum.StrEnum):
    """How the gate knows what is written on a drawn page; what nobody read only a person can tell."""

    LAYER = "layer"
    MACHINE = "machine"
    NOBODY = "nobody"
