"""What a judge sees and does: nothing before the declaration, nobody else's, nothing after the end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from contests.kernel.errors import STALE, Done, Outcome
from contests.kernel.sessions import Transactions, value_of
from contests.kernel.web.runtime import Runtime
from judging import ledger, marking, seen
from judging import service as judging
from judging.marks.saving import Saved
from judging.model import Barred, Mark, Round, Sheet
from judging.terms import SheetState
from tests.factories import NOON
from tests.factories_judging import (
    OF,
    OWN_UNIT,
    Made,
    exhibit,
    fill_sheet,
    make_ready,
    make_round,
    stored_page,
    typed,
)
from tests.judging.test_rounds import said

FULL = ("20", "20,5", "30")
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def sealed(runtime: Runtime) -> Transactions:
    """The connection on which judges' verbs really run."""
    return runtime.sealed


@pytest.fixture
def made(transactions: Transactions) -> Made:
    return transactions.do(lambda s: make_round(s, exhibits=[exhibit(1), exhibit(2), exhibit(3)]))


def save(
    sealed: Transactions, made: Made, *marks: str, version: int = 0, judge: int = 0, comment: str = ""
) -> Outcome[Saved]:
    who, what = made.judges[judge], made.pieces[0].piece_id
    return sealed.act(
        lambda s: judging.save_marks(s, who, what, typed(made, *marks), comment, version, at=NOON)
    )


def submit(sealed: Transactions, made: Made, version: int, judge: int = 0) -> Outcome[int]:
    who, what = made.judges[judge], made.pieces[0].piece_id
    return sealed.act(lambda s: judging.submit_sheet(s, who, what, version, at=NOON))


def sheet_of(sealed: Transactions, made: Made, judge: int = 0) -> seen.SheetSeen:
    with sealed.reading() as session:
        piece = judging.my_piece(session, made.judges[judge], made.pieces[0].piece_id)
    assert piece is not None
    return piece.sheet


def end(transactions: Transactions, made: Made, stage: judging.Stage = judging.Stage.CLOSED) -> None:
    def change(session: Session) -> None:
        found = session.get_one(Round, made.round_id)
        found.stage, found.sealed_at, found.results_hash = stage, NOON, "x"

    transactions.do(change)


def test_nothing_is_served_before_the_declaration(transactions: Transactions, sealed: Transactions) -> None:
    made = transactions.do(lambda s: make_round(s, ready=False))
    who, what = made.judges[0], made.pieces[0].piece_id
    value_of(sealed.act(lambda s: judging.accept(s, who, at=NOON)))
    with sealed.reading() as session:
        assert judging.my_pieces(session, who) == []
        assert judging.my_piece(session, who, what) is None
    sealed.do(lambda s: make_ready(s, who))
    with sealed.reading() as session:
        assert len(judging.my_pieces(session, who)) == 2
        assert judging.my_piece(session, who, what) is not None


def test_pages_too_wait_for_the_declaration(transactions: Transactions, runtime: Runtime) -> None:
    pages = [stored_page(runtime.storage)]
    made = transactions.do(lambda s: make_round(s, ready=False, exhibits=[exhibit(pages=pages)]))
    who, what = made.judges[0], made.pieces[0].piece_id
    with runtime.sealed.reading() as session:
        assert seen.my_page(session, who, what, 1) is None
    runtime.sealed.do(lambda s: make_ready(s, who))
    with runtime.sealed.reading() as session:
        assert seen.my_page(session, who, what, 1) == seen.PageFile(pages[0].sha256, "image/jpeg")
        assert seen.my_page(session, who, what, 2) is None


def test_a_judge_sees_the_own_panels_pieces_less_the_barred_and_waived(
    transactions: Transactions, sealed: Transactions, made: Made
) -> None:
    who = made.judges[0]
    transactions.do(lambda s: value_of(judging.bar(s, {(who, made.pieces[0].piece_id)}, **OF)))
    transactions.do(lambda s: value_of(judging.waive(s, made.pieces[1].piece_id, who, "Ốm", **OF)))
    with sealed.reading() as session:
        assert [row.code for row in judging.my_pieces(session, who)] == [made.pieces[2].code]
        assert judging.my_piece(session, who, made.pieces[0].piece_id) is None
        assert judging.my_piece(session, who, made.pieces[1].piece_id) is None
        assert len(judging.my_pieces(session, made.judges[1])) == 3


def test_another_rounds_judge_sees_nothing_of_this_one(
    transactions: Transactions, sealed: Transactions, made: Made
) -> None:
    other = transactions.do(make_round)
    with sealed.reading() as session:
        assert judging.my_piece(session, other.judges[0], made.pieces[0].piece_id) is None
    refused = sealed.act(
        lambda s: judging.save_marks(s, other.judges[0], made.pieces[0].piece_id, {}, "", 0, at=NOON)
    )
    assert said(refused) == ["Không có bài chấm này."]
    assert marking.not_yours(refused)


