"""The same official papers as Word files, to be corrected by hand before they are signed; no name in their properties."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm, Pt

from contests.kernel.documents import word_styles as styles
from contests.kernel.documents.demo import MARK
from contests.kernel.documents.framing import listed
from contests.kernel.documents.parts import (
    DRAFT,
    MOTTO,
    NATION,
    Appendix,
    CheckCode,
    Facts,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Part,
    Signature,
)
from contests.kernel.documents.tables import Table
from contests.kernel.documents.word_marks import (
    own_numbers,
    packed,
    page_number,
    rule,
    unbroken,
    without_rules,
)
from contests.kernel.documents.word_tables import add_table
from contests.kernel.text import nfc

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def to_bytes(*papers: OfficialPaper) -> bytes:
    """The paper as DOCX, or several in one, laid out as the decree asks (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    document = Document()
    styles.define(document)
    for at, paper in enumerate(papers):
        _paper(document, paper, first=at == 0)
    return packed(document)


def _paper(document: Any, paper: OfficialPaper, *, first: bool) -> None:
    _section(document, landscape=paper.landscape, demo=paper.demo, draft=paper.draft, first=first)
    _letterhead(document, paper.letterhead, _width(paper.landscape))
    _title(document, paper)
    for part in paper.body:
        _part(document, part, _width(paper.landscape))
    if paper.signatures and document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    _closing(document, paper)
    for appendix in paper.appendices:
        _appendix(document, paper, appendix)


def _appendix(document: Any, paper: OfficialPaper, appendix: Appendix) -> None:
    _section(document, landscape=appendix.landscape, demo=paper.demo)
    for text, style in (
        (appendix.label, styles.APPENDIX),
        (appendix.title.upper(), styles.APPENDIX_TITLE),
        (appendix.note, styles.APPENDIX_NOTE),
    ):
        if text:
            _line(document, text, style)
    rule(document, _width(appendix.landscape), 32)
    for part in appendix.body:
        _part(document, part, _width(appendix.landscape))


def _width(landscape: bool) -> int:
    """Millimetres between the margins."""
    return (297 if landscape else 210) - 45


def _section(document: Any, *, landscape: bool, demo: bool, draft: bool = False, first: bool = False) -> None:
    """Pages of their own, numbered from 1; the first shows no number (Phụ lục I, phần I, mục 7)."""
    section = document.sections[0] if first else document.add_section(WD_SECTION.NEW_PAGE)
    sides = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(sides[0]), Mm(sides[1])
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    section.different_first_page_header_footer = True
    own_numbers(section)
    _heads(section, demo=demo, draft=draft)


def _heads(section: Any, *, demo: bool, draft: bool) -> None:
    """The number in the middle of the top margin; on the first page, in its place, that this is a draft."""
    for head in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        head.is_linked_to_previous = False
    section.header.paragraphs[0].style = styles.PAGE_NUMBER
    page_number(section.header.paragraphs[0])
    if draft:
        section.first_page_header.paragraphs[0].style = styles.DRAFT
        section.first_page_header.paragraphs[0].add_run(DRAFT)
    if demo:
        for foot in (section.footer, section.first_page_footer):
            foot.paragraphs[0].style = styles.DEMO
            foot.paragraphs[0].add_run(f"{MARK} – KHÔNG CÓ GIÁ TRỊ")


def _line(place: Any, text: str, style: str) -> Any:
    """A paragraph at the end of a document or a cell; line breaks stay."""
    paragraph = place.add_paragraph(style=style)
    paragraph.add_run(nfc(text))
    return paragraph


def _columns(document: Any, widths: Sequence[int]) -> Sequence[Any]:
    """Cells side by side without rules, in millimetres, never parted by a page; each begins with its first line."""
    table = document.add_table(rows=1, cols=len(widths))
    without_rules(table)
    unbroken(table.rows[0])
    _set_widths(table, widths)
    cells: Sequence[Any] = table.rows[0].cells
    return cells


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
    for row in table.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = Mm(wide)


def _letterhead(document: Any, head: Letterhead, width: int) -> None:
    own = width * 70 // 165
    left, right = _columns(document, (own, width - own))
    _lines(left, [(head.superior.upper(), styles.SUPERIOR), (head.agency.upper(), styles.AGENCY)])
    rule(left, own, 24)
    _lines(left, [(head.number, styles.NUMBER), (head.about, styles.LETTER_ABOUT)])
    _lines(right, [(NATION, styles.NATION), (MOTTO, styles.MOTTO)])
    rule(right, width - own, 60)
    _lines(right, [(head.place_and_date, styles.PLACE_AND_DATE)])


def _lines(cell: Any, lines: Iterable[tuple[str, str]]) -> None:
    """Lines in a cell, the empty ones left out; the cell's own empty paragraph goes."""
    first = cell.paragraphs[0]
    for text, style in lines:
        if text:
            _line(cell, text, style)
    if not first.text and not first.style.name.startswith(styles.RULE) and len(cell.paragraphs) > 1:
        first._element.getparent().remove(first._element)


def _title(document: Any, paper: OfficialPaper) -> None:
    if paper.title:
        _line(document, paper.title.upper(), styles.TITLE)
        if paper.subject:
            _line(document, paper.subject, styles.SUBJECT)
        rule(document, _width(paper.landscape), 32)
    if len(paper.addressees) == 1:
        _line(document, f"Kính gửi: {paper.addressees[0]}", styles.ADDRESSEE)
    elif paper.addressees:
        _line(document, "Kính gửi:", styles.ADDRESSEES)
        for row in listed(paper.addressees):
            _line(document, row, styles.ADDRESSEE_ROW)


def _part(document: Any, part: Part, width: int) -> None:
    if isinstance(part, Table):
        add_table(document, part, width)
        _line(document, "", styles.AFTER_TABLE)
    elif isinstance(part, Facts):
        for label, value in part.rows:
            _line(document, f"{label} {value}" if label.endswith(":") else f"{label}: {value}", styles.FACT)
    elif isinstance(part, CheckCode):
        for line in part.lines:
            _line(document, line, styles.FACT)
    else:
        _paragraph(document, part)


def _paragraph(document: Any, part: Paragraph) -> None:
    """A paragraph in the style of its kind; what the style does not say is set on its run."""
    style = styles.of(part)
    made = document.add_paragraph(style=style)
    if part.bold and part.align != "justify":
        made.paragraph_format.keep_with_next = True
    if part.lead:
        made.add_run(f"{nfc(part.lead)} ").bold = True
    run = made.add_run(nfc(part.text))
    font = document.styles[style].font
    if part.bold != bool(font.bold):
        run.bold = part.bold
    if part.italic != bool(font.italic):
        run.italic = part.italic
    if font.size != Pt(part.size):
        run.font.size = Pt(part.size)


def _closing(document: Any, paper: OfficialPaper) -> None:
    """Recipients on the left, signatures side by side on the right, in one row that no page parts."""
    if not (paper.recipients or paper.signatures):
        return
    count = max(2, len(paper.signatures) + bool(paper.recipients))
    width = _width(paper.landscape)
    cells = _columns(document, [width // count] * count)
    if paper.recipients:
        rows = [(row, styles.RECIPIENT) for row in listed(paper.recipients)]
        _lines(cells[0], [("Nơi nhận:", styles.RECIPIENTS), *rows])
    for cell, signature in zip(cells[len(cells) - len(paper.signatures) :], paper.signatures, strict=True):
        _signature(cell, signature, paper.signature_room)


def _signature(cell: Any, signature: Signature, room: float) -> None:
    _lines(cell, [(signature.title, styles.SIGNER_TITLE), (signature.note, styles.SIGNER_NOTE)])
    name = _line(cell, signature.name, styles.SIGNER_NAME)
    name.paragraph_format.space_before = Pt(room)
