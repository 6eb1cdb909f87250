"""The board counts, the close waits, the figures are exact, computed again alike, and fixed by a hash."""

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import Done
from contests.kernel.sessions import Transactions, value_of
from judging import ledger
from judging import service as judging
from judging.model import Piece, Round, Sheet, Standing, Waiver
from judging.results import seal_results
from tests.factories import NOON
from tests.factories_judging import FACTS, OF, OFFICE, Made, exhibit, fill_all, fill_sheet, make_round, typed
from tests.judging.test_rounds import said

FULL = ("20", "20,5", "30")


def closed(session: Session, **options: object) -> Made:
    made = make_round(session, **options)  # type: ignore[arg-type]
    fill_all(session, made)
    value_of(judging.close_round(session, made.round_id, **OF))
    return made


def rank_and_figure(session: Session, made: Made) -> dict[str, tuple[int, int]]:
    return {row.code: (row.rank, row.hundredths) for row in judging.standings(session, made.round_id)}


def test_the_board_counts_and_shows_no_code_and_no_mark(session: Session) -> None:
    made = make_round(session, judges=3, exhibits=[exhibit(1), exhibit(2), exhibit(3)])
    value_of(judging.bar(session, {(made.judges[0], made.pieces[0].piece_id)}, **OF))
    value_of(judging.waive(session, made.pieces[1].piece_id, made.judges[0], "Ốm dài ngày", **OF))
    fill_sheet(session, made, 1, 0, *FULL)
    value_of(
        judging.save_marks(session, made.judges[2], made.pieces[0].piece_id, typed(made, "7"), "", 0, at=NOON)
    )
    (panel,) = judging.board(session, made.round_id)
    assert (panel.pieces, panel.judges, panel.required, panel.submitted, panel.missing) == (3, 3, 7, 1, 6)
    assert (panel.drafts, panel.barred, panel.waived) == (1, 1, 1)


def test_a_sheet_given_before_the_bar_is_neither_required_nor_counted(session: Session) -> None:
    made = make_round(session, judges=3, exhibits=[exhibit(1)])
    fill_sheet(session, made, 0, 0, "30", "30", "40")
    fill_sheet(session, made, 1, 0, *FULL)
    fill_sheet(session, made, 2, 0, *FULL)
    value_of(judging.bar(session, {(made.judges[0], made.pieces[0].piece_id)}, **OF))
    (panel,) = judging.board(session, made.round_id)
    assert (panel.required, panel.submitted, panel.barred) == (2, 2, 1)
    value_of(judging.close_round(session, made.round_id, **OF))
    value_of(judging.compute_standings(session, made.round_id, **OF))
    assert rank_and_figure(session, made) == {made.pieces[0].code: (1, 7050)}


def test_a_panel_without_judges_or_pieces_stands_on_the_board(session: Session) -> None:
    made = make_round(session, judges=0)
    value_of(judging.add_panel(session, made.round_id, "Tổ Phần mềm", ("PM",), **OF))
    rows = [(row.name, row.judges, row.pieces, row.required) for row in judging.board(session, made.round_id)]
    assert rows == [("Tổ Học tập", 0, 2, 0), ("Tổ Phần mềm", 0, 0, 0)]


def test_missing_sheets_are_listed_with_those_begun(session: Session) -> None:
    made = make_round(session, judges=2, exhibits=[exhibit(1)])
    fill_sheet(session, made, 0, 0, *FULL)
    what = made.pieces[0]
    value_of(judging.save_marks(session, made.judges[1], what.piece_id, typed(made, "7"), "", 0, at=NOON))
    assert judging.missing_sheets(session, made.round_id) == [
        judging.MissingSheet("Tổ Học tập", what.piece_id, what.code, made.judges[1], 2, True)
    ]


def test_a_round_does_not_close_while_a_sheet_is_missing(session: Session) -> None:
    made = make_round(session, judges=2, exhibits=[exhibit(1)])
    fill_sheet(session, made, 0, 0, *FULL)
    refused = judging.close_round(session, made.round_id, **OF)
    assert said(refused) == [f"“Tổ Học tập” còn thiếu 1 phiếu chấm (bài {made.pieces[0].code})."]


