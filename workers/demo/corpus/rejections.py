"""Why thirteen entries do not pass pre-screening: a reason each, with what in the dossier makes it true."""

from dataclasses import dataclass
from datetime import date, timedelta

from contests.screening.terms import ReasonCode
from workers.demo.corpus.draw import between, shuffled, stream


@dataclass(frozen=True, slots=True)
class Rejection:
    """`sentence` is what the office writes. What makes it true, where the demo has to see to it: a `born_on` outside
    the window, or the `missing` dossier item by its name in the rules."""

    code: ReasonCode
    sentence: str
    born_on: date | None = None
    missing: str | None = None


def thirteen(first: date, last: date, deadline: date, seed: int | str) -> list[Rejection]:
    """In random order, for a season that takes authors born from first to last and dossiers until the deadline."""
    rng = stream(seed, "rejections")
    early = first - timedelta(days=between(rng, 20, 300))
    late = last + timedelta(days=between(rng, 20, 300))
    return shuffled(rng, [*_ages(first, last, early, late), *_incomplete(deadline), *_others(deadline)])


def _vn(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def _ages(first: date, last: date, early: date, late: date) -> list[Rejection]:
    window = f"Thể lệ nhận tác giả sinh từ {_vn(first)} đến {_vn(last)}"
    older = f"Tác giả sinh ngày {_vn(early)}, đã quá tuổi dự thi. {window}."
    younger = f"Tác giả sinh ngày {_vn(late)}, chưa đủ tuổi dự thi. {window}."
    eldest = first - timedelta(days=1)
    by_a_day = f"Một thành viên của nhóm sinh ngày {_vn(eldest)}, sớm hơn mốc một ngày. {window}."
    return [
        Rejection(ReasonCode.AGE, older, born_on=early),
        Rejection(ReasonCode.AGE, younger, born_on=late),
        Rejection(ReasonCode.AGE, by_a_day, born_on=eldest),
    ]


def _incomplete(deadline: date) -> list[Rejection]:
    until = f"đã gửi yêu cầu bổ sung nhưng đến hết ngày {_vn(deadline + timedelta(days=10))} chưa nhận được"
    return [
        Rejection(ReasonCode.INCOMPLETE, f"Hồ sơ thiếu {item.lower()}; {until}.", missing=item)
        for item in (
            "Bản thuyết minh",
            "Bản sao giấy khai sinh",
            "Ảnh tác giả",
            "Phiếu đăng ký tham dự",
        )
    ]


def _others(deadline: date) -> list[Rejection]:
    after = _vn(deadline + timedelta(days=6))
    return [
        Rejection(code, sentence.format(after=after, until=_vn(deadline))) for code, sentence in _SENTENCES
    ]


_SENTENCES = (
    (
        ReasonCode.DUPLICATE,
        (
            "Nguyên lý và cấu tạo trùng với sản phẩm đã đoạt giải Ba cấp tỉnh năm trước; phần cải tiến nêu trong thuyết minh "
            "không làm thay đổi kết quả."
        ),
    ),
    (
        ReasonCode.DUPLICATE,
        (
            "Mô hình giống sản phẩm đã được hướng dẫn chế tạo trên phương tiện thông tin đại chúng, thuyết minh không nêu "
            "điểm mới."
        ),
    ),
    (
        ReasonCode.FIELD,
        "Nội dung là bài viết tuyên truyền, không có mô hình hoặc sản phẩm thuộc một trong năm lĩnh vực của thể lệ.",
    ),
    (ReasonCode.FIELD, "Tác phẩm là tranh vẽ ý tưởng, không thuộc lĩnh vực nào của cuộc thi."),
    (ReasonCode.PERIOD, "Hồ sơ gửi ngày {after} theo dấu bưu điện, sau hạn nhận {until}."),
    (
        ReasonCode.OTHER,
        (
            "Mô hình sử dụng điện lưới không có che chắn, không bảo đảm an toàn khi trưng bày; tác giả chọn không sửa để "
            "dự thi năm sau."
        ),
    ),
)
