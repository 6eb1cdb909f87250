"""One page being drawn: text, lines, boxes, QR codes; points, origin at the bottom left."""

from collections.abc import Sequence

from contests.kernel.documents.faces import Face, width
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.qr import qr_bits, qr_matrix, runs

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A4_LANDSCAPE = (297 * MM, 210 * MM)

Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)


def shade(red: int, green: int, blue: int) -> Colour:
    """A colour from the 0–255 scale of screens."""
    return (red / 255, green / 255, blue / 255)


class Sheet:
    """A page of `pdf`; `finish()` sends it to the file. Text is drawn as given: NFC is the caller's boundary."""

    def __init__(self, pdf: PdfFile, size: tuple[float, float] = A4) -> None:
        self._pdf = pdf
        self.width, self.height = size
        self._parts: list[str] = []

    def text(self, x: float, y: float, text: str, face: Face, size: float, colour: Colour = BLACK) -> None:
        """Draw from x to the right on the baseline y."""
        self._show(x, y, f"<{self._pdf.encode(text, face)}>Tj", face, size, colour)

    def right(self, x: float, y: float, text: str, face: Face, size: float, colour: Colour = BLACK) -> None:
        self.text(x - width(text, face, size), y, text, face, size, colour)

    def centred(self, x: float, y: float, text: str, face: Face, size: float, colour: Colour = BLACK) -> None:
        self.text(x - width(text, face, size) / 2, y, text, face, size, colour)

    def justified(self, x: float, y: float, text: str, face: Face, size: float, measure: float) -> None:
        """Draw with the spaces widened so that the line fills the measure."""
        words = text.split(" ")
        spare = measure - width(text, face, size)
        if len(words) < 2 or spare <= 0:
            return self.text(x, y, text, face, size)
        gap = -spare / (len(words) - 1) * 1000 / size
        codes = [self._pdf.encode(word + " ", face) for word in words[:-1]]
        shown = "".join(f"<{code}>{gap:.1f} " for code in codes) + f"<{self._pdf.encode(words[-1], face)}>"
        return self._show(x, y, f"[{shown}]TJ", face, size, BLACK)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: float = 0.5,
        colour: Colour = BLACK,
        dash: str = "",
    ) -> None:
        """A straight line; `dash` is lengths on and off in points, such as "4 3"."""
        red, green, blue = colour
        self._parts.append(
            f"q {red:.3g} {green:.3g} {blue:.3g} RG {stroke:g} w [{dash}]0 d "
            f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S Q"
        )

    def box(self, x: float, y: float, w: float, h: float, *, fill: Colour) -> None:
        red, green, blue = fill
        self._parts.append(f"q {red:.3g} {green:.3g} {blue:.3g} rg {x:.2f} {y:.2f} {w:.2f} {h:.2f} re f Q")

    def frame(
        self, x: float, y: float, w: float, h: float, *, stroke: float = 0.5, colour: Colour = BLACK
    ) -> None:
        red, green, blue = colour
        self._parts.append(
            f"q {red:.3g} {green:.3g} {blue:.3g} RG {stroke:g} w {x:.2f} {y:.2f} {w:.2f} {h:.2f} re S Q"
        )

    def qr(self, x: float, y: float, side: float, text: str, colour: Colour = BLACK) -> None:
        """A QR code of the text as one filled path; the quiet zone around it is the caller's."""
        rows = qr_matrix(text)
        red, green, blue = colour
        unit = side / len(rows)
        squares = " ".join(f"{left} {len(rows) - 1 - at} {long} 1 re" for at, left, long in runs(rows))
        self._parts.append(
            f"q {red:.3g} {green:.3g} {blue:.3g} rg {unit:.4f} 0 0 {unit:.4f} {x:.2f} {y:.2f} cm {squares} f Q"
        )

    def qr_mask(self, x: float, y: float, side: float, text: str, colour: Colour = BLACK) -> None:
        """A QR code as a mask of bits: a large code in half a kilobyte, for papers drawn by the thousand."""
        modules, bits = qr_bits(text)
        red, green, blue = colour
        self._parts.append(
            f"q {red:.3g} {green:.3g} {blue:.3g} rg {side:.2f} 0 0 {side:.2f} {x:.2f} {y:.2f} cm "
            f"BI /W {modules} /H {modules} /IM true /BPC 1 /F /AHx ID {bits.hex()}> EI Q"
        )

    def place(self, form: str, x: float = 0, y: float = 0) -> None:
        """Draw shared art that the file keeps under this name."""
        self._parts.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm /{form} Do Q")

    def place_scaled(self, form: str, x: float, y: float, wide: float, tall: float) -> None:
        """Draw shared art or a picture made larger by these factors; a picture is a square of one point."""
        self._parts.append(f"q {wide:.4f} 0 0 {tall:.4f} {x:.2f} {y:.2f} cm /{form} Do Q")

    def raw(self, operators: Sequence[str]) -> None:
        """Drawing operators written by hand, for art."""
        self._parts.extend(operators)

    def turned_text(self, cos: float, sin: float, text: str, face: Face, size: float, colour: Colour) -> None:
        """Text centred on the page along the direction (cos, sin)."""
        red, green, blue = colour
        half = width(text, face, size) / 2
        x = self.width / 2 - half * cos + size / 3 * sin
        y = self.height / 2 - half * sin - size / 3 * cos
        self._parts.append(
            f"BT {red:.3g} {green:.3g} {blue:.3g} rg /{face.name} {size:g} Tf "
            f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm <{self._pdf.encode(text, face)}>Tj ET"
        )

    def content(self) -> bytes:
        return "\n".join(self._parts).encode("ascii")

    def finish(self) -> None:
        self._pdf.add_page(self.content(), self.width, self.height)

    def _show(self, x: float, y: float, shown: str, face: Face, size: float, colour: Colour) -> None:
        red, green, blue = colour
        self._parts.append(
            f"BT {red:.3g} {green:.3g} {blue:.3g} rg /{face.name} {size:g} Tf {x:.2f} {y:.2f} Td {shown} ET"
        )
