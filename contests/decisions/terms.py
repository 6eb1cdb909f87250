"""The words of this stage: what its states and kinds are called."""

import enum


class DecisionKind(enum.StrEnum):
    """What a document founds, or what it is where it founds nothing: a submission, an invitation."""

    COMMITTEE = "committee"
    RULES = "rules"
    JURY = "jury"
    EXTENSION = "extension"
    ELIGIBLE = "eligible"
    AWARDS = "awards"
    LETTER = "letter"
    SUBMISSION = "submission"
    INVITATION = "invitation"
