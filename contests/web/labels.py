"""What roles, kinds of units and of files are called on pages."""

from contests.kernel.access import Role
from contests.kernel.text import N_
from contests.people.terms import Handed, UnitKind
from contests.people.units.terms import EventKind

ROLES = {
    Role.HEAD: N_("Lãnh đạo Ban Tổ chức"),
    Role.SECRETARY: N_("Ban Thư ký"),
    Role.INSPECTOR: N_("Giám sát"),
    Role.UNIT: N_("Đầu mối đơn vị"),
    Role.AUTHOR: N_("Tác giả"),
    Role.JUDGE: N_("Giám khảo"),
}
HANDED = {
    Handed.SITE: N_("Trang tĩnh (ZIP)"),
    Handed.BUNDLE: N_("Gói hồ sơ đề cử"),
    Handed.PAPER: N_("Văn bản, giấy chứng nhận"),
    Handed.BOOKLET: N_("Kỷ yếu"),
    Handed.EXPORT: N_("Bảng tính"),
}
UNIT_KINDS = {
    UnitKind.SCHOOL: N_("Trường học"),
    UnitKind.TRADE_UNION: N_("Công đoàn"),
    UnitKind.COMMUNE: N_("Xã, phường"),
    UnitKind.SECTOR: N_("Sở, ngành"),
    UnitKind.ENTERPRISE: N_("Doanh nghiệp"),
    UnitKind.UNION: N_("Hội, liên hiệp hội"),
}
UNIT_EVENTS = {
    EventKind.RENAMED: N_("Đổi tên"),
    EventKind.MOVED: N_("Chuyển cấp trên"),
    EventKind.MERGED: N_("Sáp nhập"),
    EventKind.CLOSED: N_("Giải thể"),
}
