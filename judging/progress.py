"""How far a round is: counts for the board, the sheets that are missing, waivers, and the close."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.codes import new_id
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_, nfc
from judging import ledger
from judging.aggregation import Lack, obstacles
from judging.deliberation.lines import unended
from judging.design.model import Assigned
from judging.facts import MissingSheet, PanelProgress
from judging.marks.pending import unanswered
from judging.model import Barred, Judge, Panel, Piece, Round, Seat, Sheet, Waiver, Wanted
from judging.rounds import still_open
from judging.terms import SheetState, Stage, Wish

LONGEST_REASON = 1000
NOT_REQUIRED = N_("Phiếu chấm này không có trong vòng chấm hoặc không bắt buộc.")
GIVEN = N_("Phiếu chấm này đã nộp nên không cần miễn.")
NO_PIECES = N_("Vòng chấm chưa có bài nào.")

marker: sa.ColumnElement[str] = sa.func.coalesce(Assigned.judge_id, Seat.judge_id)
"""The judge of a pair: on a listed panel who is assigned, on another whoever has a seat."""
REQUIRED = sa.and_(marker.is_not(None), Barred.id.is_(None), Waiver.id.is_(None))
"""A pair of judge and piece from which a sheet is required."""
SUBMITTED = sa.and_(REQUIRED, Sheet.state == SheetState.SUBMITTED)
STARTED = sa.and_(REQUIRED, Sheet.state == SheetState.DRAFT)


def pairs(*columns: Any) -> sa.Select[Any]:
    """Every pair of a piece and a judge who marks it, with what bars, waives or fills its sheet.

    All judges of a panel mark all its pieces, but where the panel is listed: there judging_assigned says who does. A
    piece that nobody marks stands there once, without a judge.
    """
    return (
        sa.select(*columns)
        .select_from(Piece)
        .join(Panel, Panel.id == Piece.panel_id)
        .outerjoin(Assigned, sa.and_(Panel.listed, Assigned.piece_id == Piece.id))
        .outerjoin(Seat, sa.and_(sa.not_(Panel.listed), Seat.panel_id == Piece.panel_id))
        .outerjoin(Barred, sa.and_(Barred.piece_id == Piece.id, Barred.judge_id == marker))
        .outerjoin(Waiver, sa.and_(Waiver.piece_id == Piece.id, Waiver.judge_id == marker))
        .outerjoin(Sheet, sa.and_(Sheet.piece_id == Piece.id, Sheet.judge_id == marker))
    )


def board(session: Session, round_id: str) -> list[PanelProgress]:
    """The panels of a round by name with their counts; no code and no mark."""
    counted = _counts(round_id).subquery()
    judges = sa.select(sa.func.count()).where(Seat.panel_id == Panel.id).scalar_subquery()
    query = (
        sa.select(Panel.id, Panel.name, judges, *(sa.func.coalesce(column, 0) for column in counted.c[1:]))
        .outerjoin(counted, counted.c.panel_id == Panel.id)
        .where(Panel.round_id == round_id)
        .order_by(Panel.name, Panel.id)
    )
    return [PanelProgress(*row) for row in session.execute(query)]


def _counts(round_id: str) -> sa.Select[Any]:
    barred = sa.and_(marker.is_not(None), Barred.id.is_not(None))
    waived = sa.and_(marker.is_not(None), Barred.id.is_(None), Waiver.id.is_not(None))
    conditions = {
        "required": REQUIRED,
        "drafts": STARTED,
        "submitted": SUBMITTED,
        "barred": barred,
        "waived": waived,
    }
    pieces = sa.func.count(sa.distinct(Piece.id)).label("pieces")
    counts = (sa.func.count().filter(condition).label(name) for name, condition in conditions.items())
    return pairs(Piece.panel_id, pieces, *counts).where(Piece.round_id == round_id).group_by(Piece.panel_id)


def missing_sheets(session: Session, round_id: str) -> list[MissingSheet]:
    """Every required sheet that is not submitted, by panel, code and judge's number."""
    query = (
        pairs(Panel.name, Piece.id, Piece.code, Judge.id, Judge.number, Sheet.id.is_not(None))
        .join(Judge, Judge.id == marker)
        .where(Piece.round_id == round_id, REQUIRED, sa.not_(sa.func.coalesce(SUBMITTED, sa.false())))
        .order_by(Panel.name, Piece.code, Judge.number)
    )
    return [MissingSheet(*row) for row in session.execute(query)]


def lacks(session: Session, round_id: str) -> list[Lack]:
    """The pieces that wait for sheets, or can never have the least number of them."""
    least = sa.select(Round.least_sheets).where(Round.id == round_id).scalar_subquery()
    required = sa.func.count().filter(REQUIRED)
    missing = required - sa.func.count().filter(SUBMITTED)
    query = (
        pairs(Panel.name, Piece.code, missing, required)
        .where(Piece.round_id == round_id)
        .group_by(Piece.id, Panel.name, Piece.code)
        .having(sa.or_(missing > 0, required < least))
        .order_by(Panel.name, Piece.code)
    )
    return [Lack(*row) for row in session.execute(query)]


def waive(
    session: Session, piece_id: str, judge_id: str, reason: str, *, by: Actor, at: datetime
) -> Outcome[Waiver]:
    """Do without one required sheet, for a reason; the judge is no longer shown the piece."""
    reason = nfc(reason)
    round_id = session.scalar(sa.select(Piece.round_id).where(Piece.id == piece_id))
    closed = still_open(session, round_id) if round_id else None
    pair = pairs(Piece.round_id, Sheet.state).where(Piece.id == piece_id, marker == judge_id, REQUIRED)
    found = session.execute(pair).one_or_none()
    if found is None:
        return because(NOT_REQUIRED)
    given = Reason(GIVEN) if found.state is SheetState.SUBMITTED else None
    if refusal := gathered([closed, _reason_fault(reason), given]):
        return refusal
    salt, commitment = ledger.commitment(reason)
    made = Waiver(
        id=new_id(), piece_id=piece_id, judge_id=judge_id, reason=reason, salt=salt, given_by=by.account_id, given_at=at
    )  # fmt: skip
    session.add(made)
    body = {"piece": piece_id, "judge": judge_id, "reason": commitment, "by": by.account_id}
    ledger.append(session, found.round_id, "waived", body, at=at)
    return Done(made)


def _reason_fault(reason: str) -> Reason | None:
    if not reason:
        return Reason(N_("Phải ghi lý do miễn phiếu chấm."), "reason")
    too_long = Reason(N_("Lý do dài quá %(most)s ký tự."), "reason", None, {"most": LONGEST_REASON})
    return too_long if len(reason) > LONGEST_REASON else None


def close_round(session: Session, round_id: str, *, by: Actor, at: datetime) -> Outcome[Round]:
    """End the marking; nothing may be missing. From here on no judge can change anything."""
    closed = still_open(session, round_id)
    empty = session.scalar(sa.select(Piece.id).where(Piece.round_id == round_id).limit(1)) is None
    found = session.get_one(Round, round_id, populate_existing=True)
    waiting = [*obstacles(lacks(session, round_id), found.least_sheets), *unended(session, round_id)]
    waiting += unanswered(session, round_id)
    if refusal := gathered([closed, Reason(NO_PIECES) if empty else None, *waiting]):
        return refusal
    found.stage = Stage.CLOSED
    ledger.append(session, round_id, "closed", {"by": by.account_id}, at=at)
    session.add(Wanted(kind=Wish.HEAD.value, subject=round_id, wanted_at=at))
    return Done(found)
