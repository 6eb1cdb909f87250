"""The words of this stage: what its states and kinds are called."""

import enum


class DecisionKind(enum.StrEnum):
    """What a document founds."""

    COMMITTEE = "committee"
    RULES = "rules"
    JURY = "jury"
    EXTENSION = "extension"
    ELIGIBLE = "eligible"
    AWARDS = "awards"
    LETTER = "letter"
