"""The columns of a season's sheet: how they are headed, on which level they stand, and what one writes in them. Pure."""

import enum
from dataclasses import dataclass

from contests.kernel.text import N_, fold


class Level(enum.StrEnum):
    """An entry's columns are filled in once, in its first line; an author's in every line."""

    ENTRY = "entry"
    AUTHOR = "author"


class Listed(enum.StrEnum):
    """Which list a column chooses from."""

    UNITS = "units"
    FIELDS = "fields"
    DIVISIONS = "divisions"
    APPLICANTS = "applicants"
    ROLES = "roles"
    GENDERS = "genders"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `head` names it in the sheet and in messages, `width` in characters."""

    key: str
    head: str
    level: Level
    hint: str
    width: int = 18
    listed: Listed | None = None


_E, _A = Level.ENTRY, Level.AUTHOR
TICK = "x"
ALL = (
    Column("unit", N_("Đơn vị"), _E, N_("Chọn đơn vị nộp hồ sơ trong danh sách."), 34, Listed.UNITS),
    Column("title", N_("Tên giải pháp"), _E, N_("Viết đầy đủ. Dòng để trống ô này là tác giả tiếp theo của giải pháp ở trên."), 44),
    Column("field", N_("Lĩnh vực"), _E, N_("Chọn trong danh sách."), 30, Listed.FIELDS),
    Column("division", N_("Bảng thi"), _E, N_("Chọn trong danh sách; để trống thì phần mềm xếp theo ngày sinh."), 20, Listed.DIVISIONS),
    Column("applicant", N_("Dự thi là"), _E, N_("Cá nhân, Nhóm tác giả hoặc Tổ chức; để trống thì tính theo số tác giả."), 14, Listed.APPLICANTS),
    Column("made_in", N_("Năm tạo ra"), _E, N_("Năm tạo ra hoặc áp dụng giải pháp, bốn chữ số."), 10),
    Column("author", N_("Họ và tên tác giả"), _A, N_("Mỗi tác giả một dòng, viết đúng như sẽ in trên giấy chứng nhận."), 28),
    Column("born_on", N_("Ngày sinh"), _A, N_("Ngày/tháng/năm, ví dụ 05/09/2012."), 12),
    Column("gender", N_("Giới tính"), _A, N_("Nữ hoặc Nam; có thể để trống."), 9, Listed.GENDERS),
    Column("role", N_("Vai trò"), _A, N_("Để trống thì tác giả đầu là chủ trì, các tác giả sau là đồng tác giả."), 13, Listed.ROLES),
    Column("share", N_("Tỷ lệ đóng góp (%)"), _A, N_("Số nguyên; các tác giả của một giải pháp cộng lại bằng 100. Để trống hết thì chia đều."), 11),
    Column("occupation", N_("Lớp, trường hoặc nơi công tác"), _A, N_("Ví dụ: Lớp 7A, Trường THCS Hồng Thái."), 34),
    Column("guardian_name", N_("Người giám hộ"), _A, N_("Bắt buộc với tác giả dưới 18 tuổi."), 26),
    Column("guardian_phone", N_("Điện thoại người giám hộ"), _A, N_("Ví dụ 0912 345 678."), 15),
    Column("take_part_self", N_("Tác giả đồng ý tham gia"), _A, N_("Ghi x khi đơn vị giữ phiếu đồng ý có chữ ký."), 10),
    Column("take_part_guardian", N_("Giám hộ đồng ý tham gia"), _A, N_("Ghi x khi đơn vị giữ phiếu đồng ý có chữ ký của người giám hộ."), 10),
    Column("publish_self", N_("Tác giả đồng ý công bố tên"), _A, N_("Ghi x khi có phiếu đồng ý; để trống thì không công bố tên."), 10),
    Column("publish_guardian", N_("Giám hộ đồng ý công bố tên"), _A, N_("Ghi x khi có phiếu đồng ý của người giám hộ."), 10),
    Column("mentor", N_("Người hướng dẫn"), _A, N_("Có thể để trống; nhiều người thì ghi ở các dòng tiếp theo."), 26),
    Column("mentor_workplace", N_("Nơi công tác của người hướng dẫn"), _A, N_("Có thể để trống."), 30),
    Column("phone", N_("Điện thoại liên hệ"), _E, N_("Ví dụ 0912 345 678."), 15),
    Column("summary", N_("Tóm tắt"), _E, N_("Không ghi tên người, tên đơn vị: giám khảo đọc phần này."), 50),
    Column("novelty", N_("Tính mới, tính sáng tạo"), _E, N_("Không ghi tên người, tên đơn vị."), 50),
    Column("application", N_("Khả năng áp dụng"), _E, N_("Không ghi tên người, tên đơn vị."), 50),
    Column("effect", N_("Hiệu quả"), _E, N_("Không ghi tên người, tên đơn vị."), 50),
)  # fmt: skip
BY_KEY = {column.key: column for column in ALL}
NEEDED = ("title", "field", "author")
"""A sheet without these heads is not one of ours."""
CONSENTS = ("take_part_self", "take_part_guardian", "publish_self", "publish_guardian")


def heads(row: list[str]) -> dict[int, Column]:
    """Which column stands at which place, by its head as people may have retyped it; the first of two alike."""
    known = {_plain(column.head): column for column in ALL}
    found: dict[int, Column] = {}
    for place, head in enumerate(row):
        column = known.get(_plain(head))
        if column is not None and column not in found.values():
            found[place] = column
    return found


def _plain(head: str) -> str:
    return "".join(sign for sign in fold(head) if sign.isalnum())
