"""The mark of sample data: across the page and along its foot, on every page of a demo's papers."""

from contests.kernel.documents.faces import Face
from contests.kernel.documents.sheet import Sheet, shade

MARK = "DỮ LIỆU MẪU"
_FAINT, _PLAIN = shade(246, 214, 212), shade(178, 32, 38)


def mark(sheet: Sheet, *, foot: float = 18) -> None:
    """Draw the mark; to be called before the text, so that the text stays readable above it."""
    diagonal = (sheet.width**2 + sheet.height**2) ** 0.5
    cos, sin = sheet.width / diagonal, sheet.height / diagonal
    sheet.turned_text(cos, sin, MARK, Face.SANS_BOLD, min(sheet.width, sheet.height) / 6.5, _FAINT)
    sheet.centred(sheet.width / 2, foot, f"{MARK} – KHÔNG CÓ GIÁ TRỊ", Face.SANS_BOLD, 8, _PLAIN)
