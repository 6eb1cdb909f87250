"""A second pass: further sheets with reasons, the last of which counts; nothing that was given is lost."""

import json

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import Outcome
from contests.kernel.sessions import Transactions, value_of
from judging import ledger, recount
from judging import service as judging
from judging.deliberation.model import Pass
from judging.model import Sheet
from judging.numbers.export import exported, standings_text
from judging.results import seal_results
from tests.factories import NOON
from tests.factories_deliberation import CHAIR, SECRETARY, attend, draw, end_marking, make_panel
from tests.factories_judging import OF, Made, typed
from tests.judging.deliberation.test_meeting import GONE, THIRD, deeds, seen
from tests.judging.test_rounds import said

WHY = "Sau thảo luận, tính mới cao hơn mức đã cho."


def call(
    session: Session, made: Made, judge: int = CHAIR, piece: int = 2, why: str = "Điểm chênh lệch lớn"
) -> Outcome[str]:
    who, what = made.judges[judge], made.pieces[piece].piece_id
    return judging.call_remark(session, who, made.panel_id, what, why, at=NOON)


def again(
    session: Session, made: Made, judge: int, *marks: str, piece: int = 2, comment: str = "", why: str = WHY
) -> Outcome[int]:
    who, what = made.judges[judge], made.pieces[piece].piece_id
    return judging.give_again(session, who, made.panel_id, what, typed(made, *marks), comment, why, at=NOON)


def end(session: Session, made: Made, judge: int = CHAIR) -> Outcome[None]:
    return judging.end_remark(session, made.judges[judge], made.panel_id, made.pieces[2].piece_id, at=NOON)


def test_the_last_pass_counts_and_the_first_stays(session: Session) -> None:
    made = make_panel(session)
    value_of(call(session, made))
    assert value_of(again(session, made, THIRD, "20", "20,5", "30", comment="Đã xem lại mô hình")) == 141
    value_of(end(session, made))
    seat = seen(session, made)
    assert seat is not None
    shown = judging.beside(session, seat, made.pieces[2].piece_id)
    assert shown is not None
    assert [sheet.total for sheet in shown.sheets] == [110, 110, 141, 110, 110]
    assert [(one.number, one.total, one.reason) for one in shown.passes] == [(1, 110, ""), (2, 141, WHY)]
    assert sum(shown.sheets[THIRD].marks.values()) == 141
    assert (shown.spread, shown.wide) == (31, True)
    end_marking(session, made)
    row = next(row for row in judging.standings(session, made.round_id) if row.code == made.pieces[2].code)
    assert (row.numerator, row.denominator, row.hundredths) == (581, 5, 5810)


def test_a_third_pass_keeps_the_second(session: Session) -> None:
    made = make_panel(session)
    for marks in (("16", "16", "26"), ("17", "17", "27")):
        value_of(call(session, made))
        value_of(again(session, made, THIRD, *marks))
        value_of(end(session, made))
    rows = session.execute(sa.select(Pass.number, Pass.total).order_by(Pass.number)).all()
    assert [tuple(row) for row in rows] == [(1, 110), (2, 116), (3, 122)]
    what = (Sheet.piece_id == made.pieces[2].piece_id, Sheet.judge_id == made.judges[THIRD])
    assert session.scalars(sa.select(Sheet.total).where(*what)).one() == 122


def test_once_in_each_call(transactions: Transactions) -> None:
    made = transactions.do(make_panel)
    transactions.do(lambda session: value_of(call(session, made)))
    transactions.do(lambda session: value_of(again(session, made, THIRD, "16", "16", "26")))
    twice = transactions.act(lambda session: again(session, made, THIRD, "17", "17", "27"))
    assert said(twice) == ["Quý vị đã nộp phiếu chấm lại cho lần này."]


def test_a_further_sheet_is_whole_has_a_reason_and_a_call(session: Session) -> None:
    made = make_panel(session)
    assert said(again(session, made, THIRD, "16", "16", "26")) == ["Bài này không trong lượt chấm lại."]
    value_of(call(session, made))
    assert said(again(session, made, THIRD, "16", "", "99", why=" ")) == [
        "Điểm của “Hiệu quả” vượt mức tối đa 40 (bước 0,5 điểm).",
        "Chưa cho điểm “Khả năng áp dụng” (tối đa 30, bước 0,5 điểm).",
        "Đề nghị ghi lý do chấm lại.",
    ]
    assert said(again(session, made, THIRD, "1", "1", "1", comment="ơ" * 4001)) == [
        "Nội dung dài quá 4000 ký tự."
    ]
    assert said(again(session, made, THIRD, "1", "1", "1", piece=0)) == ["Bài này không trong lượt chấm lại."]
    assert session.scalar(sa.select(sa.func.count()).select_from(Pass)) == 0


