"""The words of deliberation: what is moved, how one votes, how a vote ends."""

import enum


class MotionKind(enum.StrEnum):
    """A tier for one piece, or anything else in words."""

    TIER = "tier"
    OTHER = "other"


class MotionState(enum.StrEnum):
    """Open, or how it ended; without a quorum nothing was decided."""

    OPEN = "open"
    PASSED = "passed"
    FAILED = "failed"
    INQUORATE = "inquorate"


class Choice(enum.StrEnum):
    """Tán thành, không tán thành, không có ý kiến."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Share(enum.StrEnum):
    """A part of a body: more than half, at least two thirds, all."""

    HALF = "half"
    TWO_THIRDS = "two_thirds"
    ALL = "all"


class VerdictUse(enum.StrEnum):
    """Whether panels propose tiers before the results are sealed: they must, they may, they do not."""

    REQUIRED = "required"
    OFFERED = "offered"
    NONE = "none"
