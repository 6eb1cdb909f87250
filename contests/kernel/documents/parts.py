"""What an official paper consists of (Nghị định 30/2020/NĐ-CP, Phụ lục I), before it is PDF or Word: plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from contests.kernel.documents.pages import Align
from contests.kernel.documents.tables import Table

BODY = 14.0
SIGNATURE_ROOM = 72.0  # points left empty for stamp and signature: 25 mm
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper, with line breaks where they are wanted; `number` reads "Số: 15/QĐ-BTC", `place_and_date` "Tuyên Quang, ngày … tháng … năm …".

    `about` is the subject of a letter ("V/v giới thiệu …"), which stands below its number.
    """

    agency: str
    superior: str = ""
    number: str = ""
    place_and_date: str = ""
    about: str = ""


@dataclass(frozen=True)
class Paragraph:
    """`lead` is set in bold before the text: "Điều 1."; `keep` is the height in points, its own and that of what follows,
    that stands on one page with it."""

    text: str
    align: Align = "justify"
    bold: bool = False
    italic: bool = False
    size: float = BODY
    lead: str = ""
    keep: float = 0


@dataclass(frozen=True)
class Facts:
    """Label and value side by side, without rules."""

    rows: tuple[tuple[str, str], ...]
    size: float = 12.5
    label_share: float = 0.3


@dataclass(frozen=True)
class CheckCode:
    """A QR code with lines of text beside it, the first in bold."""

    url: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Signature:
    """The signer's title (a line each: "TM. BAN TỔ CHỨC", "TRƯỞNG BAN") and name; `note` reads "(Ký, ghi rõ họ tên)"."""

    title: str
    name: str = ""
    note: str = ""


Part = Paragraph | Facts | CheckCode | Table


@dataclass(frozen=True)
class Appendix:
    """What follows the signed pages on pages of its own, numbered anew; `note` reads "(Kèm theo Quyết định số …)"."""

    title: str
    body: Iterable[Part]
    label: str = ""
    """Such as "Phụ lục I"; none where there is one only."""
    note: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class OfficialPaper:
    """A paper from its letterhead to its signatures; one signature stands on the right, two side by side.

    A letter has no title; `addressees` follow "Kính gửi:". `signature_room` is the height in points left empty
    between a signer's title and name. `draft` says on its first page that nobody has signed it.
    """

    letterhead: Letterhead
    title: str
    body: Iterable[Part]
    subject: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    signature_room: float = SIGNATURE_ROOM
    landscape: bool = False
    draft: bool = False
    demo: bool = False
