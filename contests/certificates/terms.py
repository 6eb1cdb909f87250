"""The words of this stage: what its states and kinds are called."""

import enum


class CertificateState(enum.StrEnum):
    """What a check answers."""

    VALID = "valid"
    REPLACED = "replaced"
    REVOKED = "revoked"


class Per(enum.StrEnum):
    """To whom a certificate is given: each author, all authors of a work together, a unit."""

    AUTHOR = "author"
    GROUP = "group"
    UNIT = "unit"


class NameState(enum.StrEnum):
    """What a unit said of a name as it would be printed."""

    CONFIRMED = "confirmed"
    WRONG = "wrong"


class PrintForm(enum.StrEnum):
    """What a batch is made into: one file, a file each, with crop marks, two on a sheet, a file each with a signature."""

    MERGED = "merged"
    FILES = "files"
    CROPPED = "cropped"
    TWO_UP = "two_up"
    SIGNED = "signed"
