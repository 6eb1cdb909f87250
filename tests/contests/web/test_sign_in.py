"""Signing in and out as a browser does it: cookies, refusals, the judge's desk, copied cookies."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select

from contests.kernel.access import SYSTEM, Role
from contests.kernel.clock import now
from contests.kernel.codes import spelled
from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from contests.people import service
from contests.people.model import Account, AccountRole, SignIn
from judging.model import JudgeSession
from tests.factories import NOON, make_account
from tests.factories_people import HASH, PASSWORD, Cast, appoint, cast, with_role
from tests.web_client import csrf_of, enter, send, sign_in_as, through_second_step

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Nothing here depends on the database."""
    return sqlite_config


@pytest.fixture
def people(runtime: Runtime) -> Cast:
    return cast(runtime)


def judge(runtime: Runtime, people: Cast) -> Account:
    account = runtime.main.do(lambda s: make_account(s, Role.JUDGE, people.organiser, "Y Blăm"))
    runtime.main.do(lambda s: setattr(s.get_one(Account, account.id), "password_hash", HASH))
    return account


def sign_ins(runtime: Runtime) -> int:
    with runtime.main.reading() as session:
        return session.scalar(select(func.count()).select_from(SignIn)) or 0


def test_login_and_password_lead_to_the_desk(client: FlaskClient, people: Cast) -> None:
    answer = enter(client, people.head.login, PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/office/")
    assert client.get("/office/").status_code == 200


def test_the_cookie_is_for_this_site_only_and_out_of_scripts_reach(client: FlaskClient, people: Cast) -> None:
    answer = enter(client, people.head.login, PASSWORD)
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("bv_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_login_is_known_with_diacritics_and_capitals_too(client: FlaskClient, people: Cast) -> None:
    answer = enter(client, f" {str(people.head.login).upper()} ", PASSWORD)
    assert answer.status_code == 303


@pytest.mark.parametrize("password", ["trời xanh mây trắn", "TRỜI XANH MÂY TRẮNG", " "])
def test_a_wrong_password_is_refused_in_general_words(
    client: FlaskClient, people: Cast, password: str
) -> None:
    answer = enter(client, people.head.login, password)
    assert answer.status_code == 422
    assert WRONG in answer.text
    assert f'value="{people.head.login}"' in answer.text


def test_an_unknown_login_is_refused_in_the_same_words(client: FlaskClient, people: Cast) -> None:
    assert WRONG in enter(client, "khong.co.ai", PASSWORD).text


def test_a_typed_password_never_comes_back_on_the_page(client: FlaskClient, people: Cast) -> None:
    answer = enter(client, people.head.login, "sai mật khẩu rồi")
    assert "sai mật khẩu rồi" not in answer.text


def test_both_fields_are_asked_for(client: FlaskClient, people: Cast) -> None:
    assert enter(client, "", "").text.count("Đề nghị nhập mục này.") == 4


def test_without_the_pages_own_token_nothing_happens(client: FlaskClient, people: Cast) -> None:
    answer = client.post("/sign-in", data={"login": people.head.login, "password": PASSWORD})
    assert answer.status_code == 400


def test_a_blocked_account_is_refused_like_a_wrong_password(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    runtime.main.do(lambda s: setattr(s.get_one(Account, people.clerk.id), "blocked_at", NOON))
    assert WRONG in enter(client, people.clerk.login, PASSWORD).text


def test_guessing_is_slowed_and_says_for_how_long(client: FlaskClient, people: Cast) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(6):
            enter(client, people.head.login, "đoán mò")
        answer = enter(client, people.head.login, PASSWORD)
        assert "Đề nghị thử lại sau 1 giây." in answer.text
        clock.shift(timedelta(seconds=1))
        assert enter(client, people.head.login, PASSWORD).status_code == 303


def test_one_goes_back_to_where_one_wanted(client: FlaskClient, people: Cast) -> None:
    asked = client.get("/office/units?q=le")
    fields = {"login": people.head.login, "password": PASSWORD, "next": "/office/units?q=le"}
    token = csrf_of(client.get(asked.location))
    answer = through_second_step(client, client.post("/sign-in", data={**fields, "csrf_token": token}))
    assert answer.location == "/office/units?q=le"


@pytest.mark.parametrize(
    "target",
    ["https://ke-xau.vn/", "//ke-xau.vn", "/\\ke-xau.vn", "javascript:alert(1)", "ke-xau.vn", "/a\r\nb"],
)
def test_one_is_never_sent_off_the_site(client: FlaskClient, people: Cast, target: str) -> None:
    answer = enter(client, people.head.login, PASSWORD, next=target)
    assert answer.location == "/office/"


def test_a_copied_cookie_is_dead_after_signing_out(app: Flask, runtime: Runtime, people: Cast) -> None:
    browser, thief = app.test_client(), app.test_client()
    thief.set_cookie("bv_session", sign_in_as(browser, runtime, people.head))
    assert thief.get("/office/").status_code == 200
    send(browser, "/sign-out", "/office/units/new")
    assert thief.get("/office/").status_code == 303


def test_signing_out_needs_a_post(client: FlaskClient) -> None:
    assert client.get("/sign-out").status_code == 405


def test_a_sign_in_dies_after_twelve_hours(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    sign_in_as(client, runtime, people.head)
    with time_machine.travel(now() + timedelta(hours=11, minutes=59), tick=False):
        assert client.get("/office/").status_code == 200
    with time_machine.travel(now() + timedelta(hours=12, minutes=1), tick=False):
        assert client.get("/office/").status_code == 303


def test_signing_in_anew_ends_the_sign_in_this_browser_had(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    sign_in_as(client, runtime, people.head)
    enter(client, people.secretary.login, PASSWORD)
    assert sign_ins(runtime) == 1


def test_someone_with_two_roles_is_offered_both_desks(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    with_role(runtime, people.secretary, Role.INSPECTOR, people.organiser)
    answer = enter(client, people.secretary.login, PASSWORD)
    assert answer.location == "/desks"
    page = client.get("/desks").text
    assert "Văn phòng Ban Tổ chức" in page
    assert "Giám sát mùa thi" in page


def test_nobody_has_desks(client: FlaskClient) -> None:
    assert client.get("/desks").location == "/sign-in?next=/desks"


def test_who_only_judges_goes_straight_to_the_judges_desk(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    account = judge(runtime, people)
    judge_id = appoint(runtime, account, people.organiser)[0]
    answer = enter(client, account.login, PASSWORD)
    assert answer.location == "/judge/"
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("bv_judge="))
    assert {"HttpOnly", "SameSite=Strict", "Path=/judge"} <= set(cookie.split("; "))
    with runtime.main.reading() as session:
        assert session.scalars(select(JudgeSession.judge_id)).all() == [judge_id]
    assert sign_ins(runtime) == 0


def test_a_judge_without_an_appointment_is_told_so(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    answer = enter(client, judge(runtime, people).login, PASSWORD)
    assert "chưa được phân công chấm" in answer.text


def test_a_judge_of_two_seasons_chooses_one(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    account = judge(runtime, people)
    seats = appoint(runtime, account, people.organiser, seasons=2)
    page = enter(client, account.login, PASSWORD)
    ticket = page.text.split('name="ticket" value="')[1].split('"')[0]
    chosen = {"csrf_token": csrf_of(page), "ticket": ticket, "seat": seats[1]}
    assert client.post("/sign-in/season", data=chosen).location == "/judge/"
    with runtime.main.reading() as session:
        assert session.scalars(select(JudgeSession.judge_id)).all() == [seats[1]]


@pytest.mark.parametrize("seasons", [1, 2])
def test_a_judge_whose_role_ended_takes_no_seat(
    client: FlaskClient, runtime: Runtime, people: Cast, seasons: int
) -> None:
    account = judge(runtime, people)
    with_role(runtime, account, Role.JUDGE, people.other)
    appoint(runtime, account, people.organiser, seasons=seasons)
    runtime.main.do(
        lambda s: s.execute(delete(AccountRole).where(AccountRole.unit_id == people.organiser.id))
    )
    page = enter(client, account.login, PASSWORD)
    assert "chưa được phân công chấm" in page.text


def test_a_judge_blocked_while_choosing_a_season_does_not_get_in(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    account = judge(runtime, people)
    seats = appoint(runtime, account, people.organiser, seasons=2)
    page = enter(client, account.login, PASSWORD)
    ticket = page.text.split('name="ticket" value="')[1].split('"')[0]
    runtime.main.do(lambda s: setattr(s.get_one(Account, account.id), "blocked_at", NOON))
    chosen = {"csrf_token": csrf_of(page), "ticket": ticket, "seat": seats[1]}
    assert client.post("/sign-in/season", data=chosen).location == "/sign-in?desk=judge"
    with runtime.main.reading() as session:
        assert session.scalars(select(JudgeSession.judge_id)).all() == []


def test_a_judge_cannot_take_anothers_seat(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    account, other = judge(runtime, people), judge(runtime, people)
    appoint(runtime, account, people.organiser, seasons=2)
    foreign = appoint(runtime, other, people.organiser)[0]
    page = enter(client, account.login, PASSWORD)
    ticket = page.text.split('name="ticket" value="')[1].split('"')[0]
    chosen = {"csrf_token": csrf_of(page), "ticket": ticket, "seat": foreign}
    assert client.post("/sign-in/season", data=chosen).status_code == 400


@pytest.mark.parametrize("ticket", ["", "bịa", "WyJhIiwxXQ.x"])
def test_a_made_up_ticket_opens_no_seat(
    client: FlaskClient, runtime: Runtime, people: Cast, ticket: str
) -> None:
    seat = appoint(runtime, judge(runtime, people), people.organiser)[0]
    answer = send(client, "/sign-in/season", "/sign-in", ticket=ticket, seat=seat)
    assert answer.location == "/sign-in?desk=judge"


def test_the_office_and_the_judges_desk_are_entered_apart(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    with_role(runtime, people.secretary, Role.JUDGE, people.organiser)
    appoint(runtime, people.secretary, people.organiser)
    asked = {"login": str(people.secretary.login), "password": PASSWORD}
    assert enter(client, **asked).location == "/desks"
    assert client.get_cookie("bv_judge", path="/judge") is None
    assert enter(client, desk="judge", **asked).location == "/judge/"


def test_signing_out_of_the_office_ends_the_judges_desk_too(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    with_role(runtime, people.secretary, Role.JUDGE, people.organiser)
    appoint(runtime, people.secretary, people.organiser)
    asked = {"login": str(people.secretary.login), "password": PASSWORD}
    enter(client, desk="judge", **asked)
    enter(client, **asked)
    send(client, "/sign-out", "/office/units/new")
    with runtime.main.reading() as session:
        assert session.scalars(select(JudgeSession)).all() == []


def test_an_author_comes_in_by_the_secret_on_the_slip(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    _account, secret = runtime.main.do(
        lambda s: service.author_account(s, "Lò Văn Pánh", people.organiser.id, by=SYSTEM, at=NOON)
    )
    answer = send(client, "/sign-in/slip", code=spelled(secret).lower())
    assert answer.status_code == 303
    assert client.get("/desks").status_code == 200


@pytest.mark.parametrize("code", ["7K3M-P9XW-2RHD-V8CQ", "không phải mã", "0"])
def test_a_wrong_slip_code_is_refused_and_kept(client: FlaskClient, people: Cast, code: str) -> None:
    answer = send(client, "/sign-in/slip", code=code)
    assert "Mã trên phiếu không đúng" in answer.text
    assert f'value="{code}"' in answer.text


def test_a_slips_address_fills_the_code_in(client: FlaskClient) -> None:
    assert 'value="7K3MP9XW"' in client.get("/sign-in/slip?code=7K3MP9XW").text
