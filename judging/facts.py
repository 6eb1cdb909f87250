"""What goes into judging and what comes back: frozen values without a person in them."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from judging.terms import RankedBy, SeatRole


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """A criterion of the rubric; the maximum is in steps."""

    title: str
    most_steps: int
    help: str = ""
    levels: str = ""
    """What marks of each level stand for, a line a level."""


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What binds a round from its first day. `rules` is whatever else of the season's rules is to be on record."""

    title: str
    steps_per_point: int
    least_sheets: int
    criteria: tuple[CriterionFacts, ...]
    blind: bool = True
    ranked_by: RankedBy = RankedBy.ROUNDED
    closes_at: datetime | None = None
    rules: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    deliberation: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """What binds the panels' meetings; see deliberation.rules.terms."""


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    """A rendered page whose bytes are in the store's area "pieces"."""

    sha256: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Exhibit:
    """All that judging is ever told of a work. What is not named here does not reach a judge.

    `field` is the field's code; `text` holds neutral passages by heading, in their order;
    `byline` is empty in a blind round.
    """

    title: str
    field: str
    field_name: str
    text: Mapping[str, str] = dataclasses.field(default_factory=dict)
    pages: tuple[ExhibitPage, ...] = ()
    byline: str = ""


@dataclass(frozen=True, slots=True)
class Admitted:
    """An exhibit that became a piece."""

    piece_id: str
    code: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A judge's place on a panel, as the office may see it."""

    judge_id: str
    number: int
    role: SeatRole
    accepted_at: datetime | None
    declared_at: datetime | None
    ended_at: datetime | None
    """Since when the appointment is over; the place is then free for another."""


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A panel with its judges by number."""

    panel_id: str
    name: str
    fields: tuple[str, ...]
    seats: tuple[SeatRow, ...]


@dataclass(frozen=True, slots=True)
class PanelProgress:
    """How far a panel is: counts only. `required` sheets = submitted + missing; drafts are among the missing."""

    panel_id: str
    name: str
    judges: int
    pieces: int
    required: int
    drafts: int
    submitted: int
    barred: int
    waived: int

    @property
    def missing(self) -> int:
        """Sheets not yet submitted."""
        return self.required - self.submitted


@dataclass(frozen=True, slots=True)
class MissingSheet:
    """A sheet that is still to be submitted."""

    panel: str
    piece_id: str
    code: str
    judge_id: str
    judge_number: int
    begun: bool


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A piece's official figure, by code. `numerator`/`denominator` is the mean in steps."""

    piece_id: str
    code: str
    field: str
    hundredths: int
    rank: int
    sheets: int
    numerator: int
    denominator: int
