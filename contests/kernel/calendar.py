"""The province's calendar: which day a moment is in Vietnam. Pure: it never asks what time it is."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def local(moment: datetime) -> datetime:
    """The same moment on a clock in Vietnam."""
    return moment.astimezone(VIETNAM)


def today(moment: datetime) -> date:
    """The calendar date in Vietnam at `moment`."""
    return local(moment).date()


def start_of(day: date) -> datetime:
    """The first moment of a Vietnamese calendar day, in UTC."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The last second of a Vietnamese calendar day, in UTC: "hết ngày"."""
    return datetime.combine(day, time(23, 59, 59), VIETNAM).astimezone(UTC)
