"""What the words of this stage are called on pages, in Vietnamese."""

from contests.kernel.text import N_
from contests.screening.terms import ReasonCode, VerdictKind

VERDICTS = {
    VerdictKind.ELIGIBLE: N_("Đủ điều kiện"),
    VerdictKind.REJECTED: N_("Không đủ điều kiện"),
    VerdictKind.RETURNED: N_("Trả lại để bổ sung"),
}
REASONS = {
    ReasonCode.AGE: N_("Tác giả ngoài độ tuổi theo thể lệ"),
    ReasonCode.DUPLICATE: N_("Trùng với giải pháp đã đoạt giải hoặc đã công bố"),
    ReasonCode.FIELD: N_("Không thuộc các lĩnh vực dự thi"),
    ReasonCode.INCOMPLETE: N_("Hồ sơ không đủ thành phần theo thể lệ và không bổ sung đúng hạn"),
    ReasonCode.PERIOD: N_("Giải pháp tạo ra ngoài thời gian thể lệ cho phép"),
    ReasonCode.OTHER: N_("Lý do khác theo thể lệ"),
}
"""What a reason for rejection says to the unit and its authors."""
