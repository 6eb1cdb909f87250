"""What a round holds that an assignment depends on, read in sets."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging.appointments.equipping import capacities
from judging.design.composing import Bench, DesignFacts, Item, Seated, Sitting, State
from judging.design.model import Assigned, Design
from judging.design.problem import Pair
from judging.design.terms import Kind
from judging.model import Barred, Judge, Panel, Piece, Round, Seat, Sheet, Waiver
from judging.terms import SheetState

STARTING: dict[str, Any] = {"assignment": "all", "judges_per_piece": 3, "anchors": 0, "minutes_per_piece": 30}
"""What a round goes by whose rules are older than these values."""


def design_of(session: Session, round_id: str) -> DesignFacts:
    """The round's design: its own, else what its rules say; the seed is then the round's id."""
    own = session.get(Design, round_id)
    return facts_of(own) if own else by_rules(session.get_one(Round, round_id))


def facts_of(own: Design) -> DesignFacts:
    """The design as values."""
    return DesignFacts(
        own.kind, own.judges_per_piece, own.anchors, own.minutes_per_piece, own.seed, tuple(own.linked),
        tuple(own.anchor_pieces),
    )  # fmt: skip


def by_rules(found: Round) -> DesignFacts:
    """The design that a round has by its rules."""
    rules: dict[str, Any] = STARTING | found.rules
    each, anchors, minutes = (int(rules[key]) for key in ("judges_per_piece", "anchors", "minutes_per_piece"))
    return DesignFacts(Kind(rules["assignment"]), each, anchors, minutes, found.id)


def sitting(session: Session, round_id: str) -> Sitting:
    """The round as it stands, its pieces included."""
    return Sitting(
        design_of(session, round_id),
        benches(session, round_id),
        judges(session, round_id),
        _items(session, round_id),
        _state(session, round_id),
    )


def benches(session: Session, round_id: str) -> tuple[Bench, ...]:
    """The panels by name with their judges."""
    query = (
        sa.select(Panel, Seat.judge_id)
        .outerjoin(Seat, Seat.panel_id == Panel.id)
        .where(Panel.round_id == round_id)
        .order_by(Panel.name, Panel.id, Seat.judge_id)
    )
    judges: dict[Panel, list[str]] = {}
    for panel, judge_id in session.execute(query):
        judges.setdefault(panel, []).extend([judge_id] if judge_id else [])
    return tuple(
        Bench(panel.id, panel.name, tuple(panel.fields), tuple(own)) for panel, own in judges.items()
    )


def judges(session: Session, round_id: str) -> tuple[Seated, ...]:
    """The judges of the round by number, with what they can take on."""
    able = capacities(session, round_id)
    columns: tuple[Any, ...] = (Judge.id, Judge.number, Judge.ended_at)
    query = sa.select(*columns).where(Judge.round_id == round_id).order_by(Judge.number)
    return tuple(
        Seated(key, number, able[key].minutes, able[key].fields, ended_at is not None)
        for key, number, ended_at in session.execute(query)
    )


def _items(session: Session, round_id: str) -> tuple[Item, ...]:
    columns: tuple[Any, ...] = (Piece.id, Piece.panel_id, Piece.field)
    query = sa.select(*columns).where(Piece.round_id == round_id).order_by(Piece.id)
    return tuple(Item(*row) for row in session.execute(query))


def _state(session: Session, round_id: str) -> State:
    """A waived pair counts as given, so that nobody else is asked for what was done without."""
    assigned = assigned_pairs(session, round_id)
    submitted = _pairs(session, round_id, Sheet, Sheet.state == SheetState.SUBMITTED)
    waived = _pairs(session, round_id, Waiver)
    return State(
        barred=_pairs(session, round_id, Barred),
        fixed=(submitted | waived) & assigned,
        previous=assigned,
        begun=_pairs(session, round_id, Sheet, Sheet.state == SheetState.DRAFT),
    )


def assigned_pairs(session: Session, round_id: str) -> frozenset[Pair]:
    """The pairs that are written down for a round."""
    return _pairs(session, round_id, Assigned)


def _pairs(session: Session, round_id: str, table: Any, *conditions: Any) -> frozenset[Pair]:
    columns: Sequence[Any] = (table.judge_id, table.piece_id)
    query = sa.select(*columns).join(Piece, Piece.id == table.piece_id)
    rows = session.execute(query.where(Piece.round_id == round_id, *conditions))
    return frozenset((judge, piece) for judge, piece in rows)
