"""What a benchmark finds out, and how its clock is read."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """The product's cost over the reference's in one run: less is better, above `limit` is a failure.

    `unit` says what is compared with what; `detail` gives the measured values behind the ratio.
    """

    name: str
    ratio: float
    limit: float | None
    unit: str
    detail: str

    @property
    def kept(self) -> bool:
        return self.limit is None or self.ratio <= self.limit


def cpu_seconds(work: Callable[[], object], *, rounds: int = 3) -> float:
    """The least CPU time of some rounds of the work, in seconds, after one round to warm up."""
    work()
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)
