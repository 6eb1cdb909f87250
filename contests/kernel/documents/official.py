"""The layout of official papers (Nghị định 30/2020/NĐ-CP, Phụ lục I): letterhead, title, body, recipients, signature."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from contests.kernel.documents.faces import Face, width
from contests.kernel.documents.lines import balanced, wrap
from contests.kernel.documents.pages import LEADING, Align, Pages
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.documents.sheet import MM
from contests.kernel.documents.tables import Table, draw_table
from contests.kernel.text import nfc, one_line

BODY = 14.0
SIGNATURE_ROOM = 72.0  # points left empty for stamp and signature: 25 mm
_INDENT = 12.7 * MM
_CODE_SIDE = 76.0
_HALF = 0.46  # of the measure, for recipients on the left and the signature on the right
_NATION, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper, with line breaks where they are wanted; `number` reads "Số: 15/QĐ-BTC", `place_and_date` "Tuyên Quang, ngày … tháng … năm …"."""

    agency: str
    superior: str = ""
    number: str = ""
    place_and_date: str = ""


@dataclass(frozen=True)
class Paragraph:
    text: str
    align: Align = "justify"
    bold: bool = False
    italic: bool = False
    size: float = BODY


@dataclass(frozen=True)
class Facts:
    """Label and value side by side, without rules."""

    rows: tuple[tuple[str, str], ...]
    size: float = 12.5
    label_share: float = 0.3


@dataclass(frozen=True)
class CheckCode:
    """A QR code with lines of text beside it, the first in bold."""

    url: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Signature:
    """The signer's title (a line each: "TM. BAN TỔ CHỨC", "TRƯỞNG BAN") and name; `note` reads "(Ký, ghi rõ họ tên)"."""

    title: str
    name: str = ""
    note: str = ""


Part = Paragraph | Facts | CheckCode | Table


@dataclass(frozen=True)
class OfficialPaper:
    """A paper from its letterhead to its signatures; one signature stands on the right, two side by side.

    `signature_room` is the height in points left empty between a signer's title and name.
    """

    letterhead: Letterhead
    title: str
    body: Iterable[Part]
    subject: str = ""
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    signature_room: float = SIGNATURE_ROOM
    landscape: bool = False
    demo: bool = False


def write(paper: OfficialPaper, out: BinaryIO) -> None:
    """Write the paper as PDF; pages leave memory as they are drawn."""
    pdf = PdfFile(out, title=one_line(f"{paper.title} {paper.subject}"))
    pages = Pages(pdf, landscape=paper.landscape, demo=paper.demo)
    _letterhead(pages, paper.letterhead)
    _title(pages, paper)
    _body(pages, paper)
    _closing(pages, paper)
    pages.close()
    pdf.close()


def to_bytes(paper: OfficialPaper) -> bytes:
    out = BytesIO()
    write(paper, out)
    return out.getvalue()


def _body(pages: Pages, paper: OfficialPaper) -> None:
    """The parts in order; the last goes to the next page with the signatures, which never stand on a page alone."""
    parts = iter(paper.body)
    last = next(parts, None)
    for part in parts:
        if last is not None:
            _part(pages, last)
        last = part
    if last is not None:
        pages.need(_short_height(pages, last) + _closing_height(pages, paper))
        _part(pages, last)


def _short_height(pages: Pages, part: Part) -> float:
    """Height of a part that is never split in practice; 0 for the long ones."""
    if isinstance(part, CheckCode):
        return _code_height(_code_lines(pages, part))
    if isinstance(part, Paragraph):
        return (
            len(wrap(nfc(part.text), _FACES[part.bold, part.italic], part.size, pages.measure))
            * part.size
            * LEADING
            + 6
        )
    return 0


def _part(pages: Pages, part: Part) -> None:
    if isinstance(part, Table):
        draw_table(pages, part)
    elif isinstance(part, Facts):
        _facts(pages, part)
    elif isinstance(part, CheckCode):
        _check_code(pages, part)
    else:
        _paragraph(pages, part)


_FACES = {
    (False, False): Face.TINOS,
    (True, False): Face.TINOS_BOLD,
    (False, True): Face.TINOS_ITALIC,
    (True, True): Face.TINOS_BOLD_ITALIC,
}


def _paragraph(pages: Pages, part: Paragraph) -> None:
    indent = _INDENT if part.align == "justify" else 0
    pages.text(part.text, _FACES[part.bold, part.italic], part.size, align=part.align, indent=indent)
    pages.space(6)


def _letterhead(pages: Pages, head: Letterhead) -> None:
    """Two columns: the issuing body and its number on the left, nation, motto, place and date on the right."""
    split = pages.left + pages.measure * 0.445
    left, right = (pages.left + split) / 2, (split + pages.right) / 2
    top, room = pages.y, split - pages.left - 6
    y = _centred(pages, left, top, head.superior.upper(), Face.TINOS, 12, room)
    y = _centred(pages, left, y, head.agency.upper(), Face.TINOS_BOLD, 12, room)
    _rule(pages, left, y - 3, min(room, width(one_line(head.agency.upper()), Face.TINOS_BOLD, 12)) * 0.4)
    lower = _centred(pages, left, y - 7, head.number, Face.TINOS, 13, room)
    y = _centred(pages, right, top, _NATION, Face.TINOS_BOLD, 12, pages.right - split)
    y = _centred(pages, right, y, _MOTTO, Face.TINOS_BOLD, 13.5, pages.right - split)
    _rule(pages, right, y - 3, width(_MOTTO, Face.TINOS_BOLD, 13.5))
    y = _centred(pages, right, y - 7, head.place_and_date, Face.TINOS_ITALIC, 13.5, pages.right - split)
    pages.y = min(lower, y) - 14


