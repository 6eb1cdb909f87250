"""When everything happens: the finished seasons in 2020 and 2021, the others around the day of installation."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from contests.kernel.clock import VIETNAM, end_of, start_of
from contests.seasons.rules import Dates

FOUNDED = date(2020, 8, 3)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one season, in the order in which they come."""

    prepared: date
    filing: tuple[date, date]
    supplement: date
    judging: date
    ceremony: date

    @property
    def dates(self) -> Dates:
        """The season's windows."""
        first, last = self.filing
        return Dates(
            start_of(first), end_of(last), end_of(self.supplement), end_of(self.judging), self.ceremony
        )

    @property
    def screened(self) -> date:
        """When the list of eligible entries is closed."""
        return self.supplement + timedelta(days=3)

    @property
    def sealed(self) -> date:
        """When the entries become pieces."""
        return self.screened + timedelta(days=7)


YOUTH_2021 = Calendar(
    date(2021, 2, 22),
    (date(2021, 3, 1), date(2021, 5, 31)),
    date(2021, 6, 14),
    date(2021, 7, 30),
    date(2021, 9, 24),
)
TECHNICAL_2021 = Calendar(
    date(2020, 9, 7),
    (date(2020, 10, 1), date(2021, 4, 29)),
    date(2021, 5, 14),
    date(2021, 7, 16),
    date(2021, 9, 24),
)


def in_judging(on: date) -> Calendar:
    """A season whose judges are at work on the day."""
    days = [on + timedelta(days=distance) for distance in (-125, -115, -50, -36, 12, 60)]
    return Calendar(days[0], (days[1], days[2]), *days[3:])


def taking_entries(on: date) -> Calendar:
    """A season that takes entries on the day."""
    days = [on + timedelta(days=distance) for distance in (-48, -40, 75, 90, 140, 190)]
    return Calendar(days[0], (days[1], days[2]), *days[3:])


def hour(day: date, hours: int, minutes: int = 0) -> datetime:
    """A moment of a Vietnamese day."""
    return datetime.combine(day, time(hours, minutes), VIETNAM)
