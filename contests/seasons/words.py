"""What the words of this stage are called on pages, in Vietnamese."""

from contests.kernel.text import N_
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
    Part.SETTINGS: N_("Cách chấm và giới hạn"),
}
FILE_TYPES = {
    "pdf": "PDF",
    "docx": "Word (DOCX)",
    "jpeg": N_("Ảnh JPEG"),
    "png": N_("Ảnh PNG"),
    "mp4": N_("Video MP4"),
}
