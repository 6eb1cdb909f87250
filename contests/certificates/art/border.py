"""The guilloche border: braids of sine strands between corner rosettes, framed by thin lines."""

from collections.abc import Iterator
from math import cos, pi, sin

from contests.certificates.art.curves import circle, filled, rectangle, smooth, stroked

GOLD, DEEP_GOLD, RED = (190, 146, 62), (142, 103, 30), (168, 24, 32)
CREAM, PAPER = (253, 247, 232), (255, 252, 243)
STRANDS = 10
LENSES = 2  # a link of the braid holds two lenses, after which it repeats


def link(length: float, band: float) -> str:
    """A link of the braid from (0, -band/2) to (length, band/2), in the form that BRAID places."""
    return "\n".join(
        [
            stroked(_chain(length, band, 0, STRANDS, 0.98), 0.26, *GOLD),
            stroked(_chain(length, band, pi, STRANDS, 0.98), 0.26, *DEEP_GOLD),
            stroked(_chain(length, band, 0, 4, 0.3), 0.3, *RED),
        ]
    )


def _chain(length: float, band: float, shift: float, strands: int, share: float) -> Iterator[str]:
    """Strands that fill a row of lenses; `shift` moves the wide places half a lens on."""
    for k in range(strands):
        yield _strand(length, band / 2 * share, shift, 2 * pi * k / strands)


def _strand(length: float, reach: float, shift: float, phase: float) -> str:
    def at(t: float) -> tuple[float, float]:
        lens = 0.56 + 0.44 * cos(2 * pi * LENSES * t + shift)
        return t * length, reach * lens * sin(pi * LENSES * t + phase)

    return smooth(at, 0, 1, LENSES * 6)


def rosette(radius: float) -> str:
    """A flower of turned lobes around a red heart, centred on (0, 0)."""
    lobes = [_lobes(radius, 2 * pi * k / 40) for k in range(5)]
    return "\n".join(
        [
            filled([circle(0, 0, radius * 1.02)], *PAPER),
            stroked(lobes, 0.28, *DEEP_GOLD),
            stroked([circle(0, 0, radius * 1.02), circle(0, 0, radius * 0.27)], 0.5, *DEEP_GOLD),
            filled([circle(0, 0, radius * 0.2)], *RED),
        ]
    )


def _lobes(radius: float, turn: float) -> str:
    def edge(t: float) -> tuple[float, float]:
        far = radius * (0.64 + 0.34 * cos(8 * t + 8 * turn))
        return far * cos(t), far * sin(t)

    return smooth(edge, 0, 2 * pi, 64)


def border(width: float, height: float, edge: float, band: float, link_length: float) -> str:
    """Operators that place BRAID and CORNER around the paper; the band starts `edge` points inside it."""
    ground = filled([_frame(width, height, edge - 3), _frame(width, height, edge + band + 3)], *CREAM)
    return "\n".join(
        [
            ground,
            *_braids(width, height, edge, band, link_length),
            *_frames(width, height, edge, band),
            *_corners(width, height, edge + band / 2),
        ]
    )


def _braids(width: float, height: float, edge: float, band: float, link_length: float) -> Iterator[str]:
    """The links of the four sides, stretched a little so that a whole number of them fills each side."""
    corner, middle = edge + band, edge + band / 2
    across, up = width - 2 * corner, height - 2 * corner
    yield from _row(across, link_length, f"1 0 0 1 {corner:.2f} {middle:.2f} cm")
    yield from _row(across, link_length, f"1 0 0 1 {corner:.2f} {height - middle:.2f} cm")
    yield from _row(up, link_length, f"0 1 -1 0 {middle:.2f} {corner:.2f} cm")
    yield from _row(up, link_length, f"0 1 -1 0 {width - middle:.2f} {corner:.2f} cm")


def _row(length: float, link_length: float, place: str) -> Iterator[str]:
    count = round(length / link_length)
    stretch = length / count / link_length
    for k in range(count):
        yield f"q {place} {stretch:.5f} 0 0 1 {k * length / count:.3f} 0 cm /BRAID Do Q"


def _corners(width: float, height: float, middle: float) -> Iterator[str]:
    for x in (middle, width - middle):
        for y in (middle, height - middle):
            yield f"q 1 0 0 1 {x:.2f} {y:.2f} cm /CORNER Do Q"


def _frames(width: float, height: float, edge: float, band: float) -> Iterator[str]:
    outer, inner = edge - 3, edge + band + 3
    yield stroked([_frame(width, height, outer)], 1.4, *GOLD)
    yield stroked([_frame(width, height, outer - 3.2)], 0.4, *GOLD)
    yield stroked([_frame(width, height, inner)], 1.1, *RED)
    yield stroked([_frame(width, height, inner + 3)], 0.4, *GOLD)


def _frame(width: float, height: float, inset: float) -> str:
    return rectangle(inset, inset, width - 2 * inset, height - 2 * inset)
