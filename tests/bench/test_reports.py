"""The benchmark of reports measures what it says: a whole report that counts every row, and rows that Excel would open."""

from io import BytesIO

from python_calamine import CalamineWorkbook

from bench import reports
from contests.seasons.model import Season


def test_the_report_that_is_measured_counts_every_row(tmp_path):
    with reports.filled(tmp_path, entries=300, earlier=40) as (main, season_id), main.reading() as session:
        figures, grids, prose = reports.whole_report(session, session.get_one(Season, season_id))
        found = {figure.key: figure.value for figure in figures}
        assert (found["received"], found["eligible"], found["prized"]) == (300, 262, 262)
        assert grids["editions"].rows[0].values == (40, 300, 260)
        assert "Ban Tổ chức tiếp nhận 300 hồ sơ" in " ".join(str(piece) for piece in prose.pieces)


def test_the_scan_reads_every_entry_and_author_once(tmp_path):
    with reports.filled(tmp_path, entries=300, earlier=40) as (main, season_id), main.reading() as session:
        season = session.get_one(Season, season_id)
        authors = reports.season_figures(session, season).authors
        assert reports.bare_scan(session, season_id) == 300 + authors


def test_both_workbooks_hold_the_same_rows():
    rows = [(1, "=1+1", "Y Blăm", "Trường", "Học tập", 9000, 1_000_000, None)]
    ours, plain = (
        CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()
        for made in (
            reports.to_bytes(reports.Sheet("Hồ sơ", reports.COLUMNS, rows)),
            reports.plain_workbook(rows),
        )
    )
    assert [row[:5] for row in ours] == [row[:5] for row in plain]
