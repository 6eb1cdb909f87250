"""Who stands before the pages of a moment, and how a moment is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from contests.kernel.web.runtime import Runtime
from contests.people.model import Account


@dataclass(frozen=True)
class Moment:
    """Who is there, signed in to the office or sitting at the judge's desk, and what the addresses name."""

    account: Account | None = None
    token: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)


Make = Callable[[Runtime], Moment]
