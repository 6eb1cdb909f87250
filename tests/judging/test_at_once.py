"""What two people do to the same judge, piece or sheet at the same moment: nothing is lost, nothing breaks."""

import pytest

from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import Transactions, value_of
from judging import ledger, progress
from judging import service as judging
from tests.at_once import at_once, twice_at_once
from tests.factories import NOON
from tests.factories_judging import OF, Made, make_round, typed
from tests.judging.test_rounds import said

FULL = ("20", "20,5", "30")


def unit(name: str) -> judging.DeclaredFacts:
    return judging.DeclaredFacts(judging.DeclaredKind.UNIT_NOW, name)


@pytest.fixture
def made(transactions: Transactions) -> Made:
    return transactions.do(make_round)


def test_two_declarations_at_once_are_both_kept(transactions: Transactions, made: Made) -> None:
    who = made.judges[0]
    at_once(
        transactions,
        lambda s: judging.declare(s, who, [unit("Trường THCS Phan Thiết")], at=NOON),
        lambda s: judging.declare(s, who, [unit("Trường THPT Chuyên")], at=NOON),
    )
    with transactions.reading() as session:
        declared = [row.name for row in judging.declared_rows(session, made.round_id) if row.judge_id == who]
        assert ledger.verify(ledger.rows(session, made.round_id)) is None
    assert {"Trường THCS Phan Thiết", "Trường THPT Chuyên"} < set(declared)


def test_accepting_twice_at_once_is_on_record_once(transactions: Transactions) -> None:
    made = transactions.do(lambda s: make_round(s, ready=False))
    twice_at_once(transactions, lambda s: judging.accept(s, made.judges[0], at=NOON))
    with transactions.reading() as session:
        assert [row.deed for row in ledger.rows(session, made.round_id)].count("accepted") == 1


def test_a_sheet_submitted_meanwhile_is_not_waived(transactions: Transactions, made: Made) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id
    saved = transactions.act(lambda s: judging.save_marks(s, who, what, typed(made, *FULL), "", 0, at=NOON))
    assert isinstance(saved, Done)
    submitted, waived = at_once(
        transactions,
        lambda s: judging.submit_sheet(s, who, what, saved.value.version, at=NOON),
        lambda s: judging.waive(s, what, who, "Giám khảo ốm.", **OF),
    )
    assert isinstance(submitted, Done)
    assert said(waived) == [progress.GIVEN]


def test_stepping_back_twice_at_once_is_once(transactions: Transactions, made: Made) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id
    _, second = twice_at_once(transactions, lambda s: judging.recuse(s, who, what, at=NOON))
    assert isinstance(second, Refused)


def test_a_bar_noted_while_the_judge_steps_back_breaks_nothing(
    transactions: Transactions, made: Made
) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id
    first, second = at_once(
        transactions,
        lambda s: judging.recuse(s, who, what, at=NOON),
        lambda s: judging.bar(s, {(who, what)}, **OF),
    )
    assert isinstance(first, Done)
    assert second == Done(0)


def test_a_sheet_waived_twice_at_once_is_waived_once(transactions: Transactions, made: Made) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id
    _, second = twice_at_once(transactions, lambda s: judging.waive(s, what, who, "Ốm.", **OF))
    assert isinstance(second, Refused)


def test_two_pages_that_save_other_criteria_at_once_are_merged(
    transactions: Transactions, made: Made
) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id
    value_of(transactions.act(lambda s: judging.save_marks(s, who, what, {}, "", 0, at=NOON)))

    holds = "INSERT INTO judging_sheet"

    def save(place: int):
        marks = {made.criteria[place]: "10"}
        start = judging.Start({}, "", f"{place}" * 16, 1)
        return lambda s: judging.save_marks(s, who, what, marks, "", 1, at=NOON, start=start)

    assert all(isinstance(done, Done) for done in at_once(transactions, save(0), save(1), holds))
    with transactions.reading() as session:
        piece = judging.my_piece(session, who, what)
    assert piece is not None
    assert (dict(piece.sheet.marks), piece.sheet.version) == (dict.fromkeys(made.criteria[:2], 20), 3)
