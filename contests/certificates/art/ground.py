"""The forms a certificate's file keeps once: border, corners, drum, demo mark; computed and packed once a process."""

from functools import cache

from contests.certificates.art.border import border, link, rosette
from contests.certificates.art.drum import drum
from contests.kernel.documents.pdf import Form, PdfFile
from contests.kernel.documents.sheet import A4_LANDSCAPE, MM

WIDTH, HEIGHT = A4_LANDSCAPE
EDGE, BAND, LINK, CORNER = 26.0, 30.0, 69.0, 21.0
CLEAR = EDGE + BAND + 6  # from the paper's edge to the innermost line


@cache
def _forms() -> tuple[Form, ...]:
    half = BAND / 2 + 1
    return (
        Form.packed("BRAID", link(LINK, BAND), (-0.2, -half, LINK + 0.2, half)),
        Form.packed("CORNER", rosette(CORNER), (-23, -23, 23, 23)),
        Form.packed("GROUND", _ground(), (0, 0, WIDTH, HEIGHT)),
    )


def _ground() -> str:
    return drum(WIDTH / 2, HEIGHT / 2, 66 * MM) + "\n" + border(WIDTH, HEIGHT, EDGE, BAND, LINK)


def keep(pdf: PdfFile) -> None:
    """Give the file the art; a sheet then places GROUND."""
    for form in _forms():
        pdf.add_form(form)
