"""Sheets handed to people in person: a one-time link to an account or a new password, and recovery codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from contests.kernel.documents import demo as demo_mark
from contests.kernel.documents.faces import Face, face_for
from contests.kernel.documents.lines import fitting_size, wrap
from contests.kernel.documents.pdf import PdfFile
from contests.kernel.documents.sheet import A4, BLACK, MM, Colour, Sheet, shade
from contests.kernel.text import one_line

_EDGE = 25 * MM
_MEASURE = A4[0] - 2 * _EDGE
_QR = 52 * MM
_SOFT, _RED, _GROUND = shade(90, 90, 96), shade(158, 18, 28), shade(250, 246, 236)


@dataclass(frozen=True)
class Invitation:
    """What the sheet of a one-time link says; `expires` is its last moment in words ("hết ngày 30/11/2026").

    With `reset` the account is already its owner's, and the link sets a new password.
    """

    organiser: str
    name: str
    role: str
    unit: str
    link: str
    expires: str
    demo: bool = False
    reset: bool = False

    @property
    def heading(self) -> str:
        """What the sheet is called."""
        return "Giấy đặt lại mật khẩu" if self.reset else "Giấy mời nhận tài khoản"


@dataclass(frozen=True)
class RecoveryCodes:
    """Codes of which each sets a new password once when the old one is forgotten."""

    name: str
    account: str
    codes: tuple[str, ...]
    demo: bool = False


@dataclass(frozen=True)
class CodeCard:
    """A card of one-time codes, the second factor of whoever has no application for it."""

    name: str
    account: str
    codes: tuple[str, ...]
    demo: bool = False


def message(invitation: Invitation) -> str:
    """The text that the office copies into its own mail or chat, line breaks included."""
    return (
        f"Kính gửi {one_line(invitation.name)},\n"
        f"{_reset_words(invitation) if invitation.reset else _invited_words(invitation)}: {invitation.link}\n"
        f"Liên kết dùng được một lần, {invitation.expires}. Không chuyển tiếp cho người khác."
    )


def _invited_words(invitation: Invitation) -> str:
    return (
        f"{one_line(invitation.organiser)} mời Ông/Bà/Bạn vào hệ thống với vai trò: {invitation.role} ({invitation.unit}).\n"
        "Mở liên kết sau để nhận tài khoản và tự đặt mật khẩu"
    )


def _reset_words(invitation: Invitation) -> str:
    return (
        f"{one_line(invitation.organiser)} gửi Ông/Bà/Bạn liên kết đặt lại mật khẩu của tài khoản"
        f" {invitation.role} ({invitation.unit}). Nếu không đề nghị đặt lại, Ông/Bà/Bạn báo ngay cho Ban Tổ chức.\n"
        "Mở liên kết sau để đặt mật khẩu mới"
    )


def invitation_sheets(invitations: Iterable[Invitation]) -> bytes:
    """One A4 page a person, in order; the file is called what its first sheet is."""
    out, sheets = BytesIO(), list(invitations)
    pdf = PdfFile(out, title=sheets[0].heading if sheets else "")
    for invitation in sheets:
        _invitation_page(pdf, invitation)
    pdf.close()
    return out.getvalue()


def recovery_sheet(recovery: RecoveryCodes) -> bytes:
    """One A4 page with the codes in two columns."""
    words = (
        "Khi quên mật khẩu, mỗi mã cho phép đặt mật khẩu mới một lần. Dùng mã nào, hãy gạch mã ấy. "
        "Cất tờ giấy này ở nơi khóa kín; không chụp ảnh, không gửi qua mạng."
    )
    return _codes_sheet("Mã khôi phục tài khoản", words, recovery)


def card_sheet(card: CodeCard) -> bytes:
    """One A4 page with the card's codes, numbered by rows."""
    words = (
        "Khi đăng nhập, sau mật khẩu phần mềm hỏi một mã trên thẻ này. Mỗi mã dùng được một lần; dùng mã nào, "
        "hãy gạch mã ấy. Gần hết mã hoặc mất thẻ, đề nghị Ban Thư ký cấp thẻ mới. Không để thẻ cùng mật khẩu."
    )
    return _codes_sheet("Thẻ mã xác minh", words, card)


