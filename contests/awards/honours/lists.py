"""The list that goes with a letter proposing laureates for an honour: Word and Excel of one table. Pure."""

from collections.abc import Sequence

from contests.awards.honours.queries import Candidate, CaseRow
from contests.awards.honours.terms import HonourState
from contests.kernel.documents.official import Letterhead, OfficialPaper, Signature
from contests.kernel.documents.sheets import Column as SheetColumn
from contests.kernel.documents.sheets import Kind, Sheet, Value
from contests.kernel.documents.tables import Column, Table
from contests.seasons.recognition.parts import HonourPart

PLACE_AND_DATE = "…………, ngày … tháng … năm ……"
STATES = {
    HonourState.PROPOSED: "Đã đề nghị",
    HonourState.GIVEN: "Đã được tặng",
    HonourState.DECLINED: "Không được tặng",
}
NOT_YET = "Chưa đề nghị"
Rows = Sequence[Candidate | CaseRow]


def paper(part: HonourPart, rows: Rows, superior: str, season: str, *, demo: bool = False) -> OfficialPaper:
    """Danh sách đề nghị, by given name where it lists people."""
    columns = (
        Column("TT", 10, "centre"), Column(_what(part), 56), Column("Ngày sinh", 26, "centre"),
        Column("Đơn vị", 62), Column("Thành tích làm căn cứ", 100),
    )  # fmt: skip
    lines = [
        (str(at), one.name, f"{one.born_on:%d/%m/%Y}" if one.born_on else "", one.place, one.ground)
        for at, one in enumerate(rows, 1)
    ]
    return OfficialPaper(
        letterhead=Letterhead("Ban Tổ chức", superior, "", PLACE_AND_DATE),
        title="Danh sách đề nghị",
        subject=f"{part.name}, {season}",
        body=(Table(columns, lines, size=12),),
        signatures=(Signature("TM. BAN TỔ CHỨC", note="(Ký tên, đóng dấu)"),),
        landscape=True,
        demo=demo,
    )


def sheet(part: HonourPart, rows: Rows, season: str) -> Sheet:
    """The same list as an Excel tab, with how far each proposal is."""
    kinds = (Kind.COUNT, Kind.TEXT, Kind.DAY, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.DAY)
    heads = (
        "TT", _what(part), "Ngày sinh", "Đơn vị", "Thành tích làm căn cứ", "Văn bản đề nghị", "Kết quả", "Ngày kết quả",
    )  # fmt: skip
    return Sheet(
        title=part.name,
        columns=tuple(SheetColumn(head, kind) for head, kind in zip(heads, kinds, strict=True)),
        rows=[(at, *_cells(one)) for at, one in enumerate(rows, 1)],
        above=(f"Danh sách đề nghị {part.name}".upper(), season),
        landscape=True,
    )


def _cells(one: Candidate | CaseRow) -> tuple[Value, ...]:
    own = (one.name, one.born_on, one.place, one.ground)
    if isinstance(one, Candidate):
        return (*own, "", NOT_YET, None)
    return (*own, one.letter, STATES[one.state], one.result_on)


def _what(part: HonourPart) -> str:
    return "Giải pháp" if part.to_works else "Họ và tên"
