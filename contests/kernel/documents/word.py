"""The same official papers as Word files, to be corrected by hand before they are signed; no name in their properties."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from contests.kernel.documents.demo import MARK
from contests.kernel.documents.official import CheckCode, Facts, OfficialPaper, Paragraph, Part, Signature
from contests.kernel.documents.tables import Table
from contests.kernel.text import nfc

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FACE = "Times New Roman"
_NATION, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": _CENTRE,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def to_bytes(paper: OfficialPaper) -> bytes:
    """The paper as DOCX, laid out as the decree asks (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    document = Document()
    _sheet(document, paper)
    _letterhead(document, paper)
    _line(document, paper.title.upper(), bold=True, align=_CENTRE)
    if paper.subject:
        _line(document, paper.subject, bold=True, align=_CENTRE)
    for part in paper.body:
        _part(document, part)
    _closing(document, paper)
    return _packed(document)


def _packed(document: Any) -> bytes:
    """The library's template names its maker in the properties: nobody and no time in their place."""
    own = document.core_properties
    own.author = own.last_modified_by = own.comments = own.title = ""
    own.created = own.modified = _NEVER
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _sheet(document: Any, paper: OfficialPaper) -> None:
    section = document.sections[0]
    sides = (297, 210) if paper.landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(sides[0]), Mm(sides[1])
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FACE, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FACE)
    style.paragraph_format.space_after = Pt(4)
    if paper.demo:
        _line(section.header, f"{MARK} – KHÔNG CÓ GIÁ TRỊ", bold=True, align=_CENTRE, size=10)


def _line(
    place: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 14,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
) -> Any:
    """A paragraph at the end of a document, a cell or a header; line breaks stay."""
    paragraph = place.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(nfc(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _columns(document: Any, count: int) -> Sequence[Any]:
    """Cells side by side without rules; each begins with its own first line."""
    cells: Sequence[Any] = document.add_table(rows=1, cols=count).rows[0].cells
    return cells


def _letterhead(document: Any, paper: OfficialPaper) -> None:
    left, right = _columns(document, 2)
    head = paper.letterhead
    _lines(
        left, [(head.superior.upper(), 12, False), (head.agency.upper(), 12, True), (head.number, 13, False)]
    )
    _lines(right, [(_NATION, 12, True), (_MOTTO, 13, True)])
    if head.place_and_date:
        _line(right, head.place_and_date, italic=True, size=13, align=_CENTRE)
    _line(document, "")


def _lines(cell: Any, lines: Iterable[tuple[str, float, bool]]) -> None:
    """Centred lines in a cell, the empty ones left out; the cell's own empty paragraph goes."""
    first = cell.paragraphs[0]._element
    for text, size, bold in lines:
        if text:
            _line(cell, text, bold=bold, size=size, align=_CENTRE)
    if len(cell.paragraphs) > 1:
        first.getparent().remove(first)


def _part(document: Any, part: Part) -> None:
    if isinstance(part, Table):
        _table(document, part)
    elif isinstance(part, Facts):
        for label, value in part.rows:
            _line(document, f"{label}: {value}", size=part.size)
    elif isinstance(part, CheckCode):
        for line in part.lines:
            _line(document, line, size=12)
    else:
        _paragraph(document, part)


def _paragraph(document: Any, part: Paragraph) -> None:
    align = _ALIGN[part.align]
    made = _line(document, part.text, bold=part.bold, italic=part.italic, size=part.size, align=align)
    if part.align == "justify":
        made.paragraph_format.first_line_indent = Mm(12.7)


def _table(document: Any, table: Table) -> None:
    made = document.add_table(rows=1, cols=len(table.columns))
    made.style = "Table Grid"
    _row(made.rows[0], [column.head for column in table.columns], table, head=True)
    _repeated(made.rows[0])
    for row in table.rows:
        _row(made.add_row(), row, table, head=False)
    _line(document, "", size=6)


def _row(row: Any, texts: Sequence[str], table: Table, *, head: bool) -> None:
    for cell, column, text in zip(row.cells, table.columns, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = _CENTRE if head else _ALIGN[column.align]
        run = paragraph.add_run(nfc(text))
        run.bold, run.font.size = head, Pt(table.size)


def _repeated(row: Any) -> None:
    """The head of a table stands again on each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _closing(document: Any, paper: OfficialPaper) -> None:
    """Recipients on the left, signatures side by side on the right."""
    if not (paper.recipients or paper.signatures):
        return
    cells = _columns(document, max(2, len(paper.signatures) + bool(paper.recipients)))
    if paper.recipients:
        _line(cells[0], "Nơi nhận:", bold=True, italic=True, size=12)
        for at, one in enumerate(paper.recipients, 1):
            _line(cells[0], f"- {one}{'.' if at == len(paper.recipients) else ';'}", size=11)
    for cell, signature in zip(cells[len(cells) - len(paper.signatures) :], paper.signatures, strict=True):
        _signature(cell, signature)


def _signature(cell: Any, signature: Signature) -> None:
    _lines(cell, [(signature.title, 13.5, True)])
    if signature.note:
        _line(cell, signature.note, italic=True, size=12, align=_CENTRE)
    _line(cell, "\n\n", align=_CENTRE)
    _line(cell, signature.name, bold=True, align=_CENTRE)
