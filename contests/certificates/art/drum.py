"""The ground of the certificate: the star and rings of a bronze drum, drawn very lightly behind the text."""

from collections.abc import Iterator
from math import cos, pi, sin

from contests.certificates.art.curves import Point, circle, filled, polygon, smooth, stroked

TINT = (246, 236, 212)
RAYS = 14  # the star of the Ngọc Lũ drum


def drum(x: float, y: float, radius: float) -> str:
    """Operators for a drum face around (x, y), in one light tint."""
    rings = [
        circle(x, y, radius * share) for share in (0.27, 0.29, 0.43, 0.45, 0.63, 0.65, 0.86, 0.88, 0.985, 1)
    ]
    parts = [
        filled([polygon(_star(x, y, radius * 0.25, radius * 0.085))], *TINT),
        stroked(rings, 0.7, *TINT),
        stroked(_linked_circles(x, y, radius * 0.36, radius * 0.055), 0.7, *TINT),
        filled(_teeth(x, y, radius * 0.46, radius * 0.54, 56), *TINT),
        filled(_teeth(x, y, radius * 0.62, radius * 0.555, 56), *TINT),
        stroked(_waves(x, y, radius * 0.755, radius * 0.09), 0.6, *TINT),
        filled(_teeth(x, y, radius * 0.975, radius * 0.895, 112), *TINT),
    ]
    return "\n".join(parts)


def _at(x: float, y: float, far: float, turn: float) -> Point:
    return x + far * sin(turn), y + far * cos(turn)


def _star(x: float, y: float, tip: float, notch: float) -> Iterator[Point]:
    for k in range(2 * RAYS):
        yield _at(x, y, notch if k % 2 else tip, pi * k / RAYS)


def _linked_circles(x: float, y: float, far: float, size: float) -> Iterator[str]:
    for k in range(RAYS * 2):
        centre = _at(x, y, far, pi * k / RAYS)
        yield circle(*centre, size)
        yield circle(*centre, size * 0.3)


def _teeth(x: float, y: float, base: float, tip: float, count: int) -> Iterator[str]:
    step = 2 * pi / count
    for k in range(count):
        at = k * step
        yield polygon(
            [_at(x, y, base, at - step * 0.42), _at(x, y, tip, at), _at(x, y, base, at + step * 0.42)]
        )


def _waves(x: float, y: float, far: float, reach: float) -> Iterator[str]:
    """Interlaced waves around the ring, where the drum shows its birds in flight."""
    for phase in range(6):

        def wave(t: float, phase: int = phase) -> Point:
            return _at(x, y, far + reach * sin(RAYS * t + pi * phase / 3), t)

        yield smooth(wave, 0, 2 * pi, RAYS * 6)
