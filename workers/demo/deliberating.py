"""A panel's meeting in a season that is over: the widest spread marked again, a vote, and every panel's lines by code."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_low

from sqlalchemy.orm import Session

from contests.awards.board import structure_of
from contests.awards.engine.facts import Ranked
from contests.awards.engine.filling import proposed
from contests.kernel.figures import steps
from contests.kernel.sessions import value_of
from contests.seasons.queries import tiers_of
from judging import service as judging

CALLED = "Điểm của các giám khảo về bài này chênh lệch nhiều; tổ xem lại sản phẩm và chấm lại."
AGAIN = "Sau khi xem lại mô hình cùng tổ, tôi điều chỉnh điểm theo mức chung."
AGREED = "Thống nhất kết quả chấm lại bài {code} và kết thúc phần thảo luận."
"""What is voted at the end of the meeting."""


def meet(session: Session, seated: Sequence[str], at: datetime) -> None:
    """A panel meets (its judges' ids, the chair first): all are there, one piece is marked again, all agree."""
    chair = seated[0]
    ((panel_id, _name),) = judging.my_sittings(session, chair)
    value_of(judging.note_attendance(session, chair, panel_id, seated, at=at))
    code = _mark_again(session, chair, panel_id, at + timedelta(minutes=10))
    later = at + timedelta(minutes=40)
    motion = value_of(judging.move(session, chair, panel_id, AGREED.format(code=code), at=later))
    for who in seated:
        value_of(judging.cast_vote(session, who, panel_id, motion, judging.Choice.YES, at=later))
    value_of(judging.close_motion(session, chair, panel_id, motion, at=later))


def _mark_again(session: Session, chair: str, panel_id: str, at: datetime) -> str:
    """Who stood lowest on the piece with the widest spread marks it as the others did; the piece's code."""
    seat = judging.sitting(session, chair, panel_id)
    if seat is None:
        raise LookupError(panel_id)
    widest = max(judging.pieces_beside(session, seat), key=lambda piece: (piece.spread, piece.code))
    shown = judging.beside(session, seat, widest.piece_id)
    if shown is None:
        raise LookupError(widest.code)
    lowest = min(shown.sheets, key=lambda sheet: sheet.total)
    marks = {
        key: steps(median_low(sheet.marks[key] for sheet in shown.sheets), seat.per_point)
        for key in lowest.marks
    }
    who = next(one.judge_id for one in seat.seats if one.number == lowest.number)
    value_of(judging.call_remark(session, chair, panel_id, widest.piece_id, CALLED, at=at))
    value_of(
        judging.give_again(
            session,
            who,
            panel_id,
            widest.piece_id,
            marks,
            lowest.comment,
            AGAIN,
            at=at + timedelta(minutes=15),
        )
    )
    value_of(judging.end_remark(session, chair, panel_id, widest.piece_id, at=at + timedelta(minutes=20)))
    return widest.code


def draw(session: Session, season_id: str, round_id: str, chairs: Sequence[str], at: datetime) -> None:
    """Every panel proposes tiers by the same cut-offs: where the award structure is filled by rank."""
    cutoffs = _cutoffs(session, season_id, round_id)
    for chair in chairs:
        for panel_id, _name in judging.my_sittings(session, chair):
            value_of(judging.enter_verdict(session, chair, panel_id, cutoffs, version=0, at=at))


def _cutoffs(session: Session, season_id: str, round_id: str) -> dict[str, int]:
    """The least mark in each tier, by the tier's code; a tier that nobody reaches has none."""
    standings = [
        Ranked(row.piece_id, row.hundredths, row.rank) for row in judging.standings(session, round_id)
    ]
    tiers = proposed(standings, structure_of(session, season_id)).tiers
    least: dict[str, int] = {}
    for one in standings:
        if tier_id := tiers[one.entry_id]:
            least[tier_id] = min(least.get(tier_id, one.hundredths), one.hundredths)
    found = [(tier.code, least[tier.id]) for tier in tiers_of(session, season_id) if tier.id in least]
    if any(above <= below for (_, above), (_, below) in pairwise(found)):
        raise ValueError("two tiers of the demo begin at the same mark")
    return dict(found)
