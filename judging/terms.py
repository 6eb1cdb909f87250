"""The words of this stage: what its states and kinds are called."""

import enum


class Stage(enum.StrEnum):
    """How far a round is; `sealed` means its results are sealed."""

    OPEN = "open"
    CLOSED = "closed"
    SEALED = "sealed"


class SeatRole(enum.StrEnum):
    """Chủ tịch, thư ký, ủy viên of a panel."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"


class SheetState(enum.StrEnum):
    """A draft may change; a submitted sheet is locked."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class RankedBy(enum.StrEnum):
    """Whether ranks and ties look at the rounded figure or at the exact ratio."""

    ROUNDED = "rounded"
    EXACT = "exact"


class Wish(enum.StrEnum):
    """What judging asks the outside for: all sheets of a panel are in (its id), a correction waits for the one who
    answers it (that judge's id), the head of a round's ledger is to leave (the round's id)."""

    PANEL_DONE = "panel_done"
    CORRECTION = "correction"
    HEAD = "head"
