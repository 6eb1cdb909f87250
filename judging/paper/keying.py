"""Keying paper sheets in: twice by two clerks who do not see each other's, a third look where the marks differ.

Where all judges of a panel mark all its pieces, any of them may be keyed for any piece: whether a judge is barred from
one is not said here, because a clerk may know whose conflict that is. A sheet that does not count stays out of the
figure by itself. Where pieces were given out by list, a sheet that nobody was asked for is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.codes import new_id
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.text import N_
from judging.design.model import Assigned
from judging.marking import clean, too_long
from judging.marks.merging import Contents
from judging.marks.saving import read_marks
from judging.model import Judge, Panel, Piece, Round, Seat
from judging.paper.model import SECOND_CLERK, Keying, Paper
from judging.paper.rules import read_label
from judging.paper.settling import settle
from judging.paper.terms import PaperState
from judging.rounds import still_open
from judging.scoring import Scale, missing
from judging.seen import rubric

NO_LABEL = N_("Mã phiếu gồm mã phách và số giám khảo, ví dụ PSWWP-3. Đề nghị xem lại trên phiếu giấy.")
NOT_THERE = N_("Không có phiếu giấy mang mã này trong vòng chấm.")
KEYED = N_("Phiếu giấy này đã được nhập đủ hai lần.")
NOT_DIFFERING = N_("Phiếu giấy này không chờ đối chiếu.")
NOT_YOUR_KEYING = N_("Chỉ người đã nhập mới rút lại được, và chỉ trước khi có người nhập lần hai.")
FIRST, SECOND, THIRD = 1, 2, 3
_SEATED = sa.exists().where(Seat.panel_id == Piece.panel_id, Seat.judge_id == Judge.id)
_ASSIGNED = sa.exists().where(Assigned.piece_id == Piece.id, Assigned.judge_id == Judge.id)
_LISTED = sa.exists().where(Panel.id == Piece.panel_id, Panel.listed)
_GIVEN = sa.or_(sa.and_(sa.not_(_LISTED), _SEATED), sa.and_(_LISTED, _ASSIGNED))
ASKED = sa.and_(Judge.round_id == Piece.round_id, _GIVEN)
"""The judges for whom there is a paper sheet of a piece: its panel's, or where the panel is listed, those it was given to."""


@dataclass(frozen=True, slots=True)
class PaperRead:
    """A paper sheet as somebody read it: the label as typed, marks as typed by criterion id, the comment."""

    label: str
    typed: Mapping[str, str]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Keyed:
    """What became of a paper sheet, and the accounts that keyed it so far."""

    paper_id: str
    state: PaperState
    clerks: tuple[str, ...]


def key_paper(session: Session, round_id: str, read: PaperRead, *, by: Actor, at: datetime) -> Outcome[Keyed]:
    """Key one paper sheet in for the first or the second time; what became of it."""
    closed = still_open(session, round_id)
    pair, wrong_label = _pair(session, round_id, read.label)
    contents, wrong = _contents(session, round_id, read)
    paper = _paper(session, *pair) if pair else None
    if refusal := gathered([closed, wrong_label, *wrong, *_twice(session, paper, by)]):
        return refusal
    if paper is None and pair is not None:
        paper = _first(session, pair, contents, by, at)
    elif paper is not None:
        _second(session, paper, contents, by, at)
    return Done(_keyed(session, paper)) if paper else because(NOT_THERE)


def _keyed(session: Session, paper: Paper) -> Keyed:
    return Keyed(paper.id, paper.state, tuple(one.keyed_by for one in keyings(session, paper.id)))


def _pair(session: Session, round_id: str, typed: str) -> tuple[tuple[str, str] | None, Reason | None]:
    """(piece id, judge id) of a label; a judge who may be asked to mark the piece."""
    known = read_label(typed)
    if known is None:
        return None, Reason(NO_LABEL, "label")
    code, number = known
    query = (
        sa.select(Piece.id, Judge.id)
        .join(Judge, ASKED)
        .where(Piece.round_id == round_id, Piece.code == code, Judge.number == number)
    )
    row = session.execute(query).one_or_none()
    return ((row[0], row[1]), None) if row else (None, Reason(NOT_THERE, "label"))


def _contents(session: Session, round_id: str, read: PaperRead) -> tuple[Contents, list[Reason | None]]:
    marks, wrong = read_marks(read.typed, scales_of(session, round_id))
    gaps = [] if wrong else missing(scales_of(session, round_id), marks)
    comment = clean(read.comment)
    return Contents(marks, comment), [*wrong, *gaps, too_long(comment, "comment")]


