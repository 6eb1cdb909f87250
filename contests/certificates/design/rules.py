"""What is wrong with a design, and what is to be warned about. Pure."""

import re
from collections.abc import Iterator

from contests.certificates.design.parts import Box, Design, TextPart
from contests.certificates.design.terms import Backdrop, Slot
from contests.kernel.errors import Reason
from contests.kernel.text import N_

LEAST_SIDE, MOST_SIDE = 1000, 6000
LEAST_CODE = 180
"""A code of up to 65 modules: below 18 mm a module is under 0.28 mm, too fine for a plain telephone."""
LEAST_SIGNATURE = (450, 200)
"""A round stamp is 36 mm across; beside it the signature."""
SIZES = (40, 1200)
MOST_LINES = 12
MOST_TEXTS = 40
FACES = {
    "TINOS": N_("Có chân"),
    "TINOS_BOLD": N_("Có chân, đậm"),
    "TINOS_ITALIC": N_("Có chân, nghiêng"),
    "TINOS_BOLD_ITALIC": N_("Có chân, đậm nghiêng"),
    "SANS": N_("Không chân"),
    "SANS_BOLD": N_("Không chân, đậm"),
    "SANS_ITALIC": N_("Không chân, nghiêng"),
    "DISPLAY": N_("Trang trọng, cỡ lớn"),
}
_SLOT = re.compile(r"\{([^{}]*)\}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PICTURE = re.compile(r"[0-9a-f]{64}")
_OUTSIDE = N_("Khung này nằm ra ngoài khổ giấy.")


def slots_of(text: str) -> list[str]:
    """The placeholders of a text as they are written."""
    return _SLOT.findall(text)


def faults(design: Design) -> Iterator[Reason]:
    """Everything that keeps a design from being used, at once; a text's faults name it by its number."""
    yield from _paper(design)
    if len(design.texts) > MOST_TEXTS:
        yield Reason(N_("Một mẫu có tối đa %(most)s dòng chữ."), None, None, {"most": str(MOST_TEXTS)})
    for at, part in enumerate(design.texts, 1):
        for fault in text_faults(part, design):
            message = N_("Dòng chữ số %(at)s: %(fault)s")
            yield Reason(message, None, None, {"at": str(at), "fault": fault.message % fault.values})
    said = {slot for part in design.texts for slot in slots_of(part.text)}
    if missing := {Slot.NAMES, Slot.REGISTER, Slot.CODE} - said:
        names = ", ".join("{" + slot + "}" for slot in Slot if slot in missing)
        yield Reason(N_("Mẫu còn thiếu chỗ ghi: %(names)s."), None, None, {"names": names})


def _paper(design: Design) -> Iterator[Reason]:
    if not design.title.strip():
        yield Reason(N_("Đề nghị nhập tên loại giấy, ví dụ Giấy chứng nhận."), "title")
    for side, field in ((design.width, "width"), (design.height, "height")):
        if not LEAST_SIDE <= side <= MOST_SIDE:
            yield Reason(N_("Mỗi chiều của khổ giấy từ 100 đến 600 mm."), field)
    if not _inside(design.code, design.sheet):
        yield Reason(_OUTSIDE, "code_x")
    if min(design.code.width, design.code.height) < LEAST_CODE or design.code.width != design.code.height:
        yield Reason(N_("Mã QR là hình vuông, mỗi cạnh ít nhất 18 mm."), "code_side")
    if not _inside(design.signature, design.sheet):
        yield Reason(_OUTSIDE, "signature_x")
    wide, tall = LEAST_SIGNATURE
    if design.signature.width < wide or design.signature.height < tall:
        yield Reason(N_("Chỗ ký và đóng dấu rộng ít nhất 45 mm, cao ít nhất 20 mm."), "signature_width")
    yield from _pictures(design)


def _pictures(design: Design) -> Iterator[Reason]:
    if design.backdrop is Backdrop.PICTURE and not _PICTURE.fullmatch(design.picture):
        yield Reason(N_("Đề nghị chọn hình nền, hoặc chọn viền vẽ sẵn."), "backdrop")
    if design.emblem and not _inside(design.emblem.box, design.sheet):
        yield Reason(_OUTSIDE, "emblem_x")
    if design.emblem and design.emblem.picture and not _PICTURE.fullmatch(design.emblem.picture):
        yield Reason(N_("Biểu trưng không phải là hình đã tải lên."), "emblem")


def text_faults(part: TextPart, design: Design) -> Iterator[Reason]:
    """What is wrong with one text of a design."""
    if not part.text.strip():
        yield Reason(N_("Đề nghị nhập nội dung."), "text")
    known = {slot.value for slot in Slot}
    for name in slots_of(part.text):
        if name not in known:
            yield Reason(
                N_("Không có chỗ điền tên “%(name)s”. Đề nghị xem danh sách bên cạnh."),
                "text", None, {"name": name},
            )  # fmt: skip
    if not _inside(part.box, design.sheet):
        yield Reason(_OUTSIDE, "x")
    yield from _type_faults(part)


def _type_faults(part: TextPart) -> Iterator[Reason]:
    if part.face not in FACES:
        yield Reason(N_("Không có kiểu chữ này."), "face")
    if not SIZES[0] <= part.least <= part.size <= SIZES[1]:
        yield Reason(N_("Cỡ chữ từ 4 đến 120, cỡ nhỏ nhất không lớn hơn cỡ chữ."), "size")
    if not 1 <= part.lines <= MOST_LINES:
        yield Reason(N_("Mỗi đoạn có từ 1 đến %(most)s dòng."), "lines", None, {"most": str(MOST_LINES)})
    if not _COLOUR.fullmatch(part.colour):
        yield Reason(N_("Màu viết dạng #RRGGBB, ví dụ #9E121C."), "colour")


def _inside(box: Box, sheet: Box) -> bool:
    return (
        box.width > 0 and box.height > 0 and box.x >= 0 and box.y >= 0
        and box.right <= sheet.right and box.bottom <= sheet.bottom
    )  # fmt: skip


def warnings(design: Design) -> Iterator[Reason]:
    """What may be used but is to be thought about: above all, whatever lies on the place of stamp and signature."""
    if design.backdrop is Backdrop.PICTURE:
        yield Reason(
            N_(
                "Hình nền phủ cả chỗ ký và đóng dấu. Hình không được có dấu hay chữ ký: "
                "con dấu vẽ sẵn là con dấu giả. Dấu chỉ do văn thư đóng bằng tay sau khi ký."
            ),
            "backdrop",
        )
    if design.emblem and design.emblem.box.meets(design.signature):
        yield Reason(
            N_(
                "Biểu trưng nằm lên chỗ ký và đóng dấu. Không đặt hình dấu hay chữ ký ở đó: "
                "con dấu vẽ sẵn là con dấu giả."
            ),
            "emblem_x",
        )
    if design.code.meets(design.signature):
        yield Reason(N_("Mã QR nằm lên chỗ ký và đóng dấu, dấu sẽ che mã."), "code_x")
    for at, part in enumerate(design.texts, 1):
        if part.box.meets(design.signature):
            yield Reason(N_("Dòng chữ số %(at)s nằm lên chỗ ký và đóng dấu."), None, None, {"at": str(at)})
    yield from _crowding(design)


def _crowding(design: Design) -> Iterator[Reason]:
    for at, part in enumerate(design.texts, 1):
        if part.box.meets(design.code):
            yield Reason(N_("Dòng chữ số %(at)s nằm lên mã QR."), None, None, {"at": str(at)})
        for later, other in enumerate(design.texts[at:], at + 1):
            if part.box.meets(other.box):
                values = {"at": str(at), "later": str(later)}
                yield Reason(N_("Dòng chữ số %(at)s và %(later)s chồng lên nhau."), None, None, values)
