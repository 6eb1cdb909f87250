"""One-time links: choosing a password, coming in as an author, and every way a link can be dead."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from contests.kernel.access import SYSTEM, Role
from contests.kernel.clock import now
from contests.kernel.codes import token_hash
from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from contests.people import credentials, service
from contests.people.model import Account, SignIn
from contests.people.terms import LinkPurpose
from judging.model import JudgeSession
from judging.service import open_session
from tests.factories import NOON, make_account
from tests.factories_people import PASSWORD, Cast, appoint, cast
from tests.web_client import csrf_of, enter, send, sign_in_as, through_second_step

NEW = "một câu dài dễ nhớ"


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Nothing here depends on the database."""
    return sqlite_config


@pytest.fixture
def people(runtime: Runtime) -> Cast:
    return cast(runtime)


def link_for(
    runtime: Runtime, account: Account, people: Cast, purpose: LinkPurpose = LinkPurpose.INVITE
) -> str:
    organiser_id, at = people.organiser.id, now()
    token, _ = runtime.main.do(
        lambda s: credentials.make_link(s, account, purpose, organiser_id, by=SYSTEM, at=at)
    )
    return f"/link/{token}"


def test_an_invitation_names_its_holder_and_takes_a_password(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    url = link_for(runtime, people.head, people)
    assert "Nguyễn Thị Ngọc Ánh" in client.get(url).text
    first = through_second_step(client, send(client, url, password=NEW, again=NEW))
    assert first.location == "/office/"
    assert enter(client, people.head.login, NEW).status_code == 303


def test_looking_at_a_link_does_not_use_it_up(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    url = link_for(runtime, people.head, people)
    for _ in range(3):
        assert client.get(url).status_code == 200


def test_a_used_link_opens_nothing(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    url = link_for(runtime, people.head, people)
    token = csrf_of(client.get(url))
    fields = {"password": NEW, "again": NEW, "csrf_token": token}
    assert through_second_step(client, client.post(url, data=fields)).status_code == 303
    twice = client.post(url, data={**fields, "password": "kẻ khác đặt", "again": "kẻ khác đặt"})
    assert twice.status_code == 410
    assert "Liên kết đã được dùng" in twice.text
    assert enter(client, people.head.login, NEW).status_code == 303


def test_a_newer_link_kills_the_older(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    older, newer = link_for(runtime, people.head, people), link_for(runtime, people.head, people)
    assert client.get(older).status_code == 410
    assert client.get(newer).status_code == 200


@pytest.mark.parametrize(
    ("purpose", "life"),
    [(LinkPurpose.INVITE, timedelta(days=14)), (LinkPurpose.RESET, timedelta(hours=24))],
)
def test_a_link_expires(
    client: FlaskClient, runtime: Runtime, people: Cast, purpose: LinkPurpose, life: timedelta
) -> None:
    url = link_for(runtime, people.head, people, purpose)
    with time_machine.travel(now() + life - timedelta(minutes=1), tick=False):
        assert client.get(url).status_code == 200
    with time_machine.travel(now() + life + timedelta(minutes=1), tick=False):
        assert client.get(url).status_code == 410


def test_a_made_up_link_opens_nothing(client: FlaskClient) -> None:
    assert client.get("/link/khong-co-lien-ket-nao-nhu-the").status_code == 410


def test_a_blocked_accounts_link_opens_nothing(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    url = link_for(runtime, people.clerk, people)
    runtime.main.do(lambda s: setattr(s.get_one(Account, people.clerk.id), "blocked_at", NOON))
    assert client.get(url).status_code == 410


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("ngắn quá", "ngắn quá", "Mật khẩu phải có ít nhất 10 ký tự"),
        ("Nguyễn Thị Ngọc Ánh", "Nguyễn Thị Ngọc Ánh", "không được trùng"),
        ("1234567890", "1234567890", "quá dễ đoán"),
        ("aaaaaaaaaaaa", "aaaaaaaaaaaa", "quá dễ đoán"),
        (NEW, NEW + "!", "Hai lần nhập mật khẩu không giống nhau."),
        ("", "", "Đề nghị nhập mục này."),
        ("x" * 201, "x" * 201, "tối đa là 200"),
    ],
)
def test_a_password_that_will_not_do_leaves_the_link_alive(
    client: FlaskClient, runtime: Runtime, people: Cast, password: str, again: str, said: str
) -> None:
    url = link_for(runtime, people.head, people)
    answer = send(client, url, password=password, again=again)
    assert answer.status_code == 422
    assert said in answer.text
    assert client.get(url).status_code == 200


def test_a_new_password_signs_everybody_out_who_used_the_old(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    old = sign_in_as(client, runtime, people.head)
    url = link_for(runtime, people.head, people, LinkPurpose.RESET)
    send(client, url, password=NEW, again=NEW)
    with runtime.main.reading() as session:
        assert token_hash(old) not in set(session.scalars(select(SignIn.token_hash)))


def test_a_judges_new_password_ends_the_judging_session_too(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    account = runtime.main.do(lambda s: make_account(s, Role.JUDGE, people.organiser, "Y Blăm"))
    judge_id = appoint(runtime, account, people.organiser)[0]
    old = runtime.main.do(lambda s: open_session(s, judge_id, expires_at=now() + timedelta(hours=1)))
    link = link_for(runtime, account, people)
    answer = through_second_step(client, send(client, link, password=NEW, again=NEW))
    assert answer.location == "/judge/"
    with runtime.main.reading() as session:
        living = set(session.scalars(select(JudgeSession.token_hash)))
    assert len(living) == 1
    assert token_hash(old) not in living


def author_link(runtime: Runtime, people: Cast) -> str:
    account, _ = runtime.main.do(
        lambda s: service.author_account(s, "Lò Văn Pánh", people.organiser.id, by=SYSTEM, at=NOON)
    )
    return link_for(runtime, account, people, LinkPurpose.AUTHOR)


def test_an_authors_link_lets_in_once(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    url = author_link(runtime, people)
    assert "Lò Văn Pánh" in client.get(url).text
    assert send(client, url).status_code == 303
    assert client.get("/desks").status_code == 200
    assert client.get(url).status_code == 410


def test_an_authors_link_sets_no_password(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    send(client, author_link(runtime, people), password=PASSWORD, again=PASSWORD)
    with runtime.main.reading() as session:
        author = session.scalars(select(Account).where(Account.login.is_(None))).one()
    assert author.password_hash is None
