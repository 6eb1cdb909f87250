"""How the peoples of Tuyên Quang are named: family names, middle names and given names, and a few rare shapes."""

from dataclasses import dataclass

from contests.people.terms import Gender


@dataclass(frozen=True, slots=True)
class Stock:
    """The words one people's names are made of; a middle name may be empty or two words."""

    people: str
    families: tuple[str, ...]
    middles: dict[Gender, tuple[str, ...]]
    given: dict[Gender, tuple[str, ...]]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


def _stock(people: str, families: str, men: tuple[str, str], women: tuple[str, str]) -> Stock:
    middles = {Gender.MALE: _words(men[0]), Gender.FEMALE: _words(women[0])}
    given = {Gender.MALE: _words(men[1]), Gender.FEMALE: _words(women[1])}
    return Stock(people, _words(families), middles, given)


_MEN = (
    "Văn, Văn, Văn, Đức, Minh, Quang, Tuấn, Hữu, Gia, Bảo, Thành, Duy, Trọng, Mạnh, Hoàng, Xuân",
    (
        "An, Anh, Bách, Bình, Chiến, Cường, Dũng, Duy, Đạt, Đông, Giang, Hải, Hiếu, Hoàn, Hùng, Huy, Khải, Khánh, Khoa, "
        "Kiên, Lâm, Linh, Long, Lộc, Minh, Nam, Nghĩa, Nguyên, Phong, Phúc, Quân, Quyết, Sơn, Thái, Thắng, Thịnh, Tiến, "
        "Toàn, Trung, Trường, Tú, Tùng, Việt, Vinh, Vũ"
    ),
)
_WOMEN = (
    "Thị, Thị, Thị Ngọc, Thị Thu, Thị Thanh, Thị Hồng, Ngọc, Thùy, Thanh, Khánh, Phương, Minh, Bảo, Thảo, Mai, Hà",
    (
        "An, Anh, Ánh, Bích, Chi, Diệp, Dung, Dương, Giang, Hà, Hạnh, Hằng, Hân, Hiền, Hoa, Hồng, Huệ, Hương, Huyền, "
        "Khuê, Lan, Linh, Loan, Ly, Mai, My, Nga, Ngân, Nhi, Nhung, Oanh, Phương, Quyên, Quỳnh, Tâm, Thảo, Thơm, Thủy, "
        "Thư, Trang, Trinh, Tuyết, Uyên, Vân, Xuân, Yến"
    ),
)

KINH = _stock(
    "Kinh",
    "Nguyễn, Nguyễn, Nguyễn, Nguyễn, Trần, Trần, Lê, Lê, Phạm, Phạm, Hoàng, Vũ, Phan, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, "
    "Đinh, Trịnh, Mai, Tạ, Đào, Vương, Phùng, Lưu, Khổng",
    _MEN,
    _WOMEN,
)
TAY = _stock("Tày", "Ma, Hà, Nông, Hoàng, Chẩu, Quan, Lục, La, Lường, Hứa, Ma Phúc, Nguyễn", _MEN, _WOMEN)
NUNG = _stock("Nùng", "Nông, Hoàng, Vi, Lương, Mông, Đàm, Lã, Lý, Linh, Chu", _MEN, _WOMEN)
CAO_LAN = _stock("Cao Lan", "Trần, Lâm, Ninh, Tiêu, Vương, Âu, Lý, La, Hoàng, Đàm, Sầm", _MEN, _WOMEN)
DAO = _stock(
    "Dao",
    "Bàn, Triệu, Đặng, Phùng, Lý, Phàn, Chảo, Tẩn",
    (
        "Văn, Tòn, Chòi, Phúc, Tiến, Càn, Kim, Hữu",
        "Sinh, Phin, Quyên, Hồng, Sơn, Thanh, Vượng, Phấu, Khé, Nhất, Pham, Quý",
    ),
    ("Thị, Mùi, Mùi, Tà, Thị", "Chài, Mẩy, Ghến, Pham, Liễu, Nhậy, Mủi, Khe, Hương, Duyên, Phấy"),
)
HMONG = _stock(
    "H’Mông",
    "Giàng, Thào, Sùng, Vàng, Hầu, Vừ, Ly, Mua, Hạng, Lầu, Cháng, Thò",
    ("A, A, Mí, Seo, Văn", "Páo, Sính, Dình, Chứ, Tủa, Pó, Lử, Vảng, Nủ, Sử, Chơ, Dê, Súng"),
    ("Thị, Thị, ", "Mỷ, Dính, Sua, Say, Chở, Dợ, Máy, Xúa, Pà, Già, Dở, Sinh"),
)

STOCKS: tuple[tuple[Stock, int], ...] = (
    *((KINH, 56), (TAY, 22), (DAO, 8)),
    *((CAO_LAN, 6), (NUNG, 4), (HMONG, 4)),
)

RARE: tuple[tuple[str, Gender, str], ...] = (
    ("H’Hen Niê", Gender.FEMALE, "Ê Đê"),
    ("Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh", Gender.FEMALE, "Kinh"),
    ("Dếnh", Gender.MALE, "H’Mông"),
    ("Y Blăm", Gender.MALE, "Ê Đê"),
    ("Nguyễn Thị Ngọc Ánh", Gender.FEMALE, "Kinh"),
    ("Đặng Trần Côn", Gender.MALE, "Kinh"),
    ("H’Lăng Byă", Gender.FEMALE, "Ê Đê"),
    ("Y Thuăt Kbuôr", Gender.MALE, "Ê Đê"),
    ("Đinh Y Khươl", Gender.FEMALE, "Ba Na"),
    ("Krajăn", Gender.MALE, "Ê Đê"),
)
"""Names of unusual shape: an apostrophe, letters of other alphabets, forty characters, a single word."""
