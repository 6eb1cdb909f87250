"""The register: one symbol a year and organiser."""

from dataclasses import replace
from datetime import date

from contests.decisions.model import Decision
from contests.decisions.service import DecisionFacts, record_decision
from contests.decisions.terms import DecisionKind
from contests.kernel.access import SYSTEM
from contests.kernel.audit import deeds_of
from contests.kernel.errors import Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from tests.factories import NOON, make_organiser

FACTS = DecisionFacts(
    DecisionKind.JURY, "Số: 101/QĐ-BTC", date(2026, 11, 20), "  Đặng   Trần Côn ", "Trưởng Ban", "Thành lập Ban Giám khảo"
)  # fmt: skip


def recorded(transactions: Transactions, organiser_id: str, facts: DecisionFacts) -> Outcome[Decision]:
    return transactions.act(lambda s: record_decision(s, organiser_id, facts, by=SYSTEM, at=NOON))


def test_a_document_is_kept_as_printed_and_its_recording_is_on_record(transactions: Transactions) -> None:
    organiser = transactions.do(make_organiser)
    made = value_of(recorded(transactions, organiser.id, FACTS))
    assert (made.symbol, made.year, made.signer_name) == ("101/QĐ-BTC", 2026, "Đặng Trần Côn")
    with transactions.reading() as session:
        assert [deed.verb for deed in deeds_of(session, made.id)] == ["decision.record"]


def test_the_same_symbol_twice_in_a_year_is_refused_beside_its_field(transactions: Transactions) -> None:
    organiser = transactions.do(make_organiser)
    recorded(transactions, organiser.id, FACTS)
    again = recorded(transactions, organiser.id, replace(FACTS, kind=DecisionKind.AWARDS))
    assert isinstance(again, Refused)
    assert again.reasons[0].field == "symbol"


def test_another_year_or_organiser_may_have_the_same_symbol(transactions: Transactions) -> None:
    one, two = transactions.do(make_organiser), transactions.do(make_organiser)
    recorded(transactions, one.id, FACTS)
    assert not isinstance(recorded(transactions, two.id, FACTS), Refused)
    assert not isinstance(recorded(transactions, one.id, replace(FACTS, issued_on=date(2025, 1, 2))), Refused)


def test_a_refused_document_leaves_nothing(transactions: Transactions) -> None:
    organiser = transactions.do(make_organiser)
    assert isinstance(recorded(transactions, organiser.id, replace(FACTS, symbol="x")), Refused)
    with transactions.reading() as session:
        assert session.query(Decision).all() == []
