"""The forms that a certificate's file keeps once for its art: computed and packed once a process."""

from functools import lru_cache

from contests.certificates.art import emblem
from contests.certificates.art.border import border, link, rosette
from contests.certificates.art.styles import STYLES
from contests.certificates.design.terms import Backdrop
from contests.kernel.documents.pdf import Form
from contests.kernel.documents.sheet import A4

_SHARE = 0.317
"""The ground's radius as a share of the paper's shorter side."""


def scale(width: float, height: float) -> float:
    """By how much the borders, drawn for A4, grow on a paper of these points."""
    return min(width, height) / A4[0]


def clear(backdrop: Backdrop, width: float, height: float) -> float:
    """From the paper's edge to the innermost line of a drawn border, in points."""
    style = STYLES.get(backdrop)
    return (style.edge + style.band + 6) * scale(width, height) if style else 0.0


@lru_cache(maxsize=16)
def forms(backdrop: Backdrop, width: float, height: float) -> tuple[Form, ...]:
    """The art of a drawn border for a paper; a sheet then places GROUND."""
    style, grown = STYLES[backdrop], scale(width, height)
    half, flower = style.band / 2 + 1, style.corner * 1.1
    whole = border(style, width / grown, height / grown)
    middle = style.ground(width / 2, height / 2, min(width, height) * _SHARE)
    operators = f"{middle}\nq {grown:.5f} 0 0 {grown:.5f} 0 0 cm\n{whole}\nQ"
    return (
        Form.packed("BRAID", link(style), (-0.2, -half, style.link + 0.2, half), ()),
        Form.packed("CORNER", rosette(style), (-flower, -flower, flower, flower), ()),
        Form.packed("GROUND", operators, (0, 0, width, height), ("BRAID", "CORNER")),
    )


@lru_cache(maxsize=1)
def rosette_form() -> Form:
    """The neutral rosette, a square of `emblem.SIDE`."""
    return Form.packed("ROSETTE", emblem.rosette(), (0, 0, emblem.SIDE, emblem.SIDE), ())
