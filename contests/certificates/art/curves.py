"""Parametric curves as PDF path operators."""

from collections.abc import Callable, Iterable
from math import cos, pi, sin

Point = tuple[float, float]
Curve = Callable[[float], Point]
_NUDGE = 1e-5


def smooth(curve: Curve, start: float, end: float, pieces: int) -> str:
    """A path along the curve as cubic Béziers that share its points and directions."""
    step = (end - start) / pieces
    x, y = curve(start)
    path = [f"{x:.1f} {y:.1f} m"]
    for index in range(pieces):
        first, second = _controls(curve, start + index * step, step)
        x, y = curve(start + (index + 1) * step)
        path.append(f"{first[0]:.1f} {first[1]:.1f} {second[0]:.1f} {second[1]:.1f} {x:.1f} {y:.1f} c")
    return " ".join(path)


def _controls(curve: Curve, at: float, step: float) -> tuple[Point, Point]:
    (x1, y1), (dx1, dy1) = curve(at), _slope(curve, at)
    (x2, y2), (dx2, dy2) = curve(at + step), _slope(curve, at + step)
    third = step / 3
    return (x1 + dx1 * third, y1 + dy1 * third), (x2 - dx2 * third, y2 - dy2 * third)


def _slope(curve: Curve, at: float) -> Point:
    (x1, y1), (x2, y2) = curve(at - _NUDGE), curve(at + _NUDGE)
    return (x2 - x1) / (2 * _NUDGE), (y2 - y1) / (2 * _NUDGE)


def circle(x: float, y: float, radius: float) -> str:
    return smooth(lambda t: (x + radius * cos(t), y + radius * sin(t)), 0, 2 * pi, 4) + " h"


def polygon(points: Iterable[Point]) -> str:
    first, *rest = points
    return f"{first[0]:.1f} {first[1]:.1f} m " + " ".join(f"{x:.1f} {y:.1f} l" for x, y in rest) + " h"


def rectangle(x: float, y: float, width: float, height: float) -> str:
    return f"{x:.1f} {y:.1f} {width:.1f} {height:.1f} re"


def stroked(paths: Iterable[str], pen: float, red: int, green: int, blue: int) -> str:
    """The paths as lines of this thickness (points) and colour (0–255)."""
    return f"q {red / 255:.3g} {green / 255:.3g} {blue / 255:.3g} RG {pen:g} w {' '.join(paths)} S Q"


def filled(paths: Iterable[str], red: int, green: int, blue: int) -> str:
    """The paths as areas of this colour; where they overlap an even number of times they are holes."""
    return f"q {red / 255:.3g} {green / 255:.3g} {blue / 255:.3g} rg {' '.join(paths)} f* Q"
