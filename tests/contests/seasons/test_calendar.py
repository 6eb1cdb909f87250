"""Days of a season are days in Vietnam, whatever clock a moment was kept by."""

from datetime import UTC, date, datetime, time, timedelta

from contests.kernel.clock import VIETNAM
from contests.seasons.rules import Dates, date_faults

LAST = datetime.combine(date(2026, 11, 20), time(6), VIETNAM)


def faults(judging_until: datetime, ceremony_on: date) -> list[str | None]:
    dates = Dates(LAST - timedelta(days=60), LAST - timedelta(days=30), None, judging_until, ceremony_on)
    return [reason.field for reason in date_faults(dates)]


def test_a_ceremony_on_the_day_before_the_last_of_judging_is_refused() -> None:
    for kept in (LAST, LAST.astimezone(UTC)):
        assert faults(kept, date(2026, 11, 19)) == ["ceremony_on"]
        assert faults(kept, date(2026, 11, 20)) == []
