"""What a judge may see: the pieces of the judge's own panels, less what is barred or waived."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging.blinding import order_for
from judging.design.model import Assigned
from judging.model import (
    Barred,
    Judge,
    JudgeSession,
    Mark,
    Page,
    Panel,
    Piece,
    Round,
    RoundCriterion,
    Seat,
    Sheet,
    Waiver,
)
from judging.scoring import Scale
from judging.terms import SheetState, Stage
from judging.timetable.model import Slot


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is at the desk: a number in a round, and how far the appointment is."""

    judge_id: str
    number: int
    accepted_at: datetime | None
    declared_at: datetime | None
    round_id: str
    round_title: str
    stage: Stage
    closes_at: datetime | None
    per_point: int
    shown: bool
    """Whether pieces of the round have a time and a place at which they are shown."""

    @property
    def may_read(self) -> bool:
        """Nothing of a piece is served before the appointment is accepted and conflicts are declared."""
        return self.accepted_at is not None and self.declared_at is not None


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A piece in the judge's list. `total` in steps, None until the sheet is submitted."""

    piece_id: str
    code: str
    title: str
    field_name: str
    state: SheetState | None
    marked: int
    total: int | None


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """The judge's own sheet; version 0 while there is none."""

    version: int
    state: SheetState | None
    marks: Mapping[str, int]
    """Steps by criterion id."""
    comment: str
    saved_at: datetime | None
    submitted_at: datetime | None

    @property
    def locked(self) -> bool:
        """Whether it was submitted."""
        return self.state is SheetState.SUBMITTED


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as the sheet shows it."""

    scale: Scale
    help: str
    levels: str = ""
    """What marks of each level stand for, a line a level."""


@dataclass(frozen=True, slots=True)
class PieceSeen:
    """A piece with the judge's own sheet. `pages` are positions from 1 with width and height."""

    sheet: SheetSeen
    pages: tuple[tuple[int, int, int], ...]
    piece_id: str
    code: str
    title: str
    field_name: str
    text: Mapping[str, str]
    byline: str


@dataclass(frozen=True, slots=True)
class PageFile:
    """Where the bytes of a page are."""

    sha256: str
    media_type: str


# Statements are built once: building one costs more than running it.
JUDGE: sa.BindParameter[str] = sa.bindparam("judge")
PIECE: sa.BindParameter[str] = sa.bindparam("piece")


_SEATED = sa.exists().where(Seat.panel_id == Piece.panel_id, Seat.judge_id == JUDGE)
_ASSIGNED = sa.exists().where(Assigned.piece_id == Piece.id, Assigned.judge_id == JUDGE)
_GIVEN = sa.or_(sa.and_(sa.not_(Panel.listed), _SEATED), sa.and_(Panel.listed, _ASSIGNED))
"""All judges of a panel mark all its pieces, but where the panel is listed: there judging_assigned says who does."""


def mine(*columns: Any) -> sa.Select[Any]:
    """Columns of the pieces that the judge `:judge` marks, and of that judge's own sheets; nobody else's, ever."""
    return (
        sa.select(*columns)
        .select_from(Piece)
        .join(Judge, sa.and_(Judge.round_id == Piece.round_id, Judge.id == JUDGE))
        .join(Panel, Panel.id == Piece.panel_id)
        .join(Round, Round.id == Piece.round_id)
        .outerjoin(Barred, sa.and_(Barred.piece_id == Piece.id, Barred.judge_id == JUDGE))
        .outerjoin(Waiver, sa.and_(Waiver.piece_id == Piece.id, Waiver.judge_id == JUDGE))
        .outerjoin(Sheet, sa.and_(Sheet.piece_id == Piece.id, Sheet.judge_id == JUDGE))
        .where(
            Judge.accepted_at.is_not(None), Judge.declared_at.is_not(None), Round.stage != Stage.SEALED,
            Barred.id.is_(None), Waiver.id.is_(None), _GIVEN,
        )
    )  # fmt: skip


