"""What the pages of conflicts call sources, levels, rulings and what judges declare."""

from contests.envelopes.conflicts.terms import Against, Level, Ruling, Source
from contests.kernel.text import N_
from judging.service import DeclaredKind

SOURCES = {
    Source.OWN_UNIT: N_("Đơn vị đang công tác"),
    Source.PAST_UNIT: N_("Đơn vị cũ trong 5 năm"),
    Source.KIN: N_("Người thân đã khai"),
    Source.PUPIL: N_("Học trò, người được hướng dẫn đã khai"),
    Source.PARTNER: N_("Người hợp tác đã khai"),
    Source.MENTOR: N_("Giám khảo trùng tên người hướng dẫn"),
    Source.NAMESAKE: N_("Giám khảo trùng tên người trong hồ sơ"),
    Source.COAUTHOR: N_("Đồng tác giả ở mùa thi trước"),
    Source.CONTACT: N_("Trùng số điện thoại hoặc thư điện tử"),
    Source.ADDRESS: N_("Trùng địa chỉ"),
    Source.EARLIER_PANEL: N_("Đã chấm giải pháp này ở mùa thi khác"),
}
AGAINST = {
    Against.AUTHOR: N_("tác giả"),
    Against.GUARDIAN: N_("người giám hộ"),
    Against.MENTOR: N_("người hướng dẫn"),
    Against.UNIT: N_("đơn vị nộp hồ sơ"),
    Against.WORKPLACE: N_("nơi học, nơi làm việc ghi trong hồ sơ"),
    Against.CONTACT: N_("liên hệ ghi trong hồ sơ"),
    Against.WORK: N_("tên giải pháp"),
}
LEVELS = {
    Level.HARD: N_("Không được chấm"),
    Level.LOOK: N_("Cần xem xét"),
    Level.SOFT: N_("Để tham khảo"),
}
RULINGS = {Ruling.BAR: N_("Không cho chấm"), Ruling.CLEAR: N_("Không xung đột")}
DECLARED = {
    DeclaredKind.UNIT_NOW: N_("Đơn vị đang công tác"),
    DeclaredKind.UNIT_PAST: N_("Đơn vị cũ trong 5 năm"),
    DeclaredKind.KIN: N_("Người thân"),
    DeclaredKind.PUPIL: N_("Học trò, người được hướng dẫn"),
    DeclaredKind.PARTNER: N_("Người hợp tác"),
    DeclaredKind.PHONE: N_("Số điện thoại"),
    DeclaredKind.ADDRESS: N_("Nơi ở"),
}
