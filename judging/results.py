"""The official figures of a round: read, fixed by a hash."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Done, Outcome, Reason, gathered
from contests.kernel.text import N_
from judging import ledger
from judging.deliberation.lines import sealed_part, unsettled
from judging.facts import StandingRow
from judging.model import Piece, Round, Standing
from judging.numbers.computing import current, held, not_closed
from judging.terms import Stage, Wish
from judging.wanting import want

NOT_COMPUTED = N_("Chưa tổng hợp điểm nên chưa niêm phong được kết quả.")
OUTDATED = N_("Có thay đổi sau lần tổng hợp điểm gần nhất. Đề nghị tổng hợp lại trước khi niêm phong.")


def seal_results(session: Session, round_id: str, *, by: Actor, at: datetime) -> Outcome[Round]:
    """Fix the figures for good: their hash is on the round and in the ledger, and opens the way to the envelopes."""
    found = held(session, round_id)
    unready = not_closed(found) or _not_computed(session, found)
    if refusal := gathered([unready, *unsettled(session, round_id)]):
        return refusal
    found.results_hash = results_hash(session, round_id)
    found.stage, found.sealed_at = Stage.SEALED, at
    figures = ledger.digest(_figures(session, round_id))
    body = {"results": found.results_hash, "figures": figures, "by": by.account_id}
    ledger.append(session, round_id, "results_sealed", body, at=at)
    want(session, Wish.HEAD, round_id, at=at)
    return Done(found)


def _not_computed(session: Session, found: Round) -> Reason | None:
    if found.computed_at is None:
        return Reason(NOT_COMPUTED)
    return None if current(session, found.id) else Reason(OUTDATED)


def results_hash(session: Session, round_id: str) -> str:
    """SHA-256 over the figures in the order of the codes and the panels' verdicts, where there are any; equal to
    the round's while nobody touched them."""
    return ledger.digest(_figures(session, round_id) + sealed_part(session, round_id))


def _figures(session: Session, round_id: str) -> list[list[Any]]:
    rows = sorted(_standings(session, round_id), key=lambda row: row.code)
    return [[r.code, r.numerator, r.denominator, r.hundredths, r.rank, r.sheets] for r in rows]


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
