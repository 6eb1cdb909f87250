"""Certificates: pages of one merged file and single files against plain ReportLab, and memory as the file grows.

The plain way is what a first version would be: fonts registered once, every text by `drawCentredString`, the QR
widget, two rectangles for a border. It draws no guilloche and does not fit names, so the ratio favours it.
"""

import io
import tracemalloc
from collections.abc import Iterator

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.figures import Figure, cpu_seconds
from contests.certificates.drawing import Grant, draw, draw_one
from contests.kernel.documents.faces import FONTS, Face

PAGES = 400
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Nông", "Ma", "Quan", "Hà")
_MIDDLE = ("Thị", "Văn", "Minh", "Ngọc", "Đức", "Thu", "Hải")
_GIVEN = (
    "Ánh",
    "Bình",
    "Côn",
    "Dũng",
    "Giang",
    "Hương",
    "Khuê",
    "Lộc",
    "Mỹ",
    "Nghĩa",
    "Oanh",
    "Phượng",
    "Quỳnh",
)


def run() -> list[Figure]:
    return [_merged(), _single(), _memory()]


def grants(count: int) -> Iterator[Grant]:
    for at in range(count):
        yield Grant(
            contest_name="Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang",
            issuer=("BAN TỔ CHỨC CUỘC THI SÁNG TẠO", "THANH THIẾU NIÊN, NHI ĐỒNG TỈNH TUYÊN QUANG"),
            edition_line="lần thứ XIII, năm 2021",
            recipients=(f"{_FAMILY[at % 10]} {_MIDDLE[at % 7]} {_GIVEN[at % 13]} {_GIVEN[at // 13 % 13]}",),
            unit_line=f"Lớp {at % 12 + 1}A, Trường Trung học cơ sở số {at % 90}",
            work_title=f"Thùng rác thông minh phân loại rác tự động, phiên bản {at}",
            prize_name=("Giải Nhất", "Giải Nhì", "Giải Ba", "Giải Khuyến khích")[at % 4],
            decision_line="Quyết định số 15/QĐ-BTC ngày 20 tháng 10 năm 2021 của Ban Tổ chức Cuộc thi",
            register_number=f"TTNND-2021-{at:04}",
            place_and_date="Tuyên Quang, ngày 25 tháng 10 năm 2021",
            signer_title="TM. BAN TỔ CHỨC\nTRƯỞNG BAN",
            signer_name="Đặng Trần Côn",
            check_url=f"https://bangvang.example/c/TTNND-2021-{at:04}?m=7K3M9QWX{at % 10}",
            short_code=f"7K3M-9QWX-{at % 10}",
        )


def _merged() -> Figure:
    ours = PAGES / cpu_seconds(lambda: draw(grants(PAGES), io.BytesIO()))
    plain = PAGES / 4 / cpu_seconds(lambda: _plain(grants(PAGES // 4), io.BytesIO()))
    return Figure(
        "certificates, one merged file",
        plain / ours,
        0.1,
        "CPU time a page, against plain ReportLab",
        f"{ours:,.0f} pages/s against {plain:,.0f}",
    )


def _single() -> Figure:
    some = list(grants(40))
    ours = len(some) / cpu_seconds(lambda: [draw_one(grant) for grant in some])
    plain = len(some) / cpu_seconds(lambda: _plain_files(some))
    return Figure(
        "certificates, single files",
        plain / ours,
        0.4,
        "CPU time a file, against plain ReportLab",
        f"{ours:,.0f} files/s against {plain:,.0f}",
    )


def _memory() -> Figure:
    _peak(400)  # fills the bounded caches of measured words
    few, many = _peak(100), _peak(1000)
    return Figure(
        "certificates, memory of 1,000 over 100",
        many / few,
        1.5,
        "peak of allocated memory",
        f"{many / 1e6:.1f} MB against {few / 1e6:.1f} MB",
    )


class _Nowhere(io.BytesIO):
    """A stream that forgets what it is given."""

    def write(self, data: object, /) -> int:
        return len(data) if isinstance(data, bytes) else 0


def _peak(count: int) -> int:
    """The most bytes allocated at once while so many are drawn, beyond what was there before."""
    tracemalloc.start()
    draw(grants(count), _Nowhere())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _plain(some: Iterator[Grant], out: io.BytesIO) -> None:
    for face in (Face.TINOS, Face.TINOS_BOLD, Face.DISPLAY):
        if face.name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face.name, str(FONTS / face.value)))
    canvas = Canvas(out, pagesize=landscape(A4))
    for grant in some:
        _plain_page(canvas, grant)
        canvas.showPage()
    canvas.save()


def _plain_files(some: list[Grant]) -> None:
    for grant in some:
        _plain(iter([grant]), io.BytesIO())


def _plain_page(canvas: Canvas, grant: Grant) -> None:
    width, height = landscape(A4)
    for inset in (26, 60):
        canvas.rect(inset, inset, width - 2 * inset, height - 2 * inset)
    y = height - 90
    for text, face, size in _plain_lines(grant):
        canvas.setFont(face.name, size)
        canvas.drawCentredString(width / 2, y, text)
        y -= size * 1.3
    code = Drawing(70, 70, transform=[0.5, 0, 0, 0.5, 0, 0])
    code.add(QrCodeWidget(grant.check_url, barLevel="M"))
    renderPDF.draw(code, canvas, 70, 70)


def _plain_lines(grant: Grant) -> list[tuple[str, Face, float]]:
    return [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face.TINOS_BOLD, 12.5),
        ("Độc lập - Tự do - Hạnh phúc", Face.TINOS_BOLD, 13),
        *((line, Face.TINOS_BOLD, 13) for line in grant.issuer),
        ("GIẤY CHỨNG NHẬN", Face.DISPLAY, 36),
        (grant.recipients[0], Face.DISPLAY, 34),
        (grant.unit_line, Face.TINOS, 14),
        (grant.prize_name.upper(), Face.DISPLAY, 23),
        (grant.work_title, Face.TINOS_BOLD, 15),
        (grant.contest_name, Face.TINOS_BOLD, 13.5),
        (grant.edition_line, Face.TINOS, 13),
        (grant.decision_line, Face.TINOS, 11),
        (f"Số vào sổ: {grant.register_number}   Mã kiểm tra: {grant.short_code}", Face.TINOS, 11),
        (grant.place_and_date, Face.TINOS, 13),
        *((line, Face.TINOS_BOLD, 12.5) for line in grant.signer_title.splitlines()),
        (grant.signer_name, Face.TINOS_BOLD, 13),
    ]
