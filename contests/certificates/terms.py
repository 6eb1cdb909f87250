"""The words of this stage: what its states and kinds are called."""

import enum


class CertificateState(enum.StrEnum):
    """What a check answers."""

    VALID = "valid"
    REPLACED = "replaced"
    REVOKED = "revoked"
