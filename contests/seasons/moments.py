"""A season's moments as they are written in Vietnam: without a zone, to the second."""

from datetime import UTC, datetime

from contests.kernel.clock import VIETNAM, local


def at_local(written: datetime) -> datetime:
    """The moment that a clock in Vietnam shows as `written`."""
    return written.replace(tzinfo=VIETNAM).astimezone(UTC)


def local_of(moment: datetime) -> datetime:
    """What a clock in Vietnam shows at a moment, without a zone."""
    return local(moment).replace(tzinfo=None, microsecond=0)
