"""How certificates are numbered and worded, and when one may be replaced or revoked. Pure: values in, values out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contests.certificates.terms import CertificateState
from contests.kernel.errors import Reason
from contests.kernel.signs import typed as typed_code
from contests.kernel.signs import well_formed
from contests.kernel.text import N_, one_line
from contests.seasons.terms import ContestKind

PREFIX = {ContestKind.YOUTH: "TTNND", ContestKind.TECHNICAL: "STKT", ContestKind.AWARD: "GT"}
AHEAD = timedelta(days=60)
MOST_NAME = 80
CODE_SIGNS = 8
"""Seven random signs and their check sign: 27 thousand million codes, asked for together with the number."""
_REGISTER = re.compile(r"([A-Z]+[0-9]*)-?([0-9]{4})-?([0-9]{4,9})")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is to get a certificate, with what it says; `place` orders the ceremony.

    An author has all ids but the unit's, a group only the award's, a unit only its own.
    """

    names: tuple[str, ...]
    affiliation: str
    work: str
    prize: str
    award_id: str | None = None
    author_id: str | None = None
    unit_id: str | None = None
    named: bool = False
    """Whether everyone it names has agreed to be named."""
    place: "Place | None" = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a holder stands in the ceremony: the tier and rank of the prize, the entry's number, the place in the dossier."""

    tier: int
    rank: int
    number: int
    author: int = 0


def ceremony_order(holders: Sequence[Holder]) -> list[Holder]:
    """As the names are called: the lowest tier first, within a tier the best rank last, authors as in the dossier."""
    return sorted(holders, key=lambda one: _called(one.place))


def _called(place: Place | None) -> tuple[int, int, int, int]:
    return (-place.tier, -place.rank, place.number, place.author) if place else (1, 0, 0, 0)


def register_of(kind: ContestKind, ordinal: int, year: int, number: int) -> str:
    """The number as printed: "TTNND-2021-0001"; `ordinal` tells several organisers of an installation apart."""
    return f"{PREFIX[kind]}{ordinal if ordinal > 1 else ''}-{year}-{number:04d}"


def typed_register(text: str) -> str:
    """A register number as a person may have typed it, in the form in which it is kept; "" for what is none."""
    found = _REGISTER.fullmatch("".join(text.upper().replace("–", "-").split()))
    return "-".join(found.groups()) if found else ""


def read_code(text: str) -> str | None:
    """A short code as it is kept; None where its check sign does not fit, so that it was mistyped."""
    code = typed_code(text)
    return code if len(code) == CODE_SIGNS and well_formed(code) else None


def on_paper(day: date) -> str:
    """A date as papers write it, with two digits below ten of the day and below three of the month."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def latest_day(on: date, ceremony_on: date | None) -> date:
    """How late a certificate may be dated that is made on a day: printed ahead of the ceremony, not years ahead."""
    return max(on, ceremony_on or on) + AHEAD


NO_ADDRESS = N_(
    "Chưa đặt địa chỉ công khai của hệ thống, nên mã QR trên giấy chưa dẫn đến đâu. Đề nghị vào Cài đặt."
)
UNSAID = N_(
    "Còn %(count)s họ tên chưa được đơn vị xác nhận. Mùa thi này yêu cầu xác nhận trước khi in: đề nghị nhắc đơn vị."
)


@dataclass(frozen=True, slots=True)
class Issue:
    """What an issue is judged by; `latest` is how late it may be dated, `unsaid` counts names that hold it up."""

    published: bool
    address: bool
    place: str
    issued_on: date
    decided_on: date | None
    latest: date
    people: int
    unsaid: int = 0
    faulty: bool = False


def objections_to_issuing(issue: Issue) -> Iterator[Reason]:
    """Everything that keeps certificates from being issued, at once."""
    if not issue.published:
        yield Reason(N_("Chỉ cấp giấy chứng nhận sau khi đã công bố kết quả."))
    elif not issue.people:
        yield Reason(N_("Mọi người, đơn vị đạt giải đều đã có loại giấy này."))
    if issue.unsaid:
        yield Reason(UNSAID, None, None, {"count": str(issue.unsaid)})
    if issue.faulty:
        yield Reason(N_("Mẫu giấy còn lỗi. Đề nghị mở mẫu và sửa trước khi cấp."), "design")
    if not issue.address:
        yield Reason(NO_ADDRESS)
    yield from _misdated(issue)


def _misdated(issue: Issue) -> Iterator[Reason]:
    if not one_line(issue.place):
        yield Reason(N_("Đề nghị nhập nơi cấp, ví dụ Tuyên Quang."), "place")
    if issue.decided_on and issue.issued_on < issue.decided_on:
        yield Reason(N_("Ngày cấp không được trước ngày của quyết định trao giải."), "issued_on")
    if issue.issued_on > issue.latest:
        message, last = (
            N_("Ngày cấp muộn nhất là %(last)s. Đề nghị kiểm tra lại."),
            f"{issue.latest:%d/%m/%Y}",
        )
        yield Reason(message, "issued_on", None, {"last": last})


def objections_to_replacing(
    state: CertificateState, recipient: str, reason: str, *, address: bool, several: bool = False
) -> Iterator[Reason]:
    """Why a certificate may not be replaced; a revoked one may be, by a new one, and stays revoked itself."""
    if state is CertificateState.REPLACED:
        yield Reason(N_("Giấy này đã được thay thế. Đề nghị mở giấy mới nhất."))
    if not address:
        yield Reason(N_("Chưa đặt địa chỉ công khai của hệ thống. Đề nghị vào Cài đặt."))
    if not one_line(recipient):
        yield Reason(N_("Đề nghị nhập họ tên người được cấp."), "recipient")
    names = recipient.strip().splitlines()
    if len(names) > 1 and not several:
        yield Reason(N_("Giấy này cấp cho một người, nên chỉ ghi một họ tên."), "recipient")
    if any(len(one_line(name)) > MOST_NAME for name in names):
        yield Reason(N_("Mỗi họ tên có tối đa %(most)s ký tự."), "recipient", None, {"most": str(MOST_NAME)})
    if not one_line(reason):
        yield Reason(N_("Đề nghị ghi lý do cấp lại."), "reason")


def objections_to_revoking(state: CertificateState, reason: str) -> Iterator[Reason]:
    """Why a certificate may not be revoked."""
    if state is not CertificateState.VALID:
        yield Reason(N_("Chỉ thu hồi được giấy còn hiệu lực."))
    if not one_line(reason):
        yield Reason(N_("Đề nghị ghi lý do thu hồi."), "reason")
