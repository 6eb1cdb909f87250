"""Judges who come and go in a round, and what the office states of their time: on both databases."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service
from contests.envelopes.conflicts.model import Conflict
from contests.envelopes.conflicts.queries import undecided
from contests.envelopes.conflicts.terms import Ruling
from contests.envelopes.model import Appointment
from contests.envelopes.seats import judge_seats
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from judging import ledger
from judging import service as judging
from judging.model import Judge, JudgeSession, Seat
from judging.service import DeclaredFacts, DeclaredKind
from tests.contests.envelopes.conflicts.test_service import AGAIN, DOUBTFUL, KIN, match, rule, said, with_four
from tests.factories import make_account
from tests.factories_envelopes import (
    Scene,
    declare,
    make_scene,
    mark_all,
    prepare,
    round_id_of,
    sealed,
)


def late(session: Session, scene: Scene, *rows: DeclaredFacts, ready: bool = True) -> Appointment:
    account = make_account(session, Role.JUDGE, scene.organiser, "Bế Văn Đàn")
    made = value_of(service.appoint(session, scene.season, account.id, decision_id=None, **scene.by()))
    if ready:
        declare(session, made, *rows)
    return made


def seat(session: Session, scene: Scene, one: Appointment):
    (panel,) = scene.panels.values()
    return service.seat(session, scene.season, panel, one.id, judging.SeatRole.MEMBER, **scene.by())


def test_a_newcomer_sits_in_a_sealed_round_after_declaring_and_matching(session: Session):
    scene = sealed(session)
    one = late(session, scene, ready=False)
    told = "Vòng chấm đã đánh phách: giám khảo phải nhận nhiệm vụ và khai báo xung đột lợi ích rồi mới được xếp vào tổ."
    assert said(seat(session, scene, one)) == [told]
    declare(session, one, DOUBTFUL)
    assert said(seat(session, scene, one)) == [
        "Còn 1 trường hợp xung đột lợi ích chờ người phụ trách xem xét."
    ]
    value_of(rule(session, scene, Ruling.BAR))
    assert judging.my_pieces(session, one.judge_id) == []
    value_of(seat(session, scene, one))
    assert len(judging.my_pieces(session, one.judge_id)) == 2


def test_a_hard_conflict_of_a_newcomer_is_barred_before_the_first_piece(session: Session):
    scene = sealed(session)
    one = late(session, scene, KIN)
    value_of(seat(session, scene, one))
    assert len(judging.my_pieces(session, one.judge_id)) == 2


def test_what_is_remembered_late_bars_at_once_and_cannot_be_taken_back(session: Session):
    scene = sealed(session, None, judges=4)
    who = scene.judges[0].judge_id
    value_of(judging.declare(session, who, [KIN, DeclaredFacts(DeclaredKind.KIN, "H'Hen Nie")], at=now()))
    match(session, scene)
    assert len(judging.my_pieces(session, who)) == 2
    value_of(rule(session, scene, Ruling.BAR))
    assert len(judging.my_pieces(session, who)) == 1
    (row,) = session.scalars(sa.select(Conflict).where(Conflict.ruling == Ruling.BAR))
    again = service.rule_on(session, scene.season, [row.id], Ruling.CLEAR, AGAIN, **scene.by())
    assert said(again) == ["Vòng chấm đã đánh phách nên không rút lại được quyết định không cho chấm."]


def test_a_round_with_an_open_case_is_not_closed(session: Session):
    scene = sealed(session)
    value_of(judging.declare(session, scene.judges[0].judge_id, [DOUBTFUL], at=now()))
    mark_all(session, scene)
    assert said(service.close_round(session, scene.season, **scene.by())) == [
        "Còn 1 trường hợp xung đột lợi ích chờ người phụ trách xem xét."
    ]
    value_of(rule(session, scene, Ruling.CLEAR))
    value_of(service.close_round(session, scene.season, **scene.by()))


def test_an_appointment_ends_before_the_sealing_and_the_seat_goes(session: Session):
    scene = with_four(session, DOUBTFUL, judge=3)
    match(session, scene)
    one = scene.judges[3]
    ended = service.end_appointment(session, scene.season, one.id, "Đi công tác.", **scene.by())
    assert value_of(ended) == 1
    assert session.scalars(sa.select(Seat).where(Seat.judge_id == one.judge_id)).all() == []
    assert undecided(session, scene.season.id) == []
    value_of(service.seal_round(session, scene.season, **scene.by()))


def test_an_appointment_ends_in_mid_round_and_what_is_owed_is_waived(session: Session):
    scene = sealed(session, None, judges=4)
    one = scene.judges[3]
    mark_all(session, scene, but=[one.judge_id])
    waived = service.end_appointment(session, scene.season, one.id, "Ốm dài ngày.", **scene.by())
    assert value_of(waived) == 3
    judge = session.get_one(Judge, one.judge_id)
    assert judge.ended_at is not None
    assert judging.my_pieces(session, one.judge_id) == []
    assert judge_seats(session, one.account_id) == []
    chain = ledger.rows(session, round_id_of(session, scene))
    ended = next(row for row in chain if row.deed == "judge_ended")
    assert ended.body["reason"] == ledger.committed(judge.ended_salt, "Ốm dài ngày.")
    value_of(service.close_round(session, scene.season, **scene.by()))


def test_the_place_of_a_chair_who_left_is_free_for_another(session: Session):
    scene = sealed(session, None, judges=4)
    chair, (panel,) = judging.SeatRole.CHAIR, scene.panels.values()
    one = late(session, scene)
    taken = service.seat(session, scene.season, panel, one.id, chair, **scene.by())
    assert said(taken) == ["Tổ giám khảo này đã có tổ trưởng."]
    value_of(service.end_appointment(session, scene.season, scene.judges[0].id, "Ốm.", **scene.by()))
    value_of(service.seat(session, scene.season, panel, one.id, chair, **scene.by()))
    assert judging.officer_ids(session, panel) == {one.judge_id, scene.judges[1].judge_id}


def test_an_end_has_a_reason_and_comes_once(session: Session):
    scene = sealed(session)
    end, one = service.end_appointment, scene.judges[0]
    assert said(end(session, scene.season, one.id, " ", **scene.by())) == [
        "Phải ghi lý do kết thúc nhiệm vụ."
    ]
    value_of(end(session, scene.season, one.id, "Ốm.", **scene.by()))
    again = end(session, scene.season, one.id, "Ốm.", **scene.by())
    assert said(again) == ["Nhiệm vụ của giám khảo này đã kết thúc."]
    assert said(seat(session, scene, one)) == ["Nhiệm vụ của giám khảo này đã kết thúc."]
    other = sealed(session)
    assert said(end(session, scene.season, other.judges[0].id, "x", **scene.by())) == [
        "Giám khảo này không có trong mùa thi."
    ]


def test_who_left_is_signed_out(session: Session):
    scene = sealed(session)
    one = scene.judges[0]
    judging.open_session(session, one.judge_id, expires_at=now())
    value_of(service.end_appointment(session, scene.season, one.id, "Ốm.", **scene.by()))
    assert session.scalars(sa.select(JudgeSession).where(JudgeSession.judge_id == one.judge_id)).all() == []


@pytest.mark.parametrize("minutes", [0, -5, 60 * 24 * 60 + 1])
def test_minutes_have_a_reach(session: Session, minutes: int):
    scene = prepare(session, make_scene(session, count=1), judges=1)
    outcome = service.equip(session, scene.season, scene.judges[0].id, minutes, [], **scene.by())
    assert said(outcome) == ["Thời gian chấm phải từ 1 đến 86400 phút."]


def test_the_office_states_what_a_judge_knows_and_the_last_word_counts(session: Session):
    scene = prepare(session, make_scene(session, count=1), judges=2)
    one, round_id = scene.judges[0], round_id_of(session, scene)
    value_of(service.equip(session, scene.season, one.id, 600, ["HT", "PM"], **scene.by()))
    value_of(service.equip(session, scene.season, one.id, None, ["PM"], **scene.by()))
    known = judging.capacities(session, round_id)
    assert (known[one.judge_id].minutes, known[one.judge_id].fields) == (None, frozenset({"PM"}))
    assert known[scene.judges[1].judge_id].fields == frozenset()
    strange = service.equip(session, scene.season, one.id, 60, ["XX"], **scene.by())
    assert said(strange) == ["Có lĩnh vực không thuộc mùa thi này."]