def _codes_sheet(title: str, words: str, printed: RecoveryCodes | CodeCard) -> bytes:
    out = BytesIO()
    pdf = PdfFile(out, title=title)
    page = _Page(pdf, demo=printed.demo)
    page.text(title, Face.SANS_BOLD, 22, _RED)
    page.text(printed.name, Face.SANS_BOLD, 15, gap=14)
    page.text(printed.account, Face.SANS, 12, _SOFT, gap=2)
    page.text(words, Face.SANS, 11.5, gap=14)
    page.codes(printed.codes)
    page.sheet.finish()
    pdf.close()
    return out.getvalue()


def _invitation_page(pdf: PdfFile, invitation: Invitation) -> None:
    page = _Page(pdf, demo=invitation.demo)
    page.text(invitation.organiser, Face.SANS_BOLD, 12, _SOFT)
    page.text(invitation.heading, Face.SANS_BOLD, 24, _RED, gap=6)
    page.text("Kính gửi", Face.SANS, 12, _SOFT, gap=18)
    page.text(invitation.name, Face.SANS_BOLD, 20)
    page.text(f"{invitation.role} – {invitation.unit}", Face.SANS, 13, gap=2)
    page.qr(invitation.link)
    page.text(f"Liên kết dùng được một lần, {invitation.expires}.", Face.SANS_BOLD, 12, gap=12)
    own = "Đặt mật khẩu mới." if invitation.reset else "Tự đặt mật khẩu."
    page.steps(
        "Quét mã QR bằng điện thoại, hoặc gõ địa chỉ dưới đây vào trình duyệt.",
        "Kiểm tra tên và vai trò hiện ra; nếu sai, dừng lại và báo Ban Tổ chức.",
        f"{own} Từ đó về sau đăng nhập bằng mật khẩu của mình, không cần tờ giấy này.",
    )
    page.link(invitation.link)
    page.boxed("Nội dung để sao chép khi gửi qua thư hoặc tin nhắn", message(invitation).splitlines())
    page.sheet.finish()


class _Page:
    def __init__(self, pdf: PdfFile, *, demo: bool) -> None:
        self.sheet = Sheet(pdf, A4)
        self.y = A4[1] - _EDGE
        if demo:
            demo_mark.mark(self.sheet)

    def text(
        self,
        text: str,
        wanted: Face,
        size: float,
        colour: Colour = BLACK,
        *,
        gap: float = 0,
        inset: float = 0,
    ) -> None:
        text = one_line(text)
        face = face_for(text, wanted)
        self.y -= gap
        for line in wrap(text, face, size, _MEASURE - 2 * inset):
            self.y -= size * 1.35
            self.sheet.text(_EDGE + inset, self.y + size * 0.32, line, face, size, colour)

    def link(self, link: str) -> None:
        """An address on one line, however long."""
        size = fitting_size(link, Face.SANS_BOLD, _MEASURE, largest=11, least=7)
        self.text(link, Face.SANS_BOLD, size, gap=10)

    def qr(self, link: str) -> None:
        self.y -= _QR + 20
        self.sheet.qr((A4[0] - _QR) / 2, self.y, _QR, link)

    def steps(self, *steps: str) -> None:
        for at, step in enumerate(steps, 1):
            self.text(f"{at}.  {step}", Face.SANS, 11.5, gap=5)

    def boxed(self, heading: str, lines: Sequence[str]) -> None:
        """Lines on a tinted ground."""
        room = _MEASURE - 24
        count = sum(len(wrap(one_line(line), face_for(line, Face.SANS), 10, room)) for line in lines)
        height = 10 * 1.35 * (count + 1) + 3 * len(lines) + 24
        self.sheet.box(_EDGE, self.y - 18 - height, _MEASURE, height, fill=_GROUND)
        self.y -= 30
        self.text(heading, Face.SANS_BOLD, 10, _SOFT, inset=12)
        for line in lines:
            self.text(line, Face.SANS, 10, gap=3, inset=12)

    def codes(self, codes: Sequence[str]) -> None:
        half = (len(codes) + 1) // 2
        top = self.y - 34
        for at, code in enumerate(codes):
            column, row = divmod(at, half)
            x, y = _EDGE + column * _MEASURE / 2, top - row * 30
            self.sheet.frame(x, y - 2, 12, 12, stroke=0.8, colour=_SOFT)
            self.sheet.text(x + 22, y - 1, f"{at + 1}.", Face.SANS, 11, _SOFT)
            self.sheet.text(x + 46, y - 1, code, Face.SANS_BOLD, 15)
        self.y = top - half * 30
