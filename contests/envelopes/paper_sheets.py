"""Empty score sheets as PDF: one A4 page for each judge and piece, with the label as text and as QR."""

from io import BytesIO

from contests.kernel.documents.faces import Face, face_for
from contests.kernel.documents.lines import fitting_size, wrap
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.documents.sheet import A4, MM, Sheet, shade
from contests.kernel.figures import steps
from contests.kernel.text import one_line
from judging import service as judging

SOFT, LINE = shade(84, 77, 70), shade(120, 112, 104)
_EDGE, _QR = 18 * MM, 30 * MM
_RIGHT = A4[0] - _EDGE
_MEASURE = A4[0] - 2 * _EDGE
_MARK, _MOST = 30 * MM, 22 * MM
_ROOM = 118 * MM
"""The height that the criteria share on a page."""


def sheets_pdf(blank: judging.Blank) -> bytes:
    """The panel's empty sheets in the order of their labels; no labels give one empty page."""
    out = BytesIO()
    pdf = PdfFile(out, title="Phiếu chấm")
    for code, number in blank.labels:
        _page(pdf, blank, code, number)
    if not blank.labels:
        Sheet(pdf, A4).finish()
    pdf.close()
    return out.getvalue()


def _page(pdf: PdfFile, blank: judging.Blank, code: str, number: int) -> None:
    sheet = Sheet(pdf, A4)
    y = _head(sheet, blank, code, number)
    y = _criteria(sheet, blank, y)
    _foot(sheet, y, number)
    sheet.finish()


def _head(sheet: Sheet, blank: judging.Blank, code: str, number: int) -> float:
    own = judging.label(code, number)
    top = A4[1] - _EDGE
    sheet.qr(_RIGHT - _QR, top - _QR, _QR, own)
    narrow = _MEASURE - _QR - 8 * MM
    y = _lines(sheet, top, blank.title, Face.TINOS, 12, narrow, 2)
    y = _lines(sheet, y - 4, "PHIẾU CHẤM ĐIỂM", Face.TINOS_BOLD, 18, narrow, 1)
    y = _lines(sheet, y - 2, f"{blank.panel} · giám khảo số {number}", Face.TINOS, 12, narrow, 2)
    y = _lines(sheet, y - 6, f"Mã phách: {code}", Face.TINOS_BOLD, 16, narrow, 1)
    y = _lines(sheet, y - 2, f"Mã phiếu: {own}", Face.TINOS, 11, narrow, 1)
    return min(y, top - _QR) - 10 * MM


def _criteria(sheet: Sheet, blank: judging.Blank, y: float) -> float:
    step = steps(1, blank.per_point)
    y = (
        _lines(
            sheet, y, f"Cho điểm theo bước {step}; ghi rõ từng chữ số.", Face.TINOS_ITALIC, 10, _MEASURE, 1
        )
        - 6
    )
    height = min(16 * MM, _ROOM / max(1, len(blank.rubric) + 1))
    sheet.line(_EDGE, y, _RIGHT, y, colour=LINE)
    for criterion in blank.rubric:
        y = _row(sheet, y, height, criterion.scale)
    most = sum(criterion.scale.most_steps for criterion in blank.rubric)
    total = judging.Scale("", "", "TỔNG ĐIỂM", most, blank.per_point)
    return _row(sheet, y, height, total, Face.TINOS_BOLD)


def _row(sheet: Sheet, top: float, height: float, scale: judging.Scale, face: Face = Face.TINOS) -> float:
    title, bottom = one_line(scale.title), top - height
    most = max(1, int(height // 13))
    _lines(sheet, top - 3, title, face, 11, _MEASURE - _MARK - _MOST - 4 * MM, most)
    middle = bottom + height / 2 - 4
    sheet.text(_RIGHT - _MARK - _MOST + 2 * MM, middle, f"tối đa {steps(scale.most_steps, scale.per_point)}",
               Face.TINOS, 9, SOFT)  # fmt: skip
    sheet.frame(_RIGHT - _MARK, bottom + 2, _MARK, height - 4, stroke=0.8)
    sheet.line(_EDGE, bottom, _RIGHT, bottom, colour=LINE)
    return bottom


def _foot(sheet: Sheet, y: float, number: int) -> None:
    y = _lines(sheet, y - 8, "Nhận xét:", Face.TINOS_BOLD, 11, _MEASURE, 1)
    for at in range(1, 1 + max(1, int((y - 62 * MM) / (9 * MM)))):
        sheet.line(_EDGE, y - at * 9 * MM, _RIGHT, y - at * 9 * MM, colour=LINE, dash="1 2")
    centre = _RIGHT - 40 * MM
    sheet.centred(centre, 52 * MM, "…………, ngày …… tháng …… năm ………", Face.TINOS_ITALIC, 11)
    sheet.centred(centre, 46 * MM, f"Giám khảo số {number}", Face.TINOS_BOLD, 11)
    sheet.centred(centre, 41 * MM, "(ký, ghi rõ họ tên)", Face.TINOS_ITALIC, 10, SOFT)


def _lines(sheet: Sheet, y: float, text: str, wanted: Face, size: float, measure: float, most: int) -> float:
    """At most so many lines from y down, in smaller type where they would be more; returns the y below."""
    text = one_line(text)
    face = face_for(text, wanted)
    if most == 1:
        size = fitting_size(text, face, measure, largest=size, least=5)
    while len(lines := wrap(text, face, size, measure)) > most and size > 5:
        size -= 0.5
    for line in lines[:most]:
        y -= size * 1.32
        sheet.text(_EDGE, y + size * 0.3, line, face, size)
    return y
