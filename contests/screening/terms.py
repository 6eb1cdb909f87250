"""The words of this stage: what its states and kinds are called."""

import enum


class VerdictKind(enum.StrEnum):
    """What pre-screening may say of an entry."""

    ELIGIBLE = "eligible"
    REJECTED = "rejected"
    RETURNED = "returned"


class ReasonCode(enum.StrEnum):
    """Why an entry is not accepted."""

    AGE = "TUOI"
    DUPLICATE = "TRUNG"
    FIELD = "LINHVUC"
    INCOMPLETE = "THIEU"
    PERIOD = "THOIGIAN"
    OTHER = "KHAC"
