"""The words of the design: how pieces come to judges."""

import enum


class Kind(enum.StrEnum):
    """All judges of a panel mark all its pieces, or each piece goes to a number of them."""

    ALL = "all"
    SOME = "k"
