"""The words of designs: papers, alignments, backgrounds, and the placeholders that a text may hold."""

import enum

from contests.kernel.text import N_


class Paper(enum.StrEnum):
    """Plain paper gets all; a pre-printed form already has the art and the texts marked as printed on it."""

    PLAIN = "plain"
    PREPRINTED = "preprinted"


class Align(enum.StrEnum):
    """Where lines stand within the width of their box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Anchor(enum.StrEnum):
    """Where lines stand within the height of their box."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Backdrop(enum.StrEnum):
    """What lies behind the text: one of the drawn borders, an uploaded picture, or nothing."""

    NONE = "none"
    DRUM = "drum"
    SUN = "sun"
    LOTUS = "lotus"
    PICTURE = "picture"


class Slot(enum.StrEnum):
    """A placeholder as it is written between braces in a text."""

    NAMES = "họ tên"
    AFFILIATION = "đơn vị"
    PRIZE = "giải"
    WORK = "giải pháp"
    REGISTER = "số vào sổ"
    CODE = "mã kiểm tra"
    ISSUER = "cơ quan"
    CONTEST = "cuộc thi"
    DECISION = "căn cứ"
    PLACE_AND_DATE = "nơi và ngày cấp"
    SIGNER_TITLE = "chức vụ"
    SIGNER = "người ký"


OWN = frozenset({Slot.NAMES, Slot.AFFILIATION, Slot.PRIZE, Slot.WORK, Slot.REGISTER, Slot.CODE})
"""What each certificate has of its own; the other slots are the same for all that are issued together."""

SLOT_HELP = {
    Slot.NAMES: N_("Họ tên người (hoặc các tác giả, đơn vị) được cấp"),
    Slot.AFFILIATION: N_("Lớp, trường hoặc đơn vị"),
    Slot.PRIZE: N_("Hạng giải"),
    Slot.WORK: N_("Tên giải pháp"),
    Slot.REGISTER: N_("Số vào sổ"),
    Slot.CODE: N_("Mã kiểm tra bằng chữ, cạnh mã QR"),
    Slot.ISSUER: N_("Cơ quan cấp"),
    Slot.CONTEST: N_("Tên cuộc thi, lần tổ chức"),
    Slot.DECISION: N_("Số và ngày của quyết định"),
    Slot.PLACE_AND_DATE: N_("Nơi cấp, ngày cấp"),
    Slot.SIGNER_TITLE: N_("Chức vụ người ký"),
    Slot.SIGNER: N_("Họ tên người ký"),
}
