"""The words of this stage: how far a season's results are."""

import enum


class ResultState(enum.StrEnum):
    """Whether results may leave the awards desk: not decided, decided and waiting for the inspector, or out."""

    UNDECIDED = "undecided"
    WAITING = "waiting"
    RELEASED = "released"
