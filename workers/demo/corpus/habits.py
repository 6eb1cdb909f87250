"""How invented judges mark: one severe, one mild, one scattered, one steady."""

from dataclasses import dataclass
from random import Random

from workers.demo.corpus.draw import swing


@dataclass(frozen=True, slots=True)
class Habit:
    """`shift` is what the judge adds to a work's quality, `spread` how much the judgement wanders; both in shares
    of the whole scale."""

    name: str
    shift: float
    spread: float

    def mark(self, quality: float, maximum_steps: int, rng: Random) -> int:
        """A mark in steps from 0 to the maximum for a work whose true quality is 0 to 1; halves go up."""
        judged = quality + self.shift + self.spread * swing(rng)
        return min(max(int(judged * maximum_steps + 0.5), 0), maximum_steps)


SEVERE = Habit("severe", -0.09, 0.045)
MILD = Habit("mild", 0.07, 0.04)
SCATTERED = Habit("scattered", 0.0, 0.12)
STEADY = Habit("steady", 0.0, 0.02)

PANEL = (SEVERE, STEADY, MILD, SCATTERED, STEADY)
"""A panel of five; a longer one begins again."""
