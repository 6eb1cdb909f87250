"""The words of what comes from outside the sheets."""

import enum


class Formula(enum.StrEnum):
    """How a number becomes points: it is points already; or the best has full points and the others their share."""

    POINTS = "points"
    SHARE = "share"
