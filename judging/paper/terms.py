"""The words of paper sheets."""

import enum


class PaperState(enum.StrEnum):
    """Keyed once; keyed twice and different; a sheet was made of it; put aside because the judge submitted on screen."""

    ONCE = "once"
    DIFFERS = "differs"
    SETTLED = "settled"
    ASIDE = "aside"
