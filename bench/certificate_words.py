"""What the benchmarked certificates say: names, works and codes that differ from page to page, as a contest's do."""

import base64
import hashlib
from collections.abc import Iterator

from contests.certificates.drawing import Grant, Shared

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
_PAYLOAD = 4
"""So many SHA-256 make a payload as long as a sealed one."""
SHARED = Shared(
    issuer="BAN TỔ CHỨC\nCUỘC THI SÁNG TẠO THANH THIẾU NIÊN, NHI ĐỒNG TỈNH TUYÊN QUANG",
    contest="Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ XIII, năm 2021",
    decision="Quyết định số 15/QĐ-BTC ngày 20 tháng 10 năm 2021 của Ban Tổ chức Cuộc thi",
    place_and_date="Tuyên Quang, ngày 25 tháng 10 năm 2021",
    signer_title="TM. BAN TỔ CHỨC\nTRƯỞNG BAN",
    signer_name="Đặng Trần Côn",
)


def grants(count: int, first: int = 0) -> Iterator[Grant]:
    """So many certificates from a number on: every round draws others, so that nobody remembers those before."""
    for at in range(first, first + count):
        yield Grant(
            names=(
                f"{_FAMILY[at % 10]} {_MIDDLE[at % 7]} {_GIVEN[at % 13]} {_GIVEN[at // 13 % 13]} {at % 997}",
            ),
            affiliation=f"Lớp {at % 12 + 1}A, Trường Trung học cơ sở số {at}",
            work=f"Thùng rác thông minh phân loại rác tự động, phiên bản {at}",
            prize=("Giải Nhất", "Giải Nhì", "Giải Ba", "Giải Khuyến khích")[at % 4],
            register=f"TTNND-2021-{at:04}",
            code="7K3M-9QWX",
            check_url=f"https://sangtao.tuyenquang.gov.vn/certificates/?{_payload(at)}",
        )


def _payload(at: int) -> str:
    packed = b"".join(hashlib.sha256(f"{at}/{part}".encode()).digest() for part in range(_PAYLOAD))
    return base64.b32encode(packed).decode().rstrip("=")


def lines(grant: Grant) -> list[tuple[str, str, float]]:
    """The twelve lines as (text, face, size), from top to bottom, for makers that set them one below the other."""
    return [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TINOS_BOLD", 12.5),
        ("Độc lập - Tự do - Hạnh phúc", "TINOS_BOLD", 13),
        (SHARED.issuer.replace("\n", " "), "TINOS_BOLD", 12),
        ("GIẤY CHỨNG NHẬN", "DISPLAY", 33),
        (grant.names[0], "DISPLAY", 30),
        (grant.affiliation, "TINOS_ITALIC", 13.5),
        (grant.prize.upper(), "DISPLAY", 21),
        (f"“{grant.work}”", "TINOS_BOLD_ITALIC", 15),
        (SHARED.contest, "TINOS_BOLD", 13),
        (SHARED.place_and_date, "TINOS_ITALIC", 13),
        (f"{SHARED.decision}. Số vào sổ: {grant.register}. Mã kiểm tra: {grant.code}", "TINOS", 11),
        (SHARED.signer_name, "TINOS_BOLD", 13),
    ]
