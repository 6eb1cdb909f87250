"""Fields and forms in which the office writes a design: millimetres and points with one decimal, as people type them."""

import re
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import BooleanField, Field, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import TextInput

from contests.certificates.design.parts import Box, Design, Emblem, TextPart
from contests.certificates.design.rules import FACES, MOST_LINES
from contests.certificates.design.terms import Align, Anchor, Backdrop, Paper
from contests.certificates.terms import Per
from contests.kernel.text import N_
from contests.kernel.web.answers import Form
from contests.kernel.web.fields import ChoiceField, LongTextField, TextField, VersionField, WholeField

_DECIMAL = re.compile(r"\s*([0-9]{1,4})(?:[.,]([0-9]))?\s*")
PERS = {
    Per.AUTHOR: N_("Mỗi tác giả một giấy"),
    Per.GROUP: N_("Mỗi nhóm tác giả một giấy chung"),
    Per.UNIT: N_("Mỗi đơn vị (giải tập thể)"),
}
PAPERS = {
    Paper.PLAIN: N_("Giấy trắng: in cả viền, biểu trưng và chữ cố định"),
    Paper.PREPRINTED: N_("Phôi đã in sẵn: chỉ in phần điền, giữ nguyên vị trí"),
}
BACKDROPS = {
    Backdrop.DRUM: N_("Viền vàng, mặt trống đồng"),
    Backdrop.SUN: N_("Viền đỏ, mặt trời"),
    Backdrop.LOTUS: N_("Viền xanh, hoa sen"),
    Backdrop.PICTURE: N_("Hình tải lên"),
    Backdrop.NONE: N_("Không có nền"),
}
ALIGNS = {Align.LEFT: N_("Trái"), Align.CENTRE: N_("Giữa"), Align.RIGHT: N_("Phải")}
ANCHORS = {Anchor.TOP: N_("Trên"), Anchor.MIDDLE: N_("Giữa"), Anchor.BOTTOM: N_("Dưới")}
NO_EMBLEM, ROSETTE = "none", "rosette"


class _Decimal(TextInput):
    """A text box with a keyboard of digits: a browser's own number box takes no comma."""

    def __call__(self, field: Field, **attributes: Any) -> Markup:
        return super().__call__(field, **{"inputmode": "decimal", **attributes})


class TenthsField(IntegerField):
    """A length or a size with one decimal: "12,5" is 125 tenths."""

    widget = _Decimal()

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, [InputRequired()], **more)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = valuelist[0] if valuelist else ""
        found = _DECIMAL.fullmatch(typed)
        self.data = None
        if found is None:
            raise ValueError(gettext("Đề nghị nhập số có nhiều nhất một chữ số thập phân, ví dụ 12,5."))
        self.data = int(found[1]) * 10 + int(found[2] or 0)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data // 10},{self.data % 10}".removesuffix(",0")


def _labels(words: dict[Any, str]) -> list[tuple[str, str]]:
    return [(kind.value, _l(label)) for kind, label in words.items()]


class PaperForm(Form):
    """What a design is but its texts: paper, art, the places of code, signature and emblem, in millimetres."""

    version = VersionField()
    name = TextField(_l("Tên mẫu"), most=80)
    title = TextField(_l("Tên loại giấy"), most=60)
    per = ChoiceField(_l("Cấp cho"), _labels(PERS))
    width = TenthsField(_l("Khổ giấy: chiều ngang (mm)"))
    height = TenthsField(_l("Khổ giấy: chiều cao (mm)"))
    paper = ChoiceField(_l("In trên"), _labels(PAPERS))
    backdrop = ChoiceField(_l("Viền và nền"), _labels(BACKDROPS))
    picture = ChoiceField(_l("Hình nền"), blank=_l("Chọn hình đã tải lên"), required=False)
    emblem = ChoiceField(_l("Biểu trưng"))
    emblem_x = TenthsField(_l("Biểu trưng: cách trái"))
    emblem_y = TenthsField(_l("Biểu trưng: cách trên"))
    emblem_width = TenthsField(_l("Biểu trưng: rộng"))
    emblem_height = TenthsField(_l("Biểu trưng: cao"))
    code_x = TenthsField(_l("Mã QR: cách trái"))
    code_y = TenthsField(_l("Mã QR: cách trên"))
    code_side = TenthsField(_l("Mã QR: cạnh"))
    signature_x = TenthsField(_l("Chỗ ký và đóng dấu: cách trái"))
    signature_y = TenthsField(_l("Chỗ ký và đóng dấu: cách trên"))
    signature_width = TenthsField(_l("Chỗ ký và đóng dấu: rộng"))
    signature_height = TenthsField(_l("Chỗ ký và đóng dấu: cao"))

    def offer(self, pictures: list[tuple[str, str]]) -> None:
        """The pictures there are, as backgrounds and as emblems."""
        self.picture.offer(pictures)
        own = [(NO_EMBLEM, gettext("Không có")), (ROSETTE, gettext("Hoa hồng trung tính, vẽ sẵn"))]
        self.emblem.offer([*own, *pictures])

    def design(self, texts: tuple[TextPart, ...]) -> Design:
        """The design that the form describes, with these texts."""
        kind = self.emblem.data
        emblem = Emblem(self._box("emblem"), "" if kind == ROSETTE else kind) if kind != NO_EMBLEM else None
        side = self.code_side.data or 0
        return Design(
            title=self.title.data,
            per=Per(self.per.data),
            width=self.width.data or 0,
            height=self.height.data or 0,
            backdrop=Backdrop(self.backdrop.data),
            code=Box(self.code_x.data or 0, self.code_y.data or 0, side, side),
            signature=self._box("signature"),
            texts=texts,
            paper=Paper(self.paper.data),
            picture=self.picture.data,
            emblem=emblem,
        )

    def _box(self, what: str) -> Box:
        x, y, width, height = (self[f"{what}_{side}"].data or 0 for side in ("x", "y", "width", "height"))
        return Box(x, y, width, height)


