"""Flat shapes that can be drawn both in a PDF and in a photograph: coordinates on a canvas of 100 × 75, y downwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PIL import ImageDraw

Colour = tuple[int, int, int]

WIDTH, HEIGHT = 100.0, 75.0
_BOW = 0.5523  # control points of the four curves that make an ellipse


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon or ellipse (its box), or an open line `thick` units wide."""

    kind: Literal["polygon", "ellipse", "line"]
    points: tuple[tuple[float, float], ...]
    colour: Colour
    thick: float = 0.0


def polygon(colour: Colour, *points: tuple[float, float]) -> Shape:
    return Shape("polygon", points, colour)


def box(x: float, y: float, w: float, h: float, colour: Colour) -> Shape:
    return polygon(colour, (x, y), (x + w, y), (x + w, y + h), (x, y + h))


def disc(x: float, y: float, radius: float, colour: Colour, flat: float = 1.0) -> Shape:
    return Shape("ellipse", ((x - radius, y - radius * flat), (x + radius, y + radius * flat)), colour)


def line(colour: Colour, thick: float, *points: tuple[float, float]) -> Shape:
    return Shape("line", points, colour, thick)


def lit(colour: Colour, percent: int) -> Colour:
    """The colour made lighter (above 100) or darker (below)."""
    red, green, blue = (min(255, part * percent // 100) for part in colour)
    return red, green, blue


def block(x: float, y: float, w: float, h: float, depth: float, colour: Colour) -> list[Shape]:
    """A box seen from the front left, its front face at x, y: front, top and right side."""
    top = polygon(
        lit(colour, 122), (x, y), (x + depth, y - depth / 2), (x + w + depth, y - depth / 2), (x + w, y)
    )
    right = polygon(
        lit(colour, 74),
        *((x + w, y), (x + w + depth, y - depth / 2), (x + w + depth, y + h - depth / 2), (x + w, y + h)),
    )
    return [box(x, y, w, h, colour), top, right]


def drum(x: float, y: float, w: float, h: float, colour: Colour) -> list[Shape]:
    """A standing cylinder whose box has its upper left corner at x, y."""
    half, lid = w / 2, 0.3
    body = [
        box(x, y, w, h, colour),
        box(x, y, w * 0.2, h, lit(colour, 84)),
        box(x + w * 0.62, y, w * 0.14, h, lit(colour, 118)),
    ]
    return [
        disc(x + half, y + h, half, lit(colour, 84), lid),
        *body,
        disc(x + half, y, half, lit(colour, 128), lid),
    ]


def to_image(
    shapes: Iterable[Shape], draw: ImageDraw.ImageDraw, scale: float, left: float, top: float
) -> None:
    """Draw in a raster, `scale` pixels a unit."""
    for shape in shapes:
        points = [(left + x * scale, top + y * scale) for x, y in shape.points]
        if shape.kind == "polygon":
            draw.polygon(points, fill=shape.colour)
        elif shape.kind == "ellipse":
            draw.ellipse([points[0], points[1]], fill=shape.colour)
        else:
            draw.line(points, fill=shape.colour, width=max(1, round(shape.thick * scale)), joint="curve")


def to_pdf(shapes: Iterable[Shape], scale: float, left: float, top: float) -> list[str]:
    """Drawing operators, `scale` points a unit, with the canvas's upper left corner at left, top."""
    return ["q 1 J 1 j", *(_operators(shape, scale, left, top) for shape in shapes), "Q"]


def _operators(shape: Shape, scale: float, left: float, top: float) -> str:
    points = [(left + x * scale, top - y * scale) for x, y in shape.points]
    colour = " ".join(f"{part / 255:.3g}" for part in shape.colour)
    if shape.kind == "ellipse":
        return f"{colour} rg {_curves(*points[0], *points[1])} f"
    path = " ".join(f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
    if shape.kind == "polygon":
        return f"{colour} rg {path} h f"
    return f"{colour} RG {shape.thick * scale:.2f} w {path} S"


def _curves(x1: float, y1: float, x2: float, y2: float) -> str:
    mx, my, bx, by = (x1 + x2) / 2, (y1 + y2) / 2, (x2 - x1) / 2 * _BOW, (y2 - y1) / 2 * _BOW
    arcs = (
        (x1, my + by, mx - bx, y2, mx, y2),
        (mx + bx, y2, x2, my + by, x2, my),
        (x2, my - by, mx + bx, y1, mx, y1),
        (mx - bx, y1, x1, my - by, x1, my),
    )
    curves = " ".join(" ".join(f"{number:.2f}" for number in arc) + " c" for arc in arcs)
    return f"{x1:.2f} {my:.2f} m {curves}"
