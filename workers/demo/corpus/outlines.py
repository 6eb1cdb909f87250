"""What a description says, heading by heading: the outlines that unions published, filled from what a work is.

Pupils' descriptions follow Hưng Yên (2019) and Trà Vinh (2020), solutions follow Phú Thọ (2026). Nobody is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random

from contests.kernel.documents.tables import Column, Table
from workers.demo.corpus.draw import between, one_of, stream
from workers.demo.corpus.works import FIELD_NAMES, Idea, Work


@dataclass(frozen=True, slots=True)
class Heading:
    """`chief` is a heading of the first order."""

    text: str
    chief: bool = True


@dataclass(frozen=True, slots=True)
class Trials:
    """Shares of the aim that the trials reached, in hundredths, to be drawn as bars."""

    caption: str
    shares: tuple[int, ...]


class Figure(Enum):
    """A figure whose content is the work itself."""

    PICTURE = "picture"
    FLOW = "flow"


Block = str | Heading | Table | Trials | Figure


def outline(work: Work, seed: int | str) -> Iterator[Block]:
    """The blocks of the description in order; the same work and seed say the same."""
    rng = stream(seed, "description")
    shares = _shares(rng)
    words = _WORDS[work.contest]
    yield from _general(work, words, rng)
    yield from _content(work.idea, words, rng)
    yield from _judged(work, words, rng, shares)


@dataclass(frozen=True, slots=True)
class _Words:
    """What this contest calls the thing entered, and its chief headings."""

    thing: str
    general: str
    content: str
    novelty: str
    use: str
    effect: str
    end: str


_WORDS = {
    "TTNND": _Words(
        "sản phẩm",
        "I. THÔNG TIN CHUNG VÀ Ý TƯỞNG",
        "II. NỘI DUNG SẢN PHẨM",
        "III. TÍNH MỚI, TÍNH SÁNG TẠO",
        "IV. KHẢ NĂNG ÁP DỤNG VÀ KẾT QUẢ DÙNG THỬ",
        "V. HIỆU QUẢ",
        "VI. KẾT LUẬN VÀ HƯỚNG PHÁT TRIỂN",
    ),
    "STKT": _Words(
        "giải pháp",
        "I. THÔNG TIN CHUNG",
        "II. NỘI DUNG GIẢI PHÁP",
        "III. ĐÁNH GIÁ TÍNH MỚI, TÍNH SÁNG TẠO",
        "IV. KHẢ NĂNG ÁP DỤNG",
        "V. HIỆU QUẢ KINH TẾ, KỸ THUẬT, XÃ HỘI",
        "VI. CAM ĐOAN",
    ),
    "GT": _Words(
        "công trình",
        "I. THÔNG TIN CHUNG",
        "II. NỘI DUNG VÀ PHƯƠNG PHÁP NGHIÊN CỨU",
        "III. TÍNH MỚI VÀ GIÁ TRỊ KHOA HỌC",
        "IV. KHẢ NĂNG ÁP DỤNG",
        "V. HIỆU QUẢ",
        "VI. KẾT LUẬN",
    ),
}


def _general(work: Work, words: _Words, rng: Random) -> Iterator[Block]:
    idea = work.idea
    yield Heading(words.general)
    yield Heading("1. Tên và lĩnh vực", chief=False)
    yield f"Tên {words.thing}: {work.title}. Lĩnh vực: {FIELD_NAMES[work.contest, work.field].lower()}."
    yield f"Thời gian nghiên cứu và thực hiện: {between(rng, 3, 7)} tháng, trong đó {between(rng, 4, 9)} tuần dành cho thử nghiệm và chỉnh sửa."
    yield Heading("2. Lý do và ý tưởng", chief=False)
    yield f"{idea.need} {one_of(rng, _KNOWN)}"
    yield f"{one_of(rng, _AIMS).format(thing=words.thing)} {idea.application}"


def _content(idea: Idea, words: _Words, rng: Random) -> Iterator[Block]:
    yield Heading(words.content)
    yield Heading("1. Cấu tạo và thành phần", chief=False)
    yield f"{words.thing.capitalize()} gồm {len(idea.parts)} thành phần chính, liệt kê trong bảng dưới đây. {idea.note}".strip()
    yield _parts_table(idea, rng)
    yield Figure.PICTURE
    yield Heading("2. Các bước thực hiện", chief=False)
    yield from _steps(idea, rng)
    yield Heading("3. Nguyên lý hoạt động", chief=False)
    yield idea.principle
    yield f"Hình 2 cho thấy thứ tự liên hệ giữa các thành phần, bắt đầu từ {idea.parts[0]} và kết thúc ở {idea.parts[-1]}."
    yield Figure.FLOW


def _judged(work: Work, words: _Words, rng: Random, shares: tuple[int, ...]) -> Iterator[Block]:
    yield Heading(words.novelty)
    yield work.novelty
    yield one_of(rng, _COMPARED).format(thing=words.thing)
    yield Heading(words.use)
    yield f"{work.application} {one_of(rng, _READY).format(thing=words.thing)}"
    yield _trial_table(shares, rng)
    yield Trials("Hình 3. Mức đạt yêu cầu qua các lần thử", shares)
    yield Heading(words.effect)
    yield work.effect
    yield one_of(rng, _SOCIAL).format(thing=words.thing)
    yield Heading(words.end)
    yield _capital((_PLEDGE if work.contest == "STKT" else one_of(rng, _NEXT)).format(thing=words.thing))


def _parts_table(idea: Idea, rng: Random) -> Table:
    columns = (
        Column("TT", 1, "centre"),
        Column("Thành phần", 6),
        Column("Số lượng", 2, "centre"),
        Column("Cách có được", 5),
    )
    sources = _MADE if idea.motif == "screen" else _STUDIED if idea.kind else _SOURCES
    rows = [
        (str(at), _capital(part), str(between(rng, 1, 3)), one_of(rng, sources))
        for at, part in enumerate(idea.parts, 1)
    ]
    return Table(columns, rows, 11.5)


def _steps(idea: Idea, rng: Random) -> Iterator[str]:
    for at, part in enumerate(idea.parts, 1):
        closing = one_of(rng, _CHECKS)
        yield f"Bước {at}. {_STEPS[(at - 1) % len(_STEPS)].format(part=part)} {closing}"
    yield f"Bước {len(idea.parts) + 1}. Kết hợp các thành phần, chạy thử {between(rng, 3, 6)} lần và ghi lại kết quả từng lần."


def _trial_table(shares: Sequence[int], rng: Random) -> Table:
    columns = (
        Column("Lần thử", 2, "centre"),
        Column("Thời gian", 3, "centre"),
        Column("Mức đạt yêu cầu", 3, "centre"),
        Column("Nhận xét", 6),
    )
    rows = [
        (str(at), f"{between(rng, 20, 90)} phút", f"{value} %", _REMARKS[min(3, max(0, (value - 55) // 12))])
        for at, value in enumerate(shares, 1)
    ]
    return Table(columns, rows, 11.5)


def _shares(rng: Random) -> tuple[int, ...]:
    """Each trial comes nearer to the aim than the one before, and none exceeds it."""
    reached, shares = between(rng, 52, 64), []
    for _ in range(between(rng, 4, 6)):
        shares.append(min(reached, 98))
        reached += between(rng, 4, 11)
    return tuple(shares)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


_KNOWN = (
    "Những cách làm đang dùng phần lớn tốn công, tốn tiền hoặc phụ thuộc thời tiết, nên khó duy trì lâu dài.",
    "Đã có một số cách khắc phục nhưng chi phí cao, khó sửa chữa và chưa hợp với điều kiện miền núi.",
    "Tìm hiểu trên sách báo và hỏi người có kinh nghiệm cho thấy các cách hiện có chỉ giải quyết được một phần.",
)
_AIMS = (
    "Từ đó {thing} được xây dựng với ba yêu cầu: dễ làm, dễ sửa, an toàn cho người dùng.",
    "Mục đích của {thing} là giải quyết đúng chỗ khó nêu trên với chi phí mà một hộ gia đình hoặc một lớp học chịu được.",
    "Yêu cầu đặt ra cho {thing} là đo được kết quả, so sánh được với cách cũ và nhân rộng được.",
)
_SOURCES = (
    "Tận dụng đồ cũ",
    "Mua tại chợ, cửa hàng địa phương",
    "Tự gia công",
    "Mua linh kiện phổ thông",
    "Có sẵn tại địa phương",
)
_MADE = (
    "Tự thiết kế",
    "Tự viết mã",
    "Dùng thư viện nguồn mở, có ghi nguồn",
    "Tự sưu tầm, biên tập dữ liệu",
    "Kế thừa và chỉnh sửa",
)
_STUDIED = (
    "Điều tra thực địa",
    "Thí nghiệm có đối chứng",
    "Kế thừa tài liệu đã công bố",
    "Phối hợp với cơ sở áp dụng",
)
_STEPS = (
    "Chuẩn bị {part}, lập danh mục và phác thảo trên giấy.",
    "Thực hiện {part} theo bản vẽ, giữ lại bản nháp để so sánh.",
    "Bố trí {part} đúng vị trí đã tính, kiểm tra mối liên hệ với phần trước.",
    "Hoàn thiện {part}, chỉnh sửa theo góp ý của người dùng thử.",
)
_CHECKS = (
    "Phần nào chưa đạt được làm lại ngay trước khi sang bước sau.",
    "Các số đo được ghi vào sổ theo dõi cùng ngày thực hiện.",
    "Ảnh chụp trước và sau được lưu để đối chiếu.",
    "Bước này mất nhiều thời gian nhất vì phải thử vài phương án.",
    "An toàn được kiểm tra hai lần, có người lớn hoặc người phụ trách giám sát.",
)
_COMPARED = (
    (
        "So với các cách đã biết, {thing} không sao chép nguyên mẫu nào: phần cốt lõi được tự tính toán, thử nghiệm và điều "
        "chỉnh qua nhiều lần; phần kế thừa đều được nêu rõ."
    ),
    (
        "Điểm sáng tạo nằm ở cách kết hợp các thành phần quen thuộc để đạt kết quả mà từng thành phần riêng lẻ không làm được; "
        "{thing} vì thế vẫn đơn giản và dễ sửa."
    ),
    (
        "Tra cứu các {thing} đã đoạt giải những năm gần đây chưa thấy cách làm tương tự; nếu chỉ thay vật liệu mà giữ cách cũ "
        "thì không đạt kết quả nêu ở phần sau."
    ),
)
_READY = (
    (
        "Vật liệu dễ tìm, quy trình viết thành từng bước nên người khác làm theo được; sau một buổi hướng dẫn, người dùng tự "
        "vận hành và bảo dưỡng {thing}. Kết quả các lần thử như sau:"
    ),
    (
        "Quá trình dùng thử được tiến hành trong điều kiện thật, có ghi chép và có người ngoài nhóm cùng quan sát. Bảng sau tổng "
        "hợp kết quả; những điểm chưa đạt ở lần đầu của {thing} đã được khắc phục ở lần sau:"
    ),
)
_REMARKS = (
    "Chưa ổn định, cần chỉnh lại mối ghép và trình tự",
    "Hoạt động được, còn chậm ở bước đầu",
    "Ổn định, sai khác giữa các lần nhỏ",
    "Đạt yêu cầu, người dùng thử đánh giá tốt",
)
_SOCIAL = (
    (
        "Về xã hội và môi trường, {thing} không thải chất độc hại, tiết kiệm vật liệu và khuyến khích mọi người tự tìm cách cải "
        "tiến công việc hằng ngày. Khi nhân rộng, chi phí mỗi bộ còn giảm vì dùng chung khuôn mẫu và hướng dẫn."
    ),
    (
        "Ngoài kết quả đo được, {thing} giúp người dùng chủ động hơn, giảm phụ thuộc vào hàng mua sẵn và tận dụng nguồn lực tại "
        "chỗ. Các rủi ro khi dùng đã được liệt kê kèm cách phòng tránh."
    ),
)
_NEXT = (
    (
        "Các mục tiêu đặt ra đã đạt được. Thời gian tới, {thing} sẽ được làm gọn hơn, thử thêm trong điều kiện khác nhau và hoàn "
        "thiện tài liệu hướng dẫn để nhiều nơi cùng áp dụng."
    ),
    (
        "{thing} đã chứng minh được tính khả thi qua các lần thử. Hướng phát triển là nâng độ bền, giảm chi phí và bổ sung số "
        "liệu dài ngày để đánh giá đầy đủ hơn."
    ),
)
_PLEDGE = (
    "Những điều trình bày trong bản mô tả là đúng sự thật; {thing} không vi phạm quyền sở hữu trí tuệ của người khác. Họ tên, "
    "chữ ký của tác giả và xác nhận của đơn vị có tại phiếu đăng ký dự thi."
)
