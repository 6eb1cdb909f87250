"""The paper sheets of a round as the office sees them: by label, and never beside a work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging.model import Judge, Panel, Piece, Round
from judging.paper.keying import ASKED, keyings
from judging.paper.model import Keying, Paper
from judging.paper.rules import label
from judging.paper.terms import PaperState
from judging.seen import Criterion, rubric


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper sheet: how far it is, and who keyed it (ids of accounts)."""

    paper_id: str
    label: str
    state: PaperState
    keyed_by: tuple[str, ...]
    keyed_at: datetime
    scanned: bool


@dataclass(frozen=True, slots=True)
class KeyingSeen:
    """What one clerk read; marks in steps by criterion id."""

    place: int
    marks: Mapping[str, int]
    comment: str
    keyed_by: str


@dataclass(frozen=True, slots=True)
class Blank:
    """What a panel's empty sheets are printed from: codes and numbers, no title and no work."""

    title: str
    panel: str
    per_point: int
    rubric: tuple[Criterion, ...]
    labels: tuple[tuple[str, int], ...]
    """(code, judge's number): every judge of the panel for every piece, barred or not, and of a linked panel for the
    anchors; by number, then by code."""


def papers(session: Session, round_id: str) -> list[PaperRow]:
    """The paper sheets keyed so far, the latest first; one query."""
    query = (
        sa.select(Paper, Piece.code, Judge.number, Keying.keyed_by, Keying.keyed_at)
        .join(Piece, Piece.id == Paper.piece_id)
        .join(Judge, Judge.id == Paper.judge_id)
        .join(Keying, Keying.paper_id == Paper.id)
        .where(Piece.round_id == round_id)
        .order_by(Keying.keyed_at, Keying.place)
    )
    rows: dict[str, PaperRow] = {}
    for paper, code, number, clerk, at in session.execute(query):
        before = rows.pop(paper.id, None)
        clerks = (*before.keyed_by, clerk) if before else (clerk,)
        scanned = paper.scan_sha256 is not None
        rows[paper.id] = PaperRow(paper.id, label(code, number), paper.state, clerks, at, scanned)
    return list(reversed(rows.values()))


def readings(session: Session, paper_id: str) -> list[KeyingSeen]:
    """What was read on one paper sheet, in order."""
    return [KeyingSeen(one.place, one.marks, one.comment, one.keyed_by) for one in keyings(session, paper_id)]


def blank_sheets(session: Session, panel_id: str) -> Blank | None:
    """What one panel's empty sheets say."""
    panels = sa.select(Panel, Round).join(Round, Round.id == Panel.round_id).where(Panel.id == panel_id)
    row = session.execute(panels).one_or_none()
    if row is None:
        return None
    panel, round_ = row
    pairs = (
        sa.select(Piece.code, Judge.number)
        .join(Judge, ASKED)
        .where(Piece.panel_id == panel_id)
        .order_by(Judge.number, Piece.code)
    )
    labels = tuple((code, number) for code, number in session.execute(pairs))
    criteria = tuple(rubric(session, round_.id, round_.steps_per_point))
    return Blank(round_.title, panel.name, round_.steps_per_point, criteria, labels)
