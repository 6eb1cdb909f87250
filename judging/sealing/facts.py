"""What a page shows of the seal."""

from dataclasses import dataclass
from datetime import datetime

from judging.facts import StandingRow
from judging.terms import SeatRole


@dataclass(frozen=True, slots=True)
class Officer:
    """Who may confirm for a panel: chair, secretary, or a substitute (`role` MEMBER); `given_at` where the word counts."""

    judge_id: str
    number: int
    role: SeatRole
    given_at: datetime | None


@dataclass(frozen=True, slots=True)
class PanelSeal:
    """How far a panel's seal is; `pieces` counts those that have a figure."""

    panel_id: str
    name: str
    pieces: int
    officers: tuple[Officer, ...]
    sealed: bool


@dataclass(frozen=True, slots=True)
class SealSheet:
    """What an officer confirms: the panel's figures by rank and code, and their hash."""

    seal: PanelSeal
    rows: tuple[StandingRow, ...]
    figures: str
