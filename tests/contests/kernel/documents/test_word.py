"""Official papers as Word: the same parts as the PDF, laid out as the decree asks, naming nobody in their properties."""

import unicodedata
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from contests.kernel.documents import word
from contests.kernel.documents.official import (
    Appendix,
    CheckCode,
    Facts,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Signature,
)
from contests.kernel.documents.tables import Column, Table
from tests.contests.kernel.documents.reading import VIETNAMESE

PAPER = OfficialPaper(
    letterhead=Letterhead(
        "Ban Tổ chức Hội thi", "Liên hiệp các Hội KH&KT", "Số: 15/BB", "Đắk Lắk, ngày 5 tháng 9"
    ),
    title="Biên bản",
    subject="Họp tổ giám khảo",
    body=(
        Paragraph("Hội đồng họp và thống nhất.", bold=True),
        Facts((("Chủ trì", "Y Blăm Niê"),)),
        Table((Column("Mã phách", 1), Column("Điểm", 1, "right")), [("K7M2P", "83,25"), ("A3B4C", "70,50")]),
        CheckCode("https://example.org", ("Kiểm tra tại trang của Ban Tổ chức",)),
    ),
    recipients=("Như trên", "Lưu: VT"),
    signatures=(Signature("THƯ KÝ"), Signature("CHỦ TRÌ", "H’Hen Niê", "(Ký, ghi rõ họ tên)")),
)


def written(paper: OfficialPaper) -> list[tuple[str, str]]:
    """Style and text of every line of the body."""
    lines = Document(BytesIO(word.to_bytes(paper))).paragraphs
    return [(one.style.name if one.style else "", one.text) for one in lines if one.text]


def cell_lines(paper: OfficialPaper, table: int) -> list[list[tuple[str, str]]]:
    cells = Document(BytesIO(word.to_bytes(paper))).tables[table].rows[0].cells
    return [[(one.style.name, one.text) for one in cell.paragraphs if one.text] for cell in cells]


def test_every_part_of_the_paper_is_there_in_the_style_of_its_kind() -> None:
    assert written(PAPER) == [
        ("Tên loại", "BIÊN BẢN"),
        ("Trích yếu", "Họp tổ giám khảo"),
        ("Nội dung", "Hội đồng họp và thống nhất."),
        ("Dòng thông tin", "Chủ trì: Y Blăm Niê"),
        ("Dòng thông tin", "Kiểm tra tại trang của Ban Tổ chức"),
    ]
    assert cell_lines(PAPER, 0) == [
        [
            ("Cơ quan chủ quản", "LIÊN HIỆP CÁC HỘI KH&KT"),
            ("Cơ quan ban hành", "BAN TỔ CHỨC HỘI THI"),
            ("Số, ký hiệu", "Số: 15/BB"),
        ],
        [
            ("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc"),
            ("Địa danh, thời gian", "Đắk Lắk, ngày 5 tháng 9"),
        ],
    ]


def test_tables_and_signatures_are_in_cells_of_their_own() -> None:
    marks = Document(BytesIO(word.to_bytes(PAPER))).tables[1]
    assert [[cell.text for cell in row.cells] for row in marks.rows] == [
        ["Mã phách", "Điểm"], ["K7M2P", "83,25"], ["A3B4C", "70,50"],
    ]  # fmt: skip
    recipients, secretary, chair = cell_lines(PAPER, 2)
    assert recipients == [
        ("Nơi nhận", "Nơi nhận:"),
        ("Danh sách nơi nhận", "- Như trên;"),
        ("Danh sách nơi nhận", "- Lưu: VT."),
    ]
    assert secretary == [("Chức vụ người ký", "THƯ KÝ")]
    assert [text for _, text in chair] == ["CHỦ TRÌ", "(Ký, ghi rõ họ tên)", "H’Hen Niê"]


DECREE = {
    "Quốc hiệu": (12, 13, True, False),
    "Tiêu ngữ": (13, 14, True, False),
    "Cơ quan chủ quản": (12, 13, False, False),
    "Cơ quan ban hành": (12, 13, True, False),
    "Số, ký hiệu": (13, 13, False, False),
    "Địa danh, thời gian": (13, 14, False, True),
    "Tên loại": (13, 14, True, False),
    "Trích yếu": (13, 14, True, False),
    "Trích yếu công văn": (12, 13, False, False),
    "Căn cứ": (13, 14, False, True),
    "Nội dung": (13, 14, False, False),
    "Chức vụ người ký": (13, 14, True, False),
    "Họ tên người ký": (13, 14, True, False),
    "Nơi nhận": (12, 12, True, True),
    "Danh sách nơi nhận": (11, 11, False, False),
    "Số trang": (13, 14, False, False),
}
"""Least and greatest size, bold, italic: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục V."""


