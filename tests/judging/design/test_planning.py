"""A round whose pieces go to some judges each: planned, put in force, honoured at every desk, mended in mid-round."""

import dataclasses
from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import value_of
from judging import ledger
from judging import service as judging
from judging.design import verifying
from judging.design.checking import proof_of
from judging.design.model import Assigned, Design, Plan
from judging.design.planning import pairs_of
from judging.design.reading import assigned_pairs
from judging.model import Sheet
from tests.factories import NOON
from tests.factories_judging import FACTS, FIELDS, OF, Made, exhibit, fill_sheet, make_round
from tests.judging.test_rounds import said

RULES = {"assignment": "k", "judges_per_piece": "2", "anchors": "0", "minutes_per_piece": "30"}
SOME = dataclasses.replace(FACTS, rules=RULES)
LATE = NOON.replace(minute=30)


def some(session: Session, *, judges: int = 5, pieces: int = 6, **rules: str) -> Made:
    """A sealed round in which two judges mark each piece."""
    facts = dataclasses.replace(SOME, rules=RULES | rules)
    made = make_round(session, judges=judges, exhibits=[exhibit(n) for n in range(pieces)], facts=facts)
    value_of(judging.assign(session, made.round_id, FIELDS, **OF))
    return made


def desks(session: Session, made: Made) -> dict[str, set[str]]:
    return {judge: {row.piece_id for row in judging.my_pieces(session, judge)} for judge in made.judges}


def checked(session: Session, made: Made) -> dict[str, object]:
    value_of(judging.check_assignment(session, made.round_id, at=NOON))
    return session.get_one(Design, made.round_id).checked


def test_each_piece_is_on_two_desks_and_the_loads_are_even(session: Session) -> None:
    made = some(session)
    own = desks(session, made)
    counts = Counter(piece for pieces in own.values() for piece in pieces)
    assert counts == {piece.piece_id: 2 for piece in made.pieces}
    assert sorted(map(len, own.values())) == [2, 2, 2, 3, 3]
    assert [(row.judges, row.required) for row in judging.board(session, made.round_id)] == [(5, 12)]
    assert len(judging.missing_sheets(session, made.round_id)) == 12


def test_where_all_mark_all_nothing_is_written_down(session: Session) -> None:
    made = make_round(session)
    assert value_of(judging.assign(session, made.round_id, FIELDS, **OF)) is None
    assert session.scalars(select(Assigned)).all() == []
    assert all(len(pieces) == 2 for pieces in desks(session, made).values())
    assert value_of(judging.check_assignment(session, made.round_id, at=NOON)) is True


def test_a_piece_of_another_is_not_there(session: Session) -> None:
    made = some(session)
    own = desks(session, made)
    judge = made.judges[0]
    other = next(piece.piece_id for piece in made.pieces if piece.piece_id not in own[judge])
    assert judging.my_piece(session, judge, other) is None
    assert isinstance(judging.save_marks(session, judge, other, {}, "", 0, at=NOON), Refused)
    assert isinstance(judging.waive(session, other, judge, "Bận", **OF), Refused)
    mine = next(iter(own[judge]))
    assert judging.my_piece(session, judge, mine) is not None
    assert isinstance(judging.save_marks(session, judge, mine, {}, "", 0, at=NOON), Done)


def test_the_whole_round_can_be_marked_closed_and_computed(session: Session) -> None:
    made = some(session)
    for place, judge in enumerate(made.judges):
        for nth, piece in enumerate(made.pieces):
            if piece.piece_id in desks(session, made)[judge]:
                fill_sheet(session, made, place, nth, "20", "20,5", "30")
    value_of(judging.close_round(session, made.round_id, **OF))
    assert value_of(judging.compute_standings(session, made.round_id, **OF)) == 6


def test_a_plan_keeps_its_inputs_and_a_proof_that_holds(session: Session) -> None:
    made = some(session)
    (plan,) = session.scalars(select(Plan)).all()
    assert plan.applied_at == NOON
    assert verifying.proof_faults(plan.inputs, pairs_of(plan), proof_of(plan)) == []
    assert pairs_of(plan) == assigned_pairs(session, made.round_id)
    word = checked(session, made)
    assert (word["faults"], word["proved"], word["same"]) == ({}, True, True)
    assert word["inputs"] == plan.inputs_hash


def test_the_ledger_has_every_assignment_with_its_pairs(session: Session) -> None:
    made = some(session)
    row = next(row for row in ledger.rows(session, made.round_id) if row.deed == "assigned")
    told = {(judge, piece) for judge, pieces in row.body["added"].items() for piece in pieces}
    assert told == assigned_pairs(session, made.round_id)
    assert row.body["removed"] == {}
    assert row.body["inputs"] == session.scalars(select(Plan.inputs_hash)).one()
    assert row.body["seed"] == made.round_id


def test_the_summary_names_no_piece(session: Session) -> None:
    made = some(session)
    told = str(session.scalars(select(Plan.summary)).one())
    assert not any(piece.piece_id in told or piece.code in told for piece in made.pieces)
    assert all(judge in told for judge in made.judges)


def test_a_judge_who_is_barred_gets_another_piece(session: Session) -> None:
    made = make_round(session, judges=4, exhibits=[exhibit(n) for n in range(4)], facts=SOME)
    barred = {(judge, made.pieces[0].piece_id) for judge in made.judges[:2]}
    value_of(judging.bar(session, barred, **OF))
    value_of(judging.assign(session, made.round_id, FIELDS, **OF))
    assert not barred & assigned_pairs(session, made.round_id)
    assert {len(pieces) for pieces in desks(session, made).values()} == {2}


