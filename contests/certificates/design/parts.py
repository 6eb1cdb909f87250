"""What a design consists of, as plain values. Lengths are tenths of a millimetre from the paper's top left corner.

Type sizes are tenths of a point. Pictures are named by the SHA-256 of what is kept of them.
"""

from dataclasses import dataclass

from contests.certificates.design.terms import Align, Anchor, Backdrop, Paper
from contests.certificates.terms import Per


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the paper."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text with placeholders in its box: as large as `size` allows, then smaller down to `least`, then in lines.

    `lines` is how many lines a paragraph may become; whatever it holds, it never leaves its box. `printed` says that
    a pre-printed form already has it.
    """

    text: str
    box: Box
    face: str = "TINOS"
    size: int = 140
    least: int = 90
    colour: str = "#26201A"
    align: Align = Align.CENTRE
    anchor: Anchor = Anchor.MIDDLE
    lines: int = 1
    capitals: bool = False
    underlined: bool = False
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Emblem:
    """The contest's emblem in its square; without a picture the neutral rosette is drawn."""

    box: Box
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Design:
    """A whole design. `signature` is the place of stamp and signature, where nothing is ever drawn."""

    title: str
    per: Per
    width: int
    height: int
    backdrop: Backdrop
    code: Box
    signature: Box
    texts: tuple[TextPart, ...]
    paper: Paper = Paper.PLAIN
    picture: str = ""
    """The background, where the backdrop is a picture."""
    emblem: Emblem | None = None

    @property
    def sheet(self) -> Box:
        """The whole paper."""
        return Box(0, 0, self.width, self.height)

    @property
    def pictures(self) -> tuple[str, ...]:
        """The pictures it is drawn with, each once."""
        own = self.picture if self.backdrop is Backdrop.PICTURE else ""
        return tuple(
            dict.fromkeys(name for name in (own, self.emblem.picture if self.emblem else "") if name)
        )
