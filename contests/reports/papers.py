"""A report as an official paper (báo cáo, Nghị định 30/2020/NĐ-CP): what is still blank stands at its head. Pure."""

from collections.abc import Iterator, Sequence

from contests.decisions.papers import titled
from contests.decisions.rules import Words
from contests.entries.receipt import place_of
from contests.kernel.documents.official import Appendix, OfficialPaper, Paragraph, Part
from contests.kernel.documents.tables import Column, Table
from contests.reports.figures import YearFigures
from contests.reports.grid import Column as GridColumn
from contests.reports.grid import Grid
from contests.reports.grids import year_grids
from contests.reports.prose import Heading, Piece, Prose
from contests.reports.saying import DOTS, Blank
from contests.reports.terms import Measure

SIZE = 11
_KEPT, _KEPT_TABLE = {1: 190, 2: 165}, 130
"""Points: a heading goes to the next page with the heading or the table title below it, that with the table's first rows."""
_LABEL, _COUNT = 30, 10
_WIDE = {Measure.DONG: 19, Measure.MILLION: 14, Measure.SHARE: 12}
"""Shares of a table's width."""
SIGNING = "số, ký hiệu, địa danh, ngày ban hành, nơi nhận, chức vụ và họ tên người ký"


def season_paper(prose: Prose, year: int, *, demo: bool = False) -> OfficialPaper:
    """A season's report, a draft to be corrected, numbered and signed; its further tables are an appendix."""
    body = [*_open(prose.blanks), *(part for piece in prose.pieces for part in _parts(piece))]
    appendix = [part for grid in prose.annexed for part in _table(grid)]
    appendices = (Appendix("Số liệu chi tiết", appendix, label="Phụ lục"),) if appendix else ()
    return titled(_words(prose.organiser, prose.place, f"Kết quả {prose.title}"), year, "Báo cáo", body, appendices=appendices, demo=demo)  # fmt: skip


def year_paper(
    figures: YearFigures, organiser: str, address: str, year: int, *, demo: bool = False
) -> OfficialPaper:
    """A year's report over all contests: what they came to, their results above, their budgets."""
    grids = year_grids(figures)
    body: list[Part] = [*_open(()), *_heading(Heading("I. KẾT QUẢ CÁC CUỘC THI"))]
    body += _table(grids["contests"])
    body += [
        Paragraph(_upper_said(line.title, line.upper.tiers)) for line in figures.lines if line.upper.tiers
    ]
    body += [*_heading(Heading("II. KINH PHÍ")), *_table(grids["money"])]
    subject = f"Kết quả tổ chức các cuộc thi, hội thi, giải thưởng năm {year}"
    return titled(_words(organiser, place_of(address), subject), year, "Báo cáo", body, demo=demo)


def _upper_said(title: str, tiers: Sequence[tuple[str, int]]) -> str:
    return f"{title}, ở cấp trên: {', '.join(f'{count} {name}' for name, count in tiers)}."


def _words(organiser: str, place: str, subject: str) -> Words:
    """Nobody has signed a report yet: number and signer are left open."""
    return Words(
        agency=organiser, superior="", symbol="BC", place=place or DOTS, subject=subject,
        signer_title="TM. BAN TỔ CHỨC", signer_name=DOTS, recipients=(DOTS,),
    )  # fmt: skip


def _open(blanks: Sequence[Blank]) -> Iterator[Part]:
    """What has to be filled in before anybody signs; taken out of the file with the last blank."""
    yield Paragraph(f"CẦN ĐIỀN TRƯỚC KHI KÝ ({len(blanks) + 1} mục)", "left", bold=True, size=12)
    for number, one in enumerate((*(blank.label for blank in blanks), _capital(SIGNING)), 1):
        yield Paragraph(f"{number}. {one}.", "left", italic=True, size=12)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _parts(piece: Piece) -> Iterator[Part]:
    if isinstance(piece, Heading):
        yield from _heading(piece)
    elif isinstance(piece, Grid):
        yield from _table(piece)
    else:
        yield from (Paragraph(line) for line in piece.text.splitlines() if line.strip())


def _heading(heading: Heading) -> Iterator[Part]:
    yield Paragraph(heading.text, "left", bold=True, keep=_KEPT[heading.level])


def _table(grid: Grid) -> Iterator[Part]:
    """A table with its title above and its notes below."""
    yield Paragraph(grid.title, "centre", bold=True, size=12, keep=_KEPT_TABLE)
    yield Table(
        (Column(grid.head, _LABEL), *(Column(one.label, _width(grid, one), "right") for one in grid.columns)),
        tuple((row.label, *grid.texts(row)) for row in grid.lines),
        size=SIZE,
    )
    if grid.told:
        yield Paragraph(" ".join(grid.told), "left", italic=True, size=SIZE)


def _width(grid: Grid, column: GridColumn) -> int:
    measures = {row.measure or column.measure for row in grid.lines}
    return max(_WIDE.get(measure, _COUNT) for measure in measures)
