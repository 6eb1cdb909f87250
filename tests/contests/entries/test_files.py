"""What a dossier accepts and what it refuses, each refusal in its own words."""

import hashlib
import io
import unicodedata
from pathlib import Path

import pytest

from contests.entries.files import KINDS, MAX_PAGES, Accepted, check, clean_name
from contests.entries.refusals import PROBLEMS
from contests.kernel.errors import Reason
from tests.contests.entries import samples

ANY = frozenset(KINDS)


def answer(content: bytes, name: str = "hồ sơ.pdf", allowed: frozenset[str] = ANY, max_bytes: int = 5 << 20):
    return check(io.BytesIO(content), name, allowed=allowed, max_bytes=max_bytes)


def refusal(content: bytes, name: str = "hồ sơ.pdf", **how) -> str:
    reason = answer(content, name, **how)
    assert isinstance(reason, Reason), reason
    return str(reason)


GOOD = {
    "pdf": (samples.pdf(4), "application/pdf", 4),
    "jpeg": (samples.picture("JPEG"), "image/jpeg", None),
    "png": (samples.picture("PNG"), "image/png", None),
    "docx": (samples.docx(), KINDS["docx"].media_type, None),
    "mp4": (samples.mp4(), "video/mp4", None),
}


@pytest.mark.parametrize("kind", GOOD)
def test_each_kind_comes_in_and_is_described(kind):
    content, media_type, pages = GOOD[kind]
    found = answer(content, f"Bản mô tả.{kind}", frozenset({kind}))
    assert isinstance(found, Accepted), str(found)
    assert (found.media_type, found.size, found.pages) == (media_type, len(content), pages)
    assert found.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("kind", GOOD)
def test_a_kind_that_the_item_does_not_allow_is_refused(kind):
    said = refusal(GOOD[kind][0], f"a.{kind}", allowed=ANY - {kind})
    assert "không nhận" in said or "không thuộc loại được nhận" in said


def test_a_file_on_disk_is_checked_where_it_lies(tmp_path: Path):
    path = tmp_path / "a"
    path.write_bytes(samples.pdf(2))
    found = check(path, "a.pdf", allowed=ANY, max_bytes=1 << 20)
    assert isinstance(found, Accepted)
    assert found.pages == 2


def test_the_content_decides_and_the_name_follows():
    found = answer(samples.picture("PNG"), "ảnh.pdf")
    assert isinstance(found, Accepted)
    assert found.display_name == "ảnh.pdf.png"


def test_an_ending_in_capitals_is_kept():
    found = answer(samples.picture("JPEG"), "DSC_0001.JPG")
    assert isinstance(found, Accepted)
    assert found.display_name == "DSC_0001.JPG"


HARMLESS = {
    "opens at a page": samples.pdf_with_root("/OpenAction", "<< /S /GoTo /D [0 /Fit] >>"),
    "opens at a place": samples.pdf_with_root("/OpenAction", "[0 /XYZ null null null]"),
    "a link to a page of the web": samples.pdf_with_link("<< /S /URI /URI (https://example.org) >>"),
    "a form without scripts": samples.pdf_with_root("/AcroForm", "<< /Fields [] >>"),
    "white space behind": samples.pdf() + b"\r\n\n",
    "a picture with the camera's own bytes behind": samples.picture() + b"\0SEFT" * 30,
    "a picture with a depth map behind": samples.picture() + samples.picture(size=(9, 9)),
    "a document with a link": samples.docx(
        {
            "word/_rels/document.xml.rels": samples.relations(
                "hyperlink", "https://example.org/a?b=1", "External"
            )
        }
    ),
    "a document with a picture": samples.docx({"word/media/image1.png": samples.picture("PNG")}),
    "a document with a date field": samples.docx(body='<w:fldSimple w:instr=" DATE "/>'),
}


@pytest.mark.parametrize("content", HARMLESS.values(), ids=HARMLESS)
def test_what_ordinary_programs_write_comes_in(content):
    found = answer(content)
    assert isinstance(found, Accepted), str(found)


def nested(target: str, kind: str) -> bytes:
    return samples.docx({"word/_rels/document.xml.rels": samples.relations(kind, target, "External")})


