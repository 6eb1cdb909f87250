"""A panel of five whose sheets are all in: a chair, a secretary and three members, under terms given by hand."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.sessions import value_of
from judging import service as judging
from judging.model import Seat
from tests.factories import NOON
from tests.factories_judging import FACTS, OF, Made, exhibit, fill_sheet, make_round

TERMS: Mapping[str, Any] = {
    "spread_limit": 15,
    "quorum": "two_thirds",
    "majority": "half",
    "verdict": "offered",
    "tiers": [
        {"code": "NHAT", "title": "Giải Nhất", "quota": 1, "least_hundredths": 8000},
        {"code": "NHI", "title": "Giải Nhì", "quota": 2, "least_hundredths": 7000},
        {"code": "KK", "title": "Giải Khuyến khích", "quota": None, "least_hundredths": None},
    ],
}
CHAIR, SECRETARY, *MEMBERS = range(5)
MARKS = (("20", "20,5", "30"), ("25", "25", "35"), ("15", "15", "25"))
"""What every judge gives the first, the second and the third piece: 70,5, 85 and 55 points."""


def panel_facts(**terms: Any) -> judging.RoundFacts:
    return dataclasses.replace(FACTS, deliberation={**TERMS, **terms})


def make_panel(session: Session, *, judges: int = 5, filled: bool = True, **terms: Any) -> Made:
    """The panel with three pieces, all sheets submitted where `filled`."""
    exhibits = [exhibit(1), exhibit(2), exhibit(3)]
    made = make_round(session, judges=judges, exhibits=exhibits, facts=panel_facts(**terms))
    for place, role in enumerate((judging.SeatRole.CHAIR, judging.SeatRole.SECRETARY)):
        session.execute(sa.update(Seat).where(Seat.judge_id == made.judges[place]).values(role=role))
    if filled:
        for judge in range(judges):
            fill_pieces(session, made, judge)
    return made


def fill_pieces(session: Session, made: Made, judge: int, pieces: Sequence[int] = (0, 1, 2)) -> None:
    for piece in pieces:
        fill_sheet(session, made, judge, piece, *MARKS[piece])


def attend(session: Session, made: Made, *judges: int) -> None:
    """The chair notes these judges as present; all of them where none is named."""
    present = [made.judges[judge] for judge in judges] if judges else list(made.judges)
    value_of(judging.note_attendance(session, made.judges[CHAIR], made.panel_id, present, at=NOON))


def move_tier(session: Session, made: Made, piece: int, tier: str) -> str:
    who, what = made.judges[CHAIR], made.pieces[piece].piece_id
    reason = "Giải pháp đã được áp dụng ở nhiều trường."
    return value_of(judging.move_tier(session, who, made.panel_id, what, tier, reason, at=NOON))


def vote(session: Session, made: Made, motion: str, votes: Sequence[str]) -> judging.MotionState:
    """The judges vote in the order of their seats, and the chair closes the vote."""
    for judge, choice in zip(made.judges, votes, strict=False):
        value_of(judging.cast_vote(session, judge, made.panel_id, motion, judging.Choice(choice), at=NOON))
    return value_of(judging.close_motion(session, made.judges[CHAIR], made.panel_id, motion, at=NOON))


def end_marking(session: Session, made: Made) -> None:
    """Close the round and compute its figures."""
    value_of(judging.close_round(session, made.round_id, **OF))
    value_of(judging.compute_standings(session, made.round_id, **OF))


def draw(session: Session, made: Made, cutoffs: Mapping[str, int], version: int = 0) -> Any:
    return judging.enter_verdict(
        session, made.judges[SECRETARY], made.panel_id, cutoffs, version=version, at=NOON
    )
