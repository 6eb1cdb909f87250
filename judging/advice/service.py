"""The advice of a round: made once every sheet is locked, kept by panel, read by its chair and by the head."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.sessions import Transactions
from contests.kernel.text import N_
from judging.advice.facts import PanelAdvice, read
from judging.advice.findings import Findings, Told
from judging.advice.model import Advice, FirstOpening
from judging.advice.reading import made_of, material
from judging.model import Barred, Panel, Piece, Round, Seat, Sheet
from judging.numbers.sheets import COUNTS
from judging.progress import board
from judging.terms import SeatRole, Stage

SWITCHED_OFF = N_("Mùa thi này không dùng số liệu tham khảo.")
NOT_LOCKED = N_("Số liệu tham khảo chỉ có khi mọi phiếu chấm của vòng đã nộp và khóa.")
CHANGED = N_("Phiếu chấm vừa thay đổi trong lúc tính. Đề nghị tính lại.")
SWITCH, OFF = "advice", "off"
_FIRST: Any = FirstOpening.__table__


@dataclass(frozen=True, slots=True)
class Made:
    """Advice that was computed and not yet kept, with the stamp of what it was made of."""

    round_id: str
    stamp: str
    panels: tuple[PanelAdvice, ...]


@dataclass(frozen=True, slots=True)
class KeptAdvice:
    """What a reader gets: the advice by panel, or why there is none; neither where it has not been made yet.

    It is not `current` when sheets have changed since; `withheld` when pieces are left out that the reader may not
    see yet, or at all.
    """

    obstacle: Reason | None = None
    made_at: datetime | None = None
    current: bool = False
    panels: tuple[PanelAdvice, ...] = ()
    withheld: bool = False


def quiet(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def switched_off(session: Session, round_id: str) -> bool:
    """Whether the season of a round does without."""
    return session.get_one(Round, round_id).deliberation.get(SWITCH) == OFF


def advice_obstacle(session: Session, round_id: str) -> Reason | None:
    """Why there is no advice for a round: its season does without, or a sheet is not locked yet."""
    if switched_off(session, round_id):
        return Reason(SWITCHED_OFF)
    found = session.get_one(Round, round_id)
    panels = board(session, round_id) if found.stage is Stage.OPEN else []
    whole = sum(panel.submitted for panel in panels), sum(panel.missing for panel in panels)
    return Reason(NOT_LOCKED) if found.stage is Stage.OPEN and not (whole[0] and not whole[1]) else None


def make_advice(session: Session, round_id: str, told: Told = quiet) -> Outcome[Made]:
    """Compute the advice for every panel of a round; nothing is written. `told` hears (done, total) panels."""
    if refusal := gathered([advice_obstacle(session, round_id)]):
        return refusal
    stamp, found = made_of(session, round_id), material(session, round_id)
    return Done(Made(round_id, stamp, tuple(Findings(found).of_panels(told))))


def keep_advice(session: Session, made: Made, *, at: datetime) -> Outcome[int]:
    """Put it in the place of what was found before; how many panels. The round is held meanwhile."""
    session.execute(sa.select(Round.id).where(Round.id == made.round_id).with_for_update())
    if made_of(session, made.round_id) != made.stamp:
        return because(CHANGED)
    session.execute(sa.delete(Advice).where(Advice.round_id == made.round_id))
    rows = [
        {
            "panel_id": panel.panel_id,
            "round_id": made.round_id,
            "made_of": made.stamp,
            "made_at": at,
            "body": panel.written(),
        }
        for panel in made.panels
    ]
    session.execute(sa.insert(Advice), rows)
    return Done(len(rows))


def refresh_advice(transactions: Transactions, round_id: str, told: Told, *, at: datetime) -> Outcome[int]:
    """`make_advice` and `keep_advice` as a job's work; the long part holds no transaction."""
    with transactions.reading() as session:
        made = make_advice(session, round_id, told)
    if isinstance(made, Refused):
        return made
    return transactions.act(lambda session: keep_advice(session, made.value, at=at))


def advice_of_round(session: Session, round_id: str) -> KeptAdvice:
    """What was found for every panel of a round, by name."""
    return _kept(session, round_id, Advice.round_id == round_id)


