"""Who is named for acts that take two persons: every refusal, and one human who holds two accounts."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from contests.envelopes import service
from contests.envelopes.acting import GONE, HEAD_ONLY, NO_ROLE, OVER
from contests.envelopes.juries import NO_ROUND
from contests.envelopes.rules import NOT_NAMED, ONE_OFFICER
from contests.envelopes.terms import RoundState
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.errors import Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.people.model import Account
from judging import service as judging
from judging.sealing.confirming import IS_OFFICER
from judging.sealing.rules import SEALED
from tests.contests.web.test_scoring_rules import computed
from tests.factories import make_account, make_organiser
from tests.factories_envelopes import Scene, make_scene, prepare, ready, results_sealed, round_id_of

CHAIR, SECRETARY, MEMBER = range(3)


def said(outcome: Outcome[Any]) -> list[tuple[str, str | None]]:
    assert isinstance(outcome, Refused)
    return [(reason.message, reason.field) for reason in outcome.reasons]


def name(session: Session, scene: Scene, account: Account, role: Role = Role.HEAD, substitute: bool = False):
    return service.name_opener(session, scene.season, account.id, substitute=substitute, **scene.by(role))


def drop(session: Session, scene: Scene, row_id: str, role: Role = Role.HEAD):
    return service.drop_opener(session, scene.season, row_id, **scene.by(role))


def stand_in(session: Session, scene: Scene, judge: int = MEMBER, role: Role = Role.HEAD):
    panel_id = next(iter(scene.panels.values()))
    return service.name_substitute(session, scene.season, panel_id, scene.judges[judge].id, **scene.by(role))


# who opens the envelopes


def test_once_somebody_is_named_nobody_else_opens(session: Session) -> None:
    scene = results_sealed(session)
    value_of(name(session, scene, scene.secretary))
    value_of(name(session, scene, scene.inspector, substitute=True))
    assert [(one.name, one.substitute) for one in service.opening_persons(session, scene.season.id)] == [
        (scene.secretary.name, False),
        (scene.inspector.name, True),
    ]
    refused = service.give_opening(session, scene.season, **scene.by(Role.HEAD))
    assert said(refused) == [(NOT_NAMED, None)]
    value_of(service.give_opening(session, scene.season, **scene.by(Role.SECRETARY)))
    last = value_of(service.give_opening(session, scene.season, **scene.by(Role.INSPECTOR)))
    assert last.state is RoundState.OPENED


def test_the_word_of_who_was_dropped_counts_no_longer(session: Session) -> None:
    scene = results_sealed(session)
    row = value_of(name(session, scene, scene.secretary))
    value_of(name(session, scene, scene.inspector))
    value_of(service.give_opening(session, scene.season, **scene.by(Role.SECRETARY)))
    value_of(drop(session, scene, row.id))
    assert service.confirmations(session, round_id_of(session, scene), now()) == []
    second = value_of(service.give_opening(session, scene.season, **scene.by(Role.INSPECTOR)))
    assert second.state is RoundState.SEALED


def test_only_the_head_names_and_drops(session: Session) -> None:
    scene = results_sealed(session)
    assert said(name(session, scene, scene.inspector, Role.SECRETARY)) == [(HEAD_ONLY, None)]
    row = value_of(name(session, scene, scene.secretary))
    assert said(drop(session, scene, row.id, Role.SECRETARY)) == [(HEAD_ONLY, None)]
    assert len(service.opening_persons(session, scene.season.id)) == 1


@pytest.mark.parametrize("why", ["a judge", "another organiser's", "blocked"])
def test_who_holds_none_of_the_roles_is_not_named(session: Session, why: str) -> None:
    scene = results_sealed(session)
    role = Role.JUDGE if why == "a judge" else Role.SECRETARY
    place = make_organiser(session) if why == "another organiser's" else scene.organiser
    account = make_account(session, role, place, "Ma Thị Lả")
    account.blocked_at = now() if why == "blocked" else None
    session.flush()
    assert said(name(session, scene, account)) == [(NO_ROLE, "account_id")]
    assert account.id not in dict(service.opener_choices(session, scene.season))


def test_nobody_is_on_the_list_twice(transactions: Transactions) -> None:
    scene = transactions.do(results_sealed)
    value_of(transactions.act(lambda s: name(s, scene, scene.secretary)))
    again = transactions.act(lambda s: name(s, scene, scene.secretary, substitute=True))
    assert said(again) == [("Người này đã có trong danh sách.", "account_id")]


def test_a_name_of_another_season_or_a_dropped_one_is_not_on_the_list(session: Session) -> None:
    scene, other = results_sealed(session), results_sealed(session)
    row = value_of(name(session, scene, scene.secretary))
    assert said(drop(session, other, row.id)) == [(GONE, None)]
    value_of(drop(session, scene, row.id))
    session.flush()
    assert said(drop(session, scene, row.id)) == [(GONE, None)]


# who stands in where a panel seals


def test_a_substitute_seals_in_the_place_of_the_chair(session: Session) -> None:
    scene = computed(session)
    judge_id = value_of(stand_in(session, scene))
    assert judge_id == scene.judges[MEMBER].judge_id
    done = [confirm(session, scene, judge) for judge in (MEMBER, SECRETARY)]
    assert [value_of(one) for one in done] == [False, True]


def confirm(session: Session, scene: Scene, judge: int) -> Outcome[bool]:
    judge_id = scene.judges[judge].judge_id
    (sheet,) = judging.seal_sheets(session, judge_id, at=now())
    return judging.confirm_results(session, judge_id, sheet.seal.panel_id, sheet.figures, at=now())


def test_only_the_head_names_a_substitute(session: Session) -> None:
    assert said(stand_in(session, computed(session), role=Role.SECRETARY)) == [(HEAD_ONLY, None)]


@pytest.mark.parametrize("alike", ["name", "phone", "email"])
@pytest.mark.parametrize("officer", [CHAIR, SECRETARY])
def test_a_second_account_of_an_officer_does_not_stand_in(session: Session, officer: int, alike: str) -> None:
    scene = computed(session)
    one, double = (session.get_one(Account, scene.judges[judge].account_id) for judge in (officer, MEMBER))
    one.phone, one.email = "0912345678", "diep@lienhiep.vn"
    setattr(double, alike, getattr(one, alike).upper())
    session.flush()
    assert said(stand_in(session, scene)) == [(ONE_OFFICER, "appointment_id")]


def test_two_substitutes_are_two_humans(session: Session) -> None:
    scene = computed(session, judges=4)
    value_of(stand_in(session, scene, MEMBER))
    one, double = (session.get_one(Account, scene.judges[judge].account_id) for judge in (MEMBER, 3))
    double.name = one.name.upper()
    session.flush()
    assert said(stand_in(session, scene, 3)) == [(ONE_OFFICER, "appointment_id")]


def test_who_becomes_secretary_after_a_substitute_was_named_is_another_human(session: Session) -> None:
    scene = prepare(session, make_scene(session), judges=1)
    value_of(seat_namesake(session, scene, judging.SeatRole.MEMBER))
    value_of(stand_in(session, scene, 1))
    assert said(seat_namesake(session, scene, judging.SeatRole.SECRETARY)) == [
        (ONE_OFFICER, "appointment_id")
    ]


def seat_namesake(session: Session, scene: Scene, place: judging.SeatRole) -> Outcome[str]:
    """One more account of Lò Văn Pánh with a place on the panel."""
    account = make_account(session, Role.JUDGE, scene.organiser, "Lò Văn Pánh")
    made = service.appoint(session, scene.season, account.id, decision_id=None, **scene.by())
    scene.judges.append(value_of(made))
    panel_id = next(iter(scene.panels.values()))
    return service.seat(session, scene.season, panel_id, scene.judges[-1].id, place, **scene.by())


@pytest.mark.parametrize("officer", [CHAIR, SECRETARY])
def test_an_officer_needs_no_place_of_a_substitute(session: Session, officer: int) -> None:
    assert said(stand_in(session, computed(session), officer)) == [(IS_OFFICER, None)]


def test_a_judge_without_a_place_on_the_panel_may_stand_in(session: Session) -> None:
    scene = ready(session)
    account = make_account(session, Role.JUDGE, scene.organiser, "Ma Thị Lả")
    made = service.appoint(session, scene.season, account.id, decision_id=None, **scene.by())
    scene.judges.append(value_of(made))
    assert value_of(stand_in(session, scene, 3)) == scene.judges[3].judge_id


def test_who_is_no_judge_any_more_does_not_stand_in(session: Session) -> None:
    scene = computed(session)
    scene.judges[MEMBER].ended_at = now() - timedelta(minutes=1)
    session.flush()
    assert said(stand_in(session, scene)) == [(OVER, "appointment_id")]


def test_after_the_seal_nobody_stands_in(session: Session) -> None:
    assert said(stand_in(session, results_sealed(session))) == [(SEALED, None)]


def test_a_substitute_is_named_once(transactions: Transactions) -> None:
    scene = transactions.do(computed)
    value_of(transactions.act(lambda s: stand_in(s, scene)))
    again = transactions.act(lambda s: stand_in(s, scene))
    assert said(again) == [("Giám khảo này đã là người thay thế của tổ.", None)]


def test_panel_judge_and_season_belong_together(session: Session) -> None:
    scene, other, bare = computed(session), computed(session), make_scene(session)
    panel_id, judge = next(iter(scene.panels.values())), scene.judges[MEMBER].id
    foreign = [
        (scene, next(iter(other.panels.values())), judge),
        (scene, panel_id, other.judges[MEMBER].id),
        (scene, panel_id, "khongcogiamkhao"),
        (bare, panel_id, judge),
    ]
    for where, panel, who in foreign:
        outcome = service.name_substitute(session, where.season, panel, who, **where.by(Role.HEAD))
        assert said(outcome) == [(NO_ROUND, None)]
