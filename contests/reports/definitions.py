"""What each printed figure counts, in the words that stand beside it, and the query that it comes from. Pure."""

from dataclasses import dataclass

from contests.kernel.text import N_
from contests.reports.terms import Measure

TALLY, PEOPLE = "contests.reports.tally:tally", "contests.reports.tally:people"
UPPER, SEASON = "contests.reports.tally:upper", "contests.reports.tally:editions"
TYPED = "contests.reports.typed:typed_values"
FOLLOWED = "contests.reports.afterwards:afterwards"


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure's label and meaning; `source` is the one query that counts it, as "module:function"."""

    label: str
    meaning: str
    measure: Measure
    source: str


def _entries(label: str, meaning: str, source: str = TALLY) -> Definition:
    return Definition(label, meaning, Measure.ENTRIES, source)


def _dong(label: str, meaning: str, source: str = SEASON) -> Definition:
    return Definition(label, meaning, Measure.DONG, source)


DEFINITIONS = {
    "received": _entries(
        N_("Hồ sơ tiếp nhận"), N_("Hồ sơ đã nộp ít nhất một lần và không rút; không tính bản đang soạn.")
    ),
    "eligible": _entries(N_("Đủ điều kiện"), N_("Hồ sơ tiếp nhận được kết luận đủ điều kiện khi sơ loại.")),
    "final": _entries(
        N_("Vào chung khảo"), N_("Hồ sơ đủ điều kiện được đánh phách và đưa ra Hội đồng giám khảo.")
    ),
    "prized": _entries(
        N_("Đạt giải"),
        N_("Hồ sơ có hạng giải trong danh sách đã có quyết định trao giải và được phép công bố."),
    ),
    "nominated": _entries(
        N_("Đề cử"),
        N_(
            "Hồ sơ đạt giải được gửi dự thi ở cấp trên bằng công văn; không tính hồ sơ dự bị và hồ sơ đã rút."
        ),
    ),
    "upper": Definition(
        N_("Giải cấp trên"),
        N_("Số giải cấp trên đã trao cho hồ sơ được đề cử, theo kết quả đã ghi nhận."),
        Measure.PRIZES,
        UPPER,
    ),
    "authors": Definition(
        N_("Tác giả"),
        N_("Số người đứng tên trong hồ sơ tiếp nhận; một người có nhiều hồ sơ được tính một lần."),
        Measure.PEOPLE,
        PEOPLE,
    ),
    "women": Definition(
        N_("Tác giả nữ"),
        N_("Số tác giả khai giới tính nữ; người không khai không được tính vào đây."),
        Measure.PEOPLE,
        PEOPLE,
    ),
    "prized_authors": Definition(
        N_("Tác giả đạt giải"),
        N_("Số người đứng tên trong hồ sơ đạt giải; một người được tính một lần."),
        Measure.PEOPLE,
        PEOPLE,
    ),
    "units": Definition(
        N_("Đơn vị tham gia"), N_("Số đơn vị có ít nhất một hồ sơ tiếp nhận."), Measure.UNITS, TALLY
    ),
    "base_received": _entries(
        N_("Dự thi cấp cơ sở"),
        N_(
            "Hồ sơ tiếp nhận ở các vòng cơ sở của mùa thi này; do Ban Tổ chức nhập nếu vòng cơ sở không chạy trên phần mềm."
        ),
    ),
    "sponsored": _entries(
        N_("Giải pháp được tài trợ, đặt hàng"),
        N_(
            "Giải pháp đạt giải có nhà tài trợ, đơn vị đặt hàng hoặc sản xuất theo phần theo dõi sau trao giải; nếu chưa ghi ở đó "
            "thì là số văn phòng nhập."
        ),
        FOLLOWED,
    ),
    "raised": _dong(
        N_("Kinh phí tài trợ vận động được"),
        N_(
            "Tổng số tiền tài trợ ghi ở phần theo dõi sau trao giải; nếu chưa ghi ở đó thì là số văn phòng nhập."
        ),
        FOLLOWED,
    ),
    "prize_money": _dong(
        N_("Tiền thưởng"), N_("Tổng mức tiền thưởng cố định tại quyết định trao giải."), TALLY
    ),
    "allocated": _dong(N_("Kinh phí được cấp"), N_("Số tiền Ban Tổ chức nhập ở trang kinh phí của mùa thi.")),
    "used": _dong(N_("Kinh phí đã chi"), N_("Số tiền Ban Tổ chức nhập ở trang kinh phí của mùa thi.")),
    "returned": _dong(N_("Kinh phí trả lại"), N_("Kinh phí được cấp trừ kinh phí đã chi, do phần mềm tính.")),
}
"""By key, in the order in which they are printed."""
REGION = N_(
    "Địa bàn là xã, phường, đặc khu gần nhất phía trên đơn vị trong cây đơn vị. Đơn vị không thuộc xã nào được tính cho "
    "đầu mối cao nhất phía trên, hoặc vào dòng “Trực thuộc cấp tổ chức”."
)
SHARES = N_("Tỷ lệ làm tròn một chữ số thập phân theo phần dư lớn nhất, cộng lại đúng 100 phần trăm.")