@pytest.mark.parametrize(
    "verb", [judging.recuse, lambda s, j, p, at: judging.submit_sheet(s, j, p, 0, at=at)]
)
def test_verbs_answer_a_foreign_and_an_unknown_piece_alike(
    sealed: Transactions, transactions: Transactions, made: Made, verb: Callable[..., Outcome[None]]
) -> None:
    other = transactions.do(make_round)
    foreign = sealed.act(lambda s: verb(s, made.judges[0], other.pieces[0].piece_id, at=NOON))
    unknown = sealed.act(lambda s: verb(s, made.judges[0], "khongcobainay", at=NOON))
    assert said(foreign) == said(unknown) == ["Không có bài chấm này."]


def test_marks_may_be_saved_bit_by_bit(sealed: Transactions, made: Made) -> None:
    first = value_of(save(sealed, made, "16,5"))
    assert (first.version, first.total, first.marked) == (1, 33, 1)
    second = value_of(save(sealed, made, "16,5", "", "30", version=1, comment="Nên thử thêm."))
    assert (second.version, second.total, second.marked) == (2, 93, 2)
    sheet = sheet_of(sealed, made)
    assert (sheet.state, sheet.version, sheet.comment) == (SheetState.DRAFT, 2, "Nên thử thêm.")
    assert dict(sheet.marks) == {made.criteria[0]: 33, made.criteria[2]: 60}


def test_a_mark_can_be_taken_back(sealed: Transactions, made: Made) -> None:
    value_of(save(sealed, made, *FULL))
    value_of(save(sealed, made, "20", "", "30", version=1))
    assert set(sheet_of(sealed, made).marks) == {made.criteria[0], made.criteria[2]}


def test_one_wrong_mark_keeps_the_others_out_and_all_wrong_ones_are_named(
    sealed: Transactions, made: Made
) -> None:
    refused = save(sealed, made, "abc", "30,5", "30", comment="x" * 4001)
    assert [sentence[:14] for sentence in said(refused)] == [
        "Điểm của “Tính",
        "Điểm của “Khả ",
        "Nội dung dài q",
    ]
    assert sheet_of(sealed, made).version == 0


def test_marks_of_an_unknown_criterion_are_nothing(sealed: Transactions, made: Made) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id
    strange = {"khongcotieuchi": "10"}
    value_of(sealed.act(lambda s: judging.save_marks(s, who, what, strange, "", 0, at=NOON)))
    assert dict(sheet_of(sealed, made).marks) == {}


def test_a_double_click_saves_once(sealed: Transactions, made: Made) -> None:
    assert value_of(save(sealed, made, *FULL)).version == 1
    assert value_of(save(sealed, made, *FULL)).version == 1


def test_an_older_page_cannot_overwrite_a_newer_draft(sealed: Transactions, made: Made) -> None:
    value_of(save(sealed, made, *FULL))
    assert said(save(sealed, made, "1", "2", "3", version=0)) == [STALE]
    assert said(save(sealed, made, "1", "2", "3", version=7)) == [STALE]
    assert sheet_of(sealed, made).marks[made.criteria[0]] == 40


def test_a_sheet_is_submitted_whole_or_every_gap_is_named(sealed: Transactions, made: Made) -> None:
    value_of(save(sealed, made, "", "20,5"))
    assert said(submit(sealed, made, 1)) == [
        "Chưa cho điểm “Tính mới, tính sáng tạo” (tối đa 30, bước 0,5 điểm).",
        "Chưa cho điểm “Hiệu quả” (tối đa 40, bước 0,5 điểm).",
    ]


def test_a_sheet_never_saved_cannot_be_submitted(sealed: Transactions, made: Made) -> None:
    assert len(said(submit(sealed, made, 0))) == 3


def test_a_submitted_sheet_is_locked(sealed: Transactions, made: Made) -> None:
    value_of(save(sealed, made, *FULL, comment="Tốt"))
    assert value_of(submit(sealed, made, 1)) == 141
    assert sheet_of(sealed, made).locked
    assert said(save(sealed, made, "1", "1", "1", version=2)) == [
        "Phiếu chấm đã nộp nên đã khóa, không sửa được nữa."
    ]
    assert said(submit(sealed, made, 2)) == ["Phiếu chấm này đã được nộp từ trước."]
    assert sheet_of(sealed, made).marks[made.criteria[0]] == 40


