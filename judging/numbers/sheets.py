"""What the figures are made of, read in sets: the sheets that count, the components, and what tells equals apart."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from judging.components.model import Component
from judging.model import Barred, Mark, Piece, Round, RoundCriterion, Seat, Sheet, Waiver
from judging.numbers import figures, rules, ties
from judging.numbers.figures import Figure, Outside
from judging.numbers.methods import median
from judging.numbers.model import TieDecision
from judging.numbers.rules import Rules
from judging.terms import SeatRole, SheetState


def _no(table: type[Barred] | type[Waiver]) -> sa.ColumnElement[bool]:
    return ~sa.exists().where(table.piece_id == Sheet.piece_id, table.judge_id == Sheet.judge_id)


COUNTS = sa.and_(Sheet.piece_id == Piece.id, Sheet.state == SheetState.SUBMITTED, _no(Barred), _no(Waiver))
"""A sheet that counts for a piece: submitted, and neither barred nor waived since."""
_TOTALS = sa.func.aggregate_strings(sa.cast(Sheet.total, sa.String), ",")


def rules_of(found: Round) -> Rules:
    """The rules that are in force for a round."""
    return rules.read(
        found.rules,
        per_point=found.steps_per_point,
        least_sheets=found.least_sheets,
        ranked_by=found.ranked_by,
    )


def figures_of(
    session: Session, round_id: str, by: Rules, after: str = "", most: int | None = None
) -> list[tuple[str, Figure | None]]:
    """The next pieces after one, by id, each with its figure; None where something is missing."""
    own = sa.and_(Piece.round_id == round_id, Piece.id > after)
    outside = _outside(session, own) if by.components else {}
    if figures.by_judges(by):
        sheets = _by_judge(session, own, most)
        return list(zip(sheets, figures.from_judges(by, sheets.items(), outside), strict=True))
    totals = _totals(session, own, most)
    made = figures.from_totals(by, totals, outside)
    return [(piece, figure) for (piece, _), figure in zip(totals, made, strict=True)]


def _totals(
    session: Session, own: sa.ColumnElement[bool], most: int | None = None
) -> list[tuple[str, list[int]]]:
    """The totals of each piece's sheets, joined into one text by the database: a row a piece costs a fifth of a row a sheet."""
    query = (
        sa.select(Piece.id, _TOTALS)
        .select_from(Piece)
        .outerjoin(Sheet, COUNTS)
        .where(own)
        .group_by(Piece.id)
        .order_by(Piece.id)
        .limit(most)
    )
    rows = session.connection().execute(query).all()
    return [(piece, list(map(int, totals.split(","))) if totals else []) for piece, totals in rows]


def _by_judge(session: Session, own: sa.ColumnElement[bool], most: int | None) -> dict[str, dict[str, int]]:
    ids = session.scalars(sa.select(Piece.id).where(own).order_by(Piece.id).limit(most)).all()
    found: dict[str, dict[str, int]] = {piece: {} for piece in ids}
    query = sa.select(Piece.id, Sheet.judge_id, Sheet.total).select_from(Piece).join(Sheet, COUNTS)
    last = ids[-1] if ids else ""
    for piece, judge, total in session.execute(query.where(own, Piece.id <= last)):
        if total is not None:
            found[piece][judge] = total
    return found


def _outside(session: Session, own: sa.ColumnElement[bool]) -> Outside:
    query = sa.select(Component.piece_id, Component.kind, Component.hundredths)
    found: dict[str, dict[str, int]] = {}
    for piece, kind, value in session.execute(query.join(Piece, Piece.id == Component.piece_id).where(own)):
        found.setdefault(piece, {})[kind] = value
    return found


def evidence(session: Session, round_id: str, by: Rules, made: Sequence[Figure]) -> ties.Evidence:
    """For every step of the chain what it looks at, by piece; nothing is asked where the chain is empty."""
    return {step: _of_step(session, round_id, step, made) for step in by.ties}


def _of_step(
    session: Session, round_id: str, step: str, made: Sequence[Figure]
) -> Mapping[str, ties.Value] | Mapping[str, ties.People]:
    if step == ties.EXACT:
        return figures.exact_keys(made)
    if step == ties.PEOPLE:
        return _people(session, round_id)
    if step == ties.CHAIR:
        return _chairs(session, round_id)
    if (position := ties.criterion_of(step)) is not None:
        return _criterion(session, round_id, position)
    whole = _totals(session, Piece.round_id == round_id)
    measure = min if step == ties.LOWEST else lambda totals: Fraction(*median(totals))
    return {piece: measure(totals) for piece, totals in whole if totals}


def _people(session: Session, round_id: str) -> dict[str, ties.People]:
    own = sa.select(TieDecision.piece_id, TieDecision.decision, TieDecision.place)
    rows = session.execute(
        own.join(Piece, Piece.id == TieDecision.piece_id).where(Piece.round_id == round_id)
    )
    return {piece: (decision, place) for piece, decision, place in rows}


def _chairs(session: Session, round_id: str) -> dict[str, int]:
    """The total that the chair of the piece's panel gave, where that sheet counts; of two chairs the first by id."""
    seat = sa.and_(
        Seat.panel_id == Piece.panel_id, Seat.judge_id == Sheet.judge_id, Seat.role == SeatRole.CHAIR
    )
    query = sa.select(Piece.id, Sheet.total).select_from(Piece).join(Sheet, COUNTS).join(Seat, seat)
    own = query.where(Piece.round_id == round_id).order_by(Sheet.judge_id.desc())
    rows = session.execute(own)
    return {piece: total for piece, total in rows if total is not None}


def _criterion(session: Session, round_id: str, position: int) -> dict[str, Fraction]:
    """The mean mark of one criterion over all sheets that count, those left out of a trimmed mean included."""
    total = sa.cast(sa.func.sum(Mark.steps), sa.BigInteger)
    query = (
        sa.select(Piece.id, total, sa.func.count())
        .select_from(Piece)
        .join(Sheet, COUNTS)
        .join(Mark, Mark.sheet_id == Sheet.id)
        .join(RoundCriterion, RoundCriterion.id == Mark.criterion_id)
        .where(Piece.round_id == round_id, RoundCriterion.position == position - 1)
        .group_by(Piece.id)
    )
    return {piece: Fraction(steps, sheets) for piece, steps, sheets in session.execute(query)}