def test_who_is_barred_or_waived_has_no_further_sheet(session: Session) -> None:
    made = make_panel(session)
    value_of(judging.bar(session, {(made.judges[THIRD], made.pieces[2].piece_id)}, **OF))
    value_of(call(session, made))
    assert said(again(session, made, THIRD, "16", "16", "26")) == GONE


def test_chair_or_secretary_call_and_end_it(session: Session) -> None:
    made = make_panel(session)
    lead = ["Việc này do tổ trưởng hoặc thư ký của tổ thực hiện."]
    assert said(call(session, made, THIRD)) == lead
    assert said(call(session, made, why=" ")) == ["Đề nghị ghi lý do chấm lại."]
    assert said(end(session, made)) == ["Bài này không trong lượt chấm lại."]
    value_of(call(session, made, SECRETARY))
    assert said(call(session, made)) == ["Bài này đang được chấm lại."]
    assert said(end(session, made, THIRD)) == lead
    value_of(end(session, made, SECRETARY))


def test_the_round_does_not_end_while_a_piece_is_marked_again(session: Session) -> None:
    made = make_panel(session)
    value_of(call(session, made))
    assert said(judging.close_round(session, made.round_id, **OF)) == [
        "“Tổ Học tập” đang chấm lại 1 bài; tổ trưởng hoặc thư ký cần kết thúc việc chấm lại."
    ]
    value_of(end(session, made))
    value_of(judging.close_round(session, made.round_id, **OF))
    assert said(call(session, made)) == ["Vòng chấm đã kết thúc nên không thay đổi được nữa."]


def test_every_pass_is_a_deed_with_its_marks_and_without_its_words(session: Session) -> None:
    made = make_panel(session)
    value_of(call(session, made))
    value_of(again(session, made, THIRD, "16", "16", "26", comment="Mô hình chạy ổn định"))
    value_of(end(session, made))
    called, remarked, ended = deeds(session, made)[-3:]
    assert (called.deed, remarked.deed, ended.deed) == ("remark_called", "remarked", "remark_ended")
    assert (remarked.body["pass"], remarked.body["total"]) == (2, 116)
    assert remarked.body["marks"] == dict(zip(made.criteria, (32, 32, 52), strict=True))
    assert "Mô hình" not in str([row.body for row in (called, remarked, ended)])
    kept = session.scalars(sa.select(Pass).where(Pass.number == 2)).one()
    assert remarked.body["reason"] == ledger.committed(kept.salt, WHY)
    assert ledger.verify(deeds(session, made)) is None


def test_the_stand_alone_recount_takes_the_last_pass_and_the_sealed_verdict_along(session: Session) -> None:
    made = make_panel(session)
    value_of(call(session, made))
    value_of(again(session, made, THIRD, "20", "20,5", "30"))
    value_of(end(session, made))
    attend(session, made)
    end_marking(session, made)
    value_of(draw(session, made, {"NHAT": 8500}))
    value_of(seal_results(session, made.round_id, **OF))
    wrong, _, text = recount.judged(json.loads(exported(session, made.round_id)), set())
    assert (wrong, text) == ([], standings_text(session, made.round_id))
    assert f"{made.pieces[2].code}\t58,10" in text


def test_a_correction_asked_for_before_is_not_put_over_the_second_pass(session: Session) -> None:
    made = make_panel(session)
    who, what = made.judges[THIRD], made.pieces[2].piece_id
    wanted = typed(made, "30", "30", "40")
    asked = value_of(judging.ask_correction(session, who, what, wanted, "Ghi nhầm cột", at=NOON))
    value_of(call(session, made))
    value_of(again(session, made, THIRD, "20", "20,5", "30"))
    consented = judging.answer_correction(session, made.judges[CHAIR], asked, True, at=NOON)
    assert said(consented) == [
        "Phiếu này đã được chấm lại sau khi đề nghị sửa điểm. Đề nghị từ chối; giám khảo có thể đề nghị lại."
    ]
    value_of(judging.answer_correction(session, made.judges[CHAIR], asked, False, at=NOON))
    shown = judging.my_piece(session, who, what)
    assert shown is not None
    assert sum(shown.sheet.marks.values()) == 141
