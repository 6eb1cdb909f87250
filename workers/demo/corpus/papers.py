"""The papers of a dossier as PDF: the registration form, which names the authors, and the description, which does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from contests.kernel.documents.faces import Face
from contests.kernel.documents.official import (
    Facts,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Part,
    Signature,
    to_bytes,
)
from contests.kernel.documents.pages import Pages
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.documents.tables import Column, Table, draw_table
from contests.people.terms import Gender
from workers.demo.corpus.draw import stream
from workers.demo.corpus.figures import chart, flow, picture
from workers.demo.corpus.names import Person
from workers.demo.corpus.outlines import Block, Figure, Heading, Trials, outline
from workers.demo.corpus.works import FIELD_NAMES, Contest, Work

_BODY = 13.0
_CONTESTS: dict[Contest, str] = {
    "TTNND": "Cuộc thi Sáng tạo dành cho thanh thiếu niên, nhi đồng",
    "STKT": "Hội thi Sáng tạo Kỹ thuật",
    "GT": "Giải thưởng Khoa học và Công nghệ",
}
_GENDERS = {Gender.FEMALE: "Nữ", Gender.MALE: "Nam"}


@dataclass(frozen=True, slots=True)
class Filing:
    """Who files a work: its authors, the first of them in the lead, their unit, and the teacher who guides pupils."""

    authors: Sequence[Person]
    unit: str
    mentor: str = ""


def registration_form(work: Work, filing: Filing) -> bytes:
    """One A4 page or two, with every name: it must never reach a judge."""
    body = [*_form_facts(work, filing), _author_table(filing), _pledge(work)]
    lead = filing.authors[0].full_name
    signatures = (
        Signature("XÁC NHẬN CỦA ĐƠN VỊ", note="(Ký tên, đóng dấu)"),
        Signature("NGƯỜI ĐĂNG KÝ", lead, "(Ký, ghi rõ họ tên)"),
    )
    paper = OfficialPaper(
        Letterhead(filing.unit),
        "Phiếu đăng ký tham dự",
        body,
        subject=_CONTESTS[work.contest],
        signatures=signatures,
        demo=True,
    )
    return _authored(to_bytes(paper), lead)


def _form_facts(work: Work, filing: Filing) -> Iterator[Part]:
    rows = [("1. Tên sản phẩm:", work.title), ("2. Lĩnh vực dự thi:", FIELD_NAMES[work.contest, work.field])]
    rows.append(("3. Đơn vị:", filing.unit))
    if filing.mentor:
        rows.append(("4. Giáo viên hướng dẫn:", filing.mentor))
    yield Facts(tuple(rows))
    yield Paragraph(
        f"Tác giả, nhóm tác giả ({len(filing.authors)} người):", align="left", bold=True, size=_BODY
    )


def _author_table(filing: Filing) -> Table:
    columns = (
        Column("TT", 1, "centre"),
        Column("Họ và tên", 6),
        Column("Ngày sinh", 3, "centre"),
        Column("Giới tính", 2, "centre"),
    )
    rows = [
        (str(at), author.full_name, f"{author.born_on:%d/%m/%Y}", _GENDERS[author.gender])
        for at, author in enumerate(filing.authors, 1)
    ]
    return Table(
        (*columns, Column("Vai trò", 3)),
        [(*row, "Đồng tác giả" if at else "Tác giả chính") for at, row in enumerate(rows)],
    )


def _pledge(work: Work) -> Paragraph:
    thing = "công trình" if work.contest == "GT" else "giải pháp" if work.contest == "STKT" else "sản phẩm"
    return Paragraph(
        f"Tôi xin cam đoan {thing} nêu trên do tôi (nhóm chúng tôi) tự nghiên cứu và thực hiện, chưa được trao giải ở "
        "cuộc thi khác; các nội dung trong hồ sơ là đúng sự thật và tuân thủ thể lệ.",
        size=_BODY,
    )


def description(work: Work, written_by: str, seed: int | str) -> bytes:
    """Three or four A4 pages by the published outline, with a picture, a diagram, a table and a chart.

    The text names nobody; the file's properties name the writer, as an office program leaves them.
    """
    out = BytesIO()
    pdf = PdfFile(out, title=work.title)
    pages = Pages(pdf)
    _cover(pages, work)
    for block in outline(work, seed):
        _set(pages, work, block, seed)
    pages.close()
    pdf.close()
    return _authored(out.getvalue(), written_by)


def _cover(pages: Pages, work: Work) -> None:
    heads = {
        "TTNND": "BẢN THUYẾT MINH SẢN PHẨM DỰ THI",
        "STKT": "BẢN MÔ TẢ GIẢI PHÁP DỰ THI",
        "GT": "BÁO CÁO TÓM TẮT CÔNG TRÌNH",
    }
    pages.text(heads[work.contest], Face.TINOS_BOLD, 15, align="centre")
    pages.space(4)
    pages.text(work.title, Face.TINOS_BOLD, 14, align="centre")
    pages.text(f"Lĩnh vực: {FIELD_NAMES[work.contest, work.field]}", Face.TINOS_ITALIC, _BODY, align="centre")
    pages.space(10)


def _set(pages: Pages, work: Work, block: Block, seed: int | str) -> None:
    if isinstance(block, str):
        pages.text(block, Face.TINOS, _BODY, align="justify", indent=24)
        pages.space(3)
    elif isinstance(block, Heading):
        pages.need(70)
        pages.space(5)
        pages.text(block.text, Face.TINOS_BOLD if block.chief else Face.TINOS_BOLD_ITALIC, _BODY)
        pages.space(2)
    elif isinstance(block, Table):
        draw_table(pages, block)
    elif isinstance(block, Trials):
        chart(pages, block.caption, block.shares)
    elif block is Figure.PICTURE:
        picture(pages, work.idea.motif, stream(seed, "model"), "Hình 1. Mô hình nhìn tổng thể")
    else:
        flow(pages, work.idea.parts, "Hình 2. Sơ đồ khối các thành phần")


def _authored(data: bytes, author: str) -> bytes:
    """The same file with a writer and a program in its properties."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.docinfo["/Author"] = author
        pdf.docinfo["/Creator"] = "Microsoft® Word 2016"
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
