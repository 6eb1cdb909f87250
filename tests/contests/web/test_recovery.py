"""A forgotten password and a printed code."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from contests.kernel.access import SYSTEM, Role
from contests.kernel.clock import now
from contests.kernel.codes import spelled, token_hash
from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from contests.people import credentials, entering
from contests.people.model import Account
from contests.people.terms import LinkPurpose
from judging.model import JudgeSession
from judging.service import open_session
from tests.factories import NOON, make_account
from tests.factories_people import PASSWORD, Cast, appoint, cast
from tests.web_client import csrf_of, enter, send, sign_in_as, through_second_step

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
    assert through_second_step(client, send(client, "/recovery", **fields)).location == "/office/"
    assert enter(client, people.head.login, NEW).status_code == 303
    assert WRONG in send(client, "/recovery", **fields).text


def test_a_code_kills_the_links_that_wait_and_ends_the_judging_session(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    account = runtime.main.do(lambda s: make_account(s, Role.JUDGE, people.organiser, "Y Blăm"))
    judge_id = appoint(runtime, account, people.organiser)[0]
    old = runtime.main.do(lambda s: open_session(s, judge_id, expires_at=now() + timedelta(hours=1)))
    token = link_of(runtime, account, people)
    code = codes_of(runtime, account, people)[0]
    send(client, "/recovery", login=account.login, code=code, password=NEW, again=NEW)
    assert runtime.main.do(lambda s: credentials.living_link(s, token, now())) is None
    with runtime.main.reading() as session:
        assert token_hash(old) not in set(session.scalars(select(JudgeSession.token_hash)))


def test_what_ends_with_the_old_password_ends_in_the_same_transaction(runtime: Runtime, people: Cast) -> None:
    code, token = codes_of(runtime, people.head, people)[0], link_of(runtime, people.head, people)

    def fails(_session: Session, _account_id: str) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        entering.recover(
            runtime.main, people.head.login or "", code, NEW, ending=fails, address="203.0.113.7", at=NOON
        )
    assert runtime.main.do(lambda s: credentials.living_link(s, token, now())) is not None
    with runtime.main.reading() as session:
        assert session.get_one(Account, people.head.id).password_hash == people.head.password_hash


def link_of(runtime: Runtime, account: Account, people: Cast) -> str:
    def verb(session: Session) -> str:
        held = session.get_one(Account, account.id)
        reset = LinkPurpose.RESET
        return credentials.make_link(session, held, reset, people.organiser.id, by=SYSTEM, at=now())[0]

    return runtime.main.do(verb)


def test_a_weak_password_does_not_use_the_code_up(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    code = codes_of(runtime, people.head, people)[0]
    fields = {"login": people.head.login, "code": code}
    assert "ít nhất 10 ký tự" in send(client, "/recovery", **fields, password="ngắn", again="ngắn").text
    assert (
        through_second_step(client, send(client, "/recovery", **fields, password=NEW, again=NEW)).status_code
        == 303
    )


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
