"""From sheets to ranks, and one mark saved: CPU time against looping over ORM objects and against the bare scan.

A round of 10,000 pieces, five judges and five criteria on SQLite. "Looping" loads pieces, sheets and marks as objects, adds
up the marks, sorts, and writes a standing for each piece. "The bare scan and rewrite" reads every sheet's total in
one statement and writes as many rows as there are pieces. Both leave out what the product does besides: it checks what
counts, keeps its progress where a killed worker finds it again, and writes the ledger.
"""

import gc
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bench.figures import Figure
from contests.kernel.db import make_engine
from contests.kernel.errors import Done
from contests.kernel.sessions import Transactions, value_of
from judging import service as judging
from judging.model import Mark, Piece, Sheet, Standing
from judging.numbers.figures import hundredths
from tests.factories import NOON
from tests.factories_judging import OF, Made, exhibit, make_round, typed
from workers.schema import migrate

PIECES, JUDGES, CRITERIA, MOST = 10_000, 5, 5, 40
ROUNDS, SAVES = 5, 200


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="bangvang-bench-") as data:
        engine = make_engine(f"sqlite:///{Path(data) / 'bangvang.sqlite'}")
        migrate(engine)
        transactions = Transactions(engine)
        found = _measured(transactions, transactions.do(_filled))
        engine.dispose()
    return found


def _filled(session: Session) -> Made:
    criteria = tuple(judging.CriterionFacts(f"Tiêu chí {n}", MOST) for n in range(CRITERIA))
    facts = judging.RoundFacts("Vòng chung khảo", 2, 2, criteria)
    exhibits = [exhibit(number) for number in range(PIECES)]
    made = make_round(session, judges=JUDGES, exhibits=exhibits, facts=facts)
    chance = random.Random(7)
    sheets: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for judge in made.judges:
        for piece in made.pieces:
            steps = [chance.randint(10, MOST) for _ in range(CRITERIA)]
            sheets.append(_sheet(f"s{len(sheets):06d}", piece.piece_id, judge, sum(steps)))
            given = zip(made.criteria, steps, strict=True)
            marks += [{"sheet_id": sheets[-1]["id"], "criterion_id": key, "steps": one} for key, one in given]
    session.execute(sa.insert(Sheet), sheets)
    session.execute(sa.insert(Mark), marks)
    value_of(judging.close_round(session, made.round_id, **OF))
    return made


def _sheet(key: str, piece: str, judge: str, total: int) -> dict[str, Any]:
    return {
        "id": key, "piece_id": piece, "judge_id": judge, "state": "submitted", "total": total, "comment": "",
        "comment_salt": "", "saved_at": NOON, "submitted_at": NOON, "version": 2,
    }  # fmt: skip


def _measured(transactions: Transactions, made: Made) -> list[Figure]:
    def product() -> None:
        assert isinstance(judging.aggregate(transactions, made.round_id, lambda *_: None, **OF), Done)

    def looping() -> None:
        transactions.do(lambda session: _looped(session, made.round_id))

    def bare() -> None:
        transactions.do(lambda session: _rewritten(session, made.round_id))

    save = _saving(transactions)
    product()
    rounds = [[_cpu(work) for work in (product, looping, bare, save)] for _ in range(ROUNDS)]
    ours, loop, scan, one = (statistics.median(column) for column in zip(*rounds, strict=True))
    detail = f"{ours * 1e3:.0f} ms"
    against = [
        ("sheets to ranks, of an ORM loop", _middle(rounds, 0, 1), 1 / 40, f"{detail} against {loop:.2f} s"),
        ("sheets to ranks, of a bare scan", _middle(rounds, 0, 2), 10, f"{detail} against {scan * 1e3:.0f} ms"),
        ("one mark saved, of sheets to ranks", _middle(rounds, 3, 0), 1 / 200, f"{one * 1e3:.2f} ms of {detail}"),
    ]  # fmt: skip
    return [
        Figure(name, ratio, limit, "CPU time, median of five", said) for name, ratio, limit, said in against
    ]


def _middle(rounds: list[list[float]], one: int, other: int) -> float:
    return statistics.median(row[one] / row[other] for row in rounds)


def _cpu(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    asked = work()
    return (time.process_time() - start) / (asked if isinstance(asked, int) else 1)


def _looped(session: Session, round_id: str) -> None:
    """What a first version would do: objects for everything, sums and ranks in a loop."""
    marks: dict[str, int] = {}
    for mark in session.scalars(sa.select(Mark)):
        marks[mark.sheet_id] = marks.get(mark.sheet_id, 0) + mark.steps
    sheets: dict[str, list[int]] = {}
    for sheet in session.scalars(sa.select(Sheet)):
        sheets.setdefault(sheet.piece_id, []).append(marks[sheet.id])
    session.execute(sa.delete(Standing))
    means = [
        (Fraction(sum(totals), len(totals)), piece, len(totals))
        for piece in session.scalars(sa.select(Piece).where(Piece.round_id == round_id))
        if (totals := sheets[piece.id])
    ]
    rank, before = 0, -1
    for place, (mean, piece, number) in enumerate(sorted(means, key=lambda one: -one[0]), start=1):
        points = hundredths(mean.numerator, mean.denominator, 2)
        rank, before = (rank if points == before else place), points
        session.add(
            Standing(
                piece_id=piece.id, round_id=round_id, numerator=mean.numerator, denominator=mean.denominator,
                hundredths=points, rank=rank, sheets=number,
            )
        )  # fmt: skip


_SHEET: Any = Sheet.__table__
_STANDING: Any = Standing.__table__


def _rewritten(session: Session, round_id: str) -> None:
    """The least that any way has to do: every sheet's total read once, a row written for every piece."""
    read = session.execute(sa.select(_SHEET.c.piece_id, _SHEET.c.total).where(_SHEET.c.total > 0)).all()
    rows = [
        {
            "piece_id": piece, "round_id": round_id, "numerator": total, "denominator": 1, "hundredths": total,
            "rank": 1, "sheets": 1, "parted_by": "",
        }
        for piece, total in dict(map(tuple, read)).items()
    ]  # fmt: skip
    session.execute(sa.delete(_STANDING))
    session.connection().execute(sa.insert(_STANDING), rows)


def _saving(transactions: Transactions) -> Callable[[], int]:
    """A draft of another round, saved again and again with another mark. One commit for all: its time is the disk's."""
    made = transactions.do(make_round)
    who, what = made.judges[0], made.pieces[0].piece_id
    versions = count()

    def save(session: Session) -> int:
        for _ in range(SAVES):
            version = next(versions)
            marks = typed(made, str(20 + version % 2), "15", "30")
            value_of(judging.save_marks(session, who, what, marks, "", version, at=NOON))
        return SAVES

    return lambda: transactions.do(save)