def advice_of_chair(session: Session, judge_id: str) -> KeptAdvice | None:
    """What was found for the panels that a judge chairs, less the pieces the judge may not see; None for a judge who
    chairs none, and in a season that does without."""
    round_id, panels = chaired_panels(session, judge_id)
    if not panels or switched_off(session, round_id):
        return None
    kept = _kept(session, round_id, Advice.panel_id.in_(panels))
    shut = sa.select(Piece.code).join(Barred, Barred.piece_id == Piece.id).where(Barred.judge_id == judge_id)
    codes = set(session.scalars(shut)) if kept.panels else set()
    return advice_less(replace(kept, panels=tuple(map(_own, kept.panels))), codes)


def chaired_panels(session: Session, judge_id: str) -> tuple[str, Sequence[str]]:
    """The round of a judge and the panels that the judge chairs in it, until its results are sealed."""
    query = (
        sa.select(Panel.round_id, Panel.id)
        .join(Seat, Seat.panel_id == Panel.id)
        .join(Round, Round.id == Panel.round_id)
        .where(Seat.judge_id == judge_id, Seat.role == SeatRole.CHAIR, Round.stage != Stage.SEALED)
    )
    rows = session.execute(query).all()
    return (rows[0].round_id if rows else ""), [row.id for row in rows]


def _kept(session: Session, round_id: str, wanted: sa.ColumnElement[bool]) -> KeptAdvice:
    if obstacle := advice_obstacle(session, round_id):
        return KeptAdvice(obstacle)
    own = sa.select(Advice).join(Panel, Panel.id == Advice.panel_id).where(wanted).order_by(Panel.name)
    rows = session.scalars(own).all()
    if not rows:
        return KeptAdvice()
    current = {row.made_of for row in rows} == {made_of(session, round_id)}
    return KeptAdvice(None, rows[0].made_at, current, tuple(read(row.body) for row in rows))


def _own(panel: PanelAdvice) -> PanelAdvice:
    """Without the pieces of other panels."""
    lines = (
        replace(line, changes=tuple(one for one in line.changes if one.panel_id == panel.panel_id))
        for line in panel.sway
    )
    return replace(panel, sway=tuple(line for line in lines if line.changes))


def advice_less(kept: KeptAdvice, codes: Collection[str]) -> KeptAdvice:
    """The same advice with nothing in it of the pieces under these codes."""
    panels = tuple(_without(panel, codes) for panel in kept.panels)
    return replace(kept, panels=panels, withheld=panels != kept.panels)


def _without(panel: PanelAdvice, codes: Collection[str]) -> PanelAdvice:
    """The same advice with nothing in it of the pieces under these codes."""
    sway = (
        replace(line, changes=tuple(change for change in line.changes if change.code not in codes))
        for line in panel.sway
    )
    return replace(
        panel,
        pieces=tuple(line for line in panel.pieces if line.code not in codes),
        again=tuple(code for code in panel.again if code not in codes),
        sway=tuple(line for line in sway if line.changes),
    )


def telling_codes(session: Session, round_id: str) -> frozenset[str]:
    """The codes that the advice could join to a conflict which the office noted by entry: all of a field with such
    a conflict, unless the very same judges marked every piece of it. Recusals are told by code and join nothing."""
    barred = sa.select(Piece.field).join(Barred, Barred.piece_id == Piece.id)
    noted = barred.where(Piece.round_id == round_id, Barred.recused.is_(False)).distinct()
    fields = session.scalars(noted).all()
    rows = sa.select(Piece.field, Piece.code, Sheet.judge_id).outerjoin(Sheet, COUNTS)
    asked = rows.where(Piece.round_id == round_id, Piece.field.in_(fields))
    judges: dict[str, dict[str, set[str]]] = {}
    for field, code, judge in session.execute(asked) if fields else ():
        judges.setdefault(field, {}).setdefault(code, set()).add(judge)
    uneven = [own for own in judges.values() if len(set(map(frozenset, own.values()))) > 1]
    return frozenset(code for own in uneven for code in own)


def note_opening(session: Session, judge_id: str, piece_id: str, *, at: datetime) -> Outcome[None]:
    """Note that a judge has a piece open; only the first time counts."""
    postgres = session.get_bind().dialect.name == "postgresql"
    made = postgresql.insert(_FIRST) if postgres else sqlite.insert(_FIRST)
    row = made.values(judge_id=judge_id, piece_id=piece_id, opened_at=at)
    session.execute(row.on_conflict_do_nothing())
    return Done(None)
