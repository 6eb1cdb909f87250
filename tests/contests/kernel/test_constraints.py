"""A violated rule of the database is told in the reader's language, and is the same rule on both databases."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from contests.decisions.model import Decision
from contests.decisions.terms import DecisionKind
from contests.kernel.constraints import means, reason_for
from contests.kernel.errors import Done, Refused
from contests.kernel.settings import Installation
from contests.people.model import Account
from tests.factories import NOON, make_organiser


def account(login):
    return Account(login=login, name="Y Blăm", folded="y blam", created_at=NOON)


def test_a_message_is_registered_under_the_name_of_the_constraint():
    assert means("uq_tests_only", "Đã có.", "name") == "uq_tests_only"


def test_a_taken_login_is_refused_beside_its_field(transactions):
    transactions.do(lambda s: s.add(account("yblam")))

    def again(session):
        session.add(account("yblam"))
        return Done(None)

    outcome = transactions.act(again)
    assert isinstance(outcome, Refused)
    assert [(str(reason), reason.field) for reason in outcome.reasons] == [
        ("Tên đăng nhập này đã có người dùng.", "login")
    ]


def test_a_unique_rule_over_several_columns_is_known_by_all_of_them(transactions):
    def register(session):
        facts = {"kind": next(iter(DecisionKind)), "symbol": "101/QĐ-BTC", "year": 2026, "about": ""}
        session.add(
            Decision(
                **facts, organiser_id=organiser_id, issued_on=NOON.date(), signer_name="", signer_title=""
            )
        )
        return Done(None)

    organiser_id = transactions.do(lambda s: make_organiser(s).id)
    assert isinstance(transactions.act(register), Done)
    outcome = transactions.act(register)
    assert isinstance(outcome, Refused)
    assert outcome.reasons[0].field == "symbol"


def test_a_rule_without_a_message_is_a_bug_of_ours_and_rises(transactions):
    def second_row(session):
        session.add(Installation(id=2))
        return Done(None)

    with pytest.raises(IntegrityError) as caught:
        transactions.act(second_row)
    assert reason_for(caught.value) is None


def test_a_missing_value_has_no_message(transactions):
    with pytest.raises(IntegrityError) as caught:
        transactions.do(
            lambda s: s.execute(sa.insert(Account.__table__).values(id="x", name="x", folded=None))
        )
    assert reason_for(caught.value) is None


def test_an_error_in_the_log_shows_no_value_that_was_sent(transactions):
    transactions.do(lambda s: s.add(account("yblam")))
    with pytest.raises(IntegrityError) as caught:
        transactions.do(lambda s: s.add(account("yblam")))
    assert "Y Blăm" not in str(caught.value)
