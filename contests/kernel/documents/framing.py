"""What stands around the text of an official paper: letterhead, title, addressees, recipients, signatures."""

from contests.kernel.documents.faces import Face, width
from contests.kernel.documents.lines import balanced, wrap
from contests.kernel.documents.pages import LEADING, Pages
from contests.kernel.documents.parts import (
    DRAFT,
    MOTTO,
    NATION,
    Appendix,
    Letterhead,
    OfficialPaper,
    Signature,
)
from contests.kernel.documents.sheet import MM
from contests.kernel.text import nfc, one_line

_HALF = 0.46  # of the measure, for recipients on the left and the signature on the right


def draw_letterhead(pages: Pages, head: Letterhead) -> None:
    """Two columns: the issuing body and its number on the left, nation, motto, place and date on the right."""
    split = pages.left + pages.measure * 0.445
    left, right = (pages.left + split) / 2, (split + pages.right) / 2
    top, room = pages.y, split - pages.left - 6
    y = _centred(pages, left, top, head.superior.upper(), Face.TINOS, 12, room)
    y = _centred(pages, left, y, head.agency.upper(), Face.TINOS_BOLD, 12, room)
    _rule(pages, left, y - 3, min(room, width(one_line(head.agency.upper()), Face.TINOS_BOLD, 12)) * 0.4)
    lower = _centred(pages, left, y - 7, head.number, Face.TINOS, 13, room)
    lower = _centred(pages, left, lower - 2, head.about, Face.TINOS, 12, room) if head.about else lower
    y = _centred(pages, right, top, NATION, Face.TINOS_BOLD, 12, pages.right - split)
    y = _centred(pages, right, y, MOTTO, Face.TINOS_BOLD, 13.5, pages.right - split)
    _rule(pages, right, y - 3, width(MOTTO, Face.TINOS_BOLD, 13.5))
    y = _centred(pages, right, y - 7, head.place_and_date, Face.TINOS_ITALIC, 13.5, pages.right - split)
    pages.y = min(lower, y) - 14


def draw_draft_mark(pages: Pages) -> None:
    """The word in a frame at the upper left, above everything."""
    wide, y = width(DRAFT, Face.TINOS_BOLD, 12), pages.y + 12
    pages.sheet.frame(pages.left, y, wide + 12, 18)
    pages.sheet.text(pages.left + 6, y + 5, DRAFT, Face.TINOS_BOLD, 12)


def draw_title(pages: Pages, paper: OfficialPaper) -> None:
    """The kind of paper, what it is about, to whom it goes; a letter has the last only."""
    if paper.title:
        middle = (pages.left + pages.right) / 2
        pages.y = _centred(pages, middle, pages.y, paper.title.upper(), Face.TINOS_BOLD, 14, pages.measure)
        pages.y = _centred(pages, middle, pages.y, paper.subject, Face.TINOS_BOLD, 14, pages.measure * 0.9)
        _rule(pages, middle, pages.y - 4, pages.measure * 0.18)
        pages.space(18)
    if paper.addressees:
        _addressees(pages, paper.addressees)


def _addressees(pages: Pages, addressees: tuple[str, ...]) -> None:
    """One addressee stands in the middle; several are a list below the words."""
    middle = (pages.left + pages.right) / 2
    if len(addressees) == 1:
        text = f"Kính gửi: {addressees[0]}"
        pages.y = _centred(pages, middle, pages.y, text, Face.TINOS, 14, pages.measure * 0.86)
    else:
        indent = 40 * MM
        pages.text("Kính gửi:", Face.TINOS, 14, indent=indent)
        for row in listed(addressees):
            pages.text(row, Face.TINOS, 14, indent=indent + 8 * MM)
    pages.space(12)


def draw_appendix_head(pages: Pages, appendix: Appendix) -> None:
    """Label, title in capitals, and to which paper it belongs."""
    middle = (pages.left + pages.right) / 2
    pages.y = _centred(pages, middle, pages.y, appendix.label, Face.TINOS_BOLD, 14, pages.measure)
    pages.y = _centred(
        pages, middle, pages.y, appendix.title.upper(), Face.TINOS_BOLD, 13.5, pages.measure * 0.94
    )
    pages.y = _centred(pages, middle, pages.y, appendix.note, Face.TINOS_ITALIC, 13.5, pages.measure * 0.94)
    _rule(pages, middle, pages.y - 4, pages.measure * 0.18)
    pages.space(16)


def listed(rows: tuple[str, ...]) -> list[str]:
    """Rows as the decree lists them: a dash before each, a semicolon behind, a full stop at the end."""
    return [f"- {nfc(one)}{';' if at < len(rows) else '.'}" for at, one in enumerate(rows, 1)]


def _recipient_lines(pages: Pages, paper: OfficialPaper) -> list[str]:
    return [
        line for row in listed(paper.recipients) for line in wrap(row, Face.TINOS, 11, pages.measure * _HALF)
    ]


def closing_height(pages: Pages, paper: OfficialPaper) -> float:
    """How much recipients and signatures need, in points."""
    if not (paper.recipients or paper.signatures):
        return 0
    titles = max((len(signature.title.splitlines()) for signature in paper.signatures), default=0)
    signed = (titles + 2) * 14 * LEADING + paper.signature_room if paper.signatures else 0
    return max(len(_recipient_lines(pages, paper)) * 11 * LEADING + 16, signed) + 10


def draw_closing(pages: Pages, paper: OfficialPaper) -> None:
    """Recipients on the left, signatures on the right, kept together on one page."""
    if not (paper.recipients or paper.signatures):
        return
    pages.need(closing_height(pages, paper))
    pages.space(10)
    if paper.recipients:
        _recipients(pages, _recipient_lines(pages, paper))
    column = pages.measure * _HALF
    for at, signature in enumerate(reversed(paper.signatures)):
        x = pages.right - column / 2 - at * (pages.measure - column)
        _signature(pages, signature, x, column, paper.signature_room)


def _recipients(pages: Pages, lines: list[str]) -> None:
    pages.sheet.text(pages.left, pages.y - 12, "Nơi nhận:", Face.TINOS_BOLD_ITALIC, 12)
    for at, line in enumerate(lines, 1):
        pages.sheet.text(pages.left, pages.y - 12 - at * 11 * LEADING, line, Face.TINOS, 11)


def _signature(pages: Pages, signature: Signature, x: float, measure: float, room: float) -> None:
    y = _centred(pages, x, pages.y, signature.title, Face.TINOS_BOLD, 13.5, measure)
    y = _centred(pages, x, y, signature.note, Face.TINOS_ITALIC, 12, measure)
    _centred(pages, x, y - room, signature.name, Face.TINOS_BOLD, 14, measure)


def _centred(pages: Pages, x: float, y: float, text: str, face: Face, size: float, measure: float) -> float:
    """Lines centred on x below y; returns the y below them. No text, no line."""
    text = nfc(text)
    for line in balanced(text, face, size, measure) if text else ():
        y -= size * LEADING
        pages.sheet.centred(x, y + size * 0.28, line, face, size)
    return y


def _rule(pages: Pages, x: float, y: float, length: float) -> None:
    pages.sheet.line(x - length / 2, y, x + length / 2, y, stroke=0.7)
