"""From figures and votes to a panel's lines: what a verdict is made of, whether it still holds, what seals with it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from judging import ledger
from judging.deliberation import rules
from judging.deliberation.model import Motion, RemarkCall, Verdict, VerdictLine
from judging.deliberation.terms import MotionKind, MotionState, VerdictUse
from judging.model import Panel, Piece, Round, Standing

UNDER_WAY = N_("“%(panel)s” đang chấm lại %(count)s bài; tổ trưởng hoặc thư ký cần kết thúc việc chấm lại.")
UNVOTED = N_("“%(panel)s” còn %(count)s việc chưa biểu quyết xong.")
OUTDATED = N_("“%(panel)s” cần lập lại đề xuất giải: điểm hoặc biểu quyết đã thay đổi sau khi lập.")
NO_VERDICT = N_("“%(panel)s” chưa lập đề xuất giải.")


def voted(session: Session, panel_id: str) -> dict[str, tuple[str, str]]:
    """(motion id, tier) by piece of what the panel voted, the last vote of each piece."""
    query = (
        sa.select(Piece.id, Motion.id, Motion.tier)
        .join(Piece, Piece.id == Motion.piece_id)
        .where(
            Motion.panel_id == panel_id, Motion.kind == MotionKind.TIER, Motion.state == MotionState.PASSED
        )
        .order_by(Motion.closed_at, Motion.id)
    )
    return {piece_id: (motion_id, tier) for piece_id, motion_id, tier in session.execute(query)}


def ranked(session: Session, panel_id: str) -> list[rules.Ranked]:
    """The panel's pieces with their official marks, by rank and code."""
    query = (
        sa.select(Piece.id, Standing.hundredths)
        .join(Standing, Standing.piece_id == Piece.id)
        .where(Piece.panel_id == panel_id)
        .order_by(Standing.rank, Piece.code)
    )
    return [rules.Ranked(piece_id, mark) for piece_id, mark in session.execute(query)]


def basis(standings: list[rules.Ranked], votes: dict[str, tuple[str, str]]) -> str:
    """SHA-256 over the figures and the votes that a verdict is made of."""
    marks = sorted([one.piece_id, one.hundredths] for one in standings)
    return ledger.digest([marks, sorted([piece_id, *vote] for piece_id, vote in votes.items())])


def unended(session: Session, round_id: str) -> list[Reason]:
    """Why the marking cannot end yet: panels that are marking a piece again."""
    query = (
        sa.select(Panel.name, sa.func.count())
        .join(Piece, Piece.panel_id == Panel.id)
        .join(RemarkCall, RemarkCall.piece_id == Piece.id)
        .where(Panel.round_id == round_id, RemarkCall.ended_at.is_(None))
    )
    return _by_panel(session, query, UNDER_WAY)


def unsettled(session: Session, round_id: str) -> list[Reason]:
    """Why results cannot be sealed yet: votes still open, verdicts of other figures, verdicts that must be there."""
    query = (
        sa.select(Panel.name, sa.func.count())
        .join(Motion, Motion.panel_id == Panel.id)
        .where(Panel.round_id == round_id, Motion.state == MotionState.OPEN)
    )
    reasons = _by_panel(session, query, UNVOTED)
    terms = rules.terms(session.scalars(sa.select(Round.deliberation).where(Round.id == round_id)).one())
    must = terms.proposes and terms.verdict is VerdictUse.REQUIRED
    for panel, verdict in session.execute(_verdicts(round_id)):
        if verdict is None and must:
            reasons.append(Reason(NO_VERDICT, None, None, {"panel": panel.name}))
        elif verdict is not None and verdict.basis != _now(session, panel.id):
            reasons.append(Reason(OUTDATED, None, None, {"panel": panel.name}))
    return reasons


def _by_panel(session: Session, query: sa.Select[*tuple[Any, ...]], message: str) -> list[Reason]:
    rows = session.execute(query.group_by(Panel.id, Panel.name).order_by(Panel.name))
    return [Reason(message, None, None, {"panel": name, "count": count}) for name, count in rows]


def _verdicts(round_id: str) -> sa.Select[*tuple[Any, ...]]:
    judged = sa.exists().where(Piece.panel_id == Panel.id)
    return (
        sa.select(Panel, Verdict)
        .outerjoin(Verdict, Verdict.panel_id == Panel.id)
        .where(Panel.round_id == round_id, judged)
        .order_by(Panel.name)
    )


def _now(session: Session, panel_id: str) -> str:
    return basis(ranked(session, panel_id), voted(session, panel_id))


def sealed_part(session: Session, round_id: str) -> list[list[Any]]:
    """What of the verdicts the seal of the results covers: per panel cut-offs and lines by code; [] without any."""
    codes = (
        sa.select(Panel.name, Verdict.cutoffs, Piece.code, VerdictLine.tier)
        .join(Verdict, Verdict.panel_id == Panel.id)
        .join(VerdictLine, VerdictLine.verdict_id == Verdict.id)
        .join(Piece, Piece.id == VerdictLine.piece_id)
        .where(Panel.round_id == round_id)
    )
    return sorted(
        [name, sorted(cutoffs.items()), code, tier] for name, cutoffs, code, tier in session.execute(codes)
    )
