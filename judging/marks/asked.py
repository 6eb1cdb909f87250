"""The corrections as they are seen: a judge's own, and those that wait for the word of who leads the panel."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging.marks.consenting import consenter
from judging.marks.model import Correction
from judging.marks.terms import CorrectionState
from judging.model import Barred, Judge, Piece, Seat, Sheet
from judging.progress import REQUIRED, marker, pairs
from judging.terms import SeatRole, SheetState


@dataclass(frozen=True, slots=True)
class CorrectionSeen:
    """A correction with its piece's code and the number of who asks; marks in steps by criterion id."""

    correction_id: str
    piece_id: str
    code: str
    title: str
    number: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    reason: str
    state: CorrectionState
    asked_at: datetime
    answered_at: datetime | None
    may_answer: bool = True
    """Whether whoever looks has marked the piece; the marks of others are not shown before."""


_SEEN = (
    sa.select(
        Correction.id, Piece.id, Piece.code, Piece.title, Judge.number, Correction.before, Correction.after,
        Correction.reason, Correction.state, Correction.asked_at, Correction.answered_at,
    )
    .join(Sheet, Sheet.id == Correction.sheet_id)
    .join(Piece, Piece.id == Sheet.piece_id)
    .join(Judge, Judge.id == Sheet.judge_id)
    .order_by(Correction.asked_at, Correction.id)
)  # fmt: skip


def corrections_of(session: Session, judge_id: str, piece_id: str) -> list[CorrectionSeen]:
    """What the judge asked for on one sheet so far, oldest first."""
    own = _SEEN.where(Sheet.judge_id == judge_id, Sheet.piece_id == piece_id)
    return [_seen(tuple(row)) for row in session.execute(own)]


def _seen(row: tuple[Any, ...], *, may_answer: bool = True) -> CorrectionSeen:
    return replace(CorrectionSeen(*row), may_answer=may_answer)


def waiting_for(session: Session, judge_id: str) -> list[CorrectionSeen]:
    """The corrections that wait for this judge's word, oldest first."""
    waiting = _led_by(judge_id, _SEEN.add_columns(Sheet.judge_id, Piece.panel_id))
    rows = session.execute(waiting).all()
    if not rows:
        return []
    consenting = Consenting(session, {row[1]: row.panel_id for row in rows})
    leading = Leading(session, judge_id)
    return [
        _seen(tuple(row)[:-2], may_answer=leading.has_marked(row[1]))
        for row in rows
        if consenting.of(row[1], row.judge_id) == judge_id
    ]


def has_waiting(session: Session, judge_id: str) -> bool:
    """Whether a correction by somebody else waits in a panel that this judge leads."""
    query = sa.select(Correction.id).join(Sheet, Sheet.id == Correction.sheet_id)
    others = query.join(Piece, Piece.id == Sheet.piece_id).where(Sheet.judge_id != judge_id)
    return session.scalar(_led_by(judge_id, others).limit(1)) is not None


def _led_by(judge_id: str, query: sa.Select[Any]) -> sa.Select[Any]:
    led = sa.select(Seat.panel_id).where(Seat.judge_id == judge_id, Seat.role != SeatRole.MEMBER)
    return query.where(Correction.state == CorrectionState.ASKED, Piece.panel_id.in_(led))


def consenter_of(session: Session, piece_id: str, asker: str) -> str | None:
    """Who may answer a correction of this piece asked for by this judge."""
    panel_id = session.scalars(sa.select(Piece.panel_id).where(Piece.id == piece_id)).one()
    return Consenting(session, {piece_id: panel_id}).of(piece_id, asker)


class Consenting:
    """Who answers for which piece; `panels` are the pieces' panels."""

    def __init__(self, session: Session, panels: Mapping[str, str]) -> None:
        self._panels = panels
        self._seats: dict[str, list[tuple[str, SeatRole]]] = {}
        self._barred: dict[str, set[str]] = {}
        seats = sa.select(Seat.panel_id, Seat.judge_id, Seat.role).join(Judge, Judge.id == Seat.judge_id)
        here = (Seat.panel_id.in_(set(panels.values())), Judge.ended_at.is_(None))
        for panel_id, judge_id, role in session.execute(seats.where(*here).order_by(Judge.number)):
            self._seats.setdefault(panel_id, []).append((judge_id, role))
        barred = sa.select(Barred.piece_id, Barred.judge_id).where(Barred.piece_id.in_(set(panels)))
        for piece_id, judge_id in session.execute(barred):
            self._barred.setdefault(piece_id, set()).add(judge_id)

    def of(self, piece_id: str, asker: str) -> str | None:
        """Who may answer for this piece when this judge asks."""
        seats = self._seats.get(self._panels[piece_id], [])
        return consenter(seats, asker, self._barred.get(piece_id, ()))


class Leading:
    """Whoever leads a panel, before the marks of others are shown: pieces of which the own sheet is still owed."""

    def __init__(self, session: Session, judge_id: str) -> None:
        owed = pairs(Piece.id).where(marker == judge_id, REQUIRED)
        open_ = sa.or_(Sheet.id.is_(None), Sheet.state != SheetState.SUBMITTED)
        self._owed = set(session.scalars(owed.where(open_)))

    def has_marked(self, piece_id: str) -> bool:
        """Whether no sheet of this judge is owed for the piece."""
        return piece_id not in self._owed
