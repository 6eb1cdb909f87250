"""What the office enters at the appointment: the time a judge has in minutes, and the fields the judge knows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_
from judging import ledger
from judging.appointments.model import Expertise
from judging.model import Judge, Panel, Seat
from judging.rounds import still_open

LONGEST = 60 * 24 * 60
"""Sixty days of minutes: a number beyond it is a slip of the hand."""
OUT_OF_REACH = N_("Thời gian chấm phải từ 1 đến %(most)s phút.")


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a judge can take on. `minutes` None: nobody said. `fields`: codes; empty: whatever the panel takes."""

    judge_id: str
    minutes: int | None
    fields: frozenset[str]


def equip(
    session: Session, judge_id: str, minutes: int | None, fields: Collection[str], *, by: Actor, at: datetime
) -> Outcome[Capacity]:
    """State the minutes a judge has for the round and the fields the judge knows; the last word counts."""
    round_id = session.scalars(sa.select(Judge.round_id).where(Judge.id == judge_id)).one()
    if refusal := gathered([still_open(session, round_id), _beyond(minutes)]):
        return refusal
    session.get_one(Judge, judge_id).minutes = minutes
    session.execute(sa.delete(Expertise).where(Expertise.judge_id == judge_id))
    session.add_all(Expertise(judge_id=judge_id, field=code) for code in sorted(set(fields)))
    session.flush()
    body = {"judge": judge_id, "minutes": minutes, "fields": sorted(set(fields)), "by": by.account_id}
    ledger.append(session, round_id, "capacity", body, at=at)
    return Done(Capacity(judge_id, minutes, frozenset(fields)))


def fields_taken(session: Session, judge_ids: Collection[str]) -> dict[str, set[str]]:
    """The codes of the fields that the panels of these judges take, by judge id; one query."""
    seats = sa.select(Seat.judge_id, Panel.fields).join(Panel, Panel.id == Seat.panel_id)
    taken: dict[str, set[str]] = {}
    for judge_id, codes in session.execute(seats.where(Seat.judge_id.in_(judge_ids))):
        taken.setdefault(judge_id, set()).update(codes)
    return taken


def _beyond(minutes: int | None) -> Reason | None:
    within = minutes is None or 1 <= minutes <= LONGEST
    return None if within else Reason(OUT_OF_REACH, "minutes", None, {"most": LONGEST})


def capacities(session: Session, round_id: str) -> dict[str, Capacity]:
    """What each judge of a round can take on, by judge id; one query."""
    known = (
        sa.select(Judge.id, Judge.minutes, Expertise.field)
        .outerjoin(Expertise, Expertise.judge_id == Judge.id)
        .where(Judge.round_id == round_id)
    )
    minutes: dict[str, int | None] = {}
    fields: dict[str, set[str]] = {}
    for judge_id, own, code in session.execute(known):
        minutes[judge_id] = own
        fields.setdefault(judge_id, set()).update([code] if code else [])
    return {
        judge_id: Capacity(judge_id, minutes[judge_id], frozenset(fields[judge_id])) for judge_id in minutes
    }
