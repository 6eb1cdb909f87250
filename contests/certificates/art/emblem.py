"""The neutral rosette that stands where a contest has no emblem of its own: gold, so that nobody takes it for a stamp."""

from functools import partial
from math import cos, pi, sin

from contests.certificates.art.curves import Point, circle, filled, polygon, smooth, stroked

GOLD, DEEP, PALE, RED = (198, 152, 62), (140, 100, 28), (253, 246, 226), (168, 24, 32)
SIDE = 100.0
"""The side of its square, in points; who places it scales it."""
_RAYS = 14


def rosette() -> str:
    """Operators in a square of SIDE from (0, 0): a scalloped disc, three guilloche rings, a drum's star."""
    middle = SIDE / 2
    return "\n".join(
        [
            filled([_scallop(middle, 48, 40)], *GOLD),
            filled([circle(middle, middle, 44.2)], *PALE),
            stroked(_lobes(middle, 30.6, 43.6, 12, 5), 0.3, *DEEP),
            stroked(_lobes(middle, 21.4, 29.8, 9, 4), 0.3, *GOLD),
            stroked([circle(middle, middle, far) for far in (44.2, 30.2, 21, 19.8)], 0.7, *DEEP),
            filled([circle(middle, middle, 19.2)], *RED),
            filled([polygon(_star(middle, 17.5, 6.2))], *PALE),
            filled([circle(middle, middle, 3.1)], *RED),
        ]
    )


def _scallop(middle: float, far: float, count: int) -> str:
    def edge(t: float) -> Point:
        reach = far + 1.5 * cos(count * t)
        return middle + reach * sin(t), middle + reach * cos(t)

    return smooth(edge, 0, 2 * pi, count * 4) + " h"


def _lobes(middle: float, low: float, high: float, lobes: int, turns: int) -> list[str]:
    def edge(t: float, turn: int) -> Point:
        far = low + (high - low) * (0.5 + 0.5 * cos(lobes * t + 2 * pi * turn / turns))
        return middle + far * sin(t), middle + far * cos(t)

    return [smooth(partial(edge, turn=turn), 0, 2 * pi, lobes * 8) for turn in range(turns)]


def _star(middle: float, tip: float, notch: float) -> list[Point]:
    reach = [notch if k % 2 else tip for k in range(2 * _RAYS)]
    return [
        (middle + far * sin(pi * k / _RAYS), middle + far * cos(pi * k / _RAYS))
        for k, far in enumerate(reach)
    ]
