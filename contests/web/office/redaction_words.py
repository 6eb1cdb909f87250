"""What the pages of redaction call the kinds of findings and the deeds."""

from contests.envelopes.gate.findings import FindingKind
from contests.kernel.text import N_

KINDS = {
    FindingKind.FULL_NAME: N_("họ tên đầy đủ"),
    FindingKind.PART_OF_NAME: N_("một phần họ tên"),
    FindingKind.UNIT: N_("tên đơn vị"),
    FindingKind.PHONE: N_("số điện thoại"),
    FindingKind.EMAIL: N_("thư điện tử"),
    FindingKind.NUMBER: N_("số định danh"),
    FindingKind.GIVEN_NAME: N_("tên gọi"),
    FindingKind.INITIALS: N_("chữ viết tắt tên"),
    FindingKind.PLACE: N_("địa danh"),
    FindingKind.WORDS: N_("từ thường trùng tên"),
}
KIND_NAMES = {kind.value: label for kind, label in KINDS.items()}