def test_what_lacks_is_the_refusal_and_nothing_is_written(session: Session) -> None:
    made = make_round(session, judges=2, exhibits=[exhibit(n) for n in range(3)], facts=SOME)
    value_of(judging.bar(session, {(made.judges[0], made.pieces[0].piece_id)}, **OF))
    assert said(judging.assign(session, made.round_id, FIELDS, **OF)) == [
        (
            "Lĩnh vực “Đồ dùng dành cho học tập”: 1 bài còn thiếu tổng cộng 1 lượt chấm. Cần thêm ít nhất 1 giám khảo cho "
            "lĩnh vực này; ở những bài đang vướng có 1 giám khảo không được chấm vì xung đột lợi ích."
        )
    ]
    assert session.scalars(select(Assigned)).all() == []


def test_minutes_bound_what_a_judge_gets(session: Session) -> None:
    made = make_round(session, judges=3, exhibits=[exhibit(n) for n in range(4)], facts=SOME)
    value_of(judging.equip(session, made.judges[0], 59, (), **OF))
    value_of(judging.assign(session, made.round_id, FIELDS, **OF))
    assert [len(desks(session, made)[judge]) for judge in made.judges] == [1, 4, 3] or [
        len(desks(session, made)[judge]) for judge in made.judges
    ] == [1, 3, 4]


def test_after_an_absence_only_the_absent_judges_pieces_move_and_submitted_sheets_stay(
    session: Session,
) -> None:
    made = some(session)
    before = assigned_pairs(session, made.round_id)
    absent = next(judge for judge, pieces in desks(session, made).items() if len(pieces) == 3)
    place = made.judges.index(absent)
    given = next(nth for nth, one in enumerate(made.pieces) if (absent, one.piece_id) in before)
    fill_sheet(session, made, place, given, "20", "20,5", "30")
    value_of(judging.end_judge(session, absent, "Đi công tác dài ngày", by=OF["by"], at=LATE))
    plan = value_of(judging.assign(session, made.round_id, FIELDS, by=OF["by"], at=LATE))
    after = assigned_pairs(session, made.round_id)
    assert before - after == {
        (absent, one.piece_id) for nth, one in enumerate(made.pieces) if nth != given and (absent, one.piece_id) in before
    }  # fmt: skip
    assert len(after) == 12
    assert plan
    assert (plan.summary["removed"], plan.summary["added"]) == (2, 2)
    assert session.scalars(select(Sheet.judge_id)).all() == [absent]
    assert checked(session, made)["faults"] == {}


def test_a_begun_draft_is_given_up_last(session: Session) -> None:
    made = make_round(session, judges=3, exhibits=[exhibit(n) for n in range(2)], facts=SOME)
    value_of(judging.equip(session, made.judges[0], 60, (), **OF))
    value_of(judging.assign(session, made.round_id, FIELDS, **OF))
    begun = {}
    for judge, pieces in desks(session, made).items():
        for piece in pieces:
            begun[judge, piece] = value_of(
                judging.save_marks(session, judge, piece, {}, "Đang đọc", 0, at=NOON)
            )
    value_of(judging.assign(session, made.round_id, FIELDS, by=OF["by"], at=LATE))
    assert set(begun) == assigned_pairs(session, made.round_id)


def test_a_recusal_is_seen_by_the_verifier_and_mended_by_planning_again(session: Session) -> None:
    made = some(session)
    judge, piece = min(assigned_pairs(session, made.round_id))
    value_of(judging.recuse(session, judge, piece, at=NOON))
    assert checked(session, made)["faults"] == {verifying.BARRED: 1}
    value_of(judging.assign(session, made.round_id, FIELDS, by=OF["by"], at=LATE))
    assert checked(session, made)["faults"] == {}
    holders = [judge for judge, pieces in desks(session, made).items() if piece in pieces]
    assert len(holders) == 2
    assert judge not in holders


def test_a_waived_sheet_is_asked_of_nobody_else(session: Session) -> None:
    made = some(session)
    judge, piece = min(assigned_pairs(session, made.round_id))
    value_of(judging.waive(session, piece, judge, "Ốm", **OF))
    before = assigned_pairs(session, made.round_id)
    value_of(judging.assign(session, made.round_id, FIELDS, by=OF["by"], at=LATE))
    assert assigned_pairs(session, made.round_id) == before
    assert checked(session, made)["faults"] == {}


def test_a_plan_is_put_in_force_as_it_was_shown_or_not_at_all(session: Session) -> None:
    made = some(session)
    value_of(judging.plan_assignment(session, made.round_id, FIELDS, at=LATE))
    judge, piece = min(assigned_pairs(session, made.round_id))
    value_of(judging.recuse(session, judge, piece, at=LATE))
    assert said(judging.put_in_force(session, made.round_id, by=OF["by"], at=LATE)) == [
        "Dữ liệu đã thay đổi từ lúc tính phương án. Đề nghị tính lại rồi áp dụng."
    ]
    value_of(judging.plan_assignment(session, made.round_id, FIELDS, at=LATE))
    assert value_of(judging.put_in_force(session, made.round_id, by=OF["by"], at=LATE)).applied_at == LATE
    assert said(judging.put_in_force(session, made.round_id, by=OF["by"], at=LATE)) == [
        "Chưa có phương án phân công nào để áp dụng."
    ]
