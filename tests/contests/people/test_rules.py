"""Logins, passwords, waiting, and who may hand out whose access."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel.access import Actor, Role
from contests.people import rules
from tests.factories import NOON

HEAD = Actor("h", "Ánh", frozenset({(Role.HEAD, "tq")}))
SECRETARY = Actor("s", "Gấm", frozenset({(Role.SECRETARY, "tq")}))


@pytest.mark.parametrize("login", ["ngoc.anh", "Ngọc Ánh", "ÁNH", "van-thu@donvi.vn", "y_blam", "123"])
def test_logins_that_will_do(login: str) -> None:
    assert list(rules.login_objections(login)) == []


@pytest.mark.parametrize("login", ["", "a", "ab", ".anh", "anh!", "x" * 61, "anh/anh", "ánh\u202e"])
def test_logins_that_will_not(login: str) -> None:
    assert [reason.field for reason in rules.login_objections(login)] == ["login"]


def test_a_login_typed_on_a_mac_is_the_same_login() -> None:
    assert rules.plain_login("Nguye\u0302\u0303n A\u0301nh") == "nguyenanh"


@pytest.mark.parametrize(
    "password", ["trời xanh", "123456789", "", "ngocanh.lhh1", "Nguyen Thi Ngoc Anh", "1234567890", "MatKhau123", "aabbaabbaabb"]
)  # fmt: skip
def test_passwords_that_will_not_do(password: str) -> None:
    own = ("ngocanh.lhh1", "Nguyễn Thị Ngọc Ánh")
    assert [reason.field for reason in rules.password_objections(password, own)] == ["password"]


@pytest.mark.parametrize("password", ["trời xanh mây trắng", "ca fe sua da", "Tr0ub4dor&3x"])
def test_passwords_that_will(password: str) -> None:
    assert list(rules.password_objections(password, ("ngoc.anh", "Ánh", ""))) == []


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 0), (5, 0), (6, 1), (7, 2), (8, 4), (14, 256), (15, 300), (99, 300)]
)
def test_waiting_doubles_up_to_its_longest(failures: int, seconds: int) -> None:
    assert rules.PAIR.wait(failures, NOON, NOON) == seconds


@given(st.integers(0, 10**6), st.integers(0, 10**5))
def test_nobody_ever_waits_longer_than_the_longest(failures: int, later: int) -> None:
    wait = rules.ACCOUNT.wait(failures, NOON, NOON + timedelta(seconds=later))
    assert 0 <= wait <= rules.ACCOUNT.longest


def test_waiting_ends_with_the_pause_and_failures_are_forgotten() -> None:
    assert rules.PAIR.wait(8, NOON, NOON + timedelta(seconds=3, milliseconds=500)) == 1
    assert rules.PAIR.wait(8, NOON, NOON + timedelta(seconds=4)) == 0
    assert rules.PAIR.wait(99, NOON, NOON + timedelta(hours=1, seconds=1)) == 0


@pytest.mark.parametrize("role", [Role.HEAD, Role.SECRETARY, Role.INSPECTOR])
def test_only_a_head_gives_guarded_roles(role: Role) -> None:
    assert list(rules.role_objections(HEAD, role, "tq")) == []
    assert [reason.field for reason in rules.role_objections(SECRETARY, role, "tq")] == ["role"]
    assert [reason.field for reason in rules.role_objections(HEAD, role, "hg")] == ["role"]


def test_a_secretary_reaches_clerks_and_judges_but_none_who_may_open_envelopes() -> None:
    assert list(rules.access_objections(SECRETARY, [(Role.UNIT, "tq"), (Role.JUDGE, "tq")])) == []
    for role in (Role.HEAD, Role.SECRETARY, Role.INSPECTOR):
        assert len(list(rules.access_objections(SECRETARY, [(Role.UNIT, "tq"), (role, "tq")]))) == 1


def test_no_office_reaches_an_account_that_another_relies_on() -> None:
    assert len(list(rules.access_objections(HEAD, [(Role.JUDGE, "tq"), (Role.UNIT, "hg")]))) == 1
