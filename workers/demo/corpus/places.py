"""The units of Tuyên Quang as a season sees them: before and after the districts were abolished on 1 July 2025.

Names of communes, districts and offices are those of the map; schools, bases and enterprises are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from contests.people.terms import UnitKind
from workers.demo.corpus.draw import below, shuffled, stream

UNION = "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang"
LABOUR = "Liên đoàn Lao động tỉnh Tuyên Quang"
EDUCATION = "Sở Giáo dục và Đào tạo tỉnh Tuyên Quang"


class Era(Enum):
    """Which map a season stands on."""

    DISTRICTS = "districts"
    """Until 30 June 2025: province, districts, communes."""
    TWO_TIERS = "two_tiers"
    """From 1 July 2025: province, communes and wards."""


@dataclass(frozen=True, slots=True)
class Unit:
    """`within` is the name of the unit above; None for the organiser."""

    name: str
    kind: UnitKind
    within: str | None


_DISTRICTS = (
    *("thành phố Tuyên Quang", "huyện Chiêm Hóa", "huyện Hàm Yên", "huyện Lâm Bình"),
    *("huyện Na Hang", "huyện Sơn Dương", "huyện Yên Sơn"),
)
_COMMUNES = (
    *(
        "Phường Minh Xuân",
        "Phường Nông Tiến",
        "Phường An Tường",
        "Phường Mỹ Lâm",
        "Xã Chiêm Hóa",
        "Xã Hàm Yên",
    ),
    *(
        "Xã Lâm Bình",
        "Xã Nà Hang",
        "Xã Sơn Dương",
        "Xã Yên Sơn",
        "Xã Tân Trào",
        "Xã Thượng Lâm",
        "Xã Kim Bình",
    ),
    *("Phường Hà Giang 1", "Phường Hà Giang 2", "Xã Đồng Văn", "Xã Mèo Vạc", "Xã Quản Bạ", "Xã Yên Minh"),
    *("Xã Bắc Quang", "Xã Vị Xuyên", "Xã Hoàng Su Phì", "Xã Quang Bình", "Xã Bắc Mê"),
)
_SECTORS = (
    *("Sở Khoa học và Công nghệ", "Sở Y tế", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Công an tỉnh"),
    *("Bộ Chỉ huy Quân sự tỉnh", "Tỉnh đoàn", "Đài Phát thanh và Truyền hình tỉnh"),
)
_SCHOOL_NAMES = (
    *(
        "Nà Lường",
        "Khuôn Thẳm",
        "Bản Cuống",
        "Đồng Mon",
        "Thác Dẫng",
        "Pắc Củng",
        "Phiêng Luông",
        "Làng Ngòi",
    ),
    *("Tân Lĩnh", "Suối Khoáng", "Đèo Chắn", "Nà Tông Hạ", "Khau Cút", "Bến Đền", "Đồng Chùa", "Cây Quéo"),
    *(
        "Vĩnh Khánh",
        "Tiên Lĩnh",
        "Hợp Sơn",
        "Phúc An Hạ",
        "Trung Lĩnh",
        "Minh Khương Thượng",
        "Kim Lĩnh",
        "An Lập",
    ),
    *(
        "Lương Thiện Đông",
        "Sơn Lĩnh",
        "Yên Phú Tây",
        "Thành Lập",
        "Hồng Quang Hạ",
        "Khuổi Trang",
        "Tát Kẻ",
        "Nậm Lương",
    ),
    *(
        "Lũng Thầu",
        "Sà Phìn Hạ",
        "Tả Lủng Nam",
        "Cốc Rế",
        "Nà Chì Đông",
        "Bản Ngò Thượng",
        "Xuân Lĩnh",
        "Việt Lĩnh",
    ),
)
_UPPER = ("Lê Quý Đôn", "Phan Thiết", "Chu Văn An", "Lương Thế Vinh", "Nguyễn Văn Huyên", "Xuân Vân Lĩnh")
_ENTERPRISES = (
    *(
        "Công ty cổ phần Chè Sông Lô Xanh",
        "Công ty TNHH Cơ khí Tân Phát Lô Giang",
        "Hợp tác xã Cam sành Hàm Thuận",
    ),
    *("Công ty cổ phần Giấy An Lĩnh", "Công ty TNHH May Sông Gâm", "Công ty cổ phần Xi măng Tân Lĩnh"),
    *(
        "Hợp tác xã Nông nghiệp xanh Tân Lĩnh",
        "Công ty cổ phần Cấp nước Lô Giang",
        "Công ty Thủy điện Nậm Lương",
    ),
    *(
        "Công ty TNHH Gỗ Keo Việt",
        "Công ty cổ phần Môi trường đô thị Sông Lô",
        "Hợp tác xã Dược liệu Khau Cút",
    ),
)
_BASES = (
    *(
        "Bệnh viện Đa khoa Lô Giang",
        "Trung tâm Y tế Thượng Lĩnh",
        "Điện lực Sông Gâm",
        "Kho bạc khu vực Sông Lô",
    ),
    *(
        "Trường Cao đẳng Kỹ thuật Lô Giang",
        "Viễn thông Sông Lô",
        "Nhà máy Chè Khuôn Thẳm",
        "Trạm Thủy văn Chiêm Lĩnh",
    ),
    *(
        "Nhà máy Thủy điện Nậm Lương",
        "Chi cục Kiểm lâm vùng Khau Cút",
        "Công ty Xây dựng Tân Lĩnh",
        "Bưu điện Sông Lô",
    ),
)


def units(era: Era, seed: int | str) -> tuple[Unit, ...]:
    """The whole tree, every unit after the one above it; no two units have one name."""
    heads = _heads(era)
    return (
        Unit(UNION, UnitKind.UNION, None),
        Unit(EDUCATION, UnitKind.SECTOR, UNION),
        Unit(LABOUR, UnitKind.TRADE_UNION, UNION),
        *(Unit(name, UnitKind.SECTOR, UNION) for name in _SECTORS),
        *heads,
        *_schools(heads, seed),
        *(Unit(f"Công đoàn cơ sở {name}", UnitKind.TRADE_UNION, LABOUR) for name in _BASES),
        *(Unit(name, UnitKind.ENTERPRISE, UNION) for name in _ENTERPRISES),
    )


def of_kind(tree: tuple[Unit, ...], kind: UnitKind) -> list[Unit]:
    """The units of one kind, in the order of the tree."""
    return [unit for unit in tree if unit.kind is kind]


def _heads(era: Era) -> list[Unit]:
    """Who forwards the entries of the schools below: a district's education office, or a commune."""
    if era is Era.TWO_TIERS:
        return [Unit(name, UnitKind.COMMUNE, UNION) for name in _COMMUNES]
    return [Unit(f"Phòng Giáo dục và Đào tạo {name}", UnitKind.SECTOR, UNION) for name in _DISTRICTS]


def _schools(heads: list[Unit], seed: int | str) -> Iterator[Unit]:
    rng = stream(seed, "schools")
    for at, name in enumerate(shuffled(rng, _SCHOOL_NAMES)):
        head = heads[(at + below(rng, 2)) % len(heads)]
        yield Unit(
            f"Trường Tiểu học {name}" if at % 3 else f"Trường TH và THCS {name}", UnitKind.SCHOOL, head.name
        )
        if at % 3:
            yield Unit(f"Trường THCS {name}", UnitKind.SCHOOL, head.name)
    upper = [f"Trường THPT {name}" for name in (*_UPPER, *_SCHOOL_NAMES[16:22])]
    boarding = [f"Trường PTDTNT THCS và THPT {name}" for name in _SCHOOL_NAMES[:4]]
    yield from (Unit(name, UnitKind.SCHOOL, EDUCATION) for name in (*upper, *boarding))