def paper_values(name: str, version: int, design: Design) -> dict[str, Any]:
    """What `PaperForm` shows of a design."""
    emblem = design.emblem
    kind = (emblem.picture or ROSETTE) if emblem else NO_EMBLEM
    place = emblem.box if emblem else Box((design.width - 200) // 2, 300, 200, 200)
    return {
        "name": name, "version": version, "title": design.title, "per": design.per.value,
        "width": design.width, "height": design.height, "paper": design.paper.value,
        "backdrop": design.backdrop.value, "picture": design.picture, "emblem": kind,
        **_sides("emblem", place), **_sides("signature", design.signature),
        "code_x": design.code.x, "code_y": design.code.y, "code_side": design.code.width,
    }  # fmt: skip


def _sides(what: str, box: Box) -> dict[str, int]:
    return {f"{what}_x": box.x, f"{what}_y": box.y, f"{what}_width": box.width, f"{what}_height": box.height}


class TextForm(Form):
    """One text of a design: what it says, where, in what type."""

    version = VersionField()
    text = LongTextField(_l("Nội dung"), most=1000)
    x = TenthsField(_l("Cách trái (mm)"))
    y = TenthsField(_l("Cách trên (mm)"))
    width = TenthsField(_l("Rộng (mm)"))
    height = TenthsField(_l("Cao (mm)"))
    face = ChoiceField(_l("Kiểu chữ"), [(face, _l(label)) for face, label in FACES.items()])
    size = TenthsField(_l("Cỡ chữ"))
    least = TenthsField(_l("Cỡ nhỏ nhất trước khi xuống dòng"))
    lines = WholeField(_l("Số dòng tối đa của mỗi đoạn"), least=1, most=MOST_LINES)
    colour = TextField(_l("Màu chữ"), most=7)
    align = ChoiceField(_l("Căn ngang"), _labels(ALIGNS))
    anchor = ChoiceField(_l("Căn dọc"), _labels(ANCHORS))
    capitals = BooleanField(_l("In hoa"))
    underlined = BooleanField(_l("Gạch chân"))
    printed = BooleanField(_l("Đã in sẵn trên phôi"))

    def part(self) -> TextPart:
        """The text that the form describes."""
        box = Box(*(self[side].data or 0 for side in ("x", "y", "width", "height")))
        return TextPart(
            text=self.text.data,
            box=box,
            face=self.face.data,
            size=self.size.data or 0,
            least=self.least.data or 0,
            colour=self.colour.data,
            align=Align(self.align.data),
            anchor=Anchor(self.anchor.data),
            lines=self.lines.data or 1,
            capitals=self.capitals.data,
            underlined=self.underlined.data,
            printed=self.printed.data,
        )


def text_values(part: TextPart, version: int) -> dict[str, Any]:
    """What `TextForm` shows of a text."""
    names = ("text", "face", "size", "least", "lines", "colour", "capitals", "underlined", "printed")
    box = {side: getattr(part.box, side) for side in ("x", "y", "width", "height")}
    own = {name: getattr(part, name) for name in names}
    return {**own, **box, "version": version, "align": part.align.value, "anchor": part.anchor.value}
