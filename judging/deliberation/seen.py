"""What a judge of a panel sees once all its sheets are in: nothing of it is there before, or for anyone else.

A piece that a judge is barred from stays unseen, with its sheets and its motions.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from judging.deliberation import rules
from judging.deliberation.facts import (
    Beside,
    CallSeen,
    PassSeen,
    SeatSeen,
    SheetBeside,
    SheetsOfPiece,
    Sitting,
)
from judging.deliberation.model import Attendance, Pass, RemarkCall
from judging.model import Barred, Judge, Mark, Panel, Piece, Round, Seat, Sheet, Standing
from judging.progress import REQUIRED, SUBMITTED, marker, pairs
from judging.sealing.model import Substitute
from judging.terms import SeatRole, Stage

_BARRED = aliased(Barred)


def gathered_panels(judge_id: str) -> sa.Select[*tuple[Any, ...]]:
    """The panels, all of whose required sheets are submitted, that a judge has a seat on or was named a substitute for,
    until the results are sealed."""
    required, given = sa.func.count().filter(REQUIRED), sa.func.count().filter(SUBMITTED)
    whole = (
        pairs(Piece.panel_id)
        .where(Piece.panel_id.in_(sa.union(_named(Seat, judge_id), _named(Substitute, judge_id))))
        .group_by(Piece.panel_id)
        .having(given > 0, given == required)
    )
    seat = sa.and_(Seat.panel_id == Panel.id, Seat.judge_id == judge_id)
    role = sa.func.coalesce(Seat.role, SeatRole.MEMBER.value)
    return (
        sa.select(Panel, Round, role, Panel.id.in_(_named(Substitute, judge_id)))
        .join(Round, Round.id == Panel.round_id)
        .outerjoin(Seat, seat)
        .where(Round.stage != Stage.SEALED, Panel.id.in_(whole))
        .order_by(Panel.name)
    )


def _named(table: type[Seat] | type[Substitute], judge_id: str) -> sa.Select[str]:
    return sa.select(table.panel_id).where(table.judge_id == judge_id)


def my_sittings(session: Session, judge_id: str) -> list[tuple[str, str]]:
    """The judge's panels that may deliberate now: (panel id, name)."""
    return [(panel.id, panel.name) for panel, *_ in session.execute(gathered_panels(judge_id))]


def sitting(session: Session, judge_id: str, panel_id: str) -> Sitting | None:
    """The panel in deliberation; None while a sheet is missing, after the sealing, and for who has no place there."""
    own = gathered_panels(judge_id).where(Panel.id == panel_id)
    found = session.execute(own, execution_options={"populate_existing": True}).one_or_none()
    if found is None:
        return None
    panel, round_, role, stands_in = found
    return Sitting(
        panel.id, panel.name, round_.id, round_.title, round_.stage, round_.computed_at is not None,
        round_.steps_per_point, rules.terms(round_.deliberation), judge_id, SeatRole(role), bool(stands_in),
        seats_of(session, panel_id),
    )  # fmt: skip


def seats_of(session: Session, panel_id: str) -> tuple[SeatSeen, ...]:
    """The judges of a panel by number, with their attendance."""
    noted = sa.and_(Attendance.panel_id == Seat.panel_id, Attendance.judge_id == Seat.judge_id)
    columns: tuple[Any, ...] = (Judge.id, Judge.number, Seat.role, Attendance.present)
    query = (
        sa.select(*columns)
        .join(Seat, Seat.judge_id == Judge.id)
        .outerjoin(Attendance, noted)
        .where(Seat.panel_id == panel_id, Judge.ended_at.is_(None))
    )
    return tuple(SeatSeen(*row) for row in session.execute(query.order_by(Judge.number)))


def unbarred(judge_id: str) -> sa.ColumnElement[bool]:
    """Pieces that the judge is not barred from."""
    return Piece.id.not_in(sa.select(_BARRED.piece_id).where(_BARRED.judge_id == judge_id))


def pieces_beside(session: Session, seat: Sitting) -> list[SheetsOfPiece]:
    """The panel's pieces that this judge is not barred from, with all totals; wide spreads first, then by code.

    Who is barred from one is told no rank at all: the one that lacks among the others would be that piece's.
    """
    rows = all_pieces(session, seat, unbarred(seat.judge_id))
    if seat.stage is not Stage.CLOSED:
        return rows
    kept = sa.select(Piece.id).where(Piece.panel_id == seat.panel_id, sa.not_(unbarred(seat.judge_id)))
    return [replace(row, rank=None) for row in rows] if session.scalar(kept.limit(1)) else rows


def all_pieces(session: Session, seat: Sitting, *only: sa.ColumnElement[bool]) -> list[SheetsOfPiece]:
    """Every piece of the panel; spreads beyond the limit first, the widest on top, then by code."""
    columns: tuple[Any, ...] = (
        Piece.id, Piece.code, Piece.title, Piece.field_name, Judge.number, Sheet.total, Standing.hundredths,
        Standing.rank,
    )  # fmt: skip
    query = (
        pairs(*columns)
        .join(Judge, Judge.id == marker)
        .outerjoin(Standing, Standing.piece_id == Piece.id)
        .where(Piece.panel_id == seat.panel_id, SUBMITTED, *only)
        .order_by(Piece.code, Judge.number)
    )
    by_piece: dict[str, list[Any]] = {}
    for row in session.execute(query):
        by_piece.setdefault(row[0], []).append(row)
    passes, calls = _passes(session, seat.panel_id), _open_calls(session, seat.panel_id)
    found = [
        _piece(seat, own, passes.get(piece_id, 1), piece_id in calls) for piece_id, own in by_piece.items()
    ]
    return sorted(found, key=lambda one: (not one.wide, -one.spread if one.wide else 0, one.code))


