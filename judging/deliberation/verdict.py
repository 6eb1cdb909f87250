"""The verdict: cut-offs entered by a panel's chair or secretary, tiers by code, before any name is seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from contests.kernel.errors import STALE, Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_
from judging import ledger
from judging.deliberation import lines, rules
from judging.deliberation.facts import LineSeen, PieceVotes, Sitting, VerdictRow, VerdictSeen
from judging.deliberation.meeting import held, leading
from judging.deliberation.model import Motion, Verdict, VerdictLine
from judging.deliberation.terms import MotionKind, MotionState
from judging.marking import NOT_YOURS
from judging.model import Panel, Piece, Round, Standing
from judging.terms import Stage

VOTING = N_("Tổ còn việc chưa biểu quyết xong nên chưa lập đề xuất giải được.")


def enter_verdict(
    session: Session,
    judge_id: str,
    panel_id: str,
    cutoffs: Mapping[str, int],
    *,
    version: int,
    at: datetime,
) -> Outcome[Verdict]:
    """Propose tiers: each piece the highest tier whose cut-off (hundredths, by tier) it reaches, or what was voted.

    Entered again it replaces the one before; `version` is what the page showed, 0 for none.
    """
    seat = held(session, judge_id, panel_id)
    if seat is None or not seat.draws_lines:
        return because(NOT_YOURS)
    standings, votes = lines.ranked(session, panel_id), lines.voted(session, panel_id)
    proposed = rules.lines(standings, seat.terms.tiers, cutoffs, votes)
    known = _of_panel(session, panel_id)
    stale = Reason(STALE) if version != (known.version if known else 0) else None
    unfit = _unfit(seat, cutoffs, proposed)
    if refusal := gathered([leading(seat), stale, _voting(session, panel_id), *unfit]):
        return refusal
    made = known or Verdict(id=new_id(), panel_id=panel_id)
    made.cutoffs, made.basis = dict(cutoffs), lines.basis(standings, votes)
    made.entered_by, made.entered_at = judge_id, at
    _write(session, made, proposed)
    ledger.append(session, seat.round_id, "verdict", _on_record(made, proposed), at=at)
    return Done(made)


def _unfit(seat: Sitting, cutoffs: Mapping[str, int], proposed: list[rules.Line]) -> list[Reason]:
    tiers = seat.terms.tiers
    return [*rules.faults_of_cutoffs(tiers, cutoffs), *rules.faults_of_lines(tiers, proposed)]


def _voting(session: Session, panel_id: str) -> Reason | None:
    own = sa.select(Motion.id).where(Motion.panel_id == panel_id, Motion.state == MotionState.OPEN)
    return Reason(VOTING) if session.scalar(own.limit(1)) else None


def _of_panel(session: Session, panel_id: str) -> Verdict | None:
    own = sa.select(Verdict).where(Verdict.panel_id == panel_id)
    return session.scalar(own.execution_options(populate_existing=True))


def _write(session: Session, made: Verdict, proposed: list[rules.Line]) -> None:
    session.add(made)
    session.flush()
    session.execute(sa.delete(VerdictLine).where(VerdictLine.verdict_id == made.id))
    rows = [
        {
            "piece_id": line.piece_id,
            "verdict_id": made.id,
            "tier": line.tier,
            "motion_id": line.motion_id,
        }
        for line in proposed
    ]
    session.execute(sa.insert(VerdictLine), rows)


def _on_record(made: Verdict, proposed: list[rules.Line]) -> dict[str, Any]:
    drawn = sorted([line.piece_id, line.tier, line.motion_id or ""] for line in proposed)
    return {
        "panel": made.panel_id,
        "cutoffs": made.cutoffs,
        "lines": drawn,
        "basis": made.basis,
        "by": made.entered_by,
    }


def verdict_of(session: Session, seat: Sitting) -> VerdictSeen:
    """What the panel proposes as it was entered last; before that every piece without a tier."""
    known = _of_panel(session, seat.panel_id)
    query = (
        sa.select(
            Piece.id, Piece.code, Standing.hundredths, Standing.rank, VerdictLine.tier, VerdictLine.motion_id
        )
        .join(Standing, Standing.piece_id == Piece.id)
        .outerjoin(VerdictLine, VerdictLine.piece_id == Piece.id)
        .where(Piece.panel_id == seat.panel_id)
        .order_by(Standing.rank, Piece.code)
    )
    drawn = tuple(
        LineSeen(piece_id, code, mark, rank, tier or "", motion is not None)
        for piece_id, code, mark, rank, tier, motion in session.execute(query)
    )
    if known is None:
        return VerdictSeen(0, {}, None, False, drawn)
    now = lines.basis(lines.ranked(session, seat.panel_id), lines.voted(session, seat.panel_id))
    return VerdictSeen(known.version, known.cutoffs, known.entered_at, now != known.basis, drawn)


def verdicts(session: Session, round_id: str) -> list[VerdictRow]:
    """The proposed tiers of every panel that proposed some; nothing until the results are sealed."""
    query = (
        sa.select(Piece.id, Panel.name, VerdictLine.tier, VerdictLine.motion_id)
        .join(Piece, Piece.id == VerdictLine.piece_id)
        .join(Panel, Panel.id == Piece.panel_id)
        .join(Round, Round.id == Panel.round_id)
        .where(Round.id == round_id, Round.stage == Stage.SEALED)
    )
    return [
        VerdictRow(piece, panel, tier, motion is not None)
        for piece, panel, tier, motion in session.execute(query)
    ]


DECIDED = (MotionState.PASSED, MotionState.FAILED)
"""How a vote ends that decided something: one without a quorum did not."""


def tier_votes(session: Session, round_id: str) -> list[PieceVotes]:
    """The last vote with a quorum on a tier for every piece that had one; nothing until the results are sealed."""
    query = (
        sa.select(Motion.piece_id, Motion.yes, Motion.eligible)
        .join(Piece, Piece.id == Motion.piece_id)
        .join(Round, Round.id == Piece.round_id)
        .where(Round.id == round_id, Round.stage == Stage.SEALED)
        .where(Motion.kind == MotionKind.TIER, Motion.state.in_(DECIDED), Motion.eligible > 0)
        .order_by(Motion.closed_at, Motion.id)
    )
    last = {
        piece: PieceVotes(piece, yes, eligible) for piece, yes, eligible in session.execute(query) if piece
    }
    return list(last.values())
