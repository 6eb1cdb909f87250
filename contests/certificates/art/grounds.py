"""Grounds drawn very lightly behind the text beside the drum: a rising sun of rays, and a lotus of guilloche."""

from collections.abc import Iterator
from math import cos, pi, sin

from contests.certificates.art.curves import Point, circle, filled, polygon, smooth, stroked

SUNLIGHT, PETAL = (252, 238, 206), (222, 236, 224)
RAYS, TURNS = 72, 12


def sun(x: float, y: float, radius: float) -> str:
    """Rays that grow from a guilloche disc around (x, y), in one light tint."""
    disc = radius * 0.62
    rings = [circle(x, y, radius * share) for share in (0.2, 0.215, 0.62, 0.635)]
    return "\n".join(
        [
            filled(_rays(x, y, disc * 1.07, radius * 1.02), *SUNLIGHT),
            stroked(rings, 0.7, *SUNLIGHT),
            stroked(_turned(x, y, disc * 0.34, disc * 0.97, 9, 18), 0.55, *SUNLIGHT),
            filled([polygon(_star(x, y, radius * 0.185, radius * 0.072, 5))], *SUNLIGHT),
        ]
    )


def lotus(x: float, y: float, radius: float) -> str:
    """A lotus seen from above: three rings of petals, each petal a pair of arcs, on a fine guilloche."""
    return "\n".join(
        [
            stroked(_turned(x, y, radius * 0.7, radius, 16, 8), 0.5, *PETAL),
            *(
                stroked(_petals(x, y, radius * far, radius * wide, count, turn), 0.8, *PETAL)
                for far, wide, count, turn in (
                    (0.68, 0.17, 16, 0.0), (0.6, 0.15, 16, 0.5), (0.5, 0.15, 12, 0.0), (0.36, 0.12, 8, 0.5),
                )
            ),
            stroked([circle(x, y, radius * 0.12), circle(x, y, radius * 0.1)], 0.7, *PETAL),
            filled(_seeds(x, y, radius * 0.06, radius * 0.013), *PETAL),
        ]
    )  # fmt: skip


def _at(x: float, y: float, far: float, turn: float) -> Point:
    return x + far * sin(turn), y + far * cos(turn)


def _rays(x: float, y: float, base: float, tip: float) -> Iterator[str]:
    for k in range(RAYS):
        turn, far = 2 * pi * k / RAYS, tip * (1 if k % 2 else 0.88)
        half = pi / RAYS * 0.62
        yield polygon([_at(x, y, base, turn - half), _at(x, y, far, turn), _at(x, y, base, turn + half)])


def _star(x: float, y: float, tip: float, notch: float, points: int) -> Iterator[Point]:
    for k in range(2 * points):
        yield _at(x, y, notch if k % 2 else tip, pi * k / points)


def _turned(x: float, y: float, low: float, high: float, lobes: int, turns: int) -> Iterator[str]:
    """One closed curve of lobes between two radii, turned around the centre: where the turns cross, a moiré."""
    for k in range(turns):

        def edge(t: float, k: int = k) -> Point:
            far = low + (high - low) * (0.5 + 0.5 * cos(lobes * t + 2 * pi * k / turns))
            return _at(x, y, far, t)

        yield smooth(edge, 0, 2 * pi, lobes * 8)


def _petals(x: float, y: float, far: float, wide: float, count: int, turn: float) -> Iterator[str]:
    for k in range(count):
        middle = 2 * pi * (k + turn) / count
        for veil in (1.0, 0.62, 0.28):

            def edge(t: float, middle: float = middle, veil: float = veil) -> Point:
                along = far * (0.18 + 0.82 * (1 - cos(t)) / 2)
                across = wide * veil * sin(t) * (0.7 + 0.3 * sin(t / 2))
                return _at(*_at(x, y, along, middle), across, middle + pi / 2)

            yield smooth(edge, 0, 2 * pi, 12)


def _seeds(x: float, y: float, far: float, size: float) -> Iterator[str]:
    yield circle(x, y, size)
    for k in range(7):
        yield circle(*_at(x, y, far, 2 * pi * k / 7), size)
