"""Judges' desks at other moments of a round: a panel that meets, a piece marked again, figures to be sealed."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from contests.kernel.sessions import value_of
from judging import service as judging
from tests.factories import NOON
from tests.factories_deliberation import CHAIR, MEMBERS, attend, end_marking, make_panel, move_tier
from tests.factories_judging import Made


@dataclass(frozen=True)
class Desk:
    """A judge's secret and what there is to ask for at this desk."""

    token: str
    ids: dict[str, str]


def make_desks(session: Session) -> dict[str, Desk]:
    """The desk of a chair at a meeting, of a judge who marks a piece again, of a chair who seals."""
    met, figures = make_panel(session), make_panel(session)
    attend(session, met)
    motion = move_tier(session, met, 0, "NHI")
    reason = "Các phiếu cách xa nhau."
    value_of(
        judging.call_remark(session, met.judges[CHAIR], met.panel_id, met.pieces[2].piece_id, reason, at=NOON)
    )
    end_marking(session, figures)
    return {
        "meeting": _desk(session, met, CHAIR, piece=1, motion_id=motion),
        "again": _desk(session, met, MEMBERS[0], piece=2),
        "figures": _desk(session, figures, CHAIR, piece=0),
    }


def _desk(session: Session, made: Made, judge: int, *, piece: int, **more: str) -> Desk:
    token = judging.open_session(session, made.judges[judge], expires_at=NOON + timedelta(days=1))
    return Desk(token, {"piece_id": made.pieces[piece].piece_id, "panel_id": made.panel_id, **more})