def _piece(seat: Sitting, own: Sequence[Any], passes: int, remarking: bool) -> SheetsOfPiece:
    piece_id, code, title, field_name, _, _, hundredths, rank = own[0]
    totals = {row[4]: row[5] for row in own}
    apart = rules.spread(totals.values())
    wide = rules.wide(apart, seat.terms.spread_limit, seat.per_point)
    figure = (hundredths, rank) if seat.stage is Stage.CLOSED else (None, None)
    return SheetsOfPiece(piece_id, code, title, field_name, totals, apart, wide, passes, remarking, *figure)


def _passes(session: Session, panel_id: str) -> dict[str, int]:
    query = (
        sa.select(Piece.id, sa.func.max(Pass.number))
        .join(Sheet, Sheet.piece_id == Piece.id)
        .join(Pass, Pass.sheet_id == Sheet.id)
        .where(Piece.panel_id == panel_id)
        .group_by(Piece.id)
    )
    return dict(session.execute(query).all())


def _open_calls(session: Session, panel_id: str) -> set[str]:
    query = (
        sa.select(RemarkCall.piece_id)
        .join(Piece, Piece.id == RemarkCall.piece_id)
        .where(Piece.panel_id == panel_id, RemarkCall.ended_at.is_(None))
    )
    return set(session.scalars(query))


def beside(session: Session, seat: Sitting, piece_id: str) -> Beside | None:
    """One piece's sheets side by side with their history; None for a piece elsewhere or barred."""
    own = (Piece.id == piece_id, Piece.panel_id == seat.panel_id, unbarred(seat.judge_id))
    piece = session.scalar(sa.select(Piece).where(*own))
    if piece is None:
        return None
    sheets = _sheets(session, piece_id)
    passes, calls = _history(session, piece_id), _calls(session, piece_id)
    apart = rules.spread([sheet.total for sheet in sheets.values()])
    wide = rules.wide(apart, seat.terms.spread_limit, seat.per_point)
    given = _given(session, piece_id, seat.judge_id)
    return Beside(
        piece.id, piece.code, piece.title, piece.field_name, apart, wide, tuple(sheets.values()), passes, calls,
        sheets.get(seat.judge_id), given,
    )  # fmt: skip


def _sheets(session: Session, piece_id: str) -> dict[str, SheetBeside]:
    columns: tuple[Any, ...] = (
        Sheet.id, Judge.id, Judge.number, Sheet.total, Sheet.comment, Sheet.submitted_at,
    )  # fmt: skip
    query = (
        pairs(*columns)
        .join(Judge, Judge.id == marker)
        .where(Piece.id == piece_id, SUBMITTED)
        .order_by(Judge.number)
    )
    rows = session.execute(query).all()
    marks: dict[str, dict[str, int]] = {row[0]: {} for row in rows}
    own = sa.select(Mark.sheet_id, Mark.criterion_id, Mark.steps).where(Mark.sheet_id.in_(marks))
    for sheet_id, criterion_id, steps in session.execute(own):
        marks[sheet_id][criterion_id] = steps
    return {
        judge_id: SheetBeside(number, marks[sheet_id], total, comment, submitted_at)
        for sheet_id, judge_id, number, total, comment, submitted_at in rows
    }


def _history(session: Session, piece_id: str) -> tuple[PassSeen, ...]:
    columns: tuple[Any, ...] = (Pass.number, Judge.number, Pass.marks, Pass.total, Pass.reason, Pass.given_at)
    query = (
        sa.select(*columns)
        .join(Sheet, Sheet.id == Pass.sheet_id)
        .join(Judge, Judge.id == Sheet.judge_id)
        .where(Sheet.piece_id == piece_id)
        .order_by(Judge.number, Pass.number)
    )
    return tuple(PassSeen(*row) for row in session.execute(query))


def _calls(session: Session, piece_id: str) -> tuple[CallSeen, ...]:
    query = sa.select(RemarkCall).where(RemarkCall.piece_id == piece_id).order_by(RemarkCall.called_at)
    return tuple(
        CallSeen(call.id, call.reason, call.called_at, call.ended_at) for call in session.scalars(query)
    )


def _given(session: Session, piece_id: str, judge_id: str) -> bool:
    query = (
        sa.select(Pass.id)
        .join(RemarkCall, RemarkCall.id == Pass.call_id)
        .join(Sheet, Sheet.id == Pass.sheet_id)
        .where(RemarkCall.piece_id == piece_id, RemarkCall.ended_at.is_(None), Sheet.judge_id == judge_id)
    )
    return session.scalar(query.limit(1)) is not None
