"""Sample data of the gallery: names and titles as provinces really write them."""

from types import SimpleNamespace

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

FIELDS = [
    SelectChoice("", "Chọn lĩnh vực"),
    SelectChoice("1", "Đồ dùng dành cho học tập"),
    SelectChoice("2", "Phần mềm tin học"),
    SelectChoice("3", "Sản phẩm thân thiện với môi trường"),
]
LEVELS = [SelectChoice("th", "Tiểu học"), SelectChoice("thcs", "THCS"), SelectChoice("thpt", "THPT")]


class EntryForm(FlaskForm):  # type: ignore[misc]  # flask_wtf carries no types
    """A form with one field of every kind."""

    title = StringField("Tên giải pháp", [DataRequired("Xin nhập tên giải pháp."), Length(max=200)])
    field_code = SelectField("Lĩnh vực", [DataRequired("Xin chọn lĩnh vực.")], choices=FIELDS)
    born_on = DateField(
        "Ngày sinh của tác giả", [DataRequired("Ngày sinh phải theo dạng ngày/tháng/năm.")], format="%d/%m/%Y"
    )
    share = IntegerField(
        "Tỷ lệ đóng góp",
        [InputRequired("Xin nhập tỷ lệ đóng góp."), NumberRange(1, 100, "Tỷ lệ từ 1 đến 100.")],
    )
    summary = TextAreaField("Tóm tắt nội dung", [Optional()])
    level = RadioField("Cấp học", [InputRequired("Xin chọn cấp học.")], choices=LEVELS)
    description = FileField("Bản thuyết minh", [FileRequired("Xin chọn tệp bản thuyết minh.")])
    pledge = BooleanField(
        "Tôi cam đoan giải pháp do chính các tác giả tạo ra", [InputRequired("Xin xác nhận lời cam đoan.")]
    )


TITLES = [
    (
        "TQ21-K7M4",
        "Máy bóc vỏ lạc mini dùng năng lượng mặt trời",
        "Nguyễn Thị Ngọc Ánh",
        "THPT Chuyên Tuyên Quang",
        "done",
    ),
    (
        "TQ21-P3XW",
        "Găng tay hỗ trợ giao tiếp cho người khiếm thính",
        "H’Hen Niê",
        "THCS Hồng Thái, huyện Na Hang",
        "sent",
    ),
    ("TQ21-9BQT", "Phần mềm ôn luyện Toán lớp 5", "Đặng Trần Côn", "Tiểu học Bình Thuận", "back"),
    (
        "TQ21-D2RH",
        "Thùng rác tự phân loại cho trường học vùng cao",
        "Y Blăm",
        "PTDT nội trú Chiêm Hóa",
        "draft",
    ),
    ("TQ21-H8VC", "Mô hình cảnh báo lũ quét bằng cảm biến mưa", "Hoàng Thị Mỷ", "THPT Sơn Dương", "out"),
]


def entries() -> list[SimpleNamespace]:
    """Rows of the sample table."""
    names = ("code", "title", "author", "unit", "state")
    rows = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in TITLES]
    for mark, row in zip((8825, 8610, 7950, 0, 6425), rows, strict=True):
        row.mark = f"{mark // 100},{mark % 100:02d}" if mark else "—"
    return rows


def states() -> dict[str, tuple[str, str, str]]:
    """State of an entry → label, tone and icon of its badge."""
    return {
        "done": ("Đủ điều kiện", "good", ""),
        "sent": ("Đã nộp", "info", ""),
        "back": ("Cần bổ sung", "warn", ""),
        "draft": ("Đang soạn", "neutral", ""),
        "out": ("Không đủ điều kiện", "bad", ""),
    }


NAVIGATION = {
    "public": [
        ("Trang đầu", "house"),
        ("Thể lệ", "journal-check"),
        ("Kết quả", "award"),
        ("Tra cứu giấy chứng nhận", "qr-code"),
    ],
    "office": [
        ("Tổng quan", "house"),
        ("Hồ sơ", "folder2-open"),
        ("Sơ loại", "clipboard-check"),
        ("Tổ giám khảo", "people"),
        ("Tiến độ chấm", "bar-chart"),
        ("Ghép phách", "envelope-paper"),
        ("Xét giải", "award"),
        ("Công bố", "megaphone"),
        ("Giấy chứng nhận", "patch-check-fill"),
        ("Báo cáo", "graph-up"),
    ],
    "judge": [
        ("Các bài được giao", "layers"),
        ("Xung đột lợi ích", "shield-check"),
        ("Hướng dẫn chấm", "question-circle"),
    ],
}


def navigation(audience: str) -> list[SimpleNamespace]:
    """The sample menu of an audience; the second item is the current page."""
    rows = NAVIGATION.get(audience, [] if audience == "identity" else NAVIGATION["office"][:5])
    return [
        SimpleNamespace(label=label, url="#main", icon=icon, current=at == 1, badge=13 if at == 2 else None)
        for at, (label, icon) in enumerate(rows)
    ]


def viewer(audience: str) -> SimpleNamespace:
    """Who is signed in."""
    return SimpleNamespace(
        name="Trần Thị Minh Nguyệt", role_label={"judge": "Giám khảo"}.get(audience, "Ban Thư ký")
    )