def test_only_what_was_looked_at_can_be_submitted(sealed: Transactions, made: Made) -> None:
    value_of(save(sealed, made, *FULL))
    value_of(save(sealed, made, "30", "30", "40", version=1))
    assert said(submit(sealed, made, 1)) == [STALE]


def test_a_submission_is_on_record_with_its_marks_and_a_proof_of_its_comment(
    session: Session, transactions: Transactions, sealed: Transactions, made: Made
) -> None:
    value_of(save(sealed, made, *FULL, comment="Có triển vọng nhân rộng"))
    value_of(submit(sealed, made, 1))
    last = ledger.rows(session, made.round_id)[-1]
    sheet = session.scalars(select(Sheet)).one()
    assert last.deed == "submitted"
    assert last.body["marks"] == dict(zip(made.criteria, (40, 41, 60), strict=True))
    assert last.body["comment"] == ledger.committed(sheet.comment_salt, "Có triển vọng nhân rộng")
    assert "triển vọng" not in str(last.body)


def test_recusing_takes_the_piece_away_and_says_nothing_of_why(
    session: Session, sealed: Transactions, made: Made
) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id
    value_of(save(sealed, made, *FULL))
    value_of(sealed.act(lambda s: judging.recuse(s, who, what, at=NOON)))
    assert said(save(sealed, made, *FULL, version=1)) == ["Không có bài chấm này."]
    assert session.scalars(select(Barred.recused)).all() == [True]
    assert ledger.rows(session, made.round_id)[-1].body == {"judge": who, "piece": what}


def test_nothing_changes_after_the_end(transactions: Transactions, sealed: Transactions, made: Made) -> None:
    who, what = made.judges[0], made.pieces[0].piece_id
    value_of(save(sealed, made, *FULL))
    end(transactions, made)
    closed = ["Vòng chấm đã kết thúc nên không thay đổi được nữa."]
    assert said(save(sealed, made, "1", version=1)) == closed
    assert said(submit(sealed, made, 1)) == closed
    assert said(sealed.act(lambda s: judging.recuse(s, who, what, at=NOON))) == closed
    assert said(sealed.act(lambda s: judging.declare(s, who, [OWN_UNIT], at=NOON))) == closed
    assert sheet_of(sealed, made).marks[made.criteria[0]] == 40


def test_when_the_results_are_sealed_nothing_is_left_to_read(
    transactions: Transactions, sealed: Transactions, made: Made
) -> None:
    end(transactions, made, judging.Stage.SEALED)
    with sealed.reading() as session:
        assert judging.my_pieces(session, made.judges[0]) == []
        assert judging.my_piece(session, made.judges[0], made.pieces[0].piece_id) is None


def test_a_judge_sees_the_own_progress_only(
    transactions: Transactions, sealed: Transactions, made: Made
) -> None:
    transactions.do(lambda s: fill_sheet(s, made, 1, 0, *FULL))
    value_of(save(sealed, made, "1"))
    with sealed.reading() as session:
        rows = {row.code: row for row in judging.my_pieces(session, made.judges[0])}
    assert (rows[made.pieces[0].code].state, rows[made.pieces[0].code].marked) == (SheetState.DRAFT, 1)
    assert (rows[made.pieces[1].code].state, rows[made.pieces[1].code].total) == (None, None)


def test_neighbours_follow_the_judges_own_order(sealed: Transactions, made: Made) -> None:
    with sealed.reading() as session:
        order = [row.piece_id for row in judging.my_pieces(session, made.judges[0])]
        around = [seen.around(session, made.judges[0], piece_id) for piece_id in order]
    assert around == [(None, order[1]), (order[0], order[2]), (order[1], None)]


def test_free_text_is_kept_without_control_signs(sealed: Transactions, made: Made) -> None:
    value_of(save(sealed, made, comment="A\u0301\x00\r\nnho\u0309\u00a0\x1b[0m\ttốt"))
    assert sheet_of(sealed, made).comment == "Á\nnhỏ\u00a0[0m\ttốt"


def test_saving_a_mark_takes_few_statements(sealed: Transactions, made: Made) -> None:
    said_to_database: list[str] = []
    event.listen(sealed.engine, "before_cursor_execute", lambda *args: said_to_database.append(args[2]))
    assert isinstance(save(sealed, made, *FULL), Done)
    assert len([line for line in said_to_database if not line.startswith("BEGIN")]) <= 4


def test_nought_is_a_mark_and_not_a_missing_one(session: Session, sealed: Transactions, made: Made) -> None:
    value_of(save(sealed, made, "0", "0", "0"))
    assert session.scalars(select(Mark.steps)).all() == [0, 0, 0]
    assert value_of(submit(sealed, made, 1)) == 0
