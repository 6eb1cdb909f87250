"""Splitting prize money and holding it against the budget: sums are always right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.awards.money.rules import BudgetLine, Spending, split

AMOUNTS = st.integers(0, 10**12)
SHARES = st.lists(st.integers(1, 100), min_size=1, max_size=12)
FIGURES = st.none() | AMOUNTS


@given(AMOUNTS, SHARES)
def test_the_parts_always_add_up_to_the_amount(amount: int, shares: list[int]) -> None:
    assert sum(split(amount, shares)) == amount


@given(AMOUNTS, SHARES)
def test_no_part_is_a_whole_dong_away_from_its_exact_share(amount: int, shares: list[int]) -> None:
    parts = split(amount, shares)
    assert all(
        abs(part * sum(shares) - amount * share) < sum(shares)
        for part, share in zip(parts, shares, strict=True)
    )


@given(AMOUNTS, SHARES)
def test_a_larger_share_never_gets_less_and_of_equal_shares_the_first_gets_the_odd_dong(
    amount: int, shares: list[int]
) -> None:
    parts = split(amount, shares)
    pairs = list(zip(shares, parts, strict=True))
    assert all(part <= other for share, part in pairs for more, other in pairs if share < more)
    for share in set(shares):
        own = [part for part, held in zip(parts, shares, strict=True) if held == share]
        assert own == sorted(own, reverse=True)
        assert own[0] - own[-1] <= 1


@given(AMOUNTS, SHARES, st.integers(2, 50))
def test_only_the_proportion_of_shares_counts(amount: int, shares: list[int], factor: int) -> None:
    assert split(amount, shares) == split(amount, [share * factor for share in shares])


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        (5_500_000, [100], [5_500_000]),
        (10_000_000, [40, 30, 30], [4_000_000, 3_000_000, 3_000_000]),
        (10_000_000, [1, 1, 1], [3_333_334, 3_333_333, 3_333_333]),
        (2, [34, 33, 33], [1, 1, 0]),
        (0, [60, 40], [0, 0]),
    ],
)
def test_money_is_split_to_the_dong(amount: int, shares: list[int], parts: list[int]) -> None:
    assert split(amount, shares) == parts


@pytest.mark.parametrize(("amount", "shares"), [(5, []), (5, [0, 0]), (-1, [1]), (5, [3, -1])])
def test_what_cannot_be_split_is_a_fault_of_ours(amount: int, shares: list[int]) -> None:
    with pytest.raises(ValueError, match=r"."):
        split(amount, shares)


@given(FIGURES, FIGURES, AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_figures_of_a_budget_line_add_up(
    allocated: int | None, used: int | None, prizes: int, specials: int, fees: int
) -> None:
    line = BudgetLine(allocated, used, Spending(prizes, specials, fees))
    assert line.spending.total == prizes + specials + fees
    assert (line.left is None) == (allocated is None)
    if line.left is not None:
        assert line.left + line.spending.total == allocated
        assert (line.over > 0) == (line.left < 0)
        assert line.over == max(0, line.spending.total - (allocated or 0))
    if line.returned is not None:
        assert line.returned + (used or 0) == allocated
    if line.other is not None:
        assert line.other + line.spending.total == used


def test_what_tuyen_quang_returned_in_2021_is_added_rightly() -> None:
    """The printed report returns 19.3 and 113.7 million; its own figures make 23.1 and 113.1."""
    youth = BudgetLine(180_000_000, 156_900_000, Spending())
    technical = BudgetLine(350_000_000, 236_900_000, Spending())
    assert (youth.returned, technical.returned) == (23_100_000, 113_100_000)