@pytest.mark.parametrize("name", DECREE)
def test_each_style_looks_as_the_decree_says(name: str) -> None:
    font = Document(BytesIO(word.to_bytes(PAPER))).styles[name].font
    least, most, bold, italic = DECREE[name]
    assert least <= font.size.pt <= most
    assert (bool(font.bold), bool(font.italic)) == (bold, italic)


def test_an_article_has_its_number_in_bold_and_a_basis_is_italic() -> None:
    body = (Paragraph("Căn cứ Thể lệ;", italic=True), Paragraph("Trao 49 giải.", lead="Điều 1."))
    basis, article = Document(BytesIO(word.to_bytes(replace(PAPER, body=body)))).paragraphs[3:5]
    assert (basis.style.name if basis.style else "", basis.text) == ("Căn cứ", "Căn cứ Thể lệ;")
    assert [(run.text, run.bold) for run in article.runs] == [("Điều 1. ", True), ("Trao 49 giải.", None)]


def test_an_appendix_stands_in_a_section_of_its_own_numbered_anew() -> None:
    table = Table((Column("TT", 1, "centre"), Column("Họ và tên", 9)), [("1", "H’Hen Niê")])
    paper = replace(PAPER, appendices=(Appendix("Danh sách", (table,), landscape=True),))
    document = Document(BytesIO(word.to_bytes(paper)))
    own, lying = document.sections
    assert (lying.page_width or 0) > (own.page_width or 0)
    for section in document.sections:
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
    assert ("Tên phụ lục", "DANH SÁCH") in written(paper)
    assert "tblHeader" in document.tables[-1].rows[0]._tr.xml
    assert "tblHeader" not in document.tables[-1].rows[1]._tr.xml


def test_a_draft_says_so_on_its_first_page_and_what_is_none_does_not() -> None:
    drafted, signed = (
        Document(BytesIO(word.to_bytes(replace(PAPER, draft=draft)))).sections[0] for draft in (True, False)
    )
    assert drafted.first_page_header.paragraphs[0].text == "DỰ THẢO"
    assert drafted.header.paragraphs[0].text != "DỰ THẢO"
    assert signed.first_page_header.paragraphs[0].text == ""


def test_a_letter_has_its_subject_below_its_number_and_its_addressees_below_each_other() -> None:
    head = replace(PAPER.letterhead, about="V/v giới thiệu giải pháp dự thi")
    letter = replace(PAPER, letterhead=head, title="", subject="", addressees=("Bộ A", "Sở B"), body=())
    assert cell_lines(letter, 0)[0][-1] == ("Trích yếu công văn", "V/v giới thiệu giải pháp dự thi")
    assert [text for _, text in written(letter)] == ["Kính gửi:", "- Bộ A;", "- Sở B."]
    assert written(replace(letter, addressees=("Bộ A",))) == [("Kính gửi", "Kính gửi: Bộ A")]


def test_nothing_floats_and_the_same_paper_is_the_same_bytes() -> None:
    made = word.to_bytes(PAPER)
    assert made == word.to_bytes(PAPER)
    with ZipFile(BytesIO(made)) as file:
        whole = file.read("word/document.xml").decode()
    assert not [one for one in ("w:drawing", "w:pict", "txbx", "w:framePr") if one in whole]


def test_the_names_of_all_letters_are_whole_in_word() -> None:
    name = f"Nguyễn {VIETNAMESE} Ánh"
    table = Table((Column("Họ và tên", 1),), [(unicodedata.normalize("NFD", name),)])
    made = Document(BytesIO(word.to_bytes(replace(PAPER, body=(table,)))))
    assert made.tables[1].rows[1].cells[0].text == name


def test_margins_face_and_direction_are_the_decrees() -> None:
    document = Document(BytesIO(word.to_bytes(PAPER)))
    (section,) = document.sections
    sides = (section.left_margin, section.right_margin, section.top_margin)
    assert [round(side / Mm(1)) for side in sides if side] == [30, 15, 20]
    assert document.styles["Normal"].font.name == "Times New Roman"
    wide = OfficialPaper(PAPER.letterhead, "Biên bản", (), landscape=True)
    (turned,) = Document(BytesIO(word.to_bytes(wide))).sections
    assert (turned.page_width or 0) > (turned.page_height or 0)


def test_a_demo_says_so_and_nobody_is_named_as_the_maker() -> None:
    demo = OfficialPaper(PAPER.letterhead, "Biên bản", (), demo=True)
    document = Document(BytesIO(word.to_bytes(demo)))
    section = document.sections[0]
    for foot in (section.footer, section.first_page_footer):
        assert "DỮ LIỆU MẪU" in foot.paragraphs[-1].text
    own = document.core_properties
    assert (own.author, own.last_modified_by, own.comments) == ("", "", "")
    assert own.created is not None
    assert own.created.year == 2000
