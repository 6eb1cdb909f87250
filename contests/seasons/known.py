"""What a working value of a season may be: a whole number within limits, one of some choices, or a list elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

FIELDS, DOSSIER, RUBRIC = "fields", "dossier", "rubric"
MADE_SINCE = "made_since"
NOMINATION_QUOTA = "nomination_quota"
NOMINATION_TIERS, NOMINATION_PER_FIELD = "nomination_tiers", "nomination_per_field"
CERTIFICATE_NAMES = "certificate_names"
BLIND = "blind"
AWARD_ORDER, MOST_PRIZES, MOST_PRIZES_FIELD = "award_order", "most_prizes", "most_prizes_field"
RELEASE, BY_INSPECTOR = "release", "inspector"
PARTS = (FIELDS, DOSSIER, RUBRIC)
"""Lists whose content stands elsewhere in the season; as settings they carry only origin and confirmation."""


@dataclass(frozen=True)
class Known:
    """A working value: either a whole number from `least` to `most`, or one of `choices`, or (a part) nothing.

    `unset` says what no value means; where it says nothing, there has to be one. A season older than the value goes
    by `start`, so that is what the software did before.
    """

    key: str
    label: str
    help: str
    start: str = ""
    least: int = 0
    most: int = 0
    choices: Mapping[str, str] | None = None
    unset: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it speaks of a list of the season."""
        return self.key in PARTS

    def allows(self, value: str) -> bool:
        """Whether it may be `value`."""
        if self.is_part or not value:
            return value == "" and (self.is_part or bool(self.unset))
        if self.choices is not None:
            return value in self.choices
        return value in {str(number) for number in range(self.least, self.most + 1)}

    def shown(self, value: str) -> str:
        """The value in words where it has words."""
        if not value:
            return self.unset
        return self.choices.get(value, value) if self.choices else value
