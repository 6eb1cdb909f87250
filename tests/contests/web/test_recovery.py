"""A forgotten password and a printed code."""

import pytest
from flask.testing import FlaskClient

from contests.kernel.access import SYSTEM
from contests.kernel.codes import spelled
from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from contests.people import credentials
from contests.people.model import Account
from tests.factories import NOON
from tests.factories_people import PASSWORD, Cast, cast
from tests.web_client import csrf_of, send, sign_in_as

NEW = "một câu dài dễ nhớ"
WRONG = "Tên đăng nhập hoặc mã khôi phục không đúng."


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Nothing here depends on the database."""
    return sqlite_config


@pytest.fixture
def people(runtime: Runtime) -> Cast:
    return cast(runtime)


def codes_of(runtime: Runtime, account: Account, people: Cast) -> tuple[str, ...]:
    organiser_id = people.organiser.id
    return runtime.main.do(
        lambda s: credentials.make_recovery_codes(s, account, organiser_id, by=SYSTEM, at=NOON)
    )


def test_a_code_sets_a_new_password_once(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    code = spelled(codes_of(runtime, people.head, people)[3]).lower()
    fields = {"login": people.head.login, "code": code, "password": NEW, "again": NEW}
    assert send(client, "/recovery", **fields).location == "/office/"
    assert send(client, "/sign-in", login=people.head.login, password=NEW).status_code == 303
    assert WRONG in send(client, "/recovery", **fields).text


def test_a_weak_password_does_not_use_the_code_up(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    code = codes_of(runtime, people.head, people)[0]
    fields = {"login": people.head.login, "code": code}
    assert "ít nhất 10 ký tự" in send(client, "/recovery", **fields, password="ngắn", again="ngắn").text
    assert send(client, "/recovery", **fields, password=NEW, again=NEW).status_code == 303


def test_anothers_code_is_refused_in_general_words(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    code = codes_of(runtime, people.head, people)[0]
    fields = {"login": people.secretary.login, "code": code, "password": NEW, "again": NEW}
    assert WRONG in send(client, "/recovery", **fields).text


def test_new_codes_kill_the_old(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    old = codes_of(runtime, people.head, people)[0]
    codes_of(runtime, people.head, people)
    fields = {"login": people.head.login, "code": old, "password": NEW, "again": NEW}
    assert WRONG in send(client, "/recovery", **fields).text


def test_one_makes_new_codes_with_ones_own_password(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    sign_in_as(client, runtime, people.head)
    assert "không đúng" in send(client, "/office/recovery-codes", password="không phải").text
    page = send(client, "/office/recovery-codes", password=PASSWORD)
    assert page.text.count('<li class="col-sm-6 mb-2">') == 10
    ticket = page.text.split('name="ticket" value="')[1].split('"')[0]
    sheet = client.post("/recovery/sheet", data={"csrf_token": csrf_of(page), "ticket": ticket})
    assert sheet.data.startswith(b"%PDF")


def test_nobody_gets_a_sheet_of_made_up_codes(client: FlaskClient) -> None:
    assert send(client, "/recovery/sheet", "/recovery", ticket="bịa").status_code == 400
