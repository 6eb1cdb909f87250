"""What may happen to a unit."""

import enum


class EventKind(enum.StrEnum):
    """A change by decision, which leaves what was before it on record."""

    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    CLOSED = "closed"
