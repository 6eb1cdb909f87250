"""Paper sheets: two clerks who agree make a sheet, two who do not need a third, and nothing says who is barred."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from contests.kernel.access import Actor
from contests.kernel.errors import Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.kernel.signs import ALPHABET, check_sign
from judging import ledger
from judging import service as judging
from judging.design.model import Assigned
from judging.model import Judge, Panel, Sheet
from judging.paper.keying import KEYED, NO_LABEL, NOT_DIFFERING, NOT_THERE, NOT_YOUR_KEYING
from judging.paper.model import SECOND_CLERK
from judging.paper.rules import label, read_label
from judging.rounds import CLOSED
from judging.terms import SheetState
from tests.factories import NOON
from tests.factories_judging import OF, Made, fill_sheet, make_round, typed

CLERKS = [Actor(f"vanthu{number}", name, frozenset()) for number, name in enumerate(("Ánh", "Blăm", "Côn"))]
ONE, TWO, THREE = CLERKS
FULL = ("20", "20,5", "30")
Key = Callable[..., Outcome[judging.Keyed]]


@pytest.fixture
def made(transactions: Transactions) -> Made:
    return transactions.do(make_round)


@pytest.fixture
def key(transactions: Transactions, made: Made) -> Key:
    def send(
        by: Actor, *marks: str, judge: int = 1, text: str = "", comment: str = ""
    ) -> Outcome[judging.Keyed]:
        own = text or label(made.pieces[0].code, judge)
        read = judging.PaperRead(own, typed(made, *(marks or FULL)), comment)
        return transactions.act(lambda s: judging.key_paper(s, made.round_id, read, by=by, at=NOON))

    return send


def decide(
    transactions: Transactions, made: Made, paper_id: str, by: Actor, *marks: str
) -> Outcome[judging.Keyed]:
    read = judging.PaperRead("", typed(made, *marks))
    return transactions.act(lambda s: judging.decide_paper(s, made.round_id, paper_id, read, by=by, at=NOON))


def sheets(transactions: Transactions) -> list[tuple[str, int | None, str]]:
    with transactions.reading() as session:
        return [
            (one.judge_id, one.total, one.comment)
            for one in session.query(Sheet)
            if one.state is SheetState.SUBMITTED
        ]


def why(outcome: Outcome[Any]) -> set[str]:
    assert isinstance(outcome, Refused)
    return {reason.message for reason in outcome.reasons}


def test_two_clerks_who_agree_make_a_sheet_whose_source_is_in_the_ledger(
    transactions: Transactions, made: Made, key: Key
) -> None:
    assert value_of(key(ONE)).state is judging.PaperState.ONCE
    assert sheets(transactions) == []
    done = value_of(key(TWO, "20.0", "20.5", "30", comment="Khá"))
    assert (done.state, done.clerks) == (judging.PaperState.SETTLED, ("vanthu0", "vanthu1"))
    assert sheets(transactions) == [(made.judges[0], 141, "Khá")]
    with transactions.reading() as session:
        rows = ledger.rows(session, made.round_id)
    body = rows[-1].body
    assert (rows[-1].deed, body["source"], body["total"]) == ("keyed", "paper", 141)
    assert (body["judge"], body["piece"], body["by"]) == (
        made.judges[0],
        made.pieces[0].piece_id,
        ["vanthu0", "vanthu1"],
    )
    assert ledger.verify(rows) is None


def test_a_difference_waits_for_a_third_who_keyed_it_neither_time(
    transactions: Transactions, made: Made, key: Key
) -> None:
    paper = value_of(key(ONE)).paper_id
    assert value_of(key(TWO, "20", "25", "30")).state is judging.PaperState.DIFFERS
    assert sheets(transactions) == []
    assert why(key(THREE)) == {KEYED}
    assert why(decide(transactions, made, paper, TWO, *FULL)) == {SECOND_CLERK}
    assert value_of(decide(transactions, made, paper, THREE, *FULL)).state is judging.PaperState.SETTLED
    assert sheets(transactions) == [(made.judges[0], 141, "")]
    assert why(decide(transactions, made, paper, Actor("khac", "Đức", frozenset()), *FULL)) == {NOT_DIFFERING}


def test_one_clerk_is_not_two(key: Key) -> None:
    value_of(key(ONE))
    assert why(key(ONE)) == {SECOND_CLERK}


def test_what_was_submitted_on_screen_goes_before_paper(
    transactions: Transactions, made: Made, key: Key
) -> None:
    transactions.do(lambda s: fill_sheet(s, made, 0, 0, "10", "10", "10"))
    value_of(key(ONE))
    assert value_of(key(TWO)).state is judging.PaperState.ASIDE
    assert sheets(transactions) == [(made.judges[0], 60, "")]


def test_a_draft_on_screen_gives_way_to_paper(transactions: Transactions, made: Made, key: Key) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id
    transactions.do(lambda s: value_of(judging.save_marks(s, who, what, typed(made, "7"), "", 0, at=NOON)))
    value_of(key(ONE))
    value_of(key(TWO))
    assert sheets(transactions) == [(made.judges[0], 141, "")]


def test_a_barred_judge_is_answered_like_any_other_and_does_not_count(
    transactions: Transactions, made: Made, key: Key
) -> None:
    transactions.do(lambda s: value_of(judging.bar(s, {(made.judges[0], made.pieces[0].piece_id)}, **OF)))
    free = [value_of(key(by, judge=2)).state for by in (ONE, TWO)]
    barred = [value_of(key(by, judge=1)).state for by in (ONE, TWO)]
    assert barred == free
    with transactions.reading() as session:
        assert judging.board(session, made.round_id)[0].submitted == 1


@pytest.mark.parametrize("text", ["", "PSWWP", "3", "OOOOO-1", "??-1", "-", "1" * 40])
def test_what_is_no_label_is_told_so(key: Key, text: str) -> None:
    assert why(key(ONE, text=text or " ")) == {NO_LABEL}


def test_a_label_of_nobody_is_told_so(made: Made, key: Key) -> None:
    assert why(key(ONE, judge=99)) == {NOT_THERE}


def test_gaps_and_wrong_marks_are_all_said_at_once(key: Key) -> None:
    outcome = key(ONE, "31", "20,3")
    assert isinstance(outcome, Refused)
    assert len(outcome.reasons) == 2
    assert len(key(ONE, "20").reasons) == 2  # type: ignore[union-attr]


def test_a_sheet_keyed_under_a_wrong_label_is_taken_back_by_its_clerk_only(
    transactions: Transactions, made: Made, key: Key
) -> None:
    paper = value_of(key(ONE)).paper_id

    def take_back(by: Actor) -> Outcome[None]:
        return transactions.act(lambda s: judging.take_back(s, made.round_id, paper, by=by))

    assert why(take_back(TWO)) == {NOT_YOUR_KEYING}
    value_of(take_back(ONE))
    with transactions.reading() as session:
        assert judging.papers(session, made.round_id) == []
    assert why(take_back(ONE)) == {NOT_THERE}


def test_nothing_is_keyed_after_the_end(transactions: Transactions, made: Made, key: Key) -> None:
    def end(session):
        session.get_one(judging.Round, made.round_id).stage = judging.Stage.CLOSED

    transactions.do(end)
    assert CLOSED in why(key(ONE))


CODES = st.text(ALPHABET, min_size=4, max_size=4).map(lambda signs: signs + check_sign(signs))


@given(CODES, st.integers(1, 99), st.sampled_from(["-", " - ", "/", " "]))
def test_a_label_is_read_back_however_it_is_typed(code: str, number: int, between: str) -> None:
    assert read_label(label(code, number)) == (code, number)
    assert read_label(f" {code.lower()}{between}{number} ") == (code, number)


@given(CODES, st.integers(0, 4), st.sampled_from(ALPHABET))
def test_a_slip_of_the_pen_is_no_other_label(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    assert (read_label(f"{wrong}-1") is None) is (wrong != code)


def test_the_empty_sheets_name_every_pair(transactions: Transactions, made: Made) -> None:
    transactions.do(lambda s: value_of(judging.bar(s, {(made.judges[0], made.pieces[0].piece_id)}, **OF)))
    with transactions.reading() as session:
        blank = judging.blank_sheets(session, made.panel_id)
    assert blank is not None
    expected = {(one.code, number) for one in made.pieces for number in range(1, len(made.judges) + 1)}
    assert set(blank.labels) == expected
    assert len(blank.labels) == len(expected)
    assert "Máy tưới rau" not in str(blank)


def test_where_pieces_are_given_by_list_only_those_have_a_sheet_an_anchor_of_another_panel_among_them(
    transactions: Transactions, made: Made, key: Key
) -> None:
    def link(session: Session) -> int:
        judge_id = value_of(judging.add_judge(session, made.round_id, **OF))
        session.get_one(Panel, made.panel_id).listed = True
        session.add(Assigned(piece_id=made.pieces[0].piece_id, judge_id=judge_id))
        return session.scalars(sa.select(Judge.number).where(Judge.id == judge_id)).one()

    number = transactions.do(link)
    own, other = (label(piece.code, number) for piece in made.pieces[:2])
    with transactions.reading() as session:
        blank = judging.blank_sheets(session, made.panel_id)
    assert blank is not None
    assert list(blank.labels) == [(made.pieces[0].code, number)]
    assert value_of(key(ONE, text=own)).state is judging.PaperState.ONCE
    assert why(key(ONE, text=other)) == {NOT_THERE}
    assert why(key(ONE, text=label(made.pieces[0].code, 1))) == {NOT_THERE}
