"""What can be declared."""

import enum


class DeclaredKind(enum.StrEnum):
    """What a declared row names. The last two are the judge's own, to be compared with what entries give."""

    UNIT_NOW = "unit_now"
    UNIT_PAST = "unit_past"
    KIN = "kin"
    PUPIL = "pupil"
    PARTNER = "partner"
    PHONE = "phone"
    ADDRESS = "address"


PERSONS = frozenset({DeclaredKind.KIN, DeclaredKind.PUPIL, DeclaredKind.PARTNER})
"""The kinds that name a human being; such a row may say where that person works or learns."""
