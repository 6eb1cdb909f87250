import dataclasses

import pytest

from contests.kernel.documents.demo import MARK
from contests.kernel.documents.faces import Face, width
from contests.kernel.documents.official import (
    Appendix,
    CheckCode,
    Facts,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Part,
    Signature,
    to_bytes,
)
from contests.kernel.documents.sheet import A4, MM
from contests.kernel.documents.tables import Column, Table
from tests.contests.kernel.documents.reading import codes, letters, pages, problems, solid, text

HEAD = Letterhead(
    agency="Ban Tổ chức Cuộc thi",
    superior="Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang",
    number="Số: 15/QĐ-BTC",
    place_and_date="Tuyên Quang, ngày 20 tháng 10 năm 2021",
)
CHAIR = Signature("TM. BAN TỔ CHỨC\nTRƯỞNG BAN", "Đặng Trần Côn")
COLUMNS = (Column("TT", 1, "centre"), Column("Tên sản phẩm", 6), Column("Điểm", 1, "right"))


def decision(*body: Part, **more) -> bytes:
    paper = OfficialPaper(letterhead=HEAD, title="Quyết định", body=body, signatures=(CHAIR,))
    return to_bytes(dataclasses.replace(paper, **more))


def rows(count: int) -> list[tuple[str, str, str]]:
    return [(str(at), f"Sản phẩm số {at} của Nguyễn Thị Ngọc Ánh", f"{at},5") for at in range(1, count + 1)]


def test_a_paper_carries_what_the_decree_asks_for():
    said = text(
        decision(Paragraph("Điều 1."), subject="Về việc trao giải", recipients=("Như Điều 2", "Lưu: VT"))
    )
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BAN TỔ CHỨC CUỘC THI",
        "Số: 15/QĐ-BTC",
        "Tuyên Quang, ngày 20 tháng 10 năm 2021",
        "QUYẾT ĐỊNH",
        "Về việc trao giải",
        "Nơi nhận: - Như Điều 2; - Lưu: VT.",
        "TM. BAN TỔ CHỨC TRƯỞNG BAN",
        "Đặng Trần Côn",
    ):
        assert part in said


@pytest.mark.parametrize("landscape", [False, True])
def test_text_keeps_within_the_margins(landscape: bool):
    wide, high = A4[::-1] if landscape else A4
    paper = decision(Paragraph("Căn cứ Thể lệ " * 60), Table(COLUMNS, rows(60)), landscape=landscape)
    for page in range(len(pages(paper))):
        for char, (left, bottom, right, top) in letters(paper, page):
            assert left >= 30 * MM - 1, char
            assert right <= wide - 15 * MM + 1, char
            assert bottom >= 20 * MM - 1, char
            assert top <= high - 20 * MM + 1 or char.isdigit(), char


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin():
    paper = decision(Table(COLUMNS, rows(60)))
    above = [
        [(char, box) for char, box in letters(paper, page) if box[1] > A4[1] - 20 * MM]
        for page in range(len(pages(paper)))
    ]
    assert [[char for char, _ in marks] for marks in above] == [[], ["2"], ["3"]]
    left, _, right, _ = above[1][0][1]
    assert (left + right) / 2 == pytest.approx(A4[0] / 2, abs=1)


def test_a_table_goes_on_over_pages_with_its_head_and_every_row_once():
    said = pages(decision(Table(COLUMNS, rows(80))))
    assert len(said) > 2
    assert all("Tên sản phẩm" in page for page in said[:-1])
    whole = " ".join(said)
    assert [whole.count(f"{name} {points}") for _, name, points in rows(80)] == [1] * 80


def test_rows_may_come_from_a_generator():
    assert "Sản phẩm số 3 " in text(decision(Table(COLUMNS, (row for row in rows(3)))))


def test_a_row_higher_than_a_page_goes_on_and_loses_nothing():
    long = " ".join(f"từ{at}" for at in range(2500))
    paper = decision(Table(COLUMNS, [("1", long, "9")]))
    assert len(pages(paper)) > 2
    said = text(paper)
    assert all(f"từ{at} " in said for at in range(2499))


def test_a_word_wider_than_its_cell_is_cut_and_not_lost():
    word = "Nghiêngnghiêng" * 12
    assert word in solid(decision(Table((Column("A", 1), Column("B", 5)), [(word, "x")])))


def test_signatures_never_stand_on_a_page_alone():
    for lines in range(20, 40):
        said = pages(decision(*[Paragraph("Một dòng.")] * lines, Paragraph("Dòng cuối cùng.")))
        assert "Dòng cuối cùng." in said[-1]
        assert "TRƯỞNG BAN" in said[-1]


def test_between_title_and_name_of_the_signer_nothing_is_printed():
    boxes = [(char, box) for char, box in letters(decision(Paragraph("Điều 1.")))]
    name = max(box[3] for _, box in boxes[-len("ĐặngTrầnCôn") :])
    above = min(box[1] for _, box in boxes[: -len("ĐặngTrầnCôn")] if box[0] > A4[0] / 2)
    assert above - name > 60


