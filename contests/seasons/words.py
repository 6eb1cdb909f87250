"""What the words of this stage are called on pages, in Vietnamese."""

from contests.kernel.text import N_
from contests.seasons.recognition.terms import Pool, SpecialKind, SpecialRule
from contests.seasons.terms import ContestKind, Level, Origin, Part, Phase

KINDS = {
    ContestKind.YOUTH: N_("Cuộc thi Sáng tạo Thanh thiếu niên, Nhi đồng"),
    ContestKind.TECHNICAL: N_("Hội thi Sáng tạo Kỹ thuật"),
    ContestKind.AWARD: N_("Giải thưởng Khoa học và Công nghệ"),
}
LEVELS = {
    Level.BASE: N_("Cấp cơ sở"),
    Level.PROVINCE: N_("Cấp tỉnh"),
    Level.NATION: N_("Cấp toàn quốc"),
}
ORIGINS = {
    Origin.SOFTWARE: N_("Mặc định của phần mềm, cần Ban Tổ chức xác nhận"),
    Origin.CITED: N_("Theo văn bản được dẫn, cần Ban Tổ chức xác nhận"),
    Origin.ORGANISER: N_("Do Ban Tổ chức đặt"),
}
PHASES = {
    Phase.LAUNCH: N_("Phát động"),
    Phase.REGISTRATION: N_("Đăng ký"),
    Phase.SCREENING: N_("Sơ loại"),
    Phase.SEALING: N_("Đánh phách"),
    Phase.JUDGING: N_("Chấm thi"),
    Phase.OPENING: N_("Ghép phách"),
    Phase.AWARDS: N_("Xét giải"),
    Phase.PUBLICATION: N_("Công bố"),
    Phase.CERTIFICATES: N_("Cấp chứng nhận"),
    Phase.NOMINATION: N_("Đề cử"),
    Phase.REPORT: N_("Tổng kết"),
    Phase.DONE: N_("Đã kết thúc"),
}
PARTS = {
    Part.GENERAL: N_("Thông tin chung và thể lệ"),
    Part.DATES: N_("Thời hạn"),
    Part.LEGAL: N_("Căn cứ pháp lý"),
    Part.FIELDS: N_("Lĩnh vực dự thi"),
    Part.DIVISIONS: N_("Bảng và độ tuổi"),
    Part.DOSSIER: N_("Thành phần hồ sơ"),
    Part.RUBRIC: N_("Thang điểm"),
    Part.TIERS: N_("Cơ cấu giải thưởng"),
    Part.SPECIAL: N_("Giải chuyên đề, tập thể, phong trào"),
    Part.HONOURS: N_("Hình thức tôn vinh sau giải thưởng"),
    Part.FEES: N_("Thù lao giám khảo"),
    Part.SETTINGS: N_("Cách chấm và giới hạn"),
}
SPECIAL_KINDS = {
    SpecialKind.THEME: N_("Giải chuyên đề"),
    SpecialKind.COLLECTIVE: N_("Giải tập thể"),
    SpecialKind.MOVEMENT: N_("Giải phong trào"),
}
SPECIAL_RULES = {
    SpecialRule.YOUNGEST: N_("Tác giả nhỏ tuổi nhất"),
    SpecialRule.OLDEST: N_("Tác giả lớn tuổi nhất"),
    SpecialRule.MOST_ENTRIES: N_("Tác giả có nhiều hồ sơ nhất"),
    SpecialRule.POINTS: N_("Đơn vị có điểm cao nhất"),
    SpecialRule.CHOSEN: N_("Ban Tổ chức chọn, ghi lý do"),
    SpecialRule.CHOSEN_WORK: N_("Ban Tổ chức chọn một giải pháp, ghi lý do"),
}
POOLS = {
    Pool.RECEIVED: N_("hồ sơ đã nhận"),
    Pool.ELIGIBLE: N_("hồ sơ đủ điều kiện"),
    Pool.PRIZED: N_("hồ sơ được xếp giải"),
}
AUTHOR_ROLES = {"lead": N_("Chủ trì"), "co_lead": N_("Đồng chủ trì"), "co_author": N_("Đồng tác giả")}
SEAT_ROLES = {"chair": N_("Tổ trưởng"), "secretary": N_("Thư ký"), "member": N_("Ủy viên")}
FILE_TYPES = {
    "pdf": "PDF",
    "docx": "Word (DOCX)",
    "jpeg": N_("Ảnh JPEG"),
    "png": N_("Ảnh PNG"),
    "mp4": N_("Video MP4"),
}
