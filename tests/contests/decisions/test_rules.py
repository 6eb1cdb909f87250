"""What a document must say before it enters the register."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.decisions.rules import (
    DecisionFacts,
    Gap,
    Words,
    gaps,
    objections,
    objections_to_drafting,
    plain_symbol,
    register_key,
    tidy,
)
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


@pytest.mark.parametrize("typed", ["5/QĐ-BTC", "05/QĐ-BTC", "005/qđ-btc"])
def test_one_number_is_one_however_it_is_written(typed: str) -> None:
    assert register_key(typed) == register_key("05/QĐ-BTC")
    assert register_key(typed) != register_key("50/QĐ-BTC")


class TestGaps:
    def test_a_number_between_two_known_ones_is_missing(self) -> None:
        found = gaps([("104/QĐ-BTC", 2026), ("102/QĐ-BTC", 2026), ("101/QĐ-BTC", 2026)])
        assert found == [Gap(2026, "/QĐ-BTC", 102, 104)]
        assert (found[0].first, found[0].last) == (103, 103)

    def test_series_and_years_are_looked_at_apart(self) -> None:
        register = [("1/QĐ-BTC", 2026), ("3/QĐ-UBND", 2026), ("3/QĐ-BTC", 2025), ("2/qđ-btc", 2026)]
        assert gaps(register) == []

    @given(st.sets(st.integers(1, 400), min_size=1))
    def test_what_is_held_and_what_is_missing_make_the_whole_run(self, numbers: set[int]) -> None:
        found = gaps((f"{number}/TB-LHH", 2026) for number in numbers)
        missing = {number for gap in found for number in range(gap.first, gap.last + 1)}
        assert missing | numbers == set(range(min(numbers), max(numbers) + 1))
        assert not missing & numbers


WORDS = Words("Ban Tổ chức", "", "QĐ-BTC", "Tuyên Quang", "Về việc trao giải", "TM. BAN TỔ CHỨC", "H’Hen Niê")


class TestWords:
    def test_whole_words_are_enough_for_a_decision(self) -> None:
        assert list(objections_to_drafting(DecisionKind.AWARDS, WORDS)) == []

    @pytest.mark.parametrize("name", ["agency", "symbol", "place", "subject", "signer_title"])
    def test_what_is_missing_is_said_beside_its_field(self, name: str) -> None:
        changes: dict[str, Any] = {name: ""}
        lacking = objections_to_drafting(DecisionKind.AWARDS, replace(WORDS, **changes))
        assert [reason.field for reason in lacking] == [name]

    @pytest.mark.parametrize(
        ("kind", "field"),
        [
            (DecisionKind.SUBMISSION, "addressees"),
            (DecisionKind.LETTER, "addressees"),
            (DecisionKind.INVITATION, "details"),
        ],
    )
    def test_some_kinds_ask_for_more(self, kind: DecisionKind, field: str) -> None:
        assert [reason.field for reason in objections_to_drafting(kind, WORDS)] == [field]

    def test_a_symbol_has_no_number_before_it_is_given_one(self) -> None:
        lacking = objections_to_drafting(DecisionKind.AWARDS, replace(WORDS, symbol="12/QĐ-BTC"))
        assert [reason.field for reason in lacking] == ["symbol"]

    def test_lines_are_kept_without_what_the_layout_sets(self) -> None:
        typed = replace(
            WORDS,
            symbol="/QĐ-BTC",
            recipients=("- Như Điều 3;\n- Lưu: VT.",),
            signer_title=" KT. TRƯỞNG BAN \n\nPHÓ TRƯỞNG BAN",
        )
        kept = tidy(typed)
        assert (kept.symbol, kept.recipients) == ("QĐ-BTC", ("Như Điều 3", "Lưu: VT"))
        assert kept.signer_title == "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN"
        assert tidy(kept) == kept
