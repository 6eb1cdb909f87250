"""Page, Word, PDF and Excel print the same numbers: each is read back and compared with the others, cell by cell."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from docx import Document
from python_calamine import CalamineWorkbook

from contests.kernel.access import Role
from contests.reports.grids import season_grids
from contests.reports.queries import season_figures
from contests.reports.terms import Measure
from contests.seasons.model import Season
from tests.contests.kernel.documents import reading as pdf
from tests.factories import make_account, make_organiser
from tests.factories_reports import (
    BAC_GIANG_AWARD,
    BAC_GIANG_FIRST_AWARD,
    TUYEN_QUANG_TECHNICAL,
    TUYEN_QUANG_YOUTH,
    make_printed,
    make_schools,
)
from tests.web_client import sign_in_as

NAMES = ("award", "youth")
COMMUNES = {"Xã Lâm Bình": 2, "Xã Chiêm Hóa": 2}
Table = tuple[tuple[str, ...], ...]


@pytest.fixture
def fetch(runtime, client):
    """What an address of the office answers, with two years of two contests behind it."""

    def fill(session):
        organiser = make_organiser(session, "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang")
        schools = make_schools(session, organiser, COMMUNES)
        make_printed(session, organiser, BAC_GIANG_FIRST_AWARD)
        award = make_printed(session, organiser, BAC_GIANG_AWARD, schools=schools)
        youth = make_printed(session, organiser, TUYEN_QUANG_YOUTH, schools=schools)
        make_printed(session, organiser, TUYEN_QUANG_TECHNICAL)
        return make_account(session, Role.SECRETARY, organiser), award.id, youth.id

    account, award, youth = runtime.main.do(fill)
    sign_in_as(client, runtime, account)
    addresses = {"award": f"/office/seasons/{award}/report", "youth": f"/office/seasons/{youth}/report"}
    return lambda name, rest="": client.get(addresses.get(name, name) + rest)


def on_page(html: str) -> dict[str, Table]:
    """The tables of a page by their captions."""
    found = {}
    for table in BeautifulSoup(html, "html.parser").select("table.data-table[id]"):
        rows = [
            [cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tr")
        ]
        assert table.caption
        found[table.caption.get_text(strip=True)] = tuple(map(tuple, rows))
    return found


def in_word(content: bytes) -> list[Table]:
    """The ruled tables of a document; the first and the last are the letterhead and the closing."""
    document = Document(BytesIO(content))
    return [tuple(tuple(cell.text for cell in row.cells) for row in table.rows) for table in document.tables]


def in_excel(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def number(text: str, *, million: bool) -> int | None:
    """A printed number as it is kept: tenths of a per cent, đồng, things."""
    bare = text.replace(".", "").replace("−", "-").removeprefix("+")
    if bare == "…":
        return None
    if bare.endswith("%"):
        return int(bare.removesuffix("%").replace(",", ""))
    whole, _, decimals = bare.partition(",")
    return int(whole + decimals.ljust(6, "0")) if million else int(whole)


def kept(value: Any, measure: Measure) -> int | None:
    """A cell of Excel as it is kept."""
    if value == "chưa có số liệu":
        return None
    return round(value * 1000) if measure is Measure.SHARE else int(value)


def compared(grids) -> Iterator[tuple[Any, Table]]:
    for grid in grids.values():
        yield grid, tuple((row.label, *grid.texts(row)) for row in grid.lines)


def test_the_page_the_word_file_and_the_pdf_have_the_same_cells(runtime, fetch):
    for name in NAMES:
        the_papers_agree(runtime, fetch, name)


def the_papers_agree(runtime, fetch, name):
    page, text = on_page(fetch(name).text), on_page(fetch(name, "/text").text)
    word, paper = in_word(fetch(name, ".docx").data), pdf.solid(fetch(name, ".pdf").data)
    for grid, rows in compared(grids_of(runtime, fetch(name).request.path)):
        assert page[grid.title][1:] == rows
        assert text[grid.title][1:] == rows
        assert [table for table in word if table[1:] == rows], grid.title
        for row in rows:
            assert "".join("".join(row).split()) in paper, (grid.title, row)


def test_excel_has_the_same_numbers_as_the_page(runtime, fetch):
    for name in NAMES:
        excel_agrees(runtime, fetch, name)
        every_figure_agrees(fetch, name)


def excel_agrees(runtime, fetch, name):
    page, tabs = on_page(fetch(name).text), in_excel(fetch(name, ".xlsx").data)
    for grid, rows in compared(grids_of(runtime, fetch(name).request.path)):
        sheet = tabs[grid.title.removesuffix(", triệu đồng")]
        start = 1 + next(at for at, row in enumerate(sheet) if row[0] == grid.head)
        for row, shown, cells in zip(grid.lines, page[grid.title][1:], sheet[start:], strict=False):
            measures = [row.measure or column.measure for column in grid.columns]
            assert cells[0] == shown[0]
            assert [kept(cell, one) for cell, one in zip(cells[1:], measures, strict=False)] == list(
                row.values
            )
            read = [number(t, million=m is Measure.MILLION) for t, m in zip(shown[1:], measures, strict=True)]
            assert read == list(row.values)
        assert len(rows) == len(grid.lines)


def grids_of(runtime, path: str):
    with runtime.main.reading() as session:
        return season_grids(season_figures(session, session.get_one(Season, path.split("/")[3])))


def every_figure_agrees(fetch, name):
    tiles = BeautifulSoup(fetch(name).text, "html.parser").select(".tiles .tile")
    shown = {tile.select_one(".tile-label").text: tile.select_one(".tile-value").text for tile in tiles}
    rows = {row[0]: row[1] for row in in_excel(fetch(name, ".xlsx").data)["Số liệu"]}
    assert shown == {label: f"{int(rows[label])}" for label in shown}
    assert len(shown) == 6


def test_the_sentences_on_the_page_are_those_of_the_word_file_and_the_pdf(fetch):
    for name in NAMES:
        the_sentences_agree(fetch, name)


def the_sentences_agree(fetch, name):
    article = BeautifulSoup(fetch(name, "/text").text, "html.parser").select_one("article")
    said = [line.get_text(strip=True) for line in article.find_all("p", recursive=False)]
    word = {line.text for line in Document(BytesIO(fetch(name, ".docx").data)).paragraphs}
    paper = pdf.solid(fetch(name, ".pdf").data)
    told = [line for line in said if "“…”" not in line and "Tỷ lệ làm tròn" not in line]
    assert len(told) > 10
    for line in told:
        assert line in word
        assert "".join(line.split()) in paper


def test_the_report_of_a_year_is_the_same_in_all_forms(fetch):
    page = on_page(fetch("/office/reports?year=2021").text)
    word, tabs = (
        in_word(fetch("/office/reports/2021.docx").data),
        in_excel(fetch("/office/reports/2021.xlsx").data),
    )
    paper = pdf.solid(fetch("/office/reports/2021.pdf").data)
    budget = page["Kinh phí, triệu đồng"]
    assert [row[1:] for row in budget[1:]] == [("180", "156,9", "23,1"), ("350", "236,9", "113,1"), ("530", "393,8", "136,2")]  # fmt: skip
    assert budget in word
    assert page["Các cuộc thi kết thúc trong năm 2021"] in word
    assert tabs["Kinh phí"][-1][1:] == [530_000_000, 393_800_000, 136_200_000]
    assert "Cộng530393,8136,2" in paper
    assert "1GiảiBa,1GiảiKhuyếnkhích" in paper


def test_a_year_without_a_season_has_no_file(fetch):
    assert fetch("/office/reports/1999.pdf").status_code == 404
