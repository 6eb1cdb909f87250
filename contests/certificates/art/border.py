"""The guilloche border: braids of sine strands between corner rosettes, framed by thin lines."""

from collections.abc import Iterator
from math import cos, pi, sin

from contests.certificates.art.curves import circle, filled, rectangle, smooth, stroked
from contests.certificates.art.styles import Strands, Style

PAPER = (255, 252, 243)
LENSES = 2  # a link of the braid holds two lenses, after which it repeats


def link(style: Style) -> str:
    """A link of the braid from (0, -band/2) to (link, band/2), in the form that BRAID places."""
    return "\n".join(stroked(_chain(style, strands), strands.pen, *strands.colour) for strands in style.weave)


def _chain(style: Style, strands: Strands) -> Iterator[str]:
    """Strands that fill a row of lenses; the shift moves the wide places half a lens on."""
    for k in range(strands.count):
        yield _strand(style, strands, 2 * pi * k / strands.count)


def _strand(style: Style, strands: Strands, phase: float) -> str:
    reach = style.band / 2 * strands.share

    def at(t: float) -> tuple[float, float]:
        lens = 1 - strands.depth + strands.depth * cos(2 * pi * LENSES * t + strands.shift)
        return t * style.link, reach * lens * sin(pi * LENSES * strands.waves * t + phase)

    return smooth(at, 0, 1, LENSES * 6 * strands.waves)


def rosette(style: Style) -> str:
    """A flower of turned lobes around a heart, centred on (0, 0)."""
    radius = style.corner
    lobes = [_lobes(radius, style.lobes, 2 * pi * k / (5 * style.lobes)) for k in range(5)]
    return "\n".join(
        [
            filled([circle(0, 0, radius * 1.02)], *PAPER),
            stroked(lobes, 0.28, *style.petals),
            stroked([circle(0, 0, radius * 1.02), circle(0, 0, radius * 0.27)], 0.5, *style.petals),
            filled([circle(0, 0, radius * 0.2)], *style.heart),
        ]
    )


def _lobes(radius: float, count: int, turn: float) -> str:
    def edge(t: float) -> tuple[float, float]:
        far = radius * (0.64 + 0.34 * cos(count * t + count * turn))
        return far * cos(t), far * sin(t)

    return smooth(edge, 0, 2 * pi, count * 8)


def border(style: Style, width: float, height: float) -> str:
    """Operators that place BRAID and CORNER around the paper."""
    return "\n".join(
        [
            filled(
                [_frame(width, height, style.edge - 3), _frame(width, height, style.edge + style.band + 3)],
                *style.cream,
            ),
            *_braids(style, width, height),
            *_frames(style, width, height),
            *_corners(width, height, style.edge + style.band / 2),
        ]
    )


def _braids(style: Style, width: float, height: float) -> Iterator[str]:
    """The links of the four sides, stretched a little so that a whole number of them fills each side."""
    corner, middle = style.edge + style.band, style.edge + style.band / 2
    across, up = width - 2 * corner, height - 2 * corner
    yield from _row(across, style.link, f"1 0 0 1 {corner:.2f} {middle:.2f} cm")
    yield from _row(across, style.link, f"1 0 0 1 {corner:.2f} {height - middle:.2f} cm")
    yield from _row(up, style.link, f"0 1 -1 0 {middle:.2f} {corner:.2f} cm")
    yield from _row(up, style.link, f"0 1 -1 0 {width - middle:.2f} {corner:.2f} cm")


def _row(length: float, link_length: float, place: str) -> Iterator[str]:
    count = max(1, round(length / link_length))
    stretch = length / count / link_length
    for k in range(count):
        yield f"q {place} {stretch:.5f} 0 0 1 {k * length / count:.3f} 0 cm /BRAID Do Q"


def _corners(width: float, height: float, middle: float) -> Iterator[str]:
    for x in (middle, width - middle):
        for y in (middle, height - middle):
            yield f"q 1 0 0 1 {x:.2f} {y:.2f} cm /CORNER Do Q"


def _frames(style: Style, width: float, height: float) -> Iterator[str]:
    outer, inner = style.edge - 3, style.edge + style.band + 3
    yield stroked([_frame(width, height, outer)], 1.4, *style.outer)
    yield stroked([_frame(width, height, outer - 3.2)], 0.4, *style.thin)
    yield stroked([_frame(width, height, inner)], 1.1, *style.inner)
    yield stroked([_frame(width, height, inner + 3)], 0.4, *style.thin)


def _frame(width: float, height: float, inset: float) -> str:
    return rectangle(inset, inset, width - 2 * inset, height - 2 * inset)
