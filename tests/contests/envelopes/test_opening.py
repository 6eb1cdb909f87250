from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.envelopes import service
from contests.envelopes.model import Envelope, RoundEnvelope
from contests.envelopes.queries import opened_entries
from contests.envelopes.rules import ONE_HUMAN
from contests.envelopes.terms import RoundState
from contests.kernel.access import Actor, Role
from contests.kernel.audit import Deed
from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from judging import service as judging
from judging.model import Piece
from tests.factories import NOON, actor_of, make_account, make_actor, make_organiser
from tests.factories_envelopes import (
    Scene,
    make_scene,
    mark_all,
    opened,
    ready,
    results_sealed,
    round_id_of,
    sealed,
)

MINUTE = timedelta(minutes=1)


def give(session: Session, scene: Scene, role: Role = Role.SECRETARY, at=NOON):
    return service.give_opening(session, scene.season, **scene.by(role, at))


def said(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def state(session: Session, scene: Scene) -> RoundState:
    return session.scalars(sa.select(RoundEnvelope.state).filter_by(season_id=scene.season.id)).one()


@pytest.mark.parametrize("second", [Role.HEAD, Role.INSPECTOR])
def test_two_persons_open_the_envelopes(session: Session, runtime: Runtime, second: Role):
    scene = results_sealed(session)
    assert value_of(give(session, scene)).state is RoundState.SEALED
    assert opened_entries(session, scene.season.id) == []
    assert value_of(give(session, scene, second, NOON + MINUTE)).state is RoundState.OPENED
    openers = service.openers(session, round_id_of(session, scene))
    assert (len(openers), openers[0].name) == (2, "Lê Thị Hồng Gấm")
    deeds = session.scalars(sa.select(Deed).filter_by(verb="round.open").order_by(Deed.at)).all()
    assert [deed.detail["second"] for deed in deeds] == [False, True]


def test_what_is_opened_is_what_was_sealed(session: Session, runtime: Runtime):
    scene = opened(session, None, count=5)
    rows = opened_entries(session, scene.season.id)
    titles = {piece.code: piece.title for piece in session.scalars(sa.select(Piece))}
    assert len(rows) == 5
    assert {row.code: row.title for row in rows} == titles
    assert [row.rank for row in rows] == sorted(row.rank for row in rows)
    assert {row.entry_id: row.number for row in rows} == {entry.id: entry.number for entry in scene.entries}


@pytest.mark.parametrize("make", [ready, sealed])
def test_before_the_results_are_sealed_nobody_confirms(session: Session, runtime: Runtime, make):
    scene = make(session)
    for role in (Role.SECRETARY, Role.HEAD):
        assert said(give(session, scene, role)) == ["Chỉ ghép phách sau khi kết quả chấm đã được niêm phong."]
    assert service.opened_standings(session, scene.season.id) == []


def test_a_computed_round_does_not_open_either(session: Session, runtime: Runtime):
    scene = sealed(session)
    mark_all(session, scene)
    value_of(service.close_round(session, scene.season, **scene.by()))
    value_of(judging.compute_standings(session, round_id_of(session, scene), **scene.by()))
    assert isinstance(give(session, scene), Refused)
    assert isinstance(give(session, scene, Role.HEAD), Refused)
    assert opened_entries(session, scene.season.id) == []


def test_the_same_person_does_not_open_twice(session: Session, runtime: Runtime):
    scene = results_sealed(session)
    value_of(give(session, scene))
    assert said(give(session, scene, at=NOON + MINUTE)) == [
        "Quý vị đã xác nhận. Cần một người khác xác nhận trong vòng 24 giờ."
    ]
    assert state(session, scene) is RoundState.SEALED


@pytest.mark.parametrize("alike", ["name", "phone", "email"])
def test_two_accounts_of_one_human_do_not_open(session: Session, runtime: Runtime, alike: str):
    scene = results_sealed(session)
    scene.secretary.phone, scene.secretary.email = "0912345678", "gam@lienhiep.vn"
    double = make_account(session, Role.HEAD, scene.organiser, "Trần Thị Hoa")
    setattr(double, alike, getattr(scene.secretary, alike).upper())
    session.flush()
    value_of(give(session, scene))
    by = actor_of(double, Role.HEAD, scene.organiser)
    assert said(service.give_opening(session, scene.season, by=by, at=NOON)) == [ONE_HUMAN]


def test_a_second_word_after_a_day_is_a_first_one(session: Session, runtime: Runtime):
    scene = results_sealed(session)
    late = NOON + timedelta(hours=24, seconds=1)
    value_of(give(session, scene))
    assert value_of(give(session, scene, Role.HEAD, late)).state is RoundState.SEALED
    assert [word.name for word in service.confirmations(session, round_id_of(session, scene), late)] == [
        "Hoàng Văn Thụ"
    ]
    assert value_of(give(session, scene, at=late + MINUTE)).state is RoundState.OPENED
    assert len(service.openers(session, round_id_of(session, scene))) == 2


def test_at_the_last_minute_of_the_day_the_second_word_counts(session: Session, runtime: Runtime):
    scene = results_sealed(session)
    value_of(give(session, scene))
    assert value_of(give(session, scene, Role.HEAD, NOON + timedelta(hours=24))).state is RoundState.OPENED


def test_the_word_of_a_blocked_account_counts_no_longer(session: Session, runtime: Runtime):
    scene = results_sealed(session)
    value_of(give(session, scene))
    session.get_one(Account, scene.secretary.id).blocked_at = NOON
    session.flush()
    assert value_of(give(session, scene, Role.HEAD, NOON + MINUTE)).state is RoundState.SEALED


@pytest.mark.parametrize("role", [Role.JUDGE, Role.UNIT, Role.AUTHOR])
def test_other_roles_do_not_open(session: Session, runtime: Runtime, role: Role):
    scene = results_sealed(session)
    by = make_actor(session, role, scene.organiser, "Ánh")
    assert isinstance(service.give_opening(session, scene.season, by=by, at=NOON), Refused)


def test_the_office_of_another_organiser_does_not_open(session: Session, runtime: Runtime):
    scene = results_sealed(session)
    by = make_actor(session, Role.HEAD, make_organiser(session), "Y Blăm")
    assert isinstance(service.give_opening(session, scene.season, by=by, at=NOON), Refused)


def at_once(transactions: Transactions, scene: Scene, actors: list[Actor]) -> list:
    def one(by: Actor):
        return transactions.act(lambda s: service.give_opening(s, scene.season, by=by, at=NOON))

    with ThreadPoolExecutor(len(actors)) as pool:
        return list(pool.map(one, actors))


def seconds(transactions: Transactions) -> list[bool]:
    with transactions.reading() as session:
        deeds = session.scalars(sa.select(Deed).filter_by(verb="round.open"))
        return sorted(deed.detail["second"] for deed in deeds)


def test_two_first_words_at_once_open_once(runtime: Runtime):
    scene = runtime.main.do(results_sealed)
    outcomes = at_once(runtime.main, scene, [scene.actor(), scene.actor(Role.HEAD)])
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert seconds(runtime.main) == [False, True]
    with runtime.main.reading() as session:
        assert state(session, scene) is RoundState.OPENED


def test_two_second_words_at_once_open_once(runtime: Runtime):
    scene = runtime.main.do(results_sealed)
    value_of(runtime.main.act(lambda s: give(s, scene)))
    outcomes = at_once(runtime.main, scene, [scene.actor(Role.HEAD), scene.actor(Role.INSPECTOR)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Done", "Refused"]
    assert seconds(runtime.main) == [False, True]


def test_one_person_pressing_twice_at_once_gives_one_word(runtime: Runtime):
    scene = runtime.main.do(results_sealed)
    outcomes = at_once(runtime.main, scene, [scene.actor(), scene.actor()])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Done", "Refused"]
    assert seconds(runtime.main) == [False]


def test_one_season_opened_opens_no_other(session: Session, runtime: Runtime):
    other = results_sealed(session)
    opened(session)
    assert opened_entries(session, other.season.id) == []
    assert session.scalars(sa.select(Envelope).filter_by(round_id=round_id_of(session, other))).all() != []


def test_without_a_round_there_is_nothing_to_open(session: Session):
    assert isinstance(give(session, make_scene(session)), Refused)
