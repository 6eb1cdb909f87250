"""The words of this stage: what its states and kinds are called."""

import enum


class FollowUpKind(enum.StrEnum):
    """What became of a prized work."""

    SPONSOR = "sponsor"
    ORDER = "order"
    PRODUCTION = "production"
    PROTECTION = "protection"
    APPLIED = "applied"
