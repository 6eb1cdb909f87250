"""The layout of official papers (Nghị định 30/2020/NĐ-CP, Phụ lục I) as PDF: letterhead, title, body, appendices."""

from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO

from contests.kernel.documents.faces import Face
from contests.kernel.documents.framing import (
    closing_height,
    draw_appendix_head,
    draw_closing,
    draw_draft_mark,
    draw_letterhead,
    draw_title,
)
from contests.kernel.documents.lines import wrap
from contests.kernel.documents.pages import LEADING, Pages
from contests.kernel.documents.parts import SIGNATURE_ROOM as SIGNATURE_ROOM
from contests.kernel.documents.parts import Appendix as Appendix
from contests.kernel.documents.parts import CheckCode as CheckCode
from contests.kernel.documents.parts import Facts as Facts
from contests.kernel.documents.parts import Letterhead as Letterhead
from contests.kernel.documents.parts import OfficialPaper as OfficialPaper
from contests.kernel.documents.parts import Paragraph as Paragraph
from contests.kernel.documents.parts import Part as Part
from contests.kernel.documents.parts import Signature as Signature
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.documents.sheet import MM
from contests.kernel.documents.tables import Table, draw_table
from contests.kernel.text import nfc, one_line

_INDENT = 12.7 * MM
_CODE_SIDE = 76.0


def write(paper: OfficialPaper, out: BinaryIO) -> None:
    """Write the paper as PDF; pages leave memory as they are drawn."""
    write_all([paper], out, title=one_line(f"{paper.title} {paper.subject or paper.letterhead.about}"))


def write_all(papers: Iterable[OfficialPaper], out: BinaryIO, *, title: str) -> None:
    """Several papers in one file, such as an invitation for each unit; each begins with its page 1."""
    pdf = PdfFile(out, title=title)
    for paper in papers:
        _paper(pdf, paper)
    pdf.close()


def to_bytes(*papers: OfficialPaper) -> bytes:
    """The paper as PDF, or several in one file under the first one's title."""
    out = BytesIO()
    first = papers[0]
    write_all(papers, out, title=one_line(f"{first.title} {first.subject or first.letterhead.about}"))
    return out.getvalue()


def _paper(pdf: PdfFile, paper: OfficialPaper) -> None:
    pages = Pages(pdf, landscape=paper.landscape, demo=paper.demo)
    if paper.draft:
        draw_draft_mark(pages)
    draw_letterhead(pages, paper.letterhead)
    draw_title(pages, paper)
    _body(pages, paper)
    draw_closing(pages, paper)
    pages.close()
    for appendix in paper.appendices:
        _appendix(pdf, paper, appendix)


def _appendix(pdf: PdfFile, paper: OfficialPaper, appendix: Appendix) -> None:
    pages = Pages(pdf, landscape=appendix.landscape, demo=paper.demo)
    draw_appendix_head(pages, appendix)
    for part in appendix.body:
        _part(pages, part)
    pages.close()


def _body(pages: Pages, paper: OfficialPaper) -> None:
    """The parts in order; the last goes to the next page with the signatures, which never stand on a page alone."""
    parts = iter(paper.body)
    last = next(parts, None)
    for part in parts:
        if last is not None:
            _part(pages, last)
        last = part
    if last is not None:
        pages.need(_short_height(pages, last) + closing_height(pages, paper))
        _part(pages, last)


def _short_height(pages: Pages, part: Part) -> float:
    """Height of a part that is never split in practice; 0 for the long ones."""
    if isinstance(part, CheckCode):
        return _code_height(_code_lines(pages, part))
    if isinstance(part, Paragraph):
        face = _FACES[part.bold, part.italic]
        return len(wrap(nfc(part.text), face, part.size, pages.measure)) * part.size * LEADING + 6
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
    """A heading (bold, not justified) takes two lines of what follows along to the next page."""
    indent = _INDENT if part.align == "justify" else 0
    if part.bold and part.align != "justify":
        pages.need(max(part.keep, 4 * part.size * LEADING))
    pages.text(
        part.text, _FACES[part.bold, part.italic], part.size, align=part.align, indent=indent, lead=part.lead
    )
    pages.space(6)


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
