import pytest
from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.decisions.terms import DecisionKind
from contests.entries.model import Author
from contests.envelopes import service
from contests.envelopes.queries import judge_choices, judge_rows, jury_decisions
from contests.kernel.access import Role
from contests.kernel.audit import deeds_of
from contests.kernel.errors import Refused
from contests.kernel.sessions import Transactions, value_of
from judging import service as judging
from tests.factories import NOON, make_account, make_organiser, make_season
from tests.factories_envelopes import Scene, make_scene, prepare


@pytest.fixture
def scene(session: Session) -> Scene:
    return prepare(session, make_scene(session), judges=2)


def said(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def appoint(session, scene, account, decision_id=None):
    return service.appoint(session, scene.season, account.id, decision_id=decision_id, **scene.by())


def test_the_round_is_bound_to_the_rubric_of_the_season(session, scene):
    facts = service.round_facts(session, scene.season)
    assert [criterion.most_steps for criterion in facts.criteria] == [60, 60, 80]
    assert (facts.steps_per_point, facts.least_sheets) == (2, 3)
    assert deeds_of(session, scene.season.id)[0].verb == "round.prepare"


def test_a_season_has_one_round(transactions: Transactions):
    scene = transactions.do(make_scene)
    asked = [
        transactions.act(lambda s: service.prepare_round(s, scene.season, **scene.by())) for _ in range(2)
    ]
    assert said(asked[1]) == ["Mùa thi này đã có vòng chấm."]


def test_a_season_that_is_not_open_has_no_round(session):
    scene = make_scene(session)
    season = make_season(session, scene.organiser, opened=False)
    outcome = service.prepare_round(session, season, **scene.by())
    assert said(outcome) == ["Chỉ lập vòng chấm cho mùa thi đã mở."]


def test_a_panel_takes_several_fields_and_a_field_has_one_panel(session, scene):
    assert judging.panel_rows(session, service.round_of(session, scene.season.id).round_id)[0].fields == (
        "HT", "PM", "MT",
    )  # fmt: skip
    again = service.add_panel(session, scene.season, "Tổ khác", ["HT"], **scene.by())
    assert said(again) == ["Lĩnh vực đã có tổ giám khảo: HT."]


def test_a_panel_takes_fields_of_its_own_season_only(session, scene):
    assert said(service.add_panel(session, scene.season, "Tổ", ["XX"], **scene.by())) == [
        "Có lĩnh vực không thuộc mùa thi này."
    ]
    assert said(service.add_panel(session, scene.season, "Tổ", [], **scene.by())) == [
        "Đề nghị chọn ít nhất một lĩnh vực."
    ]


def test_only_a_judge_of_the_organiser_is_appointed(session, scene):
    elsewhere = make_account(session, Role.JUDGE, make_organiser(session))
    clerk = make_account(session, Role.SECRETARY, scene.organiser)
    blocked = make_account(session, Role.JUDGE, scene.organiser)
    blocked.blocked_at = NOON
    for account in (elsewhere, clerk, blocked):
        assert said(appoint(session, scene, account)) == [
            "Tài khoản này không có vai trò giám khảo của đơn vị tổ chức."
        ]


def test_an_author_of_the_season_does_not_judge_it(session, scene):
    account = make_account(session, Role.JUDGE, scene.organiser)
    session.query(Author).filter_by(entry_id=scene.entries[0].id).one().account_id = account.id
    session.flush()
    assert said(appoint(session, scene, account)) == [
        "Tác giả có hồ sơ trong mùa thi này không làm giám khảo được."
    ]


def decision(session, organiser_id: str, kind=DecisionKind.JURY) -> Decision:
    made = Decision(
        organiser_id=organiser_id, kind=kind, symbol="12/QĐ-BTC", year=2026, issued_on=NOON.date(),
        signer_name="Hoàng Văn Thụ", signer_title="Trưởng ban", about="",
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def test_an_appointment_names_a_decision_of_the_organiser(session, scene):
    account = make_account(session, Role.JUDGE, scene.organiser, "Lò Văn Pánh")
    foreign = decision(session, make_organiser(session).id)
    assert said(appoint(session, scene, account, foreign.id)) == [
        "Quyết định này không có trong sổ văn bản của đơn vị tổ chức."
    ]
    own = decision(session, scene.organiser.id)
    value_of(appoint(session, scene, account, own.id))
    assert {row.name: row.symbol for row in judge_rows(session, scene.season.id)}[
        "Lò Văn Pánh"
    ] == "12/QĐ-BTC"
    assert jury_decisions(session, scene.organiser.id) == [(own.id, "12/QĐ-BTC, 22/11/2026")]


def test_nobody_is_appointed_twice(transactions: Transactions):
    scene = transactions.do(lambda s: prepare(s, make_scene(s), judges=1))
    again = transactions.act(
        lambda s: service.appoint(s, scene.season, scene.judges[0].account_id, decision_id=None, **scene.by())
    )
    assert said(again) == ["Giám khảo này đã có trong mùa thi."]
    assert isinstance(again, Refused)
    assert again.reasons[0].field == "account_id"


def test_the_list_of_who_may_be_appointed_leaves_out_the_appointed_and_tells_namesakes_apart(session, scene):
    for login in ("nguyenvana", "nguyenvanb"):
        make_account(session, Role.JUDGE, scene.organiser, "Nguyễn Văn Bình", login)
    names = [name for _, name in judge_choices(session, scene.organiser.id, scene.season.id)]
    assert names == ["Nguyễn Văn Bình (nguyenvana)", "Nguyễn Văn Bình (nguyenvanb)"]


def test_a_panel_has_one_chair(session, scene):
    panel_id = next(iter(scene.panels.values()))
    other = value_of(appoint(session, scene, make_account(session, Role.JUDGE, scene.organiser)))
    chair = judging.SeatRole.CHAIR
    second = service.seat(session, scene.season, panel_id, other.id, chair, **scene.by())
    assert said(second) == ["Tổ giám khảo này đã có tổ trưởng."]
    assert second.reasons[0].field == "role"


def test_chair_and_secretary_are_two_humans(session):
    scene = prepare(session, make_scene(session), judges=0)
    panel_id = next(iter(scene.panels.values()))
    one, same, other = (
        value_of(appoint(session, scene, make_account(session, Role.JUDGE, scene.organiser, name)))
        for name in ("Lò Văn Pánh", "LÒ VĂN PÁNH", "Ma Thị Lả")
    )
    roles = judging.SeatRole
    value_of(service.seat(session, scene.season, panel_id, one.id, roles.CHAIR, **scene.by()))
    refused = service.seat(session, scene.season, panel_id, same.id, roles.SECRETARY, **scene.by())
    assert "cần hai người khác nhau" in said(refused)[0]
    value_of(service.seat(session, scene.season, panel_id, other.id, roles.SECRETARY, **scene.by()))


def test_a_judge_sits_on_panels_of_the_own_season_only(session, scene):
    other = prepare(session, make_scene(session), judges=1)
    panel_id, role = next(iter(other.panels.values())), judging.SeatRole.MEMBER
    for panel, judge in ((panel_id, scene.judges[0]), (next(iter(scene.panels.values())), other.judges[0])):
        outcome = service.seat(session, scene.season, panel, judge.id, role, **scene.by())
        assert said(outcome) == ["Giám khảo và tổ giám khảo không cùng một vòng chấm."]


def test_without_a_round_there_is_nobody_to_appoint_and_nothing_to_found(session):
    scene = make_scene(session)
    account = make_account(session, Role.JUDGE, scene.organiser)
    for outcome in (
        appoint(session, scene, account),
        service.add_panel(session, scene.season, "Tổ", ["HT"], **scene.by()),
        service.seat(session, scene.season, "p", "a", judging.SeatRole.CHAIR, **scene.by()),
    ):
        assert said(outcome) == ["Mùa thi chưa có vòng chấm. Đề nghị lập vòng chấm trước."]