def test_a_waiver_closes_the_gap_but_never_goes_below_the_least_number(session: Session) -> None:
    made = make_round(session, judges=3, exhibits=[exhibit(1)])
    what = made.pieces[0]
    fill_sheet(session, made, 0, 0, *FULL)
    fill_sheet(session, made, 1, 0, *FULL)
    value_of(judging.waive(session, what.piece_id, made.judges[2], "Đi công tác nước ngoài", **OF))
    value_of(judging.bar(session, {(made.judges[1], what.piece_id)}, **OF))
    assert said(judging.close_round(session, made.round_id, **OF)) == [
        f"“Tổ Học tập” có 1 bài không đủ 2 phiếu chấm (bài {what.code}); cần phân công thêm giám khảo."
    ]


def test_a_waiver_has_a_reason_a_giver_and_a_missing_sheet(session: Session) -> None:
    made = make_round(session)
    what, who = made.pieces[0].piece_id, made.judges[0]
    assert said(judging.waive(session, what, who, "  ", **OF)) == ["Phải ghi lý do miễn phiếu chấm."]
    assert said(judging.waive(session, what, who, "ơ" * 1001, **OF)) == ["Lý do dài quá 1000 ký tự."]
    assert said(judging.waive(session, what, "ailakhongbiet", "Ốm", **OF)) == [
        "Phiếu chấm này không có trong vòng chấm hoặc không bắt buộc."
    ]
    value_of(judging.waive(session, what, who, "Ốm", **OF))
    waiver = session.scalars(sa.select(Waiver)).one()
    assert (waiver.given_by, waiver.reason) == (OFFICE.account_id, "Ốm")
    fill_sheet(session, made, 1, 0, *FULL)
    given = judging.waive(session, what, made.judges[1], "Ốm", **OF)
    assert said(given) == ["Phiếu chấm này đã nộp nên không cần miễn."]


def test_an_empty_round_does_not_close(session: Session) -> None:
    made = make_round(session, exhibits=())
    assert said(judging.close_round(session, made.round_id, **OF)) == ["Vòng chấm chưa có bài nào."]


def test_a_round_closes_once(session: Session) -> None:
    made = closed(session)
    assert "đã kết thúc" in said(judging.close_round(session, made.round_id, **OF))[0]


def test_there_are_no_standings_before_the_round_is_closed_and_computed(session: Session) -> None:
    made = make_round(session)
    assert said(judging.compute_standings(session, made.round_id, **OF))[0].startswith(
        "Vòng chấm chưa kết thúc"
    )
    fill_all(session, made)
    value_of(judging.close_round(session, made.round_id, **OF))
    assert judging.standings(session, made.round_id) == []
    assert said(seal_results(session, made.round_id, **OF))[0].startswith("Chưa tổng hợp điểm")
    value_of(judging.compute_standings(session, made.round_id, **OF))
    assert len(judging.standings(session, made.round_id)) == 2


@pytest.mark.parametrize("ranked_by", judging.RankedBy)
def test_figures_are_the_exact_means_rounded_once(session: Session, ranked_by: judging.RankedBy) -> None:
    chance = random.Random(7)
    facts = judging.RoundFacts("Vòng", 2, 2, FACTS.criteria, ranked_by=ranked_by)
    made = make_round(session, judges=3, exhibits=[exhibit(n) for n in range(8)], facts=facts)
    given: dict[str, list[int]] = {}
    for judge in range(3):
        for place, piece in enumerate(made.pieces):
            marks = [f"{chance.randrange(40, 60) / 2:.1f}" for _ in range(3)]
            given.setdefault(piece.code, []).append(fill_sheet(session, made, judge, place, *marks))
    value_of(judging.close_round(session, made.round_id, **OF))
    value_of(judging.compute_standings(session, made.round_id, **OF))
    check_figures(judging.standings(session, made.round_id), given, ranked_by)


def check_figures(
    rows: Sequence[judging.StandingRow], given: dict[str, list[int]], ranked_by: judging.RankedBy
) -> None:
    means = {code: Fraction(sum(totals), len(totals)) for code, totals in given.items()}
    assert {row.code: Fraction(row.numerator, row.denominator) for row in rows} == means
    for row in rows:
        assert abs(Fraction(row.hundredths, 100) - means[row.code] / 2) <= Fraction(1, 200)
    key = means if ranked_by is judging.RankedBy.EXACT else {row.code: row.hundredths for row in rows}
    assert all(row.rank == 1 + sum(key[o.code] > key[row.code] for o in rows) for row in rows)


