"""Opening a round, its panels, judges and seats; signing judges in and out."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contests.kernel.codes import token_hash
from contests.kernel.errors import Refused
from contests.kernel.sessions import Transactions, value_of
from judging import ledger, seen
from judging import service as judging
from judging.model import JudgeSession, Round
from tests.factories import NOON
from tests.factories_judging import FACTS, OF, RUBRIC, make_ready, make_round


def said(outcome: object) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def test_a_round_without_a_name_rubric_or_rules_is_refused_for_all_of_it_at_once(session: Session) -> None:
    empty = judging.RoundFacts(" ", 3, 0, ())
    assert said(judging.open_round(session, empty, **OF)) == [
        "Vòng chấm phải có tên.",
        "Bước điểm phải là 1, 0,5 hoặc 0,25.",
        "Mỗi bài phải có ít nhất một phiếu chấm.",
        "Phiếu chấm phải có ít nhất một tiêu chí.",
    ]


def test_a_criterion_that_cannot_be_marked_is_refused(session: Session) -> None:
    facts = judging.RoundFacts("Vòng chung khảo", 2, 1, (*RUBRIC, judging.CriterionFacts("Trình bày", 0)))
    assert said(judging.open_round(session, facts, **OF)) == ["Điểm tối đa của mỗi tiêu chí phải lớn hơn 0."]


def test_two_panels_cannot_share_a_field(session: Session) -> None:
    made = make_round(session)
    refused = judging.add_panel(session, made.round_id, "Tổ Phần mềm", ("PM", "HT"), **OF)
    assert said(refused) == ["Lĩnh vực đã có tổ giám khảo: HT."]


def test_two_panels_cannot_share_a_name(transactions: Transactions) -> None:
    made = transactions.do(make_round)
    refused = transactions.act(lambda s: judging.add_panel(s, made.round_id, " Tổ  Học tập", ("PM",), **OF))
    assert said(refused) == ["Đã có tổ giám khảo mang tên này."]


def test_a_judge_sits_once_on_a_panel_and_only_in_the_own_round(transactions: Transactions) -> None:
    made, other = transactions.do(make_round), transactions.do(make_round)
    chair = judging.SeatRole.CHAIR
    again = transactions.act(lambda s: judging.seat(s, made.panel_id, made.judges[0], chair, **OF))
    assert said(again) == ["Giám khảo này đã có trong tổ."]
    stranger = transactions.act(lambda s: judging.seat(s, made.panel_id, other.judges[0], chair, **OF))
    assert said(stranger) == ["Giám khảo và tổ giám khảo không cùng một vòng chấm."]


def test_judges_are_numbers(session: Session) -> None:
    made = make_round(session, judges=3, ready=False)
    (panel,) = judging.panel_rows(session, made.round_id)
    assert [seat.number for seat in panel.seats] == [1, 2, 3]
    assert panel.seats[0].accepted_at is None
    assert (panel.name, panel.fields) == ("Tổ Học tập", ("HT",))


def test_panels_come_by_name_and_one_without_judges_is_among_them(session: Session) -> None:
    made = make_round(session, judges=1)
    value_of(judging.add_panel(session, made.round_id, "Tổ A", ("PM",), **OF))
    rows = judging.panel_rows(session, made.round_id)
    assert [(row.name, len(row.seats)) for row in rows] == [("Tổ A", 0), ("Tổ Học tập", 1)]


def test_a_sign_in_is_known_by_its_secret_until_it_expires_or_is_closed(session: Session) -> None:
    made = make_round(session)
    token = judging.open_session(session, made.judges[0], expires_at=NOON + timedelta(hours=8))
    desk = seen.at_desk(session, token_hash(token), NOON)
    assert desk is not None
    assert (desk.number, desk.round_title) == (1, "Vòng sơ khảo")
    assert seen.at_desk(session, token_hash(token), NOON + timedelta(hours=8)) is None
    assert seen.at_desk(session, token, NOON) is None
    judging.close_sessions(session, made.judges[0])
    assert seen.at_desk(session, token_hash(token), NOON) is None


def test_the_secret_itself_is_not_kept(session: Session) -> None:
    made = make_round(session)
    token = judging.open_session(session, made.judges[0], expires_at=NOON)
    assert session.scalars(select(JudgeSession.token_hash)).all() == [token_hash(token)]


def test_a_closed_round_takes_nobody_and_nothing(session: Session) -> None:
    made = make_round(session, ready=False)
    session.get_one(Round, made.round_id).stage = judging.Stage.CLOSED
    session.flush()
    closed = ["Vòng chấm đã kết thúc nên không thay đổi được nữa."]
    assert said(judging.add_panel(session, made.round_id, "Tổ Hai", (), **OF)) == closed
    assert said(judging.add_judge(session, made.round_id, **OF)) == closed
    assert said(judging.seat(session, made.panel_id, made.judges[0], judging.SeatRole.CHAIR, **OF)) == closed
    assert said(judging.accept(session, made.judges[0], at=NOON)) == closed
    assert said(judging.admit(session, made.round_id, [], **OF))[0] == closed[0]
    assert said(judging.bar(session, [(made.judges[0], made.pieces[0].piece_id)], **OF)) == closed


def test_a_sign_in_that_crossed_the_end_of_the_appointment_opens_nothing(session: Session) -> None:
    made = make_round(session)
    value_of(judging.end_judge(session, made.judges[0], "Đi công tác dài ngày", **OF))
    late = [
        judging.open_session(session, judge, expires_at=NOON + timedelta(hours=8)) for judge in made.judges
    ]
    found = [seen.at_desk(session, token_hash(token), NOON) for token in late]
    assert [desk is None for desk in found] == [True, False, False]


def test_accepting_twice_is_accepting_once(session: Session) -> None:
    made = make_round(session, judges=1, ready=False)
    make_ready(session, made.judges[0])
    value_of(judging.accept(session, made.judges[0], at=NOON + timedelta(days=1)))
    (panel,) = judging.panel_rows(session, made.round_id)
    assert panel.seats[0].accepted_at == NOON
    deeds = [row.deed for row in ledger.rows(session, made.round_id)]
    assert deeds.count("accepted") == 1


def test_the_facts_that_bind_a_round_are_on_record(session: Session) -> None:
    made = make_round(session)
    first = ledger.rows(session, made.round_id)[0]
    assert first.deed == "round_opened"
    assert first.body["least_sheets"] == FACTS.least_sheets
    assert [row["most_steps"] for row in first.body["criteria"]] == [60, 60, 80]
