"""The official figures of a round, made in chunks out of sight and put in the place of the old ones all at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.codes import new_id
from contests.kernel.errors import Done, Outcome, Reason, Refused, because, gathered
from contests.kernel.sessions import Transactions
from contests.kernel.text import N_
from judging import ledger
from judging.aggregation import obstacles
from judging.model import LedgerRow, Piece, Round, Standing
from judging.numbers.figures import Figure, Ranked, ranked
from judging.numbers.model import Run, RunPart
from judging.numbers.sheets import evidence, figures_of, rules_of
from judging.progress import lacks
from judging.terms import Stage

CHUNK = 10_000
"""Pieces in one transaction of a job: about a tenth of a second of work."""
STILL_OPEN = N_("Vòng chấm chưa kết thúc nên chưa tổng hợp điểm được.")
SEALED = N_("Kết quả vòng chấm đã được niêm phong nên không tính lại được nữa.")
INCOMPLETE = N_(
    "Còn %(count)s bài thiếu phiếu của một hội đồng hoặc thiếu điểm thành phần theo quy tắc tính điểm."
)
COMPUTED = "computed"
INERT = (
    COMPUTED, "erased", "attendance", "moved", "voted", "motion_closed", "verdict", "seal_given", "substitute_named", "results_sealed",
    "rules_proposed", "rules_withdrawn",
)  # fmt: skip
"""Deeds that change no figure."""
Progress = Callable[[int, int], None]
"""Told (done, total) pieces."""


def aggregate(
    transactions: Transactions, round_id: str, progress: Progress, *, by: Actor, at: datetime
) -> Outcome[int]:
    """The figures of a closed round as a job's work: one transaction, or of a large season one for each chunk.

    The chunks lie in a place of their own, where a second worker goes on after the first was killed; in the last
    transaction the whole takes the place of the old figures.
    """
    begun = transactions.act(lambda session: _begin(session, round_id))
    if isinstance(begun, Refused):
        return begun
    done, total = begun.value
    progress(done, total)
    if total > CHUNK:
        made = _in_chunks(transactions, round_id, progress, by, at)
    else:
        made = transactions.act(lambda session: compute_standings(session, round_id, by=by, at=at))
    if isinstance(made, Done):
        progress(total, total)
    return made


def _in_chunks(
    transactions: Transactions, round_id: str, progress: Progress, by: Actor, at: datetime
) -> Outcome[int]:
    """A deed that came in between, as a correction, begins it again."""
    while isinstance(begun := transactions.act(lambda session: _begin(session, round_id)), Done):
        done, total = begun.value
        while done < total:
            done = transactions.do(lambda session: _step(session, round_id))
            if done < total:
                progress(done, total)
        finished = transactions.act(lambda session: _finish(session, round_id, by, at))
        if isinstance(finished, Refused) or finished.value is not None:
            return finished if isinstance(finished, Refused) else Done(finished.value or 0)
    return begun


def compute_standings(session: Session, round_id: str, *, by: Actor, at: datetime) -> Outcome[int]:
    """Replace the figures of a closed round by what its sheets say, in one transaction; how many pieces have one.

    Running it again gives the same rows.
    """
    found = held(session, round_id)
    if refusal := gathered(_unready(session, found)):
        return refusal
    return _publish(session, found, figures_of(session, round_id, rules_of(found)), by, at)


def held(session: Session, round_id: str) -> Round:
    """The round, held until the commit."""
    query = sa.select(Round).where(Round.id == round_id).with_for_update()
    return session.scalars(query, execution_options={"populate_existing": True}).one()


def not_closed(found: Round) -> Reason | None:
    """Why figures cannot be made now."""
    return {Stage.OPEN: Reason(STILL_OPEN), Stage.SEALED: Reason(SEALED)}.get(found.stage)


def _unready(session: Session, found: Round) -> list[Reason | None]:
    """Why there can be no figures now; of an open round also the sheets it waits for."""
    waiting = obstacles(lacks(session, found.id), found.least_sheets) if found.stage is Stage.OPEN else []
    return [not_closed(found), *waiting]


def current(session: Session, round_id: str) -> bool:
    """Whether the figures know every deed that could change them; one query."""
    made = sa.func.max(sa.case((LedgerRow.deed == COMPUTED, LedgerRow.seq), else_=0))
    last = sa.func.max(sa.case((LedgerRow.deed.not_in(INERT), LedgerRow.seq), else_=0))
    own = sa.select(sa.func.coalesce(made, 0) > sa.func.coalesce(last, 0))
    return bool(session.scalar(own.where(LedgerRow.round_id == round_id)))


def last_deed(session: Session, round_id: str) -> int:
    """The number of the last deed that could change a figure."""
    own = sa.select(sa.func.max(LedgerRow.seq)).where(
        LedgerRow.round_id == round_id, LedgerRow.deed.not_in(INERT)
    )
    return session.scalar(own) or 0


def _begin(session: Session, round_id: str) -> Outcome[tuple[int, int]]:
    """A new run, or the one that was left: how many pieces are done, and of how many."""
    found = held(session, round_id)
    if refusal := gathered(_unready(session, found)):
        return refusal
    seq, left = last_deed(session, round_id), session.get(Run, round_id)
    if left is not None and left.after_seq == seq:
        return Done((left.done, left.total))
    _forget(session, round_id)
    total = session.scalars(sa.select(sa.func.count()).where(Piece.round_id == round_id)).one()
    session.execute(sa.insert(Run).values(round_id=round_id, after_seq=seq, done_to="", done=0, total=total))
    return Done((0, total))


def _forget(session: Session, round_id: str) -> None:
    for table in (RunPart, Run):
        session.execute(sa.delete(table).where(table.round_id == round_id))
    session.expire_all()


def _step(session: Session, round_id: str) -> int:
    """The next chunk; how many pieces are done now. Of two workers at once each makes a chunk of its own."""
    query = sa.select(Run).where(Run.round_id == round_id).with_for_update()
    run = session.scalars(query, execution_options={"populate_existing": True}).one()
    found = session.get_one(Round, round_id)
    made = figures_of(session, round_id, rules_of(found), run.done_to, CHUNK)
    if not made:
        return run.total
    run.done, run.done_to = run.done + len(made), made[-1][0]
    columns = packed(made)
    session.execute(sa.insert(RunPart).values(id=new_id(), round_id=round_id, done=run.done, figures=columns))
    return run.done


def _finish(session: Session, round_id: str, by: Actor, at: datetime) -> Outcome[int | None]:
    """Publish the run; None when a deed came in between and it has to begin again."""
    found, run = held(session, round_id), session.get(Run, round_id)
    if refusal := gathered([not_closed(found)]):
        return refusal
    if run is None or run.done < run.total or run.after_seq != last_deed(session, round_id):
        return Done(None)
    parts = sa.select(RunPart.figures).where(RunPart.round_id == round_id).order_by(RunPart.done)
    made = [one for columns in session.scalars(parts).all() for one in unpacked(columns)]
    _forget(session, round_id)
    published = _publish(session, held(session, round_id), made, by, at)
    return published if isinstance(published, Refused) else Done(published.value)


def packed(made: Sequence[tuple[str, Figure | None]]) -> list[list[Any]]:
    """Pieces and figures as five columns of plain values, which cost a fraction of a list for each piece."""
    blank = (None,) * 4
    rows = [figure or (piece, *blank) for piece, figure in made]
    return [list(column) for column in zip(*rows, strict=True)]


def unpacked(columns: Sequence[Sequence[Any]]) -> Iterator[tuple[str, Figure | None]]:
    """What was packed."""
    for row in zip(*columns, strict=True):
        yield row[0], Figure(*row) if row[1] is not None else None


def _publish(
    session: Session, found: Round, made: Sequence[tuple[str, Figure | None]], by: Actor, at: datetime
) -> Outcome[int]:
    if without := [piece for piece, figure in made if figure is None]:
        return _incomplete(session, found, without)
    own = rules_of(found)
    figures = [figure for _, figure in made if figure]
    order = ranked(figures, own, evidence(session, found.id, own, figures))
    session.execute(sa.delete(Standing).where(Standing.round_id == found.id))
    _write(session, found.id, order)
    found.computed_at = at
    body = {"pieces": len(figures), "rules": found.rules_version, "by": by.account_id}
    ledger.append(session, found.id, COMPUTED, body, at=at)
    return Done(len(figures))


def _incomplete(session: Session, found: Round, without: Sequence[str]) -> Outcome[int]:
    """Why pieces have no figure: sheets that are missing, or what the rules ask for besides. The latter by count only:
    beside a public value a code could be a name."""
    if thin := obstacles(lacks(session, found.id), found.least_sheets):
        return Refused(tuple(thin))
    return because(INCOMPLETE, count=len(without))


_COLUMNS = ("piece_id", "round_id", "numerator", "denominator", "hundredths", "sheets", "rank", "parted_by")


def _write(session: Session, round_id: str, order: Iterable[Ranked]) -> None:
    """All rows by one statement of the driver's: naming every column of every row costs more than writing it."""
    rows = [
        (one.piece_id, round_id, one.numerator, one.denominator, one.hundredths, one.sheets, rank, parted_by)
        for one, rank, parted_by in order
    ]
    sign = "?" if session.get_bind().dialect.name == "sqlite" else "%s"
    signs = ", ".join([sign] * len(_COLUMNS))
    statement = f"INSERT INTO {Standing.__tablename__} ({', '.join(_COLUMNS)}) VALUES ({signs})"  # noqa: S608
    if rows:
        session.connection().exec_driver_sql(statement, rows)
