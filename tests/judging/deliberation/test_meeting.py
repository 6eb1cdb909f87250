"""The panel's view opens with the last sheet; who is there, what is moved, who may vote and how often."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.errors import Outcome
from contests.kernel.sessions import Transactions, value_of
from judging import ledger
from judging import service as judging
from judging.model import LedgerRow
from judging.results import seal_results
from tests.factories import NOON
from tests.factories_deliberation import (
    CHAIR,
    SECRETARY,
    attend,
    fill_pieces,
    make_panel,
    move_tier,
    vote,
)
from tests.factories_judging import OF, Made, fill_sheet, typed
from tests.judging.test_rounds import said

GONE = ["Không có bài chấm này."]
THIRD = 2


def seen(session: Session, made: Made, judge: int = CHAIR) -> judging.Sitting | None:
    return judging.sitting(session, made.judges[judge], made.panel_id)


def deeds(session: Session, made: Made) -> list[LedgerRow]:
    return list(ledger.rows(session, made.round_id))


def test_the_view_is_not_there_until_the_last_sheet_is_in(session: Session) -> None:
    made = make_panel(session, judges=3, filled=False)
    assert seen(session, made) is None
    for judge in (0, 1):
        fill_pieces(session, made, judge)
    fill_pieces(session, made, 2, [0, 1])
    assert seen(session, made) is None
    assert judging.my_sittings(session, made.judges[0]) == []
    fill_pieces(session, made, 2, [2])
    assert seen(session, made) is not None
    assert judging.my_sittings(session, made.judges[0]) == [(made.panel_id, "Tổ Học tập")]


def test_a_draft_keeps_it_shut_and_a_waiver_opens_it(session: Session) -> None:
    made = make_panel(session, judges=4, filled=False)
    for judge in range(3):
        fill_pieces(session, made, judge)
    fill_pieces(session, made, 3, [0, 1])
    what = made.pieces[2].piece_id
    value_of(judging.save_marks(session, made.judges[3], what, typed(made, "7"), "", 0, at=NOON))
    assert seen(session, made) is None
    value_of(judging.waive(session, what, made.judges[3], "Ốm dài ngày", **OF))
    assert seen(session, made, 3) is not None


def test_it_is_gone_for_strangers_and_after_the_sealing(session: Session) -> None:
    made, other = make_panel(session), make_panel(session)
    assert judging.sitting(session, other.judges[0], made.panel_id) is None
    value_of(judging.close_round(session, made.round_id, **OF))
    value_of(judging.compute_standings(session, made.round_id, **OF))
    assert seen(session, made) is not None
    value_of(seal_results(session, made.round_id, **OF))
    assert seen(session, made) is None
    assert said(attend_by(session, made, CHAIR)) == GONE


def attend_by(session: Session, made: Made, judge: int, *present: str) -> Outcome[int]:
    return judging.note_attendance(session, made.judges[judge], made.panel_id, present, at=NOON)


def test_wide_spreads_come_first_the_widest_on_top(session: Session) -> None:
    made = make_panel(session, judges=3, filled=False)
    for judge in (0, 1):
        fill_pieces(session, made, judge)
    fill_sheet(session, made, 2, 0, "30", "30", "40")
    fill_sheet(session, made, 2, 1, "10", "10", "10")
    fill_sheet(session, made, 2, 2, "20", "20", "30")
    seat = seen(session, made)
    assert seat is not None
    rows = judging.pieces_beside(session, seat)
    assert [row.code for row in rows[:2]] == [made.pieces[1].code, made.pieces[0].code]
    assert [(row.spread, row.wide) for row in rows] == [(110, True), (59, True), (30, False)]
    assert dict(rows[0].totals) == {1: 170, 2: 170, 3: 60}


def test_a_barred_judge_sees_neither_the_piece_nor_its_motions(session: Session) -> None:
    made = make_panel(session)
    what = made.pieces[0].piece_id
    value_of(judging.bar(session, {(made.judges[THIRD], what)}, **OF))
    attend(session, made)
    motion = move_tier(session, made, 0, "NHAT")
    barred, chair = seen(session, made, THIRD), seen(session, made)
    assert barred is not None
    assert chair is not None
    assert {row.piece_id for row in judging.pieces_beside(session, barred)} == {
        made.pieces[1].piece_id, made.pieces[2].piece_id,
    }  # fmt: skip
    assert judging.beside(session, barred, what) is None
    assert judging.motions(session, barred) == []
    assert [one.motion_id for one in judging.motions(session, chair)] == [motion]
    row = next(row for row in judging.pieces_beside(session, chair) if row.piece_id == what)
    assert sorted(row.totals) == [1, 2, 4, 5]
    refused = judging.cast_vote(
        session, made.judges[THIRD], made.panel_id, motion, judging.Choice.YES, at=NOON
    )
    assert said(refused) == GONE


def test_attendance_is_noted_by_chair_or_secretary_and_the_last_note_holds(session: Session) -> None:
    made = make_panel(session)
    assert said(attend_by(session, made, THIRD)) == ["Việc này do tổ trưởng hoặc thư ký của tổ thực hiện."]
    assert said(attend_by(session, made, CHAIR, "nguoila")) == ["Danh sách có mặt có người không thuộc tổ."]
    value_of(attend_by(session, made, CHAIR, *made.judges[:2]))
    assert value_of(attend_by(session, made, SECRETARY, *made.judges[1:])) == 4
    seat = seen(session, made)
    assert seat is not None
    assert [one.present for one in seat.seats] == [False, True, True, True, True]
    assert (seat.present, seat.here) == (4, False)
    assert [row.deed for row in deeds(session, made)[-2:]] == ["attendance", "attendance"]


def test_nothing_is_moved_without_a_quorum(session: Session) -> None:
    made = make_panel(session)
    attend(session, made, 0, 1, 2)
    refused = judging.move(session, made.judges[CHAIR], made.panel_id, "Thông qua biên bản", at=NOON)
    assert said(refused) == ["Tổ chưa đủ số giám khảo có mặt để biểu quyết: có mặt 3, cần ít nhất 4."]


def test_a_motion_has_a_mover_a_text_and_a_tier_of_the_round(session: Session) -> None:
    made = make_panel(session)
    attend(session, made)
    chair, panel, what = made.judges[CHAIR], made.panel_id, made.pieces[0].piece_id
    assert said(judging.move(session, chair, panel, "  ", at=NOON)) == [
        "Đề nghị ghi nội dung cần biểu quyết."
    ]
    assert said(judging.move(session, chair, panel, "ơ" * 1001, at=NOON)) == ["Nội dung dài quá 1000 ký tự."]
    assert said(judging.move(session, made.judges[THIRD], panel, "Nghỉ", at=NOON)) == [
        "Việc này do tổ trưởng hoặc thư ký của tổ thực hiện."
    ]
    assert said(judging.move_tier(session, chair, panel, what, "DACBIET", "Rất hay", at=NOON)) == [
        "Hạng giải này không có trong cơ cấu giải của vòng chấm."
    ]
    assert said(judging.move_tier(session, chair, panel, "lakhac", "NHAT", "Rất hay", at=NOON)) == GONE
    move_tier(session, made, 0, "NHAT")
    assert said(judging.move_tier(session, chair, panel, what, "", "Chưa áp dụng", at=NOON)) == [
        "Bài này đang có một đề nghị chưa biểu quyết xong."
    ]


def test_a_vote_is_cast_once_by_who_is_there(session: Session) -> None:
    made = make_panel(session)
    attend(session, made, 0, 1, 2, 3)
    motion = move_tier(session, made, 0, "NHAT")

    def cast(judge: int, choice: str = "yes") -> Outcome[None]:
        who = made.judges[judge]
        return judging.cast_vote(session, who, made.panel_id, motion, judging.Choice(choice), at=NOON)

    assert said(cast(4)) == ["Tổ trưởng hoặc thư ký chưa ghi Quý vị có mặt nên chưa biểu quyết được."]
    value_of(cast(0))
    seat = seen(session, made)
    assert seat is not None
    (shown,) = judging.motions(session, seat)
    assert (shown.cast, shown.ballot.yes, shown.own) == (1, 0, judging.Choice.YES)


def test_two_votes_of_one_judge_are_one(transactions: Transactions) -> None:
    made = transactions.do(make_panel)
    transactions.do(lambda session: attend(session, made))
    motion = transactions.do(lambda session: move_tier(session, made, 0, "NHAT"))

    def cast(choice: judging.Choice) -> Outcome[None]:
        return transactions.act(
            lambda s: judging.cast_vote(s, made.judges[0], made.panel_id, motion, choice, at=NOON)
        )

    value_of(cast(judging.Choice.YES))
    assert said(cast(judging.Choice.NO)) == ["Quý vị đã biểu quyết việc này."]
    with transactions.reading() as session:
        voted = [row for row in deeds(session, made) if row.deed == "voted"]
    assert [row.body["choice"] for row in voted] == ["yes"]


@pytest.mark.parametrize(
    ("votes", "state"),
    [
        (["yes", "yes", "yes", "no"], judging.MotionState.PASSED),
        (["yes", "yes", "no", "abstain"], judging.MotionState.FAILED),
        (["yes", "yes", "yes"], judging.MotionState.INQUORATE),
    ],
)
def test_how_a_vote_ends(session: Session, votes: list[str], state: judging.MotionState) -> None:
    made = make_panel(session)
    attend(session, made)
    motion = move_tier(session, made, 0, "NHAT")
    assert vote(session, made, motion, votes) is state
    seat = seen(session, made)
    assert seat is not None
    (shown,) = judging.motions(session, seat)
    assert (shown.state, shown.ballot.eligible, shown.ballot.cast) == (state, 5, len(votes))
    over = judging.cast_vote(session, made.judges[4], made.panel_id, motion, judging.Choice.NO, at=NOON)
    assert said(over) == ["Việc này đã biểu quyết xong."]
    again = judging.close_motion(session, made.judges[CHAIR], made.panel_id, motion, at=NOON)
    assert said(again) == ["Việc này đã biểu quyết xong."]


def test_the_barred_are_not_counted_for_the_quorum(session: Session) -> None:
    made = make_panel(session)
    value_of(judging.bar(session, {(made.judges[4], made.pieces[0].piece_id)}, **OF))
    attend(session, made)
    motion = move_tier(session, made, 0, "NHAT")
    assert vote(session, made, motion, ["yes", "yes", "abstain"]) is judging.MotionState.PASSED


def cast(session: Session, made: Made, motion: str, votes: list[str]) -> None:
    for judge, choice in zip(made.judges, votes, strict=False):
        value_of(judging.cast_vote(session, judge, made.panel_id, motion, judging.Choice(choice), at=NOON))


def test_a_vote_of_someone_barred_meanwhile_is_not_counted(session: Session) -> None:
    made = make_panel(session)
    attend(session, made)
    motion = move_tier(session, made, 0, "NHAT")
    cast(session, made, motion, ["no", "no", "yes", "yes", "yes"])
    value_of(judging.bar(session, {(made.judges[4], made.pieces[0].piece_id)}, **OF))
    closed = judging.close_motion(session, made.judges[CHAIR], made.panel_id, motion, at=NOON)
    assert value_of(closed) is judging.MotionState.FAILED
    (last,) = [row for row in deeds(session, made) if row.deed == "motion_closed"]
    assert [last.body[name] for name in ("eligible", "yes", "no")] == [4, 2, 2]


def test_a_vote_of_someone_who_left_meanwhile_is_not_counted(session: Session) -> None:
    made = make_panel(session)
    attend(session, made)
    motion = move_tier(session, made, 0, "NHAT")
    cast(session, made, motion, ["no", "no", "yes", "yes", "yes"])
    value_of(judging.end_judge(session, made.judges[4], "Đi công tác dài ngày", **OF))
    closed = judging.close_motion(session, made.judges[CHAIR], made.panel_id, motion, at=NOON)
    assert value_of(closed) is judging.MotionState.FAILED


def test_every_deed_of_a_meeting_is_in_the_ledger_without_its_words(session: Session) -> None:
    made = make_panel(session)
    attend(session, made)
    motion = move_tier(session, made, 0, "NHAT")
    vote(session, made, motion, ["yes", "yes", "yes", "yes", "no"])
    rows = deeds(session, made)
    assert [row.deed for row in rows[-8:]] == ["attendance", "moved", *["voted"] * 5, "motion_closed"]
    assert rows[-1].body["result"] == "passed"
    assert "áp dụng ở nhiều trường" not in str([row.body for row in rows])
    assert ledger.verify(rows) is None


def test_a_motion_of_another_panel_is_not_there(session: Session) -> None:
    made, other = make_panel(session), make_panel(session)
    attend(session, made)
    attend(session, other)
    motion = move_tier(session, made, 0, "NHAT")
    foreign = judging.cast_vote(session, other.judges[0], other.panel_id, motion, judging.Choice.YES, at=NOON)
    assert said(foreign) == GONE
    assert (
        session.scalar(sa.select(sa.func.count()).select_from(LedgerRow).where(LedgerRow.deed == "voted"))
        == 0
    )