def _centred(pages: Pages, x: float, y: float, text: str, face: Face, size: float, measure: float) -> float:
    """Lines centred on x below y; returns the y below them. No text, no line."""
    text = nfc(text)
    for line in balanced(text, face, size, measure) if text else ():
        y -= size * LEADING
        pages.sheet.centred(x, y + size * 0.28, line, face, size)
    return y


def _rule(pages: Pages, x: float, y: float, length: float) -> None:
    pages.sheet.line(x - length / 2, y, x + length / 2, y, stroke=0.7)


def _title(pages: Pages, paper: OfficialPaper) -> None:
    middle = (pages.left + pages.right) / 2
    pages.y = _centred(pages, middle, pages.y, paper.title.upper(), Face.TINOS_BOLD, 14, pages.measure)
    pages.y = _centred(pages, middle, pages.y, paper.subject, Face.TINOS_BOLD, 14, pages.measure * 0.9)
    _rule(pages, middle, pages.y - 4, pages.measure * 0.18)
    pages.space(18)


def _facts(pages: Pages, facts: Facts) -> None:
    label_room = pages.measure * facts.label_share
    line = facts.size * LEADING
    for label, value in facts.rows:
        labels = wrap(nfc(label), Face.TINOS, facts.size, label_room - 8)
        values = wrap(nfc(value), Face.TINOS_BOLD, facts.size, pages.measure - label_room)
        pages.need(max(len(labels), len(values)) * line)
        top = pages.y - line + facts.size * 0.28
        for at, text in enumerate(labels):
            pages.sheet.text(pages.left, top - at * line, text, Face.TINOS, facts.size)
        for at, text in enumerate(values):
            pages.sheet.text(pages.left + label_room, top - at * line, text, Face.TINOS_BOLD, facts.size)
        pages.y -= max(len(labels), len(values)) * line + 2
    pages.space(6)


_Line = tuple[str, Face]


def _code_lines(pages: Pages, code: CheckCode) -> list[_Line]:
    return [
        (line, Face.TINOS if at else Face.TINOS_BOLD)
        for at, text in enumerate(code.lines)
        for line in wrap(
            nfc(text), Face.TINOS if at else Face.TINOS_BOLD, 12, pages.measure - _CODE_SIDE - 16
        )
    ]


def _code_height(lines: list[_Line]) -> float:
    return max(_CODE_SIDE, len(lines) * 12 * LEADING) + 14


def _check_code(pages: Pages, code: CheckCode) -> None:
    lines = _code_lines(pages, code)
    pages.need(_code_height(lines))
    pages.sheet.qr(pages.left, pages.y - 6 - _CODE_SIDE, _CODE_SIDE, code.url)
    for at, (line, face) in enumerate(lines, 1):
        pages.sheet.text(pages.left + _CODE_SIDE + 16, pages.y - 2.6 - at * 12 * LEADING, line, face, 12)
    pages.y -= _code_height(lines)


def _recipient_lines(pages: Pages, paper: OfficialPaper) -> list[str]:
    ends = [";"] * (len(paper.recipients) - 1) + ["."]
    rows = [f"- {nfc(one)}{end}" for one, end in zip(paper.recipients, ends, strict=False)]
    return [line for row in rows for line in wrap(row, Face.TINOS, 11, pages.measure * _HALF)]


def _closing_height(pages: Pages, paper: OfficialPaper) -> float:
    if not (paper.recipients or paper.signatures):
        return 0
    titles = max((len(signature.title.splitlines()) for signature in paper.signatures), default=0)
    signed = (titles + 2) * 14 * LEADING + paper.signature_room if paper.signatures else 0
    return max(len(_recipient_lines(pages, paper)) * 11 * LEADING + 16, signed) + 10


def _closing(pages: Pages, paper: OfficialPaper) -> None:
    """Recipients on the left, signatures on the right, kept together on one page."""
    if not (paper.recipients or paper.signatures):
        return
    pages.need(_closing_height(pages, paper))
    pages.space(10)
    if paper.recipients:
        _recipients(pages, _recipient_lines(pages, paper))
    column = pages.measure * _HALF
    for at, signature in enumerate(reversed(paper.signatures)):
        _signature(
            pages,
            signature,
            pages.right - column / 2 - at * (pages.measure - column),
            column,
            paper.signature_room,
        )


def _recipients(pages: Pages, lines: list[str]) -> None:
    pages.sheet.text(pages.left, pages.y - 12, "Nơi nhận:", Face.TINOS_BOLD_ITALIC, 12)
    for at, line in enumerate(lines, 1):
        pages.sheet.text(pages.left, pages.y - 12 - at * 11 * LEADING, line, Face.TINOS, 11)


def _signature(pages: Pages, signature: Signature, x: float, measure: float, room: float) -> None:
    y = _centred(pages, x, pages.y, signature.title, Face.TINOS_BOLD, 13.5, measure)
    y = _centred(pages, x, y, signature.note, Face.TINOS_ITALIC, 12, measure)
    _centred(pages, x, y - room, signature.name, Face.TINOS_BOLD, 14, measure)
