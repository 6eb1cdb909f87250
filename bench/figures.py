"""What a benchmark finds out."""

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
