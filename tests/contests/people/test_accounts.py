"""Accounts and roles: who may make whom, and who cannot be shut out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contests.kernel.access import Actor, Role
from contests.kernel.codes import token_hash
from contests.kernel.errors import STALE, Outcome, Refused
from contests.kernel.sessions import Transactions, value_of
from contests.people import credentials, queries, service
from contests.people.model import Account, AccountRole, SignIn, Unit
from contests.people.rules import AccountFacts
from contests.people.terms import LinkPurpose
from tests.at_once import at_once
from tests.factories import NOON, actor_of, make_account, make_organiser, make_unit

FACTS = AccountFacts("Y.Blam", "  Y   Blăm ", "y.blam@donvi.vn", "0912345678")


class World:
    """An organiser with a head, a secretary and a school."""

    def __init__(self, s: Session) -> None:
        self.organiser = make_organiser(s)
        self.school = make_unit(s, organiser=self.organiser)
        self.head = make_account(s, Role.HEAD, self.organiser)
        self.secretary = make_account(s, Role.SECRETARY, self.organiser)
        self.clerk = make_account(s, Role.UNIT, self.school)
        self.as_head = actor_of(self.head, Role.HEAD, self.organiser)
        self.as_secretary = actor_of(self.secretary, Role.SECRETARY, self.organiser)


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


def refused(outcome: Outcome[Any]) -> list[str | None]:
    assert isinstance(outcome, Refused)
    return [reason.field for reason in outcome.reasons]


def add(session: Session, role: Role, unit: Unit, by: Actor, facts: AccountFacts = FACTS) -> Outcome[Account]:
    return service.add_account(session, facts, role, unit, by=by, at=NOON)


def test_a_new_account_has_one_role_and_no_password(session: Session, world: World) -> None:
    made = value_of(add(session, Role.UNIT, world.school, world.as_secretary))
    assert (made.login, made.name, made.password_hash) == ("y.blam", "Y Blăm", None)
    assert service.held_roles(session, made.id) == [(Role.UNIT, world.organiser.id)]


def test_a_login_is_taken_once_in_the_installation(transactions: Transactions) -> None:
    world = transactions.do(World)
    other = transactions.do(World)
    transactions.act(lambda s: add(s, Role.UNIT, world.school, world.as_head))
    twice = transactions.act(
        lambda s: add(s, Role.UNIT, other.school, other.as_head, replace(FACTS, login="Y.BLĂM"))
    )
    assert refused(twice) == ["login"]


def test_everything_wrong_is_said_at_once(session: Session, world: World) -> None:
    outcome = add(session, Role.HEAD, world.school, world.as_secretary, AccountFacts("!", " "))
    assert refused(outcome) == ["login", "name", "role", "unit_id"]


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.JUDGE, Role.INSPECTOR, Role.HEAD])
def test_only_a_clerk_is_of_a_unit(session: Session, world: World, role: Role) -> None:
    assert refused(add(session, role, world.school, world.as_head)) == ["unit_id"]


def test_a_role_is_given_once(transactions: Transactions) -> None:
    world = transactions.do(World)
    twice = transactions.act(
        lambda s: service.give_role(
            s, s.get_one(Account, world.clerk.id), Role.UNIT, world.school, by=world.as_head, at=NOON
        )
    )
    assert refused(twice) == ["role"]


def test_blocking_ends_every_sign_in(session: Session, world: World) -> None:
    for _ in range(2):
        value_of(credentials.open_sign_in(session, world.clerk.id, at=NOON))
    by = world.as_secretary
    value_of(service.block(session, world.clerk, world.organiser.id, by=by, at=NOON))
    session.flush()
    assert session.scalars(select(SignIn)).all() == []
    assert isinstance(credentials.open_sign_in(session, world.clerk.id, at=NOON), Refused)
    value_of(service.unblock(session, world.clerk, world.organiser.id, by=by, at=NOON))
    value_of(credentials.open_sign_in(session, world.clerk.id, at=NOON))


def test_a_secretary_cannot_block_or_reset_the_head(session: Session, world: World) -> None:
    by, organiser_id = world.as_secretary, world.organiser.id
    assert refused(service.block(session, world.head, organiser_id, by=by, at=NOON)) != []
    assert refused(service.hand_out_link(session, world.head, organiser_id, by=by, at=NOON)) == [None]


def test_everybody_of_the_office_keeps_the_own_name_and_telephone_right(
    session: Session, world: World
) -> None:
    own: dict[str, Any] = {"version": world.secretary.version, "by": world.as_secretary, "at": NOON}
    value_of(service.change_account(session, world.secretary, FACTS, world.organiser.id, **own))
    assert world.secretary.phone == FACTS.phone


def test_two_heads_who_end_each_others_role_at_once_do_not_both_succeed(transactions: Transactions) -> None:
    world = transactions.do(World)
    second = transactions.do(lambda s: make_account(s, Role.HEAD, world.organiser))
    as_second = actor_of(second, Role.HEAD, world.organiser)

    def end(whose: Account, by: Actor) -> Callable[[Session], Outcome[Account]]:
        def verb(s: Session) -> Outcome[Account]:
            held = s.scalars(select(AccountRole.id).where(AccountRole.account_id == whose.id)).one()
            return service.take_role(s, s.get_one(Account, whose.id), held, by=by, at=NOON)

        return verb

    _, later = at_once(transactions, end(second, world.as_head), end(world.head, as_second))
    assert isinstance(later, Refused)


def test_nobody_blocks_oneself_and_the_last_head_stays(session: Session, world: World) -> None:
    by, organiser_id = world.as_head, world.organiser.id
    assert len(refused(service.block(session, world.head, organiser_id, by=by, at=NOON))) == 2
    second = make_account(session, Role.HEAD, world.organiser)
    as_second = actor_of(second, Role.HEAD, world.organiser)
    value_of(service.block(session, world.head, organiser_id, by=as_second, at=NOON))
    session.flush()
    third = actor_of(world.head, Role.HEAD, world.organiser)
    assert len(refused(service.block(session, second, organiser_id, by=third, at=NOON))) == 1


def test_the_last_heads_role_cannot_be_taken(session: Session, world: World) -> None:
    role = session.scalars(select(AccountRole).where(AccountRole.account_id == world.head.id)).one()
    stranger = Actor("x", "Đặng Trần Côn", world.as_head.roles)
    assert len(refused(service.take_role(session, world.head, role.id, by=stranger, at=NOON))) == 1


def test_a_role_of_someone_else_is_not_taken(session: Session, world: World) -> None:
    role = session.scalars(select(AccountRole).where(AccountRole.account_id == world.secretary.id)).one()
    assert isinstance(service.take_role(session, world.clerk, role.id, by=world.as_head, at=NOON), Refused)


def test_taking_a_role_signs_its_holder_out(session: Session, world: World) -> None:
    value_of(credentials.open_sign_in(session, world.clerk.id, at=NOON))
    role = session.scalars(select(AccountRole).where(AccountRole.account_id == world.clerk.id)).one()
    value_of(service.take_role(session, world.clerk, role.id, by=world.as_secretary, at=NOON))
    session.flush()
    assert session.scalars(select(SignIn)).all() == []


def test_a_link_invites_first_and_resets_later(session: Session, world: World) -> None:
    by, organiser_id = world.as_secretary, world.organiser.id
    first = value_of(service.hand_out_link(session, world.clerk, organiser_id, by=by, at=NOON))
    world.clerk.password_hash = "x"
    later = value_of(service.hand_out_link(session, world.clerk, organiser_id, by=by, at=NOON))
    assert (first.purpose, later.purpose) == (LinkPurpose.INVITE, LinkPurpose.RESET)
    assert (first.expires_at - NOON).days == 14
    assert (later.expires_at - NOON).days == 1


def test_a_blocked_account_gets_no_link(session: Session, world: World) -> None:
    world.clerk.blocked_at = NOON
    by = world.as_head
    assert refused(service.hand_out_link(session, world.clerk, world.organiser.id, by=by, at=NOON)) == [None]


def test_an_account_changes_name_but_not_login(session: Session, world: World) -> None:
    kept, by = world.clerk.login, world.as_secretary
    value_of(
        service.change_account(
            session, world.clerk, FACTS, world.organiser.id, version=world.clerk.version, by=by, at=NOON
        )
    )
    assert (world.clerk.name, world.clerk.login) == ("Y Blăm", kept)


def test_a_stale_page_changes_no_account(session: Session, world: World) -> None:
    outcome = service.change_account(
        session, world.clerk, FACTS, world.organiser.id, version=None, by=world.as_head, at=NOON
    )
    assert isinstance(outcome, Refused)
    assert str(outcome.reasons[0]) == STALE


def test_an_authors_new_slip_makes_the_old_one_worthless(session: Session, world: World) -> None:
    by, organiser_id = world.as_secretary, world.organiser.id
    account, first = service.author_account(session, "Lò Văn Pánh", organiser_id, by=by, at=NOON)
    second = service.renew_secret(session, account, organiser_id, by=by, at=NOON)
    assert first != second
    assert account.secret_hash == token_hash(second)
    assert account.login is None


@pytest.mark.parametrize("typed", ["blam", "Y BLĂM", "y.bl"])
def test_accounts_are_found_by_name_or_login(session: Session, world: World, typed: str) -> None:
    made = value_of(add(session, Role.UNIT, world.school, world.as_secretary))
    found = queries.account_page(session, world.organiser.id, search=typed)
    assert [row.id for row in found.rows] == [made.id]


def test_people_are_listed_by_given_name(session: Session, world: World) -> None:
    for name in ("Trần Bình", "Lê An", "Ánh", "Nguyễn Văn Ân"):
        make_account(session, Role.JUDGE, world.organiser, name)
    rows = queries.account_page(session, world.organiser.id, role=Role.JUDGE).rows
    assert [row.name for row in rows] == ["Lê An", "Ánh", "Nguyễn Văn Ân", "Trần Bình"]


def test_authors_with_a_slip_are_not_listed(session: Session, world: World) -> None:
    by = world.as_secretary
    service.author_account(session, "Lò Văn Pánh", world.organiser.id, by=by, at=NOON)
    session.flush()
    assert queries.account_page(session, world.organiser.id, search="pánh").total == 0
