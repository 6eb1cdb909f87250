"""The receipt of an entry and the slips its authors keep: facts in, PDF bytes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contests.kernel.documents.official import (
    CheckCode,
    Facts,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Signature,
    to_bytes,
)
from contests.kernel.documents.slips import Slip, slips_to_bytes
from contests.kernel.documents.tables import Column, Table
from contests.kernel.figures import size
from contests.kernel.text import one_line

_CHECK_HINT = (
    "Quét mã QR hoặc nhập mã biên nhận tại địa chỉ dưới đây để biết hồ sơ đang ở bước nào. "
    "Mã này chỉ cho biết tình trạng hồ sơ, không hiện tên tác giả."
)


@dataclass(frozen=True)
class ReceivedFile:
    """A file of the dossier as it was received; `size` in bytes, `sha256` as 64 hex digits."""

    item: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class ReceiptFacts:
    """What the receipt states. `submitted_at` is local time in words; `authors` may be empty: then none are printed."""

    organiser: str
    committee: str
    contest: str
    season: str
    entry_number: str
    receipt_code: str
    title: str
    field: str
    unit: str
    submitted_at: str
    place_and_date: str
    check_url: str
    files: tuple[ReceivedFile, ...]
    authors: tuple[str, ...] = ()
    demo: bool = False


@dataclass(frozen=True)
class AuthorSlip:
    """The secret of one author: who holds the link or the code may follow the entry."""

    name: str
    entry_title: str
    contest: str
    link: str
    code: str


def place_of(address: str) -> str:
    """The place that papers are dated at: what the organiser's address ends in, "" where there is none."""
    return one_line(address.rpartition(",")[2]).removeprefix("tỉnh ").removeprefix("thành phố ")


def place_and_date(address: str, day: date) -> str:
    """The line under the letterhead; the place is what the organiser's address ends in, where there is one."""
    place = place_of(address)
    written = f"ngày {day:%d} tháng {day:%m} năm {day:%Y}"
    return f"{place}, {written}" if place else written.capitalize()


def receipt(facts: ReceiptFacts) -> bytes:
    """Giấy biên nhận hồ sơ dự thi."""
    return to_bytes(
        OfficialPaper(
            letterhead=Letterhead(
                agency=facts.committee,
                superior=facts.organiser,
                number=f"Số: {facts.entry_number}",
                place_and_date=facts.place_and_date,
            ),
            title="Giấy biên nhận",
            subject="Hồ sơ dự thi",
            body=(
                _facts(facts),
                Paragraph("Các tệp đã nhận", bold=True, align="left", size=13),
                _files(facts.files),
                _check(facts),
            ),
            signatures=(
                Signature("NGƯỜI NỘP HỒ SƠ", note="(Ký, ghi rõ họ tên)"),
                Signature("NGƯỜI NHẬN HỒ SƠ", note="(Ký, ghi rõ họ tên)"),
            ),
            signature_room=44,
            demo=facts.demo,
        )
    )


def _facts(facts: ReceiptFacts) -> Facts:
    authors = (("Tác giả:", "; ".join(facts.authors)),) if facts.authors else ()
    return Facts(
        (
            ("Cuộc thi:", f"{facts.contest}, {facts.season}"),
            ("Số hồ sơ:", facts.entry_number),
            ("Mã biên nhận:", facts.receipt_code),
            ("Tên sản phẩm, giải pháp:", facts.title),
            ("Lĩnh vực:", facts.field),
            *authors,
            ("Đơn vị dự thi:", facts.unit),
            ("Nộp lúc:", facts.submitted_at),
        )
    )


def _files(files: Sequence[ReceivedFile]) -> Table:
    columns = (
        Column("TT", 26, "centre"),
        Column("Tài liệu, tên tệp", 205),
        Column("Dung lượng", 62, "right"),
        Column("Mã băm SHA-256", 175),
    )
    rows = [
        (
            str(at),
            f"{file.item}\n{file.name}",
            size(file.size),
            f"{file.sha256[:32]}\n{file.sha256[32:]}",
        )
        for at, file in enumerate(files, 1)
    ]
    return Table(columns, rows, size=10.5)


def _check(facts: ReceiptFacts) -> CheckCode:
    return CheckCode(
        facts.check_url,
        (
            f"Mã biên nhận: {facts.receipt_code}",
            _CHECK_HINT,
            facts.check_url,
        ),
    )


def author_slips(slips: Sequence[AuthorSlip], *, demo: bool = False) -> bytes:
    """One slip an author, three on a page with lines to cut along, in the order given."""
    return slips_to_bytes(
        [_slip(slip) for slip in slips], title="Phiếu theo dõi hồ sơ của tác giả", demo=demo
    )


def _slip(slip: AuthorSlip) -> Slip:
    return Slip(
        heading="Phiếu theo dõi hồ sơ – dành riêng cho tác giả",
        name=slip.name,
        lines=(slip.contest, f"“{slip.entry_title}”"),
        link=slip.link,
        code=slip.code,
        warning="Ai có phiếu này đều xem được hồ sơ của bạn. Hãy giữ riêng, không chụp đăng lên mạng.",
    )