def test_what_people_typed_is_never_markup():
    typed = '<b>A</b> &amp; <img src="file:///etc/passwd"/> <para> %s {x}'
    paper = decision(Paragraph(typed), Facts((("<i>", typed),)), Table(COLUMNS, [("1", typed, "")]))
    assert solid(paper).count(typed.replace(" ", "")) == 3


def test_a_decomposed_text_is_printed_composed():
    assert "Ngọc Ánh" in text(decision(Paragraph("Ngo\u0323c A\u0301nh")))


def test_a_check_code_is_read_by_a_scanner():
    assert codes(decision(CheckCode("https://bangvang.example/b/1", ("Mã", "Quét mã")))) == [
        "https://bangvang.example/b/1"
    ]


def test_sample_data_is_marked_on_every_page_and_real_data_on_none():
    body = (Table(COLUMNS, rows(60)),)
    assert [f"{MARK} – KHÔNG CÓ GIÁ TRỊ" in page for page in pages(decision(*body, demo=True))] == [True] * 3
    assert MARK not in text(decision(*body))


def test_the_mark_is_on_the_paper_and_in_the_way_of_nothing():
    sample = list(letters(decision(Paragraph("Điều 1."), demo=True)))
    inside = [
        char
        for char, (left, bottom, right, top) in sample
        if left > 0 and bottom > 12 and right < A4[0] and top < A4[1]
    ]
    assert len(inside) == len(sample)


def test_the_same_paper_is_the_same_bytes_and_a_strict_reader_accepts_them():
    paper = decision(Paragraph("Điều 1."), Table(COLUMNS, rows(40)))
    assert paper == decision(Paragraph("Điều 1."), Table(COLUMNS, rows(40)))
    assert problems(paper) == []


def test_the_nation_s_line_fits_its_column():
    assert width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face.TINOS_BOLD, 12) <= (A4[0] - 45 * MM) * 0.555


def test_an_appendix_follows_the_signature_on_pages_numbered_anew():
    listed = Appendix(
        "Danh sách giải pháp đạt giải", (Table(COLUMNS, rows(60)),), note="(Kèm theo Quyết định)"
    )
    paper = decision(Paragraph("Điều 1."), appendices=(listed, listed))
    said = pages(paper)
    assert "Đặng Trần Côn" in said[0]
    starts = [
        at for at, page in enumerate(said) if "DANH SÁCH GIẢI PHÁP ĐẠT GIẢI (Kèm theo Quyết định)" in page
    ]
    assert len(starts) == 2
    numbers = [
        "".join(char for char, box in letters(paper, page) if box[1] > A4[1] - 20 * MM)
        for page in range(len(said))
    ]
    each = ["", *(str(at) for at in range(2, starts[1] - starts[0] + 1))]
    assert numbers == ["", *each, *each]


def test_an_article_begins_with_its_number_and_goes_on_behind_it():
    said = text(decision(Paragraph("Trao giải cho 49 giải pháp có tên sau đây. " * 5, lead="Điều 1.")))
    assert "Điều 1. Trao giải cho 49 giải pháp" in said


def test_a_letter_has_its_subject_below_its_number_and_its_addressees():
    head = dataclasses.replace(HEAD, about="V/v giới thiệu giải pháp")
    said = text(decision(Paragraph("Kính đề nghị."), letterhead=head, title="", addressees=("Bộ A", "Sở B")))
    assert "Số: 15/QĐ-BTC V/v giới thiệu giải pháp" in said
    assert "Kính gửi: - Bộ A; - Sở B. Kính đề nghị." in said


def test_a_draft_says_so_above_its_letterhead_and_once():
    drafted = text(decision(Paragraph("Điều 1."), Table(COLUMNS, rows(60)), draft=True))
    assert drafted.count("DỰ THẢO") == 1
    assert "DỰ THẢO" not in text(decision(Paragraph("Điều 1.")))


def test_several_papers_are_one_file_and_each_begins_with_its_first_page():
    papers = [
        OfficialPaper(HEAD, "Giấy mời", (Paragraph(f"Trân trọng kính mời {name}."),))
        for name in ("H’Hen Niê", "Y Blăm")
    ]
    said = pages(to_bytes(*papers))
    assert ["H’Hen Niê" in said[0], "Y Blăm" in said[1], len(said)] == [True, True, 2]


def test_no_heading_stays_at_the_foot_of_a_page():
    for lines in range(10, 40):
        body = [
            *[Paragraph("Một dòng.")] * lines,
            Paragraph("QUYẾT ĐỊNH:", bold=True, align="centre"),
            *[Paragraph("Điều 1.")] * 3,
        ]
        for page in pages(decision(*body)):
            assert not page.endswith("QUYẾT ĐỊNH:")
