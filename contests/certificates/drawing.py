"""What a certificate looks like: grants in, one PDF out, a page each, A4 landscape."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from contests.certificates.art import ground
from contests.certificates.layout import Block, flow
from contests.kernel.documents import demo
from contests.kernel.documents.faces import Face, face_for, width
from contests.kernel.documents.lines import balanced, fitting_size
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.documents.sheet import A4_LANDSCAPE, Sheet, shade
from contests.kernel.text import one_line

INK, SOFT, RED, GOLD = shade(38, 30, 24), shade(96, 84, 70), shade(158, 18, 28), shade(150, 108, 32)
MIDDLE = A4_LANDSCAPE[0] / 2
INSET = ground.CLEAR + 12
TOP, BOTTOM = A4_LANDSCAPE[1] - ground.CLEAR - 10, ground.CLEAR + 9
MEASURE = A4_LANDSCAPE[0] - 2 * INSET
SIGNATURE = 68.0  # points between the signer's title and name that stay empty for stamp and signature: 24 mm


@dataclass(frozen=True)
class Grant:
    """Everything a certificate says. Lines that a season does not use are empty strings and leave no gap.

    `issuer` is the issuing body, a line each; `recipients` the names in the order of the register; `decision_line`
    reads "Quyết định số … ngày … của …"; `check_url` is where the QR code leads and `short_code` what is typed there.
    """

    contest_name: str
    issuer: tuple[str, ...]
    edition_line: str
    recipients: tuple[str, ...]
    unit_line: str
    work_title: str
    prize_name: str
    decision_line: str
    register_number: str
    place_and_date: str
    signer_title: str
    signer_name: str
    check_url: str
    short_code: str
    demo: bool = False


def draw(grants: Iterable[Grant], out: BinaryIO) -> None:
    """Write one file with a page a grant, in order; each page leaves memory as it is drawn."""
    pdf = PdfFile(out, title="Giấy chứng nhận")
    ground.keep(pdf)
    for grant in grants:
        _draw_page(pdf, grant)
    pdf.close()


def draw_one(grant: Grant) -> bytes:
    """The certificate alone; the same grant gives the same bytes, so there is no need to keep them."""
    out = BytesIO()
    draw([grant], out)
    return out.getvalue()


def _draw_page(pdf: PdfFile, grant: Grant) -> None:
    sheet = Sheet(pdf, A4_LANDSCAPE)
    sheet.place("GROUND")
    if grant.demo:
        demo.mark(sheet, foot=ground.CLEAR + 7)
    flow(sheet, MIDDLE, TOP, BOTTOM + _foot(grant), lambda scale: _blocks(grant, scale))
    _draw_check(sheet, grant)
    _draw_signature(sheet, grant)
    sheet.finish()


def _foot(grant: Grant) -> float:
    """Height of the strip with the check code on the left, stamp and signature on the right."""
    return 36 + SIGNATURE + 15.5 * len(grant.signer_title.splitlines())


def _blocks(grant: Grant, scale: float) -> list[Block]:
    """The centred text from top to bottom; every size but the fixed heading shrinks with the scale."""
    work = f"“{one_line(grant.work_title)}”" if grant.work_title else ""
    blocks = [
        _block("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face.TINOS_BOLD, 12.5, INK),
        _block("Độc lập - Tự do - Hạnh phúc", Face.TINOS_BOLD, 13, INK, gap=2, ruled=True),
        *(
            _block(line, Face.TINOS_BOLD, 13 * scale, RED, gap=8 if at == 0 else 1)
            for at, line in enumerate(grant.issuer)
        ),
        _block("GIẤY CHỨNG NHẬN", Face.DISPLAY, 36 * scale, RED, gap=13, stretch=1),
        _names(grant.recipients, scale),
        _block(grant.unit_line, Face.TINOS_ITALIC, 14 * scale, INK, gap=3),
        _block("đã đạt", Face.TINOS, 13.5 * scale, SOFT, gap=4, stretch=1),
        _block(grant.prize_name.upper(), Face.DISPLAY, 23 * scale, RED, gap=5),
        _block(work, Face.TINOS_BOLD_ITALIC, 15 * scale, INK, gap=5, stretch=1),
        _block(grant.contest_name, Face.TINOS_BOLD, 13.5 * scale, INK, gap=5),
        _block(grant.edition_line, Face.TINOS, 13 * scale, INK, gap=1),
    ]
    return [block for block in blocks if block.lines]


def _block(
    text: str,
    wanted: Face,
    size: float,
    colour: tuple[float, float, float],
    *,
    gap: float = 0,
    stretch: float = 0,
    ruled: bool = False,
) -> Block:
    text = one_line(text)
    face = face_for(text, wanted)
    lines = balanced(text, face, size, MEASURE) if text else ()
    return Block(lines, face, size, colour, gap, stretch, ruled)


def _names(recipients: tuple[str, ...], scale: float) -> Block:
    """One name as large as it fits on a line; several names as even lines that never break inside a name."""
    names = [one_line(name) for name in recipients]
    if len(names) == 1:
        return _single_name(names[0], scale)
    joined = ", ".join(name.replace(" ", "\N{NO-BREAK SPACE}") for name in names)
    face = face_for(joined, Face.DISPLAY)
    size = (24 if len(names) <= 3 else 20) * scale
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in balanced(joined, face, size, MEASURE)]
    return Block(tuple(lines), face, size, INK, 8, 2)


def _single_name(name: str, scale: float) -> Block:
    face = face_for(name, Face.DISPLAY)
    size = fitting_size(name, face, MEASURE * 0.94, largest=35 * scale, least=25 * scale)
    return Block(balanced(name, face, size, MEASURE), face, size, INK, 8, 2)


def _draw_check(sheet: Sheet, grant: Grant) -> None:
    """Bottom left: what proves the certificate — register number, decision, QR code, short code."""
    side = 62.0
    sheet.qr(INSET, BOTTOM + 4, side, grant.check_url, INK)
    x, measure = INSET + side + 11, MEASURE / 2 - side - 11
    lines = [
        (f"Số vào sổ: {grant.register_number}", Face.TINOS_BOLD, 11.5),
        *_decision(one_line(grant.decision_line), measure),
        (f"Mã kiểm tra: {grant.short_code}", Face.TINOS, 11.0),
        ("Quét mã để kiểm tra giấy chứng nhận", Face.TINOS_ITALIC, 9.5),
    ]
    y = BOTTOM + 4 + side / 2 + len(lines) * 7 - 11
    for text, face, size in lines:
        sheet.text(x, y, text, face, fitting_size(text, face, measure, largest=size, least=4), INK)
        y -= 14.5


def _decision(text: str, measure: float) -> list[tuple[str, Face, float]]:
    """The decision's line, in type small enough for three lines."""
    size = 11.0
    while len(lines := balanced(text, Face.TINOS, size, measure)) > 3:
        size -= 0.5
    return [(line, Face.TINOS, size) for line in lines if line]


def _draw_signature(sheet: Sheet, grant: Grant) -> None:
    """Bottom right: place and date, who signs; between title and name nothing is ever drawn."""
    measure = MEASURE * 0.42
    x = A4_LANDSCAPE[0] - INSET - measure / 2
    y = BOTTOM + _foot(grant) - 14
    _one_line(sheet, x, y, grant.place_and_date, Face.TINOS_ITALIC, 13, measure)
    for title in grant.signer_title.splitlines():
        y -= 15.5
        _one_line(sheet, x, y, title, Face.TINOS_BOLD, 12.5, measure)
    _one_line(sheet, x, BOTTOM + 6, grant.signer_name, Face.TINOS_BOLD, 13, measure)


def _one_line(sheet: Sheet, x: float, y: float, text: str, wanted: Face, size: float, measure: float) -> None:
    text = one_line(text)
    face = face_for(text, wanted)
    sheet.centred(x, y, text, face, min(size, size * measure / max(width(text, face, size), 1)), INK)
