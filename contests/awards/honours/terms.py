"""The words of honours: how far a proposal for one is."""

import enum


class HonourState(enum.StrEnum):
    """Sent with a letter; given by the other body; not given."""

    PROPOSED = "proposed"
    GIVEN = "given"
    DECLINED = "declined"
