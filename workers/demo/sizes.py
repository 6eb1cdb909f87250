"""How much the demo holds: the figures of the finished seasons are those of Tuyên Quang in 2021."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finished:
    """A season that is over: entries received and rejected, prizes by tier from the highest, how many went up.

    `results` are the prizes that came back from the nation, for the first of those nominated.
    """

    received: int
    rejected: int
    prizes: tuple[int, ...]
    nominated: int
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """One demo: two finished seasons, one in judging with `judged` entries, one that takes entries."""

    youth: Finished
    technical: Finished
    judged: int
    filed: int
    drafts: int
    seats: int


FULL = Size(
    youth=Finished(102, 13, (1, 3, 6, 14), 10, ("Giải Ba", "Giải Khuyến khích")),
    technical=Finished(39, 0, (1, 2, 3, 5), 4),
    judged=40,
    filed=11,
    drafts=4,
    seats=5,
)
TINY = Size(
    youth=Finished(6, 1, (1, 1, 1, 0), 2, ("Giải Ba",)),
    technical=Finished(2, 0, (1, 0, 0, 0), 1),
    judged=3,
    filed=3,
    drafts=1,
    seats=4,
)
SIZES = {"full": FULL, "tiny": TINY}
