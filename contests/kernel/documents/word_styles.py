"""The named styles of official papers in Word, a style for each element that the decree describes.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I and II: face, size, weight and place of each element. A clerk who changes
a style changes it in the whole file.
"""

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from contests.kernel.documents.parts import Paragraph

FACE = "Times New Roman"
CELL_SIZE = 12.0
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
NATION, MOTTO = "Quốc hiệu", "Tiêu ngữ"
SUPERIOR, AGENCY = "Cơ quan chủ quản", "Cơ quan ban hành"
NUMBER, LETTER_ABOUT, PLACE_AND_DATE = "Số, ký hiệu", "Trích yếu công văn", "Địa danh, thời gian"
TITLE, SUBJECT = "Tên loại", "Trích yếu"
ADDRESSEE, ADDRESSEES, ADDRESSEE_ROW = "Kính gửi", "Kính gửi nhiều nơi", "Nơi kính gửi"
BASIS, BODY, HEADING, TEXT = "Căn cứ", "Nội dung", "Tiêu đề giữa", "Dòng chữ"
FACT = "Dòng thông tin"
CELL, HEAD_CELL, AFTER_TABLE = "Ô bảng", "Đầu bảng", "Sau bảng"
RECIPIENTS, RECIPIENT = "Nơi nhận", "Danh sách nơi nhận"
SIGNER_TITLE, SIGNER_NOTE, SIGNER_NAME = "Chức vụ người ký", "Ghi chú ký", "Họ tên người ký"
APPENDIX, APPENDIX_TITLE, APPENDIX_NOTE = "Phụ lục", "Tên phụ lục", "Chỉ dẫn phụ lục"
PAGE_NUMBER, DRAFT, DEMO, RULE = "Số trang", "Dự thảo", "Dữ liệu mẫu", "Đường kẻ"


@dataclass(frozen=True)
class _Look:
    """How a style's paragraphs stand; sizes and spaces in points, indents in millimetres."""

    size: float
    align: str = "centre"
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    with_next: bool = False
    outline: int | None = None


_LOOKS = {
    NATION: _Look(12, bold=True),
    MOTTO: _Look(13.5, bold=True),
    SUPERIOR: _Look(12),
    AGENCY: _Look(12, bold=True),
    NUMBER: _Look(13, before=3),
    LETTER_ABOUT: _Look(12, before=6),
    PLACE_AND_DATE: _Look(13.5, italic=True, before=3),
    TITLE: _Look(14, bold=True, before=18, with_next=True, outline=0),
    SUBJECT: _Look(14, bold=True, with_next=True),
    ADDRESSEE: _Look(14, before=12, after=12),
    ADDRESSEES: _Look(14, "left", before=12, left=40),
    ADDRESSEE_ROW: _Look(14, "left", left=48, after=2),
    BASIS: _Look(14, "justify", italic=True, after=6, first=12.7),
    BODY: _Look(14, "justify", after=6, first=12.7),
    HEADING: _Look(14, bold=True, before=6, after=6, with_next=True),
    TEXT: _Look(14, "left", after=6),
    FACT: _Look(13, "left", after=3),
    CELL: _Look(CELL_SIZE, "left", before=2, after=2),
    HEAD_CELL: _Look(CELL_SIZE, bold=True, before=2, after=2),
    AFTER_TABLE: _Look(6, "left"),
    RECIPIENTS: _Look(12, "left", bold=True, italic=True, before=8),
    RECIPIENT: _Look(11, "left"),
    SIGNER_TITLE: _Look(13.5, bold=True, before=8, with_next=True),
    SIGNER_NOTE: _Look(12, italic=True, with_next=True),
    SIGNER_NAME: _Look(14, bold=True),
    APPENDIX: _Look(14, bold=True, with_next=True, outline=0),
    APPENDIX_TITLE: _Look(13.5, bold=True, with_next=True, outline=0),
    APPENDIX_NOTE: _Look(13.5, italic=True, with_next=True),
    PAGE_NUMBER: _Look(13),
    DRAFT: _Look(12, "left", bold=True),
    DEMO: _Look(9, bold=True),
    RULE: _Look(2, after=4),
}


def define(document: Any) -> None:
    """Give an empty document these styles, all of them made of the plain one."""
    plain = document.styles["Normal"]
    plain.font.name, plain.font.size = FACE, Pt(14)
    plain.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    plain.paragraph_format.space_after = Pt(0)
    for name, look in _LOOKS.items():
        _dress(document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), plain, look)


def _dress(style: Any, plain: Any, look: _Look) -> None:
    style.base_style, style.quick_style = plain, True
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    form = style.paragraph_format
    form.alignment = ALIGN[look.align]
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.first_line_indent, form.left_indent = Mm(look.first), Mm(look.left)
    form.keep_with_next = look.with_next
    if look.outline is not None:
        level = form._element.get_or_add_pPr().makeelement(
            qn("w:outlineLvl"), {qn("w:val"): str(look.outline)}
        )
        form._element.get_or_add_pPr().append(level)


def of(part: Paragraph) -> str:
    """The style of a paragraph of the body."""
    if part.align == "justify":
        return BASIS if part.italic else BODY
    return HEADING if part.align == "centre" and part.bold else TEXT if part.align == "left" else BODY
