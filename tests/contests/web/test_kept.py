"""What was typed when a sign-in had ended: kept, sent again by the same account to the same place, never by another."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account, Unit
from tests.factories_people import PASSWORD, Cast, cast
from tests.web_client import csrf_of, send, sign_in_as, through_second_step

SCHOOL = {"name": "Trường THCS Hồng Thái", "kind": "school", "address": "Na Hang\nTuyên Quang"}


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Nothing here depends on the database."""
    return sqlite_config


@pytest.fixture
def people(runtime: Runtime) -> Cast:
    return cast(runtime)


def too_late(client: FlaskClient, runtime: Runtime, people: Cast, **more: str) -> TestResponse:
    """The form of a new unit, sent after the sign-in has expired."""
    sign_in_as(client, runtime, people.secretary)
    token = csrf_of(client.get("/office/units/new"))
    with time_machine.travel(now() + timedelta(hours=13), tick=False):
        data = {**SCHOOL, "parent_id": people.organiser.id, "csrf_token": token, **more}
        return client.post("/office/units/new", data=data)


def kept_of(answer: TestResponse) -> str:
    return answer.text.split('name="kept" type="hidden" value="')[1].split('"')[0]


def again(client: FlaskClient, asked: TestResponse, account: Account, **more: str) -> TestResponse:
    data = {
        "csrf_token": csrf_of(asked),
        "kept": kept_of(asked),
        "login": account.login,
        "password": PASSWORD,
    }
    return through_second_step(client, client.post("/sign-in", data={**data, **more}))


def hidden(page: TestResponse) -> dict[str, str]:
    """The fields of the form that is sent again."""
    parts = page.text.split('name="')[1:]
    found = {part.split('"')[0]: part for part in parts}
    return {
        name: unescape(part.split(">\n", 1)[1].split("</textarea>")[0])
        for name, part in found.items()
        if "</textarea>" in part
    }


def units(runtime: Runtime) -> list[str]:
    with runtime.main.reading() as session:
        return list(session.scalars(select(Unit.name)))


def test_the_sign_in_page_says_that_nothing_is_lost(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    answer = too_late(client, runtime, people)
    assert answer.status_code == 401
    assert "Phiên đăng nhập đã hết hạn" in answer.text


def test_after_signing_in_the_form_goes_where_it_was_going(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    page = again(client, too_late(client, runtime, people), people.secretary)
    assert '<form method="post" action="/office/units/new"' in page.text
    fields = hidden(page)
    assert fields["name"] == SCHOOL["name"]
    assert fields["address"] == SCHOOL["address"]
    sent = client.post("/office/units/new", data={**fields, "csrf_token": csrf_of(page)})
    assert sent.status_code == 303
    assert SCHOOL["name"] in units(runtime)


def test_nothing_is_done_before_it_is_sent_again(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    again(client, too_late(client, runtime, people), people.secretary)
    assert SCHOOL["name"] not in units(runtime)


def test_a_mistyped_password_keeps_the_bundle(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    asked = too_late(client, runtime, people)
    refused = again(client, asked, people.secretary, password="gõ nhầm mất rồi")
    assert kept_of(refused) == kept_of(asked)


def test_another_account_does_not_send_it(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    answer = again(client, too_late(client, runtime, people), people.head)
    assert answer.location == "/office/"
    assert "của tài khoản khác" in client.get("/office/").text
    assert SCHOOL["name"] not in units(runtime)


def test_a_changed_bundle_is_not_opened(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    asked = too_late(client, runtime, people)
    answer = again(client, asked, people.secretary, kept=kept_of(asked)[:-2] + "xx")
    assert answer.location == "/office/"


def test_an_old_bundle_is_not_opened(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    asked = too_late(client, runtime, people)
    with time_machine.travel(now() + timedelta(hours=26), tick=False):
        assert again(client, asked, people.secretary).location == "/office/"


def test_passwords_and_tokens_are_not_in_it(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    asked = too_late(client, runtime, people, mail_password="bí mật", csrf_token_copy="x")
    fields = hidden(again(client, asked, people.secretary))
    assert set(fields) == {"name", "kind", "address", "parent_id"}


def test_a_form_from_another_site_is_not_kept(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    sign_in_as(client, runtime, people.secretary)
    with time_machine.travel(now() + timedelta(hours=13), tick=False):
        answer = client.post("/office/units/new", data=SCHOOL)
    assert answer.status_code == 400
    assert "kept" not in answer.text


def test_after_signing_out_elsewhere_what_was_typed_is_there_to_copy(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    sign_in_as(client, runtime, people.secretary)
    token = csrf_of(client.get("/office/units/new"))
    send(client, "/sign-out", "/office/units/new")
    answer = client.post("/office/units/new", data={**SCHOOL, "csrf_token": token})
    assert answer.status_code == 401
    assert "chưa được lưu" in answer.text
    assert SCHOOL["name"] in unescape(answer.text)
    assert token not in answer.text.partition('id="typed"')[2].partition("</textarea>")[0]


def test_after_signing_out_elsewhere_a_form_without_words_leads_to_the_sign_in_page(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    sign_in_as(client, runtime, people.secretary)
    token = csrf_of(client.get("/office/units/new"))
    send(client, "/sign-out", "/office/units/new")
    answer = client.post("/office/units/new", data={"kind": "school", "csrf_token": token})
    assert answer.location == "/sign-in"
    assert "chưa được lưu" in client.get("/sign-in").text
