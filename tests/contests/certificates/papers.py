"""Grants and templates for tests: the words of a contest, as tight and as strange as they come."""

import dataclasses
import io

from contests.certificates.art import ground
from contests.certificates.design.parts import Design
from contests.certificates.design.presets import preset
from contests.certificates.drawing import Grant, Shared, Template, draw
from contests.certificates.imposition import SINGLE, Imposition
from tests.contests.kernel.documents.reading import letters

SEAL = "AEAAAAAA" * 25
SHARED = Shared(
    issuer="BAN TỔ CHỨC\nCuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang",
    contest="Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng tỉnh Tuyên Quang lần thứ XIII, năm 2021",
    decision="Quyết định số 15/QĐ-BTC ngày 20 tháng 10 năm 2021 của Ban Tổ chức Cuộc thi",
    place_and_date="Tuyên Quang, ngày 25 tháng 10 năm 2021",
    signer_title="TM. BAN TỔ CHỨC\nTRƯỞNG BAN",
    signer_name="Hoàng Văn Thụ",
)
ANH = Grant(
    names=("Nguyễn Thị Ngọc Ánh",),
    affiliation="Lớp 9A, Trường THCS Lê Quý Đôn",
    work="Thùng rác thông minh phân loại rác tự động",
    prize="Giải Nhất",
    register="TTNND-2021-0001",
    code="7K3M-9QWX",
    check_url=f"https://bangvang.example/certificates/?{SEAL}",
)
LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Phương Nghi Ánh"
TEAM = ("Nguyễn Thị Ngọc Ánh", "H’Hen Niê", "Y Blăm", "Đặng Trần Côn", LONG_NAME)
LONG_TITLE = ("Hệ thống cảnh báo sớm lũ quét, sạt lở đất ứng dụng năng lượng mặt trời " * 3)[:200].strip()
USUAL = "giay-chung-nhan"


def grant(**changes) -> Grant:
    return dataclasses.replace(ANH, **changes)


def template(name: str = USUAL, *, design: Design | None = None, **changes) -> Template:
    return Template(design or preset(name), dataclasses.replace(SHARED, **changes))


def paper(*grants: Grant, ready: Template | None = None, imposition: Imposition = SINGLE) -> bytes:
    out = io.BytesIO()
    draw(ready or template(), grants or (ANH,), out, imposition)
    return out.getvalue()


def spilled(data: bytes, ready: Template) -> list[str]:
    """Letters outside the innermost line of the border."""
    edge = ground.clear(ready.design.backdrop, ready.width, ready.height)
    return [
        char
        for char, (left, bottom, right, top) in letters(data)
        if left < edge or bottom < edge or right > ready.width - edge or top > ready.height - edge
    ]
