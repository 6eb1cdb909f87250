"""The words of this stage: what its states and kinds are called."""

import enum


class UnitKind(enum.StrEnum):
    """What a unit of the tree is."""

    UNION = "union"
    SCHOOL = "school"
    TRADE_UNION = "trade_union"
    COMMUNE = "commune"
    SECTOR = "sector"
    ENTERPRISE = "enterprise"


class LinkPurpose(enum.StrEnum):
    """What a one-time link lets its holder do."""

    INVITE = "invite"
    RESET = "reset"
    AUTHOR = "author"


class Factor(enum.StrEnum):
    """What a second factor is: an application on a telephone, or a card on paper."""

    APP = "app"
    CARD = "card"


class Gender(enum.StrEnum):
    """As the registration form asks it."""

    FEMALE = "female"
    MALE = "male"


class ConsentPurpose(enum.StrEnum):
    """What a consent is for; each purpose is asked apart (Law 91/2025/QH15)."""

    TAKE_PART = "take_part"
    PUBLISH_NAME = "publish_name"


class Consenter(enum.StrEnum):
    """Who consented: the person, or the guardian of a child."""

    SELF = "self"
    GUARDIAN = "guardian"


class Handed(enum.StrEnum):
    """What kind of file with names left the house."""

    SITE = "site"
    BUNDLE = "bundle"
    PAPER = "paper"
    BOOKLET = "booklet"
    EXPORT = "export"
