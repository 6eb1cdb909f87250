"""What a panel's minutes hold: who was there, all marks by code, what was marked again and voted, the lines, the ledger's head."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Refused, because
from judging.deliberation import rules
from judging.deliberation.facts import (
    MotionSeen,
    PassSeen,
    SeatSeen,
    SheetsOfPiece,
    Sitting,
    VerdictSeen,
    numbers_of,
)
from judging.deliberation.meeting import all_motions, held
from judging.deliberation.model import Attendance, Pass, RemarkCall
from judging.deliberation.seen import all_pieces, seats_of
from judging.deliberation.verdict import verdict_of
from judging.marking import NOT_YOURS
from judging.model import Judge, Panel, Piece, Round, Sheet
from judging.numbers.heads import HeadNow, head_left
from judging.numbers.terms import Way
from judging.terms import SeatRole, Stage


@dataclass(frozen=True, slots=True)
class Remarked:
    """A piece that was marked again: why, and every pass of its sheets."""

    code: str
    reason: str
    passes: tuple[PassSeen, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """A panel's minutes by number and code; who prints them may add names to the numbers."""

    panel_id: str
    panel: str
    round_title: str
    per_point: int
    terms: rules.Terms
    seats: tuple[SeatSeen, ...]
    met_at: datetime | None
    pieces: tuple[SheetsOfPiece, ...]
    remarked: tuple[Remarked, ...]
    motions: tuple[MotionSeen, ...]
    verdict: VerdictSeen
    results_hash: str
    head: HeadNow
    printed_at: datetime

    @property
    def numbers(self) -> list[int]:
        """The judges with a column of their own."""
        return numbers_of(self.seats, self.pieces)


def take_minutes(session: Session, judge_id: str, panel_id: str, *, at: datetime) -> Outcome[Minutes]:
    """The minutes for chair or secretary to print, once the figures are there; the ledger's head leaves on them."""
    seat = held(session, judge_id, panel_id)
    if seat is None or not seat.leads or seat.stage is not Stage.CLOSED or not seat.computed:
        return because(NOT_YOURS)
    return _taken(session, seat, "", by=Actor(judge_id, "", frozenset()), at=at)


def sealed_minutes(session: Session, panel_id: str, *, by: Actor, at: datetime) -> Outcome[Minutes]:
    """The minutes of a panel after the results are sealed, for the stage that opens the envelopes."""
    found = session.execute(
        sa.select(Panel, Round).join(Round, Round.id == Panel.round_id).where(Panel.id == panel_id)
    ).one_or_none()
    if found is None or found.Round.stage is not Stage.SEALED:
        return because(NOT_YOURS)
    panel, round_ = found
    seat = Sitting(
        panel.id, panel.name, round_.id, round_.title, Stage.CLOSED, True, round_.steps_per_point,
        rules.terms(round_.deliberation), "", SeatRole.CHAIR, False, seats_of(session, panel_id),
    )  # fmt: skip
    return _taken(session, seat, round_.results_hash, by=by, at=at)


def _taken(
    session: Session, seat: Sitting, results_hash: str, *, by: Actor, at: datetime
) -> Outcome[Minutes]:
    head = head_left(session, seat.round_id, Way.PAPER, by=by, at=at)
    if isinstance(head, Refused):
        return head
    met = sa.select(sa.func.min(Attendance.noted_at)).where(Attendance.panel_id == seat.panel_id)
    made = Minutes(
        panel_id=seat.panel_id,
        panel=seat.name,
        round_title=seat.round_title,
        per_point=seat.per_point,
        terms=seat.terms,
        seats=seat.seats,
        met_at=session.scalar(met),
        pieces=tuple(_by_rank(all_pieces(session, seat))),
        remarked=_remarked(session, seat.panel_id),
        motions=tuple(reversed(all_motions(session, seat))),
        verdict=verdict_of(session, seat),
        results_hash=results_hash,
        head=head.value,
        printed_at=at,
    )
    return Done(made)


def _by_rank(pieces: list[SheetsOfPiece]) -> list[SheetsOfPiece]:
    return sorted(pieces, key=lambda piece: (piece.rank or 0, piece.code))


def _remarked(session: Session, panel_id: str) -> tuple[Remarked, ...]:
    calls = (
        sa.select(Piece.id, Piece.code, RemarkCall.reason)
        .join(Piece, Piece.id == RemarkCall.piece_id)
        .where(Piece.panel_id == panel_id)
        .order_by(Piece.code, RemarkCall.called_at)
    )
    passes = _passes(session, panel_id)
    found: dict[str, Remarked] = {}
    for piece_id, code, reason in session.execute(calls):
        known = found.get(piece_id)
        whole = f"{known.reason}; {reason}" if known else reason
        found[piece_id] = Remarked(code, whole, tuple(passes.get(piece_id, ())))
    return tuple(found.values())


def _passes(session: Session, panel_id: str) -> dict[str, list[PassSeen]]:
    columns: tuple[Any, ...] = (
        Piece.id, Pass.number, Judge.number, Pass.marks, Pass.total, Pass.reason, Pass.given_at,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .join(Sheet, Sheet.id == Pass.sheet_id)
        .join(Judge, Judge.id == Sheet.judge_id)
        .join(Piece, Piece.id == Sheet.piece_id)
        .where(Piece.panel_id == panel_id)
        .order_by(Judge.number, Pass.number)
    )
    found: dict[str, list[PassSeen]] = {}
    for piece_id, *rest in session.execute(query):
        own: tuple[Any, ...] = tuple(rest)
        found.setdefault(piece_id, []).append(PassSeen(*own))
    return found
