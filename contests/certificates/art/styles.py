"""The three drawn borders: their strands, colours and grounds, as data that `border` and `grounds` draw."""

from collections.abc import Callable
from dataclasses import dataclass

from contests.certificates.art.drum import drum
from contests.certificates.art.grounds import lotus, sun
from contests.certificates.design.terms import Backdrop

Shade = tuple[int, int, int]
GOLD, DEEP_GOLD, RED = (190, 146, 62), (142, 103, 30), (168, 24, 32)
CRIMSON, ORANGE = (150, 16, 30), (205, 122, 40)
GREEN, DEEP_GREEN, OCHRE = (46, 122, 92), (18, 82, 66), (196, 154, 70)


@dataclass(frozen=True)
class Strands:
    """Sine strands that fill a row of lenses: how many, how far they reach, how the lenses swell, in one pen."""

    count: int
    share: float
    depth: float
    shift: float
    pen: float
    colour: Shade
    waves: int = 1
    """Half waves of a strand in a lens: more make the weave finer."""


@dataclass(frozen=True)
class Style:
    """A border for A4, in points; other papers get it scaled by their shorter side."""

    edge: float
    band: float
    link: float
    corner: float
    lobes: int
    weave: tuple[Strands, ...]
    outer: Shade
    inner: Shade
    thin: Shade
    cream: Shade
    heart: Shade
    petals: Shade
    ground: Callable[[float, float, float], str]


PI = 3.141592653589793
STYLES = {
    Backdrop.DRUM: Style(
        edge=26, band=30, link=69, corner=21, lobes=8,
        weave=(
            Strands(10, 0.98, 0.44, 0, 0.26, GOLD),
            Strands(10, 0.98, 0.44, PI, 0.26, DEEP_GOLD),
            Strands(4, 0.3, 0.44, 0, 0.3, RED),
        ),
        outer=GOLD, inner=RED, thin=GOLD, cream=(253, 247, 232), heart=RED, petals=DEEP_GOLD, ground=drum,
    ),
    Backdrop.SUN: Style(
        edge=24, band=40, link=92, corner=29, lobes=12,
        weave=(
            Strands(14, 0.99, 0.3, 0, 0.24, CRIMSON),
            Strands(14, 0.99, 0.3, PI, 0.24, ORANGE),
            Strands(8, 0.55, 0.5, PI / 2, 0.26, GOLD, 3),
            Strands(3, 0.2, 0.4, 0, 0.34, CRIMSON, 3),
        ),
        outer=CRIMSON, inner=CRIMSON, thin=GOLD, cream=(254, 245, 228), heart=CRIMSON, petals=CRIMSON, ground=sun,
    ),
    Backdrop.LOTUS: Style(
        edge=26, band=28, link=56, corner=20, lobes=6,
        weave=(
            Strands(8, 0.97, 0.5, 0, 0.26, GREEN, 3),
            Strands(8, 0.97, 0.5, PI, 0.26, DEEP_GREEN),
            Strands(5, 0.42, 0.3, PI / 2, 0.28, OCHRE),
        ),
        outer=DEEP_GREEN, inner=DEEP_GREEN, thin=OCHRE, cream=(245, 250, 243), heart=OCHRE, petals=DEEP_GREEN,
        ground=lotus,
    ),
}  # fmt: skip