HOSTILE: dict[str, tuple[bytes, tuple[str, str]]] = {
    "locked": (samples.locked_pdf(), ("pdf", "locked")),
    "locked for editing only": (samples.locked_pdf(user=""), ("pdf", "locked")),
    "a script at opening": (
        samples.pdf_with_root("/OpenAction", "<< /S /JavaScript /JS (app.alert(1)) >>"),
        ("pdf", "script"),
    ),
    "a script that hangs on nothing": (samples.pdf_with_stray_script(), ("pdf", "script")),
    "a named script": (
        samples.pdf_with_root("/Names", "<< /JavaScript << /Names [] >> >>"),
        ("pdf", "script"),
    ),
    "a program at opening": (
        samples.pdf_with_root("/OpenAction", samples.ACTIONS["launch"]),
        ("pdf", "action"),
    ),
    "a program behind a link": (samples.pdf_with_link(samples.ACTIONS["launch"]), ("pdf", "action")),
    "another file behind a link": (samples.pdf_with_link(samples.ACTIONS["remote"]), ("pdf", "action")),
    "data sent at closing": (
        samples.pdf_with_root("/AA", f"<< /WC {samples.ACTIONS['submit']} >>"),
        ("pdf", "action"),
    ),
    "an action after a harmless one": (
        samples.pdf_with_link(f"<< /S /GoTo /D [0 /Fit] /Next [{samples.ACTIONS['launch']}] >>"),
        ("pdf", "action"),
    ),
    "an attached file": (samples.pdf_with_attachment(), ("pdf", "attachment")),
    "a dynamic form": (
        samples.pdf_with_root("/AcroForm", "<< /Fields [] /XFA (x) >>"),
        ("pdf", "dynamic_form"),
    ),
    "too many pages": (samples.pdf(MAX_PAGES + 1), ("pdf", "too_many_pages")),
    "a PDF cut in the middle": (samples.pdf(3)[:-400], ("pdf", "truncated")),
    "a ZIP behind a PDF": (samples.pdf() + samples.archive(), ("pdf", "polyglot")),
    "a ZIP behind a PDF that ends as a PDF": (
        samples.pdf() + samples.archive() + b"\n%%EOF\n",
        ("pdf", "polyglot"),
    ),
    "a script of the web behind a PDF": (samples.pdf() + b"<script>alert(1)</script>", ("pdf", "trailing")),
    "only the first line of a PDF": (b"%PDF-1.7\n%%EOF\n", ("pdf", "damaged")),
    "a PNG of 3.6 billion pixels": (samples.huge_png(), ("png", "too_many_pixels")),
    "a PNG just over the limit": (samples.huge_png(8_000, 5_001), ("png", "too_many_pixels")),
    "a PNG without its rows": (samples.huge_png(100, 100), ("png", "damaged")),
    "a PNG cut in the middle": (samples.picture("PNG")[:-30], ("png", "truncated")),
    "a ZIP behind a PNG": (samples.picture("PNG") + samples.archive(), ("png", "polyglot")),
    "a JPEG cut in the middle": (samples.picture("JPEG")[:-200], ("jpeg", "truncated")),
    "a ZIP behind a JPEG": (samples.picture("JPEG") + samples.archive(), ("jpeg", "polyglot")),
    "a PDF behind a JPEG": (samples.picture("JPEG") + samples.pdf(), ("jpeg", "polyglot")),
    "a page of the web behind a JPEG": (samples.picture("JPEG") + b"<HTML>", ("jpeg", "polyglot")),
    "a film behind a JPEG": (samples.picture("JPEG") + samples.mp4() + b"\0" * 70_000, ("jpeg", "polyglot")),
    "a JPEG of its markers only": (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9", ("jpeg", "damaged")),
    "a document with a macro": (
        samples.docx({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        ("docx", "macro"),
    ),
    "a document that says it has macros": (
        samples.docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("docx", "macro"),
    ),
    "a document that grows a thousandfold": (
        samples.docx({"word/media/image1.emf": b"\0" * (8 << 20)}),
        ("docx", "bomb"),
    ),
    "a document of three thousand parts": (
        samples.docx({f"word/media/i{number}.png": b"" for number in range(3000)}),
        ("docx", "bomb"),
    ),
    "a document with a workbook inside": (
        samples.docx({"word/embeddings/a.xlsx": samples.archive()}),
        ("docx", "attachment"),
    ),
    "a document with a ZIP called a picture": (
        samples.docx({"word/media/image1.png": samples.archive()}),
        ("docx", "attachment"),
    ),
    "a document with a page of the web inside": (
        samples.docx({"word/chunk.html": "<p>"}),
        ("docx", "attachment"),
    ),
    "a document that climbs out": (samples.docx({"word/../../etc/a.xml": "<a/>"}), ("docx", "attachment")),
    "a document with a template from elsewhere": (
        nested("https://example.org/a.dotm", "attachedTemplate"),
        ("docx", "outside"),
    ),
    "a document with a picture from elsewhere": (
        nested("https://example.org/a.png", "image"),
        ("docx", "outside"),
    ),
    "a document with a link to a program": (nested("file:///c:/a.exe", "hyperlink"), ("docx", "outside")),
    "a document with a link to a share": (nested("\\\\192.0.2.1\\a", "hyperlink"), ("docx", "outside")),
    "a document that starts a program": (
        samples.docx(body="<w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText>"),
        ("docx", "script"),
    ),
    "a document with entities": (
        samples.docx({"word/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        ("docx", "damaged"),
    ),
    "an archive that is no document": (samples.archive(), ("docx", "damaged")),
    "a document with a PDF behind": (samples.docx() + samples.pdf(), ("docx", "trailing")),
    "a film without picture": (samples.mp4(handler=b"soun"), ("mp4", "no_picture")),
    "a film of an unknown brand": (samples.mp4(brand=b"xxxx"), ("mp4", "brand")),
    "a film cut in the middle": (samples.mp4()[:-50], ("mp4", "damaged")),
    "a film without its index": (samples.mp4()[:20] + samples.box(b"mdat"), ("mp4", "truncated")),
    "a ZIP behind a film": (samples.mp4() + samples.archive(), ("mp4", "polyglot")),
}


@pytest.mark.parametrize(("content", "problem"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_for_what_it_is(content, problem):
    assert refusal(content) == PROBLEMS[problem] % {"name": "hồ sơ.pdf", "limit": MAX_PAGES}


def test_every_sentence_says_what_to_do_next():
    assert all("Đề nghị" in sentence and "%(name)s" in sentence for sentence in PROBLEMS.values())


def test_a_file_of_no_bytes_is_called_empty():
    assert refusal(b"") == "Tệp “hồ sơ.pdf” không có nội dung. Đề nghị kiểm tra tệp trên máy rồi tải lên lại."


def test_a_text_is_of_the_wrong_kind_and_the_right_ones_are_named():
    said = refusal("Kính gửi Ban Tổ chức".encode(), "thư.txt", allowed=frozenset({"pdf", "jpeg"}))
    assert "không thuộc loại được nhận ở mục này (PDF, JPEG)" in said


def test_a_renamed_file_is_told_that_its_name_is_not_what_it_is():
    said = refusal("Kính gửi Ban Tổ chức".encode(), "thư.PDF", allowed=frozenset({"pdf", "jpeg"}))
    assert "mang đuôi của loại PDF nhưng bên trong không phải PDF" in said
    assert "một trong các loại PDF, JPEG" in said


def test_a_telephone_picture_gets_its_own_advice():
    assert "HEIC" in refusal(samples.box(b"ftyp", b"heic\0\0\0\0mif1heic"), "IMG_1.HEIC")


def test_an_old_word_file_gets_its_own_advice():
    assert "Office kiểu cũ" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc")


def test_the_limit_itself_is_allowed_and_one_byte_more_is_not():
    content = samples.pdf()
    assert isinstance(answer(content, max_bytes=len(content)), Accepted)
    assert "lớn quá" in refusal(content, max_bytes=len(content) - 1)


def test_an_endless_stream_is_left_after_the_limit():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"\0" * size

    stream = Endless()
    reason = check(stream, "a.pdf", allowed=ANY, max_bytes=3_000_000)
    assert "lớn quá 3 MB" in str(reason)
    assert stream.given <= 5 << 20


NAMES = [
    ("Bản mô tả.pdf", "Bản mô tả.pdf"),
    (unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh.pdf"), "Nguyễn Thị Ngọc Ánh.pdf"),
    ("H’Hen Niê – Y Blăm.docx", "H’Hen Niê – Y Blăm.docx"),
    ("C:\\Users\\Đặng Trần Côn\\Desktop\\ảnh.jpg", "ảnh.jpg"),
    ("../../etc/passwd", "passwd"),
    ("anh\u202egpj.exe.pdf", "anhgpj.exe.pdf"),
    ("a\u200b\ufeff\u2066b\x00\x1b[31m.pdf", "ab[31m.pdf"),
    ("hai\r\ndòng\t.pdf", "hai dòng .pdf"),
    ('a<b>:"|?*.pdf', "a_b______.pdf"),
    (".htaccess", "htaccess"),
    ("...", "tep-khong-ten"),
    ("", "tep-khong-ten"),
    ("a/", "a"),
]


@pytest.mark.parametrize(("declared", "shown"), NAMES)
def test_a_name_is_shown_without_tricks(declared, shown):
    assert clean_name(declared) == shown


def test_a_long_name_is_cut_and_keeps_its_ending():
    assert clean_name("ộ" * 300 + ".docx") == "ộ" * 115 + ".docx"


def test_a_long_name_of_the_wrong_ending_is_still_within_the_limit():
    found = answer(samples.picture("PNG"), "ộ" * 300 + ".jpg")
    assert isinstance(found, Accepted)
    assert len(found.display_name) == 120
    assert found.display_name.endswith(".png")


def test_a_percent_sign_in_a_name_does_no_harm():
    assert "“100%(name)s.pdf”" in refusal(b"", "100%(name)s.pdf")
