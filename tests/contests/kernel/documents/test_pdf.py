import io
import tracemalloc

import pypdf
import pytest

from contests.kernel.documents.faces import Face, font
from contests.kernel.documents.lines import NBSP
from contests.kernel.documents.pdf import Form, PdfFile
from contests.kernel.documents.sheet import Sheet
from tests.contests.kernel.documents.reading import VIETNAMESE, codes, pages, picture, problems


class Sink(io.RawIOBase):
    """A stream that forgets what it is given and cannot be sought."""

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        return len(data)


def paper(*texts: str, face: Face = Face.TINOS) -> bytes:
    out = io.BytesIO()
    pdf = PdfFile(out, title="Giấy thử")
    for text in texts:
        sheet = Sheet(pdf)
        sheet.text(60, 400, text, face, 12)
        sheet.finish()
    pdf.close()
    return out.getvalue()


@pytest.mark.parametrize("face", Face, ids=lambda face: face.name)
def test_every_letter_is_read_back_as_it_was_written(face: Face):
    assert pages(paper(VIETNAMESE[:67], VIETNAMESE[67:], face=face)) == [VIETNAMESE[:67], VIETNAMESE[67:]]


def test_letters_after_two_that_share_a_glyph_are_drawn_right():
    glyphs = font(Face.TINOS).charToGlyph
    assert glyphs[ord(" ")] == glyphs[ord(NBSP)]
    assert picture(paper(f"Mai{NBSP}An Bình")).tobytes() == picture(paper("Mai An Bình")).tobytes()


def test_a_sign_that_no_face_has_keeps_its_text_behind_the_empty_box():
    assert pages(paper("Máy bay 🚀")) == ["Máy bay 🚀"]


def test_a_strict_reader_finds_nothing_wrong():
    assert problems(paper("Nguyễn Thị Ngọc Ánh", "H’Hen Niê")) == []


def test_the_same_calls_give_the_same_bytes():
    assert paper("Đặng Trần Côn") == paper("Đặng Trần Côn")
    assert paper("Đặng Trần Côn") != paper("Đặng Trần Con")


def test_the_file_says_its_title_and_language_and_nothing_of_when_or_by_whom():
    reader = pypdf.PdfReader(io.BytesIO(paper("A")))
    assert reader.metadata == {"/Title": "Giấy thử"}
    assert reader.root_object["/Lang"] == "vi-VN"
    assert "/ID" not in reader.trailer


def test_fonts_are_embedded():
    resources = pypdf.PdfReader(io.BytesIO(paper("Ánh"))).pages[0]["/Resources"]
    font = resources["/Font"]["/TINOS"]["/DescendantFonts"][0].get_object()
    assert font["/FontDescriptor"]["/FontFile2"].get_object().get_data()[:4] == b"\x00\x01\x00\x00"


def test_a_form_is_kept_once_and_drawn_where_it_is_placed():
    out = io.BytesIO()
    pdf = PdfFile(out, title="")
    pdf.add_form(Form.packed("ART", "0 0 10 10 re f", (0, 0, 10, 10)))
    for _ in range(3):
        sheet = Sheet(pdf)
        sheet.place("ART", 50, 50)
        sheet.finish()
    pdf.close()
    assert len(pages(out.getvalue())) == 3
    assert out.getvalue().count(b"/Subtype/Form") == 1


def test_a_code_on_a_page_is_read_by_a_scanner():
    out = io.BytesIO()
    pdf = PdfFile(out, title="")
    sheet = Sheet(pdf)
    sheet.qr(100, 100, 80, "https://bangvang.example/c/1")
    sheet.finish()
    pdf.close()
    assert codes(out.getvalue()) == ["https://bangvang.example/c/1"]


def test_justified_text_is_read_back_with_its_spaces():
    out = io.BytesIO()
    pdf = PdfFile(out, title="")
    sheet = Sheet(pdf)
    sheet.justified(60, 400, "Căn cứ Thể lệ Cuộc thi", Face.TINOS, 14, 300)
    sheet.finish()
    pdf.close()
    assert pages(out.getvalue()) == ["Căn cứ Thể lệ Cuộc thi"]


def test_pages_leave_memory_as_they_are_drawn():
    pdf = PdfFile(Sink(), title="")
    tracemalloc.start()
    try:
        _draw(pdf, 50)
        before, _ = tracemalloc.get_traced_memory()
        _draw(pdf, 500)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (
        after - before < 500 * 64
    )  # two offsets and a number a page; the text alone would be a kilobyte each


def _draw(pdf: PdfFile, count: int) -> None:
    for _ in range(count):
        sheet = Sheet(pdf)
        for at in range(20):
            sheet.text(60, 40 + at * 20, "Nguyễn Thị Ngọc Ánh", Face.TINOS, 12)
        sheet.finish()