def test_computing_again_gives_the_same_rows(session: Session) -> None:
    made = closed(session)
    value_of(judging.compute_standings(session, made.round_id, **OF))
    before = judging.standings(session, made.round_id)
    assert value_of(judging.compute_standings(session, made.round_id, **OF)) == len(before) == 2
    assert judging.standings(session, made.round_id) == before
    assert {row.rank for row in before} == {1}


def test_as_a_job_it_tells_its_progress_outside_of_its_transaction(transactions: Transactions) -> None:
    made = transactions.do(closed)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        transactions.do(lambda _: told.append((done, total)))

    assert isinstance(judging.aggregate(transactions, made.round_id, progress, **OF), Done)
    assert told == [(0, 2), (2, 2)]


def test_a_refused_job_says_why(transactions: Transactions) -> None:
    made = transactions.do(make_round)
    refused = judging.aggregate(transactions, made.round_id, lambda *_: None, **OF)
    assert said(refused)[0].startswith("Vòng chấm chưa kết thúc")


def test_sealing_fixes_the_figures_by_a_hash_that_any_change_breaks(session: Session) -> None:
    made = closed(session)
    value_of(judging.compute_standings(session, made.round_id, **OF))
    sealed = value_of(seal_results(session, made.round_id, **OF))
    assert sealed.results_hash == judging.results_hash(session, made.round_id)
    assert ledger.rows(session, made.round_id)[-1].body["results"] == sealed.results_hash
    again = judging.compute_standings(session, made.round_id, **OF)
    assert said(again) == ["Kết quả vòng chấm đã được niêm phong nên không tính lại được nữa."]
    assert said(seal_results(session, made.round_id, **OF))[0].startswith("Kết quả vòng chấm đã")
    session.execute(sa.update(Standing).values(hundredths=Standing.hundredths + 1))
    assert sealed.results_hash != judging.results_hash(session, made.round_id)


def test_a_figure_is_explained_by_its_sheets_only_after_sealing(session: Session) -> None:
    made = make_round(session, judges=3, exhibits=[exhibit(1)])
    for judge, marks in enumerate((("20", "20", "30"), ("25", "25", "35"), ("30", "30", "40"))):
        fill_sheet(session, made, judge, 0, *marks)
    piece_id = made.pieces[0].piece_id
    value_of(judging.bar(session, {(made.judges[2], piece_id)}, **OF))
    value_of(judging.close_round(session, made.round_id, **OF))
    value_of(judging.compute_standings(session, made.round_id, **OF))
    assert judging.explained(session, piece_id) is None
    value_of(seal_results(session, made.round_id, **OF))
    found = judging.explained(session, piece_id)
    assert found is not None
    assert [(one.judge_number, one.total, one.counts) for one in found.sheets] == [
        (1, 140, True),
        (2, 170, True),
        (3, 200, False),
    ]
    assert (found.standing.numerator, found.standing.denominator, found.per_point) == (155, 1, 2)
    assert found.standing.hundredths == 7750


def test_two_rounds_do_not_mix(session: Session) -> None:
    made, other = closed(session), make_round(session)
    value_of(judging.compute_standings(session, made.round_id, **OF))
    assert judging.standings(session, other.round_id) == []
    assert {row.code for row in judging.standings(session, made.round_id)} == {p.code for p in made.pieces}


def test_the_database_refuses_a_sealed_round_without_its_hash(session: Session) -> None:
    made = make_round(session)
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(sa.update(Round).where(Round.id == made.round_id).values(stage="sealed"))


def test_many_pieces_are_computed_by_a_few_statements(session: Session) -> None:
    made = make_round(session, judges=2, exhibits=[exhibit(n) for n in range(300)])
    pieces = session.scalars(sa.select(Piece.id)).all()
    sheets = [
        {
            "id": f"{judge}{place}", "piece_id": piece, "judge_id": judge, "state": "submitted", "total": place % 200,
            "comment": "", "comment_salt": "", "saved_at": NOON, "submitted_at": NOON, "version": 2,
        }
        for judge in ("a", "b")
        for place, piece in enumerate(pieces)
    ]  # fmt: skip
    by_letter = dict(zip("ab", made.judges, strict=True))
    rows = [row | {"judge_id": by_letter[str(row["judge_id"])]} for row in sheets]
    session.execute(sa.insert(Sheet), rows)
    value_of(judging.close_round(session, made.round_id, **OF))
    counted: list[str] = []
    sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *args: counted.append(args[2]))
    assert value_of(judging.compute_standings(session, made.round_id, **OF)) == 300
    assert len(counted) <= 10
