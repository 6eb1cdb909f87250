"""What the words of this stage are called on pages, in Vietnamese."""

from contests.entries.terms import Applicant, AuthorRole, EntryState, Part
from contests.kernel.text import N_
from contests.people.terms import Gender

STATES = {
    EntryState.DRAFT: N_("Đang soạn"),
    EntryState.SUBMITTED: N_("Đã nộp, chờ sơ loại"),
    EntryState.RETURNED: N_("Cần bổ sung"),
    EntryState.ELIGIBLE: N_("Đủ điều kiện"),
    EntryState.REJECTED: N_("Không đủ điều kiện"),
    EntryState.WITHDRAWN: N_("Đã rút"),
}
TONES = {
    EntryState.DRAFT: "neutral",
    EntryState.SUBMITTED: "info",
    EntryState.RETURNED: "warn",
    EntryState.ELIGIBLE: "good",
    EntryState.REJECTED: "bad",
    EntryState.WITHDRAWN: "neutral",
}
"""The tone of a state's badge."""
APPLICANTS = {
    Applicant.INDIVIDUAL: N_("Cá nhân"),
    Applicant.TEAM: N_("Nhóm tác giả"),
    Applicant.ORGANISATION: N_("Tổ chức"),
}
AUTHOR_ROLES = {
    AuthorRole.LEAD: N_("Chủ trì"),
    AuthorRole.CO_LEAD: N_("Đồng chủ trì"),
    AuthorRole.CO_AUTHOR: N_("Đồng tác giả"),
}
GENDERS = {Gender.FEMALE: N_("Nữ"), Gender.MALE: N_("Nam")}
PARTS = {
    Part.FACTS: N_("Thông tin"),
    Part.AUTHORS: N_("Tác giả"),
    Part.DOSSIER: N_("Hồ sơ"),
    Part.SENDING: N_("Nộp"),
}
ASKED_AGAIN = {"+facts": N_("Thông tin về giải pháp"), "+authors": N_("Thông tin về tác giả")}
"""What may be asked for again besides dossier items."""
