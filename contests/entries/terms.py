"""The words of this stage: what its states and kinds are called."""

import enum


class EntryState(enum.StrEnum):
    """How far an entry is on its way to the judges."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ELIGIBLE = "eligible"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Applicant(enum.StrEnum):
    """In whose name an entry stands."""

    INDIVIDUAL = "individual"
    TEAM = "team"
    ORGANISATION = "organisation"


class AuthorRole(enum.StrEnum):
    """Chủ trì, đồng chủ trì, đồng tác giả."""

    LEAD = "lead"
    CO_LEAD = "co_lead"
    CO_AUTHOR = "co_author"


class Part(enum.StrEnum):
    """The parts in which an entry is filled in."""

    FACTS = "facts"
    AUTHORS = "authors"
    DOSSIER = "dossier"
    SENDING = "sending"


OPEN_PARTS = {"+facts": Part.FACTS, "+authors": Part.AUTHORS}
"""What may be asked for again besides dossier items; no item's code begins with a plus."""
