"""Finding out who is there: throttles that slow a guesser and shut nobody out, on both databases."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contests.kernel.access import Role
from contests.kernel.errors import Done, Outcome, Refused
from contests.kernel.sessions import Transactions
from contests.people import entering
from contests.people.model import Account, Throttle
from tests.at_once import at_once
from tests.factories import NOON, make_account, make_organiser
from tests.factories_people import HASH, PASSWORD

HOME, AWAY = "203.0.113.7", "198.51.100.23"


@pytest.fixture
def account(transactions: Transactions) -> Account:
    def make(s: Session) -> Account:
        made = make_account(s, Role.HEAD, make_organiser(s), "Ánh", "ngoc.anh")
        made.password_hash = HASH
        return made

    return transactions.do(make)


def attempt(
    transactions: Transactions,
    password: str = "sai",
    *,
    login: str = "ngoc.anh",
    address: str = AWAY,
    after: int = 0,
) -> Outcome[str]:
    at = NOON + timedelta(seconds=after)
    return entering.identify(transactions, login, password, address=address, at=at)


def said(outcome: Outcome[str]) -> str:
    assert isinstance(outcome, Refused)
    return str(outcome.reasons[0])


def test_the_right_password_gives_the_account(transactions: Transactions, account: Account) -> None:
    assert attempt(transactions, PASSWORD, login=" NGOC.ANH ") == Done(account.id)


def test_the_sixth_failure_in_a_row_makes_one_wait(transactions: Transactions, account: Account) -> None:
    words = [said(attempt(transactions)) for _ in range(7)]
    assert words[:6] == [entering.WRONG] * 6
    assert "sau 1 giây" in words[6]


def test_the_first_two_attempts_from_one_address_at_once_are_both_answered(
    transactions: Transactions,
) -> None:
    def count(login: str) -> Callable[[Session], Outcome[int]]:
        return lambda s: Done(entering._count(s, entering._counters(login, AWAY), NOON))

    both = at_once(transactions, count("ngoc.anh"), count("hong.gam"), holds="INSERT INTO throttle")
    assert both == (Done(0), Done(0))
    with transactions.reading() as session:
        assert sorted(session.scalars(select(Throttle.failures))) == [1, 1, 1, 1, 2]


def test_an_unknown_login_is_slowed_in_the_same_way(transactions: Transactions) -> None:
    words = [said(attempt(transactions, login="khong.co")) for _ in range(7)]
    assert words[:6] == [entering.WRONG] * 6
    assert "sau 1 giây" in words[6]


def test_while_waiting_even_the_right_password_is_not_looked_at(
    transactions: Transactions, account: Account
) -> None:
    for _ in range(6):
        attempt(transactions)
    assert "giây" in said(attempt(transactions, PASSWORD))
    assert attempt(transactions, PASSWORD, after=1) == Done(account.id)


def test_attempts_made_while_waiting_do_not_prolong_it(transactions: Transactions, account: Account) -> None:
    for _ in range(50):
        attempt(transactions)
    assert attempt(transactions, PASSWORD, after=1) == Done(account.id)


def test_a_guesser_elsewhere_keeps_the_holder_out_for_seconds_at_most(
    transactions: Transactions, account: Account
) -> None:
    for place in range(60):
        attempt(transactions, address=f"198.51.100.{place}")
    assert "sau" in said(attempt(transactions, PASSWORD, address=HOME))
    assert attempt(transactions, PASSWORD, address=HOME, after=8) == Done(account.id)


def test_a_success_forgets_the_slips_of_the_pen(transactions: Transactions, account: Account) -> None:
    for _ in range(5):
        attempt(transactions)
    attempt(transactions, PASSWORD)
    assert said(attempt(transactions)) == entering.WRONG


def test_successes_are_not_counted_as_failures_of_the_address(
    transactions: Transactions, account: Account
) -> None:
    for _ in range(40):
        assert attempt(transactions, PASSWORD, address=HOME) == Done(account.id)


def test_one_address_guessing_many_logins_is_slowed(transactions: Transactions) -> None:
    for number in range(31):
        attempt(transactions, login=f"nguoi{number}")
    assert "giây" in said(attempt(transactions, login="nguoi99"))


def test_no_login_and_no_address_is_kept_in_clear(transactions: Transactions, account: Account) -> None:
    attempt(transactions)
    with transactions.reading() as session:
        kept = " ".join(session.scalars(select(Throttle.key)))
    assert "ngoc" not in kept
    assert AWAY not in kept


def test_guessing_slip_codes_is_slowed(transactions: Transactions) -> None:
    words = [
        said(entering.identify_by_secret(transactions, "ABCD", address=AWAY, at=NOON)) for _ in range(32)
    ]
    assert words[0] == entering.WRONG_CODE
    assert "giây" in words[31]
