"""Official papers as Word: the same parts as the PDF, laid out as the decree asks, naming nobody in their properties."""

from io import BytesIO

from docx import Document
from docx.shared import Mm

from contests.kernel.documents import word
from contests.kernel.documents.official import (
    CheckCode,
    Facts,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Signature,
)
from contests.kernel.documents.tables import Column, Table

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


def test_every_part_of_the_paper_is_there() -> None:
    document = Document(BytesIO(word.to_bytes(PAPER)))
    lines = [one.text for one in document.paragraphs]
    assert lines[1:5] == [
        "BIÊN BẢN",
        "Họp tổ giám khảo",
        "Hội đồng họp và thống nhất.",
        "Chủ trì: Y Blăm Niê",
    ]
    head, marks, closing = document.tables
    assert [cell.text for cell in head.rows[0].cells] == [
        "LIÊN HIỆP CÁC HỘI KH&KT\nBAN TỔ CHỨC HỘI THI\nSố: 15/BB",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐắk Lắk, ngày 5 tháng 9",
    ]
    assert [[cell.text for cell in row.cells] for row in marks.rows] == [
        ["Mã phách", "Điểm"], ["K7M2P", "83,25"], ["A3B4C", "70,50"],
    ]  # fmt: skip
    recipients, secretary, chair = (cell.text for cell in closing.rows[0].cells)
    assert "- Như trên;\n- Lưu: VT." in recipients
    assert (secretary.strip(), chair.split("\n")[0], chair.split("\n")[-1]) == (
        "THƯ KÝ",
        "CHỦ TRÌ",
        "H’Hen Niê",
    )


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
    assert "DỮ LIỆU MẪU" in document.sections[0].header.paragraphs[-1].text
    own = document.core_properties
    assert (own.author, own.last_modified_by, own.comments) == ("", "", "")
    assert own.created is not None
    assert own.created.year == 2000
