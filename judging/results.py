"""The official figures of a round: computed from its sheets, fixed by a hash, explained one by one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.sessions import Transactions
from contests.kernel.text import N_
from judging import ledger
from judging.aggregation import Figure, Tally, figures, obstacles
from judging.facts import Explanation, SheetTotal, StandingRow
from judging.model import Barred, Judge, Piece, Round, Sheet, Standing
from judging.progress import SUBMITTED, lacks, pairs
from judging.terms import SheetState, Stage

CHUNK = 1000
STILL_OPEN = N_("Vòng chấm chưa kết thúc nên chưa tổng hợp điểm được.")
SEALED = N_("Kết quả vòng chấm đã được chốt nên không tính lại được nữa.")
NOT_COMPUTED = N_("Chưa tổng hợp điểm nên chưa chốt được kết quả.")
Progress = Callable[[int, int], None]
"""Told (done, total) pieces."""


def aggregate(
    transactions: Transactions, round_id: str, progress: Progress, *, by: Actor, at: datetime
) -> Outcome[int]:
    """`compute_standings` as a job's work: all or nothing in one transaction, progress told outside of it."""
    with transactions.reading() as session:
        count = sa.select(sa.func.count()).where(Piece.round_id == round_id)
        total = session.scalars(count).one()
    progress(0, total)
    outcome = transactions.act(lambda session: compute_standings(session, round_id, by=by, at=at))
    if isinstance(outcome, Done):
        progress(total, total)
    return outcome


def compute_standings(session: Session, round_id: str, *, by: Actor, at: datetime) -> Outcome[int]:
    """Replace the figures of a closed round by what its sheets say; how many pieces have one.

    Running it again gives the same rows.
    """
    found = _held(session, round_id)
    waiting = obstacles(lacks(session, round_id), found.least_sheets)
    if refusal := gathered([_not_closed(found), *waiting]):
        return refusal
    made = figures(_tallies(session, round_id), found.steps_per_point, found.ranked_by)
    session.execute(sa.delete(Standing).where(Standing.round_id == round_id))
    _write(session, round_id, made)
    found.computed_at = at
    ledger.append(session, round_id, "computed", {"pieces": len(made), "by": by.account_id}, at=at)
    return Done(len(made))


def _held(session: Session, round_id: str) -> Round:
    query = sa.select(Round).where(Round.id == round_id).with_for_update()
    return session.scalars(query, execution_options={"populate_existing": True}).one()


def _not_closed(found: Round) -> Reason | None:
    return {Stage.OPEN: Reason(STILL_OPEN), Stage.SEALED: Reason(SEALED)}.get(found.stage)


def _tallies(session: Session, round_id: str) -> list[Tally]:
    total = sa.cast(sa.func.sum(Sheet.total), sa.BigInteger)
    query = (
        pairs(Piece.id, total, sa.func.count())
        .where(Piece.round_id == round_id, SUBMITTED)
        .group_by(Piece.id)
    )
    return [Tally(*row) for row in session.execute(query)]


def _write(session: Session, round_id: str, made: Sequence[Figure]) -> None:
    rows = iter([_row(round_id, figure) for figure in made])
    while chunk := list(islice(rows, CHUNK)):
        session.execute(sa.insert(Standing), chunk)


def _row(round_id: str, figure: Figure) -> dict[str, Any]:
    return {
        "piece_id": figure.piece_id, "round_id": round_id, "numerator": figure.mean.numerator,
        "denominator": figure.mean.denominator, "hundredths": figure.hundredths, "rank": figure.rank,
        "sheets": figure.sheets,
    }  # fmt: skip


def seal_results(session: Session, round_id: str, *, by: Actor, at: datetime) -> Outcome[Round]:
    """Fix the figures for good: their hash is on the round and in the ledger, and opens the way to the envelopes."""
    found = _held(session, round_id)
    uncomputed = Reason(NOT_COMPUTED) if found.computed_at is None else None
    if refusal := gathered([_not_closed(found) or uncomputed]):
        return refusal
    found.results_hash = results_hash(session, round_id)
    found.stage, found.sealed_at = Stage.SEALED, at
    body = {"results": found.results_hash, "by": by.account_id}
    ledger.append(session, round_id, "results_sealed", body, at=at)
    return Done(found)


def results_hash(session: Session, round_id: str) -> str:
    """SHA-256 over the figures in the order of the codes; equal to the round's while nobody touched them."""
    rows = sorted(_standings(session, round_id), key=lambda row: row.code)
    return ledger.digest([[r.code, r.numerator, r.denominator, r.hundredths, r.rank, r.sheets] for r in rows])


def standings(session: Session, round_id: str) -> list[StandingRow]:
    """The figures of a closed and computed round by rank and code; empty before that."""
    found = session.get(Round, round_id)
    if found is None or found.stage is Stage.OPEN or found.computed_at is None:
        return []
    return _standings(session, round_id)


def _standings(session: Session, round_id: str) -> list[StandingRow]:
    query = _standing_query().where(Standing.round_id == round_id).order_by(Standing.rank, Piece.code)
    return [StandingRow(*row) for row in session.execute(query)]


def _standing_query() -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        Piece.id, Piece.code, Piece.field, Standing.hundredths, Standing.rank, Standing.sheets,
        Standing.numerator, Standing.denominator,
    )  # fmt: skip
    return sa.select(*columns).join(Piece, Piece.id == Standing.piece_id)


def explained(session: Session, piece_id: str) -> Explanation | None:
    """How a piece's figure came about, sheet by sheet; None until the results are sealed."""
    query = (
        _standing_query()
        .add_columns(Round.steps_per_point)
        .join(Round, Round.id == Standing.round_id)
        .where(Standing.piece_id == piece_id, Round.stage == Stage.SEALED)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    *figure, per_point = row
    return Explanation(StandingRow(*figure), per_point, _sheet_totals(session, piece_id))


def _sheet_totals(session: Session, piece_id: str) -> tuple[SheetTotal, ...]:
    barred = sa.exists().where(Barred.piece_id == Sheet.piece_id, Barred.judge_id == Sheet.judge_id)
    query = (
        sa.select(Judge.number, Sheet.total, sa.not_(barred))
        .join(Judge, Judge.id == Sheet.judge_id)
        .where(Sheet.piece_id == piece_id, Sheet.state == SheetState.SUBMITTED)
        .order_by(Judge.number)
    )
    return tuple(SheetTotal(number, total, counts) for number, total, counts in session.execute(query))
