"""One clock, and the calendar of Vietnam."""

from datetime import UTC, date, datetime, timedelta

import time_machine
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel.clock import end_of, local, now, start_of, today

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def test_now_is_aware_and_in_utc() -> None:
    moment = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        assert now() == moment
        assert now().utcoffset() == timedelta(0)


def test_after_five_in_the_afternoon_utc_it_is_tomorrow_in_vietnam() -> None:
    assert today(datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC)) == date(2026, 11, 22)
    assert today(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == date(2026, 11, 23)


@given(DAYS)
def test_a_day_begins_and_ends_on_itself(day: date) -> None:
    assert today(start_of(day)) == today(end_of(day)) == day
    assert end_of(day) - start_of(day) == timedelta(hours=23, minutes=59, seconds=59)
    assert start_of(day).tzinfo is UTC


def test_local_time_is_seven_hours_ahead() -> None:
    assert local(datetime(2026, 11, 22, 5, 0, tzinfo=UTC)).strftime("%H:%M") == "12:00"
