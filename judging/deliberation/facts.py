"""What a panel in deliberation is shown: all sheets side by side, motions, attendance. By number and code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from judging.deliberation.rules import Ballot, Terms
from judging.deliberation.terms import Choice, MotionKind, MotionState
from judging.terms import SeatRole, Stage


@dataclass(frozen=True, slots=True)
class SeatSeen:
    """A judge of the panel; `present` is None before attendance was noted."""

    judge_id: str
    number: int
    role: SeatRole
    present: bool | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A panel in deliberation, as one of its judges sees it."""

    panel_id: str
    name: str
    round_id: str
    round_title: str
    stage: Stage
    computed: bool
    per_point: int
    terms: Terms
    judge_id: str
    role: SeatRole
    """MEMBER for a substitute too, who need not have a seat on the panel."""
    stands_in: bool
    seats: tuple[SeatSeen, ...]

    @property
    def leads(self) -> bool:
        """Whether this judge is the panel's chair or secretary, or was named in the place of one."""
        return self.stands_in or self.role in (SeatRole.CHAIR, SeatRole.SECRETARY)

    @property
    def present(self) -> int:
        """How many judges are noted as present."""
        return sum(bool(seat.present) for seat in self.seats)

    @property
    def here(self) -> bool:
        """Whether this judge is noted as present."""
        return any(seat.present for seat in self.seats if seat.judge_id == self.judge_id)

    @property
    def draws_lines(self) -> bool:
        """Whether tiers may be proposed now: the marking has ended, the figures are there."""
        return self.stage is Stage.CLOSED and self.computed and self.terms.proposes


@dataclass(frozen=True, slots=True)
class SheetsOfPiece:
    """A piece with the totals of its sheets in steps, by judge's number. `hundredths` and `rank` once computed."""

    piece_id: str
    code: str
    title: str
    field_name: str
    totals: Mapping[int, int]
    spread: int
    wide: bool
    passes: int
    remarking: bool
    hundredths: int | None
    rank: int | None


def numbers_of(seats: Iterable[SeatSeen], pieces: Iterable[SheetsOfPiece]) -> list[int]:
    """The judges who have a column where sheets stand side by side: those of the panel, and whoever else's sheets are
    in the figures (one who has left since, one of a linked panel)."""
    given = {number for piece in pieces for number in piece.totals}
    return sorted({seat.number for seat in seats} | given)


@dataclass(frozen=True, slots=True)
class SheetBeside:
    """One judge's sheet as it counts now. `marks` are steps by criterion id."""

    number: int
    marks: Mapping[str, int]
    total: int
    comment: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class PassSeen:
    """A sheet as it stood in one pass."""

    number: int
    judge_number: int
    marks: Mapping[str, int]
    total: int
    reason: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class CallSeen:
    """A joint marking-again of a piece; open while `ended_at` is None."""

    call_id: str
    reason: str
    called_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Beside:
    """All of a piece side by side. `own_sheet` is the asking judge's; `own_given`: already marked again in the open call."""

    piece_id: str
    code: str
    title: str
    field_name: str
    spread: int
    wide: bool
    sheets: tuple[SheetBeside, ...]
    passes: tuple[PassSeen, ...]
    calls: tuple[CallSeen, ...]
    own_sheet: SheetBeside | None
    own_given: bool

    @property
    def call(self) -> CallSeen | None:
        """The call that is open."""
        return next((call for call in self.calls if call.ended_at is None), None)


@dataclass(frozen=True, slots=True)
class MotionSeen:
    """A motion. Before it is closed only how many have voted is shown, not how."""

    motion_id: str
    kind: MotionKind
    piece_id: str | None
    code: str | None
    tier: str
    text: str
    moved_at: datetime
    state: MotionState
    closed_at: datetime | None
    cast: int
    ballot: Ballot
    own: Choice | None

    @property
    def open(self) -> bool:
        """Whether votes are still taken."""
        return self.state is MotionState.OPEN


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A piece of the verdict: figure, rank in the round, tier proposed, and whether a vote gave it."""

    piece_id: str
    code: str
    hundredths: int
    rank: int
    tier: str
    voted: bool


@dataclass(frozen=True, slots=True)
class VerdictSeen:
    """What a panel proposes now; `version` 0 and no moment before it was entered. `stale`: figures or votes changed since."""

    version: int
    cutoffs: Mapping[str, int]
    entered_at: datetime | None
    stale: bool
    lines: tuple[LineSeen, ...]


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One piece of a sealed verdict, for the stage that opens the envelopes."""

    piece_id: str
    panel: str
    tier: str
    voted: bool


@dataclass(frozen=True, slots=True)
class PieceVotes:
    """The last closed vote on a tier for a piece: the yes votes of all who could vote on it."""

    piece_id: str
    yes: int
    eligible: int
