"""How values are shown: Vietnamese dates, money, marks, sizes; a dash for nothing."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel.figures import hundredths, size, steps
from contests.kernel.web.display import day, dong, million, moment, number

LATE = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize("show", [day, moment, dong, million, number, hundredths])
def test_nothing_is_a_dash(show):
    assert show(None) == "–"


def test_a_moment_is_shown_in_vietnamese_time():
    assert (day(LATE), moment(LATE)) == ("23/11/2026", "23/11/2026 00:30")
    assert day(date(2026, 9, 5)) == "05/09/2026"


@pytest.mark.parametrize(
    ("amount", "shown"), [(0, "0 đ"), (999, "999 đ"), (15_000_000, "15.000.000 đ"), (-1500, "-1.500 đ")]
)
def test_money_has_dots_between_thousands(amount, shown):
    assert dong(amount) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (23_100_000, "23,1"),
        (113_100_000, "113,1"),
        (1_000_000, "1"),
        (0, "0"),
        (500, "0,0005"),
        (-1_500_000, "-1,5"),
        (1_234_000_000, "1.234"),
    ],
)
def test_millions_have_a_comma_and_no_needless_zeros(amount, shown):
    assert million(amount) == shown


@given(st.integers(-(10**15), 10**15))
def test_what_is_shown_as_money_is_the_money(amount):
    assert int(dong(amount).removesuffix(" đ").replace(".", "")) == amount


@given(st.integers(0, 100_000))
def test_a_mark_in_hundredths_reads_back(value):
    whole, _, part = hundredths(value).partition(",")
    assert int(whole) * 100 + int(part) == value


@pytest.mark.parametrize(
    ("value", "per_point", "shown"),
    [
        (33, 2, "16,5"),
        (32, 2, "16"),
        (1, 4, "0,25"),
        (3, 4, "0,75"),
        (0, 2, "0"),
        (20, 1, "20"),
        (None, 2, "–"),
    ],
)
def test_a_mark_in_steps_is_shown_as_people_write_it(value, per_point, shown):
    assert steps(value, per_point) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1_449_999, "1,4 MB"), (20_000_000, "20 MB")],
)
def test_a_size_is_never_shown_as_larger_than_it_is(count, shown):
    assert size(count) == shown