def scales_of(session: Session, round_id: str) -> list[Scale]:
    """The scales of a round's criteria in their order."""
    per_point = session.scalars(sa.select(Round.steps_per_point).where(Round.id == round_id)).one()
    return [criterion.scale for criterion in rubric(session, round_id, per_point)]


def _paper(session: Session, piece_id: str, judge_id: str) -> Paper | None:
    own = sa.select(Paper).where(Paper.piece_id == piece_id, Paper.judge_id == judge_id)
    return session.scalar(own.with_for_update(), execution_options={"populate_existing": True})


def keyings(session: Session, paper_id: str) -> Sequence[Keying]:
    """What was read on a paper sheet so far, in order."""
    return session.scalars(sa.select(Keying).where(Keying.paper_id == paper_id).order_by(Keying.place)).all()


def _twice(session: Session, paper: Paper | None, by: Actor) -> list[Reason | None]:
    if paper is None:
        return []
    full = None if paper.state is PaperState.ONCE else Reason(KEYED)
    own = any(keying.keyed_by == by.account_id for keying in keyings(session, paper.id))
    return [full, Reason(SECOND_CLERK) if own and not full else None]


def _first(session: Session, pair: tuple[str, str], contents: Contents, by: Actor, at: datetime) -> Paper:
    paper = Paper(id=new_id(), piece_id=pair[0], judge_id=pair[1], state=PaperState.ONCE)
    session.add(paper)
    session.flush()
    _note(session, paper, FIRST, contents, by, at)
    return paper


def _second(session: Session, paper: Paper, contents: Contents, by: Actor, at: datetime) -> None:
    first = keyings(session, paper.id)[0]
    _note(session, paper, SECOND, contents, by, at)
    if first.marks != dict(contents.marks):
        paper.state = PaperState.DIFFERS
        return
    fuller = max(first.comment, contents.comment, key=len)
    both = Contents(contents.marks, fuller)
    settle(session, paper, both, [first.keyed_by, by.account_id], at)


def _note(session: Session, paper: Paper, place: int, contents: Contents, by: Actor, at: datetime) -> None:
    session.add(
        Keying(
            id=new_id(), paper_id=paper.id, place=place, marks=dict(contents.marks), comment=contents.comment,
            keyed_by=by.account_id, keyed_at=at,
        )
    )  # fmt: skip
    session.flush()


def decide_paper(
    session: Session, round_id: str, paper_id: str, read: PaperRead, *, by: Actor, at: datetime
) -> Outcome[Keyed]:
    """Settle a difference by a third look at the paper, by somebody who keyed it neither time."""
    closed = still_open(session, round_id)
    paper = held_paper(session, round_id, paper_id)
    if paper is None:
        return because(NOT_THERE)
    contents, wrong = _contents(session, round_id, read)
    known = keyings(session, paper.id)
    again = Reason(SECOND_CLERK) if by.account_id in {one.keyed_by for one in known} else None
    settled = None if paper.state is PaperState.DIFFERS else Reason(NOT_DIFFERING)
    if refusal := gathered([closed, settled, again, *wrong]):
        return refusal
    _note(session, paper, THIRD, contents, by, at)
    clerks = [*(one.keyed_by for one in known), by.account_id]
    settle(session, paper, contents, clerks, at)
    return Done(_keyed(session, paper))


def take_back(session: Session, round_id: str, paper_id: str, *, by: Actor) -> Outcome[None]:
    """Remove a sheet keyed once, under a wrong label for instance; by whoever keyed it."""
    paper = held_paper(session, round_id, paper_id)
    if paper is None:
        return because(NOT_THERE)
    own = [one for one in keyings(session, paper.id) if one.keyed_by == by.account_id]
    if paper.state is not PaperState.ONCE or not own:
        return because(NOT_YOUR_KEYING)
    session.delete(own[0])
    session.flush()
    session.delete(paper)
    return Done(None)


def held_paper(session: Session, round_id: str, paper_id: str) -> Paper | None:
    """A paper sheet of this round, held until the commit."""
    own = sa.select(Paper).join(Piece, Piece.id == Paper.piece_id)
    query = own.where(Paper.id == paper_id, Piece.round_id == round_id).with_for_update(of=Paper)
    return session.scalar(query, execution_options={"populate_existing": True})
