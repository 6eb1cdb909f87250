"""The words of corrections."""

import enum


class CorrectionState(enum.StrEnum):
    """Asked for by a judge, then consented to or refused by the panel's chair."""

    ASKED = "asked"
    CONSENTED = "consented"
    REFUSED = "refused"
