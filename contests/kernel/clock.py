"""The only place that asks what time it is; the calendar comes along for those who ask."""

from datetime import UTC, datetime

from contests.kernel.calendar import VIETNAM as VIETNAM
from contests.kernel.calendar import end_of as end_of
from contests.kernel.calendar import local as local
from contests.kernel.calendar import start_of as start_of
from contests.kernel.calendar import today as today


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)
