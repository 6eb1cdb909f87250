"""The office notes what became of prized works."""

import re

import pytest

from contests.kernel.access import Role
from tests.factories import make_account
from tests.factories_awards import make_decided
from tests.web_client import send, sign_in_as

TYPED = {
    "kind": "sponsor",
    "partner": "Quỹ Vifotec",
    "amount": "20.000.000 đ",
    "happened_on": "21/11/2026",
    "source": "Hợp đồng 12/HĐ-TT",
    "note": "",
}


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


@pytest.fixture
def judged(runtime, client):
    judged = runtime.main.do(make_decided)
    sign_in_as(client, runtime, runtime.main.do(lambda s: make_account(s, Role.SECRETARY, judged.organiser)))
    return judged


def test_what_is_noted_stands_in_the_list_with_its_sum_and_can_be_taken_back(client, judged):
    page = f"/office/seasons/{judged.season.id}/follow-up"
    assert "Chưa ghi việc nào" in client.get(page).text
    assert send(client, f"{page}/new", entry=judged.entries[0].id, **TYPED).status_code == 303
    text = client.get(page).text
    assert judged.entries[0].title in text
    assert text.count("20.000.000 đ") == 2
    forget = re.search(rf'action="({page}/[a-z0-9]+/forget)"', text)[1]
    send(client, forget, page)
    assert "Chưa ghi việc nào" in client.get(page).text


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client, judged):
    page = f"/office/seasons/{judged.season.id}/follow-up/new"
    answer = send(client, page, entry=judged.entries[0].id, **{**TYPED, "happened_on": "21/11/2099"})
    assert answer.status_code == 422
    assert "Ngày này chưa tới." in answer.text
    assert 'value="Quỹ Vifotec"' in answer.text
