"""What the advice says of one panel, in whole hundredths of a point, as it is kept and shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from contests.kernel.errors import Reason

FEWEST = 4
"""With two or three sheets a judge's fourth moment follows from their number alone: an interval would say nothing."""


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """A judge by number. Severity above nought marks higher than the others on the same pieces; None where it
    cannot be told. `verdict` is 1 or -1 where the interval leaves no doubt of the side, else 0."""

    number: int
    sheets: int
    severity: int | None
    low: int | None
    high: int | None
    spread: int
    spread_low: int
    spread_high: int
    same: int
    even: int
    short: int
    timed: int
    seconds: int | None
    told: tuple[str, ...]
    """Habits that ought to be told: same, even, short."""

    @property
    def spread_told(self) -> bool:
        """Whether the sheets are enough for an interval of the spread."""
        return self.sheets >= FEWEST

    @property
    def verdict(self) -> int:
        """1 marks higher, -1 lower, 0 cannot be told."""
        if self.low is None or self.high is None:
            return 0
        return (self.low > 0) - (self.high < 0)


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece by code: official figure, tier, and rank among the pieces of the scale (none while a component is
    missing); beside them the estimate with its interval, and the interval of that rank."""

    piece_id: str
    code: str
    field: str
    official: int | None
    rank: int | None
    tier: str
    estimate: int
    low: int
    high: int
    rank_low: int
    rank_high: int
    edge: str
    """The tier at whose lower line nothing is decided yet ("" for none)."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A piece of any panel that would have another tier ("" for none) without a judge's sheets."""

    panel_id: str
    code: str
    field: str
    was: str
    would: str


@dataclass(frozen=True, slots=True)
class SwayLine:
    """A judge who marked for the panel and without whose sheets prizes would change, here or elsewhere."""

    number: int
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Standard deviations in hundredths of a point: between pieces, between judges, and what neither explains;
    `share` is the per cent of a sheet's variance that lies in the pieces."""

    pieces: int
    judges: int
    chance: int
    share: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that cannot be told, and why."""

    message: str
    values: Mapping[str, str | int]

    @property
    def reason(self) -> Reason:
        """As a sentence for a page."""
        return Reason(self.message, values=dict(self.values))


@dataclass(frozen=True, slots=True)
class PanelAdvice:
    """All of it for one panel. `scale` names the panels that are read on one scale with it, itself among them;
    `ranked` is how many pieces their ranks count; `again` holds codes worth another reading, the least decided first."""

    panel_id: str
    panel: str
    scale: tuple[str, ...]
    ranked: int
    refusals: tuple[Refusal, ...]
    parts: Parts | None
    judges: tuple[JudgeLine, ...]
    pieces: tuple[PieceLine, ...]
    again: tuple[str, ...]
    sway: tuple[SwayLine, ...]

    def written(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


def read(body: Mapping[str, Any]) -> PanelAdvice:
    """A panel's advice from what was written."""
    parts = body["parts"]
    judges = (JudgeLine(**{**line, "told": tuple(line["told"])}) for line in body["judges"])
    sway = (
        SwayLine(line["number"], tuple(ChangeLine(**change) for change in line["changes"]))
        for line in body["sway"]
    )
    return PanelAdvice(
        panel_id=body["panel_id"],
        panel=body["panel"],
        scale=tuple(body["scale"]),
        ranked=body["ranked"],
        refusals=tuple(Refusal(**refusal) for refusal in body["refusals"]),
        parts=Parts(**parts) if parts else None,
        judges=tuple(judges),
        pieces=tuple(PieceLine(**line) for line in body["pieces"]),
        again=tuple(body["again"]),
        sway=tuple(sway),
    )
