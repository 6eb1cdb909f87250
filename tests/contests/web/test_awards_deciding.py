"""The two persons at their pages, who is named for it, and a decided prize that is taken back."""

import re

import pytest

from contests.kernel.access import Role
from tests.contests.web.test_office_awards import (
    LETTER,
    award,
    board_url,
    config,
    decide,
    first_word,
    head,
    judged,
    signed_in,
    version_of,
)
from tests.factories_awards import make_decided
from tests.web_client import send

__all__ = ["config", "first_word", "head", "judged"]


def submit(client, runtime, judged, **changed):
    return send(client, f"{board_url(judged)}/submit", version=version_of(runtime, judged), **changed)


def test_a_list_is_submitted_and_the_board_says_by_whom(runtime, client, judged):
    page = client.get(f"{board_url(judged)}/submit").text
    assert "Giải Nhất" in page
    assert submit(client, runtime, judged).status_code == 303
    text = client.get(board_url(judged)).text
    assert "Đã trình: Lê Thị Hồng Gấm" in text
    assert "Trình danh sách giải" not in text


def test_who_submitted_is_told_to_let_another_decide(runtime, client, judged, head):
    assert submit(client, runtime, judged).status_code == 303
    answer = decide(client, runtime, judged)
    assert answer.status_code == 422
    assert "Tài khoản này là của người đã trình danh sách" in answer.text


def test_before_it_is_submitted_the_decision_page_says_what_lacks(runtime, client, judged, head):
    assert "Danh sách chưa được trình" in client.get(f"{board_url(judged)}/decide").text
    assert "Ghi quyết định trao giải" not in client.get(board_url(judged)).text


def test_after_it_is_submitted_the_head_finds_the_way_to_decide(runtime, client, judged, first_word, head):
    assert "Ghi quyết định trao giải" in client.get(board_url(judged)).text


class TestPersons:
    def test_the_head_names_and_drops_a_person(self, runtime, client, judged, head):
        url = f"{board_url(judged)}/persons"
        fields = {"account_id": judged.secretary.account_id, "place": "substitute"}
        assert send(client, f"{url}/new", **fields).status_code == 303
        text = client.get(url).text
        assert "Lê Thị Hồng Gấm" in text
        assert "Người thay thế" in text
        row = re.search(r"/persons/(\w+)/end", text)[1]
        assert send(client, f"{url}/{row}/end", url).status_code == 303
        assert "Chưa phân công ai" in client.get(url).text

    def test_without_a_choice_it_is_refused(self, client, judged, head):
        assert (
            send(client, f"{board_url(judged)}/persons/new", account_id="", place="person").status_code == 422
        )

    def test_a_secretary_sees_who_is_named_and_names_nobody(self, client, judged):
        url = f"{board_url(judged)}/persons"
        assert client.get(url).status_code == 200
        assert client.get(f"{url}/new").status_code == 404


class TestRevoking:
    @pytest.fixture
    def decided(self, runtime, client):
        made = runtime.main.do(make_decided)
        signed_in(client, runtime, made, Role.HEAD)
        return made

    def revoke(self, client, runtime, decided, place=0, **changed):
        own = award(runtime, decided, place)
        url = f"{board_url(decided)}/{own.id}/revoke"
        fields = {**LETTER, "symbol": "150/QĐ-BTC", "reason": "Sao chép giải pháp đã công bố"}
        return send(client, url, **{**fields, "version": own.version, **changed})

    def test_a_prize_is_taken_back_and_the_board_keeps_the_note(self, runtime, client, decided):
        assert self.revoke(client, runtime, decided).status_code == 303
        assert award(runtime, decided).tier_id is None
        text = client.get(board_url(decided)).text
        assert "Đã thu hồi" in text
        assert "Sao chép giải pháp đã công bố" in text
        assert "150/QĐ-BTC" in text

    @pytest.mark.parametrize("changed", [{"reason": ""}, {"symbol": ""}, {"version": "99"}])
    def test_it_is_refused_beside_its_field_and_nothing_typed_is_lost(
        self, runtime, client, decided, changed
    ):
        answer = self.revoke(client, runtime, decided, **changed)
        assert answer.status_code == 422
        assert "Trưởng Ban Tổ chức" in answer.text
        assert award(runtime, decided).tier_id is not None

    def test_a_secretary_has_no_such_page(self, runtime, client, decided):
        signed_in(client, runtime, decided)
        assert client.get(f"{board_url(decided)}/{award(runtime, decided).id}/revoke").status_code == 404
        assert "Thu hồi" not in client.get(board_url(decided)).text