_AT_DESK: sa.Select[Any] = (
    sa.select(*cast("tuple[Any, ...]", (
        Judge.id, Judge.number, Judge.accepted_at, Judge.declared_at, Round.id, Round.title, Round.stage,
        Round.closes_at, Round.steps_per_point, sa.exists().where(Slot.round_id == Round.id),
    )))
    .join(JudgeSession, JudgeSession.judge_id == Judge.id)
    .join(Round, Round.id == Judge.round_id)
    .where(JudgeSession.token_hash == sa.bindparam("token"), JudgeSession.expires_at > sa.bindparam("at"))
    .where(Judge.ended_at.is_(None))
)  # fmt: skip
_MARKED = sa.select(sa.func.count()).where(Mark.sheet_id == Sheet.id).scalar_subquery()
_LIST = mine(Piece.id, Piece.code, Piece.title, Piece.field_name, Sheet.state, _MARKED, Sheet.total)
_ONE = mine(
    Piece.id, Piece.code, Piece.title, Piece.field_name, Piece.text, Piece.byline, Sheet.id,
    sa.func.coalesce(Sheet.version, 0), Sheet.state, Sheet.comment, Sheet.saved_at, Sheet.submitted_at,
).where(Piece.id == PIECE)  # fmt: skip
_PAGE = (
    mine(Page.sha256, Page.media_type)
    .join(Page, Page.piece_id == Piece.id)
    .where(Piece.id == PIECE, Page.position == sa.bindparam("position"))
)
_PAGES = (
    sa.select(Page.position, Page.width, Page.height).where(Page.piece_id == PIECE).order_by(Page.position)
)
_IDS = mine(Piece.id)
_RUBRIC = (
    sa.select(
        RoundCriterion.id,
        RoundCriterion.title,
        RoundCriterion.most_steps,
        RoundCriterion.help,
        RoundCriterion.levels,
    )
    .where(RoundCriterion.round_id == sa.bindparam("round"))
    .order_by(RoundCriterion.position)
)
_MARKS = sa.select(Mark.criterion_id, Mark.steps).where(Mark.sheet_id == sa.bindparam("sheet"))


def at_desk(session: Session, token_hash: str, at: datetime) -> Desk | None:
    """Who holds this sign-in at a moment."""
    row = session.execute(_AT_DESK, {"token": token_hash, "at": at}).one_or_none()
    return Desk(*row) if row else None


def my_pieces(session: Session, judge_id: str) -> list[PieceRow]:
    """The judge's pieces in the judge's own order."""
    rows = {row[0]: PieceRow(*row) for row in session.execute(_LIST, {"judge": judge_id})}
    return [rows[piece_id] for piece_id in order_for(judge_id, rows)]


def my_piece(session: Session, judge_id: str, piece_id: str) -> PieceSeen | None:
    """One piece with its pages and the judge's sheet; None alike for what is not there and what is another's."""
    row = session.execute(_ONE, {"judge": judge_id, "piece": piece_id}).one_or_none()
    if row is None:
        return None
    shown: tuple[Any, ...] = row[:6]
    sheet_id, version, state, comment, saved_at, submitted_at = row[6:]
    marks = marks_of(session, sheet_id) if sheet_id else {}
    sheet = SheetSeen(version, state, marks, comment or "", saved_at, submitted_at)
    pages = session.execute(_PAGES, {"piece": piece_id})
    return PieceSeen(sheet, tuple((place, width, height) for place, width, height in pages), *shown)


def my_page(session: Session, judge_id: str, piece_id: str, position: int) -> PageFile | None:
    """Where one page of one of the judge's pieces lies."""
    values = {"judge": judge_id, "piece": piece_id, "position": position}
    row = session.execute(_PAGE, values).one_or_none()
    return PageFile(*row) if row else None


def around(session: Session, judge_id: str, piece_id: str) -> tuple[str | None, str | None]:
    """The pieces before and after this one in the judge's own order."""
    order = order_for(judge_id, {piece_id, *session.scalars(_IDS, {"judge": judge_id})})
    place = order.index(piece_id)
    before = order[place - 1] if place else None
    return before, order[place + 1] if place + 1 < len(order) else None


def rubric(session: Session, round_id: str, per_point: int) -> list[Criterion]:
    """The criteria of a round in order."""
    return [
        Criterion(Scale(key, f"mark-{key}", title, most, per_point), words, levels)
        for key, title, most, words, levels in session.execute(_RUBRIC, {"round": round_id})
    ]


def marks_of(session: Session, sheet_id: str) -> dict[str, int]:
    """The marks of a sheet in steps, by criterion id."""
    return dict(session.execute(_MARKS, {"sheet": sheet_id}).all())
