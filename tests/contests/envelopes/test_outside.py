"""A component from outside the sheets: two persons by entry, points by piece, and nothing before the marking has ended."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.envelopes import service
from contests.envelopes.closing import NOT_SEALED
from contests.envelopes.outside import rules
from contests.envelopes.outside.entering import HANDED, NO_SOURCE, NOT_TWICE, ONE_HUMAN
from contests.envelopes.outside.model import TWO_PERSONS
from contests.envelopes.outside.terms import Formula
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from judging import ledger
from judging import service as judging
from judging.components.handing import STILL_OPEN
from judging.components.model import Component
from judging.model import Round
from tests.factories import actor_of, make_account
from tests.factories_envelopes import Scene, mark_all, ready, round_id_of, sealed

VOTE = {"key": "binhchon", "title": "Bình chọn của công chúng", "weight": 1}
SOURCE = "Biên bản kiểm phiếu số 05/BB ngày 20/11/2026"
Enter = Callable[..., Outcome[Any]]


@pytest.fixture
def scene(transactions: Transactions) -> Scene:
    def make(session):
        made = sealed(session)
        round_ = session.get_one(Round, round_id_of(session, made))
        round_.rules = {**round_.rules, "sheets_weight": 4, "components": [VOTE]}
        return made

    return transactions.do(make)


@pytest.fixture
def enter(transactions: Transactions, scene: Scene) -> Enter:
    names = {"one": "Lê Thị Hồng Gấm", "two": "Y Blăm", "three": "H’Hen Niê"}
    people = transactions.do(
        lambda s: {key: make_account(s, Role.SECRETARY, scene.organiser, name) for key, name in names.items()}
    )

    def send(who: str, *votes: str, formula: Formula = Formula.SHARE, source: str = SOURCE, text: str = ""):
        numbers = text or "\n".join(
            f"{entry.number}\t{vote}" for entry, vote in zip(scene.entries, votes, strict=False)
        )
        typed = service.OutsideTyped("binhchon", formula, source, numbers)
        by = actor_of(people[who], Role.SECRETARY, scene.organiser)
        return transactions.act(lambda s: service.enter_outside(s, scene.season, typed, by=by, at=now()))

    return send


def hand_over(transactions: Transactions, scene: Scene) -> Outcome[str]:
    return transactions.act(lambda s: service.hand_over(s, scene.season, "binhchon", **scene.by()))


def close(transactions: Transactions, scene: Scene) -> None:
    transactions.do(lambda s: mark_all(s, scene))
    value_of(transactions.act(lambda s: service.close_round(s, scene.season, **scene.by())))


def why(outcome: Outcome[Any]) -> set[str]:
    assert isinstance(outcome, Refused)
    return {reason.message for reason in outcome.reasons}


def test_two_who_agree_give_points_to_pieces_after_the_end(
    transactions: Transactions, scene: Scene, enter: Enter
) -> None:
    value_of(enter("one", "1.200", "600", "0"))
    assert why(hand_over(transactions, scene)) == {NOT_TWICE}
    value_of(enter("two", "1200", "600", "0"))
    assert why(hand_over(transactions, scene)) == {STILL_OPEN}
    close(transactions, scene)
    value_of(hand_over(transactions, scene))
    with transactions.reading() as session:
        round_id = round_id_of(session, scene)
        assert sorted(row.hundredths for row in session.query(Component)) == [0, 5000, 10000]
        body = ledger.rows(session, round_id)[-1].body
    assert sorted(body["values"].values()) == [0, 5000, 10000]
    assert SOURCE not in str(body)
    assert why(enter("two", "1", "2", "3")) == {HANDED}
    value_of(transactions.act(lambda s: judging.compute_standings(s, round_id, **scene.by())))


def test_figures_wait_for_the_component(transactions: Transactions, scene: Scene) -> None:
    close(transactions, scene)
    with transactions.reading() as session:
        round_id = round_id_of(session, scene)
    assert isinstance(
        transactions.act(lambda s: judging.compute_standings(s, round_id, **scene.by())), Refused
    )


def test_who_differ_are_both_shown_it_and_mend_their_own(
    transactions: Transactions, scene: Scene, enter: Enter
) -> None:
    value_of(enter("one", "12", "6", "0"))
    value_of(enter("two", "12", "9", "0"))
    close(transactions, scene)
    assert why(hand_over(transactions, scene)) == {NOT_TWICE}
    value_of(enter("two", "12", "6", "0"))
    value_of(hand_over(transactions, scene))


def test_the_same_numbers_meant_otherwise_do_not_agree(
    transactions: Transactions, scene: Scene, enter: Enter
) -> None:
    value_of(enter("one", "12", "6", "0"))
    value_of(enter("two", "12", "6", "0", formula=Formula.POINTS))
    close(transactions, scene)
    assert why(hand_over(transactions, scene)) == {NOT_TWICE}


def test_two_persons_and_no_third_and_each_says_the_source(enter: Enter) -> None:
    assert why(enter("one", "1", "2", "3", source="  ")) == {NO_SOURCE}
    value_of(enter("one", "1", "2", "3"))
    value_of(enter("two", "1", "2", "3"))
    assert why(enter("three", "1", "2", "3")) == {TWO_PERSONS}


def test_two_accounts_of_one_human_are_one_person(
    transactions: Transactions, scene: Scene, enter: Enter
) -> None:
    value_of(enter("one", "1", "2", "3"))
    typed = service.OutsideTyped("binhchon", Formula.SHARE, SOURCE, "")
    outcome = transactions.act(lambda s: service.enter_outside(s, scene.season, typed, **scene.by()))
    assert ONE_HUMAN in why(outcome)


def test_before_the_envelopes_nothing_is_entered_or_handed_over(transactions: Transactions) -> None:
    early = transactions.do(ready)
    typed = service.OutsideTyped("binhchon", Formula.SHARE, SOURCE, "1 2")
    entered = transactions.act(lambda s: service.enter_outside(s, early.season, typed, **early.by()))
    assert why(entered) == {NOT_SEALED}
    assert why(hand_over(transactions, early)) == {NOT_SEALED}


def test_what_was_handed_over_is_not_handed_over_again(
    transactions: Transactions, scene: Scene, enter: Enter
) -> None:
    for who in ("one", "two"):
        value_of(enter(who, "1", "2", "3"))
    close(transactions, scene)
    value_of(hand_over(transactions, scene))
    assert why(hand_over(transactions, scene)) == {HANDED}


ENTRIES = {number: f"ho-so-{number}" for number in range(1, 5)}
NUMBERS = st.fixed_dictionaries({entry: st.integers(0, 10_000) for entry in ENTRIES.values()})


def read(text: str, formula: Formula = Formula.POINTS) -> rules.Numbers:
    return rules.read_numbers(text, ENTRIES, formula, 10_000)


@given(NUMBERS)
def test_what_is_typed_is_what_is_read(numbers: dict[str, int]) -> None:
    lines = [f"{key}\t{numbers[entry] // 100},{numbers[entry] % 100:02d}" for key, entry in ENTRIES.items()]
    assert read("\n".join(lines)) == rules.Numbers(numbers, ())


@given(NUMBERS.filter(lambda numbers: any(numbers.values())))
def test_a_share_keeps_the_order_and_gives_the_best_everything(numbers: dict[str, int]) -> None:
    shared = rules.points(numbers, Formula.SHARE, 10_000)
    assert max(shared.values()) == 10_000
    best = max(numbers.values())
    for key, value in numbers.items():
        assert abs(shared[key] * best - value * 10_000) * 2 <= best
        assert all(shared[key] <= shared[other] for other in numbers if value <= numbers[other])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 8.5\n2 1\n3 1\n4 1", rules.NOT_A_LINE),
        ("1 abc", rules.NOT_A_LINE),
        ("9 5", rules.NO_ENTRY),
        ("1 5\n1 6", rules.TWICE),
        ("1 5\n2 6", rules.LACKING),
        ("1 101\n2 1\n3 1\n4 1", rules.ABOVE),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, message: str) -> None:
    assert next(reason.message for reason in read(text).wrong) == message


def test_a_vote_without_votes_has_no_shares() -> None:
    wrong = read("1 0\n2 0\n3 0\n4 0", Formula.SHARE).wrong
    assert [reason.message for reason in wrong] == [rules.NOBODY_VOTED]
