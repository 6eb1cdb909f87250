"""Planning an open round: a slot for a piece, moved, taken out, and whether its authors came."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.text import N_, one_line
from judging import ledger
from judging.model import Piece, Round
from judging.rounds import still_open
from judging.seen import JUDGE, mine
from judging.timetable.model import Slot
from judging.timetable.rules import Showing, objections

BLIND = N_("Vòng chấm này giấu tên tác giả nên không có lịch trình bày.")
NO_PIECE = N_("Không tìm thấy bài này trong vòng chấm.")
NO_SLOT = N_("Bài này chưa có trong lịch trình bày.")


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """When, for how many minutes and where a piece is shown."""

    starts_at: datetime
    minutes: int
    place: str


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot as a judge reads it; `present` is None until someone looked who came."""

    piece_id: str
    code: str
    title: str
    byline: str
    starts_at: datetime
    minutes: int
    place: str
    present: bool | None


def schedule(session: Session, piece_id: str, facts: SlotFacts, *, by: Actor, at: datetime) -> Outcome[Slot]:
    """Give a piece its slot, or another one; only in an open round that is not closed yet."""
    found = _piece(session, piece_id)
    if isinstance(found, Refused):
        return found
    wanted = Showing(found.panel_id, facts.starts_at, facts.minutes, one_line(facts.place))
    if refusal := gathered(objections(wanted, _others(session, found))):
        return refusal
    slot = session.scalar(sa.select(Slot).where(Slot.piece_id == piece_id))
    slot = slot or Slot(round_id=found.round_id, piece_id=piece_id)
    slot.starts_at, slot.minutes, slot.place = wanted.starts_at, wanted.minutes, wanted.place
    slot.present, slot.noted_at = None, None
    session.add(slot)
    session.flush()
    body = {
        "piece": piece_id,
        "at": wanted.starts_at.isoformat(),
        "minutes": wanted.minutes,
        "by": by.account_id,
    }
    ledger.append(session, found.round_id, "scheduled", body, at=at)
    return Done(slot)


def unschedule(session: Session, piece_id: str, *, by: Actor, at: datetime) -> Outcome[str]:
    """Take a piece out of the timetable; the round's id."""
    slot = _slot(session, piece_id)
    if isinstance(slot, Refused):
        return slot
    session.delete(slot)
    ledger.append(session, slot.round_id, "unscheduled", {"piece": piece_id, "by": by.account_id}, at=at)
    return Done(slot.round_id)


def note_presence(
    session: Session, piece_id: str, present: bool, *, by: Actor, at: datetime
) -> Outcome[Slot]:
    """Record whether the authors came to show their piece."""
    slot = _slot(session, piece_id)
    if isinstance(slot, Refused):
        return slot
    slot.present, slot.noted_at = present, at
    body = {"piece": piece_id, "present": present, "by": by.account_id}
    ledger.append(session, slot.round_id, "presence", body, at=at)
    return Done(slot)


def _piece(session: Session, piece_id: str) -> Piece | Refused:
    rows = sa.select(Piece, Round.blind).join(Round, Round.id == Piece.round_id)
    row = session.execute(rows.where(Piece.id == piece_id).with_for_update(of=Round)).one_or_none()
    if row is None:
        return because(NO_PIECE)
    refusal = gathered([Reason(BLIND) if row.blind else None, still_open(session, row[0].round_id)])
    return refusal or row[0]


def _slot(session: Session, piece_id: str) -> Slot | Refused:
    found = _piece(session, piece_id)
    if isinstance(found, Refused):
        return found
    slot = session.scalar(sa.select(Slot).where(Slot.piece_id == piece_id))
    return slot or because(NO_SLOT)


def _others(session: Session, piece: Piece) -> list[Showing]:
    rows = sa.select(Piece.panel_id, Slot.starts_at, Slot.minutes, Slot.place).join(
        Slot, Slot.piece_id == Piece.id
    )
    own = rows.where(Slot.round_id == piece.round_id, Piece.id != piece.id)
    return [Showing(*row) for row in session.execute(own)]


_MY_SLOTS = (
    mine(
        Piece.id, Piece.code, Piece.title, Piece.byline, Slot.starts_at, Slot.minutes, Slot.place, Slot.present
    )
    .join(Slot, Slot.piece_id == Piece.id)
    .order_by(Slot.starts_at, Piece.code)
)  # fmt: skip


def my_slots(session: Session, judge_id: str) -> list[SlotRow]:
    """The timetable of the judge's own pieces, in the order of time; empty in a blind round."""
    return [SlotRow(*row) for row in session.execute(_MY_SLOTS, {JUDGE.key: judge_id})]


def slots(session: Session, round_id: str) -> dict[str, Slot]:
    """The slots of a round by piece."""
    return {row.piece_id: row for row in session.scalars(sa.select(Slot).where(Slot.round_id == round_id))}
