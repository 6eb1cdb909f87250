"""Shares add up to a hundred per cent whatever the parts, and nobody's share depends on who stands beside."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from contests.reports.shares import WHOLE, known_shares, shares

PARTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=40)


def test_the_shares_that_phu_tho_printed_in_2025():
    assert shares([63, 38, 27, 56, 46]) == (274, 165, 117, 244, 200)


def test_equal_thirds_end_in_a_hundred_per_cent():
    assert shares([1, 1, 1]) == (334, 333, 333)


def test_nothing_has_no_shares():
    assert shares([0, 0]) == (None, None)
    assert shares([]) == ()


def test_a_missing_part_leaves_no_share_of_anything():
    assert known_shares([3, None]) == (None, None)
    assert known_shares([3, 1]) == (750, 250)


@given(PARTS.filter(any))
def test_they_add_up_and_are_off_by_less_than_a_tenth(parts):
    found = shares(parts)
    assert sum(found) == WHOLE
    assert all(
        abs(share * sum(parts) - part * WHOLE) < sum(parts) for share, part in zip(found, parts, strict=True)
    )


@given(PARTS.flatmap(lambda parts: st.tuples(st.just(parts), st.permutations(parts))))
def test_the_order_of_the_lines_gives_nobody_more(both):
    first, second = both
    assert Counter(zip(first, shares(first), strict=True)) == Counter(
        zip(second, shares(second), strict=True)
    )


@given(PARTS)
def test_the_larger_part_never_has_the_smaller_share(parts):
    order = sorted(zip(parts, shares(parts), strict=True), key=lambda one: (one[0], one[1] or 0))
    assert [share or 0 for _, share in order] == sorted(share or 0 for _, share in order)
