"""What the office is asked to type into a report, and when that can be taken. Pure: values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from contests.kernel.errors import Reason
from contests.kernel.text import N_
from contests.reports.terms import Measure

MOST = 10**15
MOST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Asked:
    """A value that only people know; `measure` None asks for a text."""

    label: str
    help: str
    measure: Measure | None = Measure.COPIES


ASKED = {
    "leaflets": Asked(
        N_("Số tờ rơi đã phát hành"), N_("Tờ rơi, áp phích, tài liệu tuyên truyền về cuộc thi.")
    ),
    "news": Asked(N_("Số tin, bài đã đăng"), N_("Trên báo, đài, cổng thông tin trong thời gian tổ chức.")),
    "base_received": Asked(
        N_("Số hồ sơ dự thi ở cấp cơ sở"),
        N_("Khi vòng cơ sở không chạy trên phần mềm; theo báo cáo của các đơn vị."),
        Measure.ENTRIES,
    ),
    "booklets": Asked(N_("Số bản kỷ yếu đã in"), N_("Kỷ yếu các giải pháp đạt giải.")),
    "labour_honours": Asked(
        N_("Số tác giả được tặng Bằng Lao động sáng tạo"),
        N_("Do Tổng Liên đoàn Lao động Việt Nam tặng tác giả các giải pháp của mùa thi này."),
        Measure.PEOPLE,
    ),
    "golden_proposed": Asked(
        N_("Số công trình đề nghị ghi Sách vàng"), N_("Sách vàng Sáng tạo Việt Nam."), Measure.ENTRIES
    ),
    "golden_recorded": Asked(
        N_("Số công trình được ghi Sách vàng"), N_("Sách vàng Sáng tạo Việt Nam."), Measure.ENTRIES
    ),
    "sponsored": Asked(
        N_("Số giải pháp có nhà tài trợ hoặc đơn vị đặt hàng"),
        N_("Sau lễ trao giải, tính đến ngày báo cáo."),
        Measure.ENTRIES,
    ),
    "raised": Asked(
        N_("Kinh phí tài trợ đã vận động"), N_("Cho các giải pháp đạt giải, bằng đồng."), Measure.DONG
    ),
    "remarks": Asked(N_("Đánh giá chung"), N_("Ưu điểm, hạn chế, nguyên nhân."), None),
    "proposals": Asked(N_("Kiến nghị, phương hướng"), N_("Cho lần tổ chức sau và với cấp trên."), None),
}
"""By key, in the order of the report."""


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """A value as the office typed it; neither number nor text and not left out: the blank is open again."""

    number: int | None = None
    text: str = ""
    left_out: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value with who typed it and when."""

    key: str
    turn: int
    number: int | None
    text: str
    left_out: bool
    source: str
    typed_by: str
    typed_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether the blank is still to be filled."""
        return self.number is None and not self.text and not self.left_out


def objections(key: str, facts: ValueFacts) -> Iterator[Reason]:
    """Why the value may not be taken as typed."""
    if facts.left_out and (facts.number is not None or facts.text):
        field = "text" if ASKED[key].measure is None else "number"
        yield Reason(
            N_("Đã chọn không nêu trong báo cáo thì đề nghị để trống ô này, hoặc bỏ lựa chọn đó."), field
        )
    if facts.number is not None and not 0 <= facts.number <= MOST:
        yield Reason(N_("Số phải từ 0 đến %(most)s."), "number", None, {"most": MOST})
    if len(facts.text) > MOST_TEXT:
        yield Reason(N_("Nội dung tối đa %(most)s ký tự."), "text", None, {"most": MOST_TEXT})
