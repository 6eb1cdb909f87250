"""Amounts in words: what vouchers say, and that the words say nothing but the amount."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contests.kernel.amounts import MOST, in_words, spoken

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
ONES = {**{word: digit for digit, word in enumerate(DIGITS)}, "mốt": 1, "tư": 4, "lăm": 5}
SCALES = {"nghìn": 10**3, "triệu": 10**6}


def heard(text: str) -> int:
    """The number that a listener writes down: read word by word, knowing nothing of how it was made."""
    billions, _, rest = text.rpartition("tỷ")
    return (heard(billions) * 10**9 if billions.strip() else 0) + _below_a_billion(rest)


def _below_a_billion(text: str) -> int:
    total = group = digit = 0
    for word in text.split():
        if word in SCALES:
            total, group, digit = total + (group + digit) * SCALES[word], 0, 0
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word != "linh":
            digit = ONES[word]
    return total + group + digit


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5_500_000, "Năm triệu năm trăm nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (21, "Hai mươi mốt đồng"),
        (11, "Mười một đồng"),
        (101, "Một trăm linh một đồng"),
        (24, "Hai mươi tư đồng"),
        (14, "Mười bốn đồng"),
        (104, "Một trăm linh bốn đồng"),
        (15, "Mười lăm đồng"),
        (55, "Năm mươi lăm đồng"),
        (105, "Một trăm linh năm đồng"),
        (10_000_000, "Mười triệu đồng"),
        (1_000_010, "Một triệu không trăm mười đồng"),
        (948_000_000, "Chín trăm bốn mươi tám triệu đồng"),
        (2_000_000_001, "Hai tỷ không trăm linh một đồng"),
        (5_005_000_000, "Năm tỷ không trăm linh năm triệu đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
        (MOST, "Một triệu tỷ đồng"),
    ],
)
def test_an_amount_reads_as_on_a_voucher(amount: int, words: str) -> None:
    assert in_words(amount) == words


@given(st.integers(min_value=0, max_value=MOST))
@example(21_021_021_021_021)
@example(404_040_404_040)
@example(999_999_999_999_999)
@example(100_010_001_000_101)
def test_the_words_give_the_amount_back(amount: int) -> None:
    assert heard(spoken(amount)) == amount


@given(st.integers(min_value=1, max_value=99_999).map(lambda count: count * 100_000))
def test_prize_money_is_heard_as_it_is(amount: int) -> None:
    assert heard(spoken(amount)) == amount


@pytest.mark.parametrize("amount", [-1, MOST + 1])
def test_what_is_no_amount_is_not_said(amount: int) -> None:
    with pytest.raises(ValueError, match="no amount"):
        spoken(amount)
