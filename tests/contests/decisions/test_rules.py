"""What a document must say before it enters the register."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contests.decisions.rules import DecisionFacts, objections, plain_symbol
from contests.decisions.terms import DecisionKind

TODAY = date(2026, 11, 22)
FACTS = DecisionFacts(
    DecisionKind.AWARDS, "101/QĐ-BTC", date(2026, 11, 20), "Nguyễn Thị Ngọc Ánh", "Trưởng Ban Tổ chức"
)


def fields(**changes: Any) -> list[str | None]:
    return [reason.field for reason in objections(replace(FACTS, **changes), TODAY)]


def test_a_whole_document_passes() -> None:
    assert fields() == []


@pytest.mark.parametrize(
    "symbol",
    ["101/QĐ-BTC", "07/QĐ-UBND", "2704/QĐ-UBND", "15/2026/QĐ-UBND", "12-KH/TU", "105/BTC", "3A/TB-LHH", "165/2006/QĐ-TTg"],
)  # fmt: skip
def test_symbols_as_offices_write_them(symbol: str) -> None:
    assert fields(symbol=symbol) == []


@pytest.mark.parametrize("symbol", ["", "QĐ-BTC", "101", "một/QĐ", "101/", "/QĐ-BTC", "101/12", "<b>/QĐ"])
def test_what_is_no_symbol(symbol: str) -> None:
    assert fields(symbol=symbol) == ["symbol"]


def test_the_word_before_the_number_and_spaces_are_left_out() -> None:
    assert plain_symbol("Số: 101 / QĐ-BTC ") == "101/QĐ-BTC"


@pytest.mark.parametrize("day", [date(2027, 11, 24), date(1962, 1, 1), date(9999, 1, 1)])
def test_a_date_that_must_be_a_slip_of_the_pen(day: date) -> None:
    assert fields(issued_on=day) == ["issued_on"]


@pytest.mark.parametrize("day", [date(2027, 11, 22), date(2006, 7, 14)])
def test_dates_within_a_year_ahead_and_long_ago_pass(day: date) -> None:
    assert fields(issued_on=day) == []


def test_all_gaps_are_said_at_once() -> None:
    found = fields(symbol="", issued_on=date(2200, 1, 1), signer_name=" ", signer_title="")
    assert found == ["symbol", "issued_on", "signer_name", "signer_title"]
