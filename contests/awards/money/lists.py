"""The lists that people sign for money, as one table of values: paper, Word and Excel are made of it and agree. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from contests.awards.money.queries import FeeLine, Payment
from contests.kernel.amounts import in_words
from contests.kernel.documents.official import Letterhead, OfficialPaper, Paragraph, Signature
from contests.kernel.documents.pages import Align
from contests.kernel.documents.sheets import Column as SheetColumn
from contests.kernel.documents.sheets import Kind, Sheet, Value
from contests.kernel.documents.tables import Column, Table
from contests.kernel.figures import number
from contests.seasons.words import SEAT_ROLES

PLACE_AND_DATE = "…………, ngày … tháng … năm ……"
SIGN = "(Ký, ghi rõ họ tên)"
ROOM_TO_SIGN = 34
"""Least height of a row in points: 12 mm."""
_SHOWN = {Kind.MONEY, Kind.COUNT}


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its head, its share of the width, what it holds."""

    text: str
    share: int
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class SignList:
    """A list to sign: who issues it, what it is, its table, and what it comes to in đồng."""

    superior: str
    agency: str
    title: str
    subject: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: int

    @property
    def said(self) -> str:
        """The total in figures and in words."""
        return f"Tổng số tiền: {number(self.total)} đồng (Bằng chữ: {in_words(self.total)})."


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a list, and for which season."""

    superior: str
    season: str


def prize_money(found: Sequence[Payment], issuer: Issuer) -> SignList:
    """Who receives prize money, in the order given."""
    rows = tuple(
        (at, one.name, one.place, _prize(one), one.amount, in_words(one.amount), "")
        for at, one in enumerate(found, 1)
    )
    heads = (
        Head("TT", 9, Kind.COUNT), Head("Họ và tên", 42), Head("Đơn vị", 48), Head("Giải, giải pháp", 64),
        Head("Số tiền (đồng)", 27, Kind.MONEY), Head("Bằng chữ", 42), Head("Ký nhận", 32),
    )  # fmt: skip
    title = "Danh sách ký nhận tiền thưởng"
    return SignList(
        issuer.superior, "Ban Tổ chức", title, issuer.season, heads, rows, sum(one.amount for one in found)
    )


def _prize(one: Payment) -> str:
    share = f" (phần {one.share})" if one.share else ""
    return f"{one.prize}{share}: {one.work}" if one.work else f"{one.prize}{share}"


def fees(found: Sequence[FeeLine], issuer: Issuer) -> SignList:
    """What the judges receive for their sheets."""
    rows = tuple(
        (at, one.name, SEAT_ROLES[one.role], one.sheets, one.rate, one.amount, in_words(one.amount), "")
        for at, one in enumerate(found, 1)
    )
    heads = (
        Head("TT", 9, Kind.COUNT), Head("Họ và tên", 52), Head("Vai trò", 26), Head("Số phiếu", 18, Kind.COUNT),
        Head("Mức mỗi phiếu (đồng)", 28, Kind.MONEY), Head("Thành tiền (đồng)", 30, Kind.MONEY),
        Head("Bằng chữ", 56), Head("Ký nhận", 38),
    )  # fmt: skip
    title = "Danh sách ký nhận thù lao giám khảo"
    return SignList(
        issuer.superior, "Ban Tổ chức", title, issuer.season, heads, rows, sum(one.amount for one in found)
    )


def paper(listed: SignList, *, demo: bool = False) -> OfficialPaper:
    """The list on paper, landscape, with room in each row to sign."""
    rows = [
        [_shown(head, value) for head, value in zip(listed.heads, row, strict=True)] for row in listed.rows
    ]
    columns = tuple(Column(head.text, head.share, _align(head)) for head in listed.heads)
    total = [_shown(head, value) for head, value in zip(listed.heads, _total(listed), strict=True)]
    return OfficialPaper(
        letterhead=Letterhead(listed.agency, listed.superior, "", PLACE_AND_DATE),
        title=listed.title,
        subject=listed.subject,
        body=(
            Table(columns, [*rows, total], size=12, least=ROOM_TO_SIGN),
            Paragraph(listed.said, "left", bold=True, size=13),
        ),
        signatures=(Signature("NGƯỜI LẬP DANH SÁCH", note=SIGN), Signature("TM. BAN TỔ CHỨC", note=SIGN)),
        landscape=True,
        demo=demo,
    )


def sheet(listed: SignList) -> Sheet:
    """The same list as an Excel tab."""
    return Sheet(
        title=listed.title,
        columns=tuple(SheetColumn(head.text, head.kind) for head in listed.heads),
        rows=listed.rows,
        above=(listed.title.upper(), listed.subject),
        below=(_total(listed),),
        notes=(listed.said,),
        landscape=True,
    )


def _total(listed: SignList) -> tuple[Value, ...]:
    """The last row: the words in the second column, the sum in the last column of money."""
    last = max(at for at, head in enumerate(listed.heads) if head.kind is Kind.MONEY)
    sums: dict[int, Value] = {1: "Tổng cộng", last: listed.total}
    return tuple(sums.get(at) for at in range(len(listed.heads)))


def _align(head: Head) -> Align:
    if head.text == "TT":
        return "centre"
    return "right" if head.kind in _SHOWN else "left"


def _shown(head: Head, value: Value) -> str:
    if value is None:
        return ""
    return number(value) if head.kind in _SHOWN and isinstance(value, int) else str(value)
