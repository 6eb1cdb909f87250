"""A large season in chunks: resumed where a worker was killed, begun again after a deed, never half seen."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import Done
from contests.kernel.sessions import Transactions, value_of
from judging import ledger
from judging import service as judging
from judging.components.model import Component as ComponentRow
from judging.model import Round, Sheet
from judging.numbers import computing
from judging.numbers.changing import confirm_rules, propose_rules
from judging.numbers.methods import Bench
from judging.numbers.model import Run, RunPart
from judging.numbers.rules import Component
from judging.numbers.sheets import rules_of
from judging.results import seal_results
from tests.factories import NOON
from tests.factories_judging import OF, Made, exhibit, fill_sheet, make_round
from tests.judging.numbers.random_seasons import SECOND
from tests.judging.test_rounds import said

PIECES = 7


class Killed(Exception):
    """What stands for the end of a worker between two transactions."""


def marked(session: Session) -> Made:
    made = make_round(session, judges=2, exhibits=[exhibit(number) for number in range(PIECES)])
    for judge in range(2):
        for piece in range(PIECES):
            fill_sheet(session, made, judge, piece, str(10 + piece), "20,5", "30")
    value_of(judging.close_round(session, made.round_id, **OF))
    return made


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computing, "CHUNK", 3)


def count(transactions: Transactions, table: type[Run] | type[RunPart]) -> int:
    with transactions.reading() as session:
        return session.scalars(sa.select(sa.func.count()).select_from(table)).one()


def seen(transactions: Transactions, made: Made) -> list[judging.StandingRow]:
    with transactions.reading() as session:
        return judging.standings(session, made.round_id)


def killed_at(transactions: Transactions, made: Made, when: int) -> None:
    def progress(done: int, _total: int) -> None:
        if done == when:
            raise Killed

    with pytest.raises(Killed):
        judging.aggregate(transactions, made.round_id, progress, **OF)


@pytest.mark.usefixtures("small")
def test_a_killed_worker_is_followed_by_one_that_goes_on_behind_it(transactions: Transactions) -> None:
    made = transactions.do(marked)
    killed_at(transactions, made, 6)
    assert (count(transactions, RunPart), seen(transactions, made)) == (2, [])
    told: list[tuple[int, int]] = []
    outcome = judging.aggregate(transactions, made.round_id, lambda *so_far: told.append(so_far), **OF)
    assert (value_of(outcome), told) == (PIECES, [(6, 7), (7, 7)])
    assert (count(transactions, Run), count(transactions, RunPart)) == (0, 0)
    with transactions.reading() as session:
        assert sum(row.deed == "computed" for row in ledger.rows(session, made.round_id)) == 1


@pytest.mark.usefixtures("small")
def test_chunks_come_to_the_same_figures_as_one_transaction(transactions: Transactions) -> None:
    made = transactions.do(marked)
    value_of(judging.aggregate(transactions, made.round_id, lambda *_: None, **OF))
    chunked = seen(transactions, made)
    value_of(transactions.act(lambda s: judging.compute_standings(s, made.round_id, **OF)))
    assert chunked == seen(transactions, made)
    assert [row.rank for row in chunked] == list(range(1, PIECES + 1))


def correct(session: Session, made: Made) -> None:
    """A correction as the ledger and the sheet show it: the weakest piece gets more."""
    own = sa.and_(Sheet.piece_id == made.pieces[0].piece_id, Sheet.judge_id == made.judges[0])
    session.execute(sa.update(Sheet).where(own).values(total=200))
    body = {"judge": made.judges[0], "piece": made.pieces[0].piece_id, "marks": {}, "total": 200}
    ledger.append(session, made.round_id, "corrected", body, at=NOON)


@pytest.mark.usefixtures("small")
def test_a_deed_in_between_begins_the_run_again(transactions: Transactions) -> None:
    made = transactions.do(marked)
    killed_at(transactions, made, 3)
    transactions.do(lambda session: correct(session, made))
    value_of(judging.aggregate(transactions, made.round_id, lambda *_: None, **OF))
    best = seen(transactions, made)[0]
    assert (best.code, best.numerator, best.denominator) == (made.pieces[0].code, 321, 2)


@pytest.mark.usefixtures("small")
def test_old_figures_stay_until_the_new_ones_are_whole(transactions: Transactions) -> None:
    made = transactions.do(marked)
    value_of(judging.aggregate(transactions, made.round_id, lambda *_: None, **OF))
    before = seen(transactions, made)
    transactions.do(lambda session: correct(session, made))
    killed_at(transactions, made, 6)
    assert seen(transactions, made) == before


def test_figures_that_do_not_know_the_last_deed_are_not_sealed(session: Session) -> None:
    made = marked(session)
    value_of(judging.compute_standings(session, made.round_id, **OF))
    assert judging.current(session, made.round_id)
    correct(session, made)
    assert not judging.current(session, made.round_id)
    assert said(seal_results(session, made.round_id, **OF))[0].startswith("Có thay đổi sau lần tổng hợp")
    value_of(judging.compute_standings(session, made.round_id, **OF))
    assert isinstance(seal_results(session, made.round_id, **OF), Done)


def test_a_component_that_is_missing_is_counted_and_names_no_code(session: Session) -> None:
    made = marked(session)
    found = session.get_one(Round, made.round_id)
    wanted = replace(rules_of(found), components=(Component("bc", "Bình chọn", 1),))
    asked = value_of(propose_rules(session, made.round_id, wanted, "Theo thể lệ", **OF))
    value_of(confirm_rules(session, made.round_id, asked.version, **SECOND))
    for piece in made.pieces[1:]:
        session.add(ComponentRow(round_id=made.round_id, piece_id=piece.piece_id, kind="bc", hundredths=5000))
    session.flush()
    assert said(judging.compute_standings(session, made.round_id, **OF)) == [
        "Còn 1 bài thiếu phiếu của một hội đồng hoặc thiếu điểm thành phần theo quy tắc tính điểm."
    ]


def test_a_judge_without_a_seat_needs_no_bench(session: Session) -> None:
    made = make_round(session)
    value_of(judging.add_judge(session, made.round_id, **OF))
    own = rules_of(session.get_one(Round, made.round_id))
    benches = (Bench("Chuyên môn", 7, made.judges[:2]), Bench("Xã hội", 3, made.judges[2:]))
    wanted = replace(own, aggregation="weighted_panels", benches=benches)
    assert isinstance(propose_rules(session, made.round_id, wanted, "Theo thể lệ", **OF), Done)
