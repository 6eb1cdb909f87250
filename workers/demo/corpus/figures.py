"""Figures of a description: the picture of the model, the diagram of its parts, the chart of its trials."""

import itertools
from collections.abc import Sequence
from random import Random

from contests.kernel.documents.faces import Face
from contests.kernel.documents.lines import wrap
from contests.kernel.documents.pages import Pages
from contests.kernel.documents.sheet import Colour, shade
from workers.demo.corpus.models import model
from workers.demo.corpus.shapes import HEIGHT, WIDTH, to_pdf

_TINTS = (shade(46, 108, 164), shade(58, 134, 96), shade(196, 98, 54), shade(128, 82, 150))
_SOFT, _FAINT, _GREY = shade(236, 241, 246), shade(222, 226, 230), shade(120, 126, 134)
_CAPTION, _SMALL = 12.0, 10.5
_ROW = 3  # boxes side by side in a diagram


def picture(pages: Pages, motif: str, rng: Random, caption: str) -> None:
    """The model in a frame, as wide as two thirds of the text."""
    wide = pages.measure * 0.62
    scale = wide / WIDTH
    high = (HEIGHT - 4) * scale
    pages.need(high + 34)
    left, top = pages.left + (pages.measure - wide) / 2, pages.y - 6
    pages.sheet.box(left, top - high, wide, high, fill=_SOFT)
    pages.sheet.raw(to_pdf(model(motif, rng), scale, left, top))
    pages.sheet.frame(left, top - high, wide, high, colour=_GREY)
    pages.y = top - high
    _captioned(pages, caption)


def flow(pages: Pages, parts: Sequence[str], caption: str) -> None:
    """The parts as boxes joined by arrows, three in a row, the rows running to and fro."""
    gap, wide, high = 24.0, (pages.measure - 48) / _ROW, 54.0
    rows = -(-len(parts) // _ROW)
    pages.need(rows * (high + gap) + 30)
    top, tint = pages.y - 6, _TINTS[len(parts[0]) % len(_TINTS)]
    places = [_place(at, pages.left, top, (wide, high, gap)) for at in range(len(parts))]
    for (x, y), part in zip(places, parts, strict=True):
        _boxed(pages, x, y, wide, high, part, tint)
    for (x, y), (next_x, next_y) in itertools.pairwise(places):
        _arrow(pages, _edge(x, y, next_x, next_y, wide, high), _edge(next_x, next_y, x, y, wide, high), tint)
    pages.y = top - rows * (high + gap) + gap
    _captioned(pages, caption)


def _place(at: int, left: float, top: float, cell: tuple[float, float, float]) -> tuple[float, float]:
    """The lower left corner of the box; every other row runs backwards."""
    wide, high, gap = cell
    row, column = divmod(at, _ROW)
    column = _ROW - 1 - column if row % 2 else column
    return left + column * (wide + gap), top - row * (high + gap) - high


def _edge(
    x: float, y: float, other_x: float, other_y: float, wide: float, high: float
) -> tuple[float, float]:
    """The middle of the box's side that faces the other box."""
    if abs(other_x - x) > 1:
        return (x + wide if other_x > x else x, y + high / 2)
    return (x + wide / 2, y + high if other_y > y else y)


def _boxed(pages: Pages, x: float, y: float, wide: float, high: float, text: str, tint: Colour) -> None:
    pages.sheet.box(x, y, wide, high, fill=_SOFT)
    pages.sheet.frame(x, y, wide, high, stroke=1, colour=tint)
    lines = wrap(text[0].upper() + text[1:], Face.TINOS, _SMALL, wide - 12)
    first = y + high / 2 + (len(lines) - 1) * _SMALL * 0.6 - _SMALL * 0.32
    for at, line in enumerate(lines):
        pages.sheet.centred(x + wide / 2, first - at * _SMALL * 1.2, line, Face.TINOS, _SMALL)


def _arrow(pages: Pages, tail: tuple[float, float], head: tuple[float, float], tint: Colour) -> None:
    (x1, y1), (x2, y2) = tail, head
    pages.sheet.line(x1, y1, x2, y2, stroke=1.2, colour=tint)
    ahead = ((x2 > x1) - (x2 < x1)) * 6 if abs(x2 - x1) > 1 else 0
    down = 0 if ahead else ((y2 > y1) - (y2 < y1)) * 6
    side = (down / 2, ahead / 2)
    points = (
        (x2, y2),
        (x2 - ahead + side[0], y2 - down + side[1]),
        (x2 - ahead - side[0], y2 - down - side[1]),
    )
    path = " ".join(f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
    pages.sheet.raw([f"q {' '.join(f'{part:.3g}' for part in tint)} rg {path} h f Q"])


def chart(pages: Pages, caption: str, shares: Sequence[int]) -> None:
    """Bars of hundredths, one a trial, with their figures."""
    wide, high = pages.measure * 0.72, 104.0
    pages.need(high + 64)
    left, base = pages.left + (pages.measure - wide) / 2, pages.y - high - 16
    tint, step = _TINTS[sum(shares) % len(_TINTS)], wide / len(shares)
    for mark in range(0, 101, 25):
        pages.sheet.line(
            left, base + high * mark / 100, left + wide, base + high * mark / 100, stroke=0.6, colour=_FAINT
        )
        pages.sheet.right(left - 5, base + high * mark / 100 - 3, f"{mark} %", Face.TINOS, 9, _GREY)
    for at, value in enumerate(shares):
        x = left + at * step + step * 0.28
        pages.sheet.box(x, base, step * 0.44, high * value / 100, fill=tint)
        pages.sheet.centred(
            x + step * 0.22, base + high * value / 100 + 3, f"{value} %", Face.TINOS_BOLD, 9.5
        )
        pages.sheet.centred(x + step * 0.22, base - 12, f"Lần {at + 1}", Face.TINOS, 10)
    pages.y = base - 14
    _captioned(pages, caption)


def _captioned(pages: Pages, caption: str) -> None:
    pages.space(3)
    pages.text(caption, Face.TINOS_ITALIC, _CAPTION, align="centre")
    pages.space(8)
