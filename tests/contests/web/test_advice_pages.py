"""The head's page of the advice; for the secretary, for another organiser's head and before the lock it is not there."""

import pytest
from bs4 import BeautifulSoup

from contests.envelopes import service
from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from judging import service as judging
from judging.model import Piece
from tests.contests.envelopes.test_advising import mark_apart
from tests.contests.web.round_desk import enter, read, url
from tests.factories import make_account, make_organiser
from tests.factories_envelopes import Scene, round_id_of, sealed
from tests.web_client import send, sign_in_as


@pytest.fixture
def config(sqlite_config):
    """What pages show does not depend on the database; their services are tried on both."""
    return sqlite_config


def closed(session) -> Scene:
    scene = sealed(session, count=6, judges=4)
    mark_apart(session, scene)
    value_of(service.close_round(session, scene.season, **scene.by()))
    computed = value_of(judging.make_advice(session, round_id_of(session, scene)))
    value_of(judging.keep_advice(session, computed, at=now()))
    return scene


@pytest.fixture
def scene(client, runtime):
    found = enter(client, runtime, closed)
    sign_in_as(client, runtime, found.head)
    return found


def main_of(answer) -> str:
    assert answer.status_code == 200, answer.status
    (main,) = BeautifulSoup(answer.text, "html.parser").select("main")
    return main.get_text(" ", strip=True)


def test_the_head_reads_numbers_and_codes_and_no_name_or_title(client, runtime, scene):
    text = main_of(client.get(url(scene, "advice")))
    codes = read(runtime, lambda s: [piece.code for piece in s.query(Piece)])
    assert all(code in text for code in codes)
    assert all(f"Số {number}" in text for number in (1, 2, 3, 4))
    assert not any(entry.title in text for entry in scene.entries)
    assert "Phạm Thị Ngọc Diệp" not in text


def test_the_head_finds_it_from_the_board_and_the_secretary_finds_neither(client, runtime, scene):
    assert url(scene, "advice") in client.get(url(scene, "board")).text
    sign_in_as(client, runtime, scene.secretary)
    assert url(scene, "advice") not in client.get(url(scene, "board")).text
    assert client.get(url(scene, "advice")).status_code == 404
    assert send(client, url(scene, "advice"), url(scene, "board")).status_code == 404


def test_another_organisers_head_does_not_find_it(client, runtime, scene):
    def stranger(session):
        other = make_organiser(session, "Liên hiệp hội tỉnh Gia Lai")
        return make_account(session, Role.HEAD, other, "Siu Black")

    sign_in_as(client, runtime, runtime.main.do(stranger))
    assert client.get(url(scene, "advice")).status_code == 404


def test_before_the_marking_ends_it_says_why_there_is_nothing(client, runtime):
    scene = enter(client, runtime, lambda s: sealed(s, count=6, judges=4))
    sign_in_as(client, runtime, scene.head)
    text = main_of(client.get(url(scene, "advice")))
    assert "chỉ có khi mọi phiếu chấm của vòng đã nộp và khóa" in text


def test_the_head_may_have_it_computed_again(client, runtime, scene):
    answer = send(client, url(scene, "advice"), url(scene, "board"))
    assert answer.status_code == 303
    assert "/office/jobs/" in answer.location


def test_no_browser_keeps_it_and_nothing_offers_it_as_a_file(client, scene):
    answer = client.get(url(scene, "advice"))
    assert answer.headers["Cache-Control"] == "no-store"
    main = BeautifulSoup(answer.text, "html.parser").select_one("main")
    assert not main.select("[download], a[href*=pdf], a[href*=csv], a[href*=xlsx], a[href*=zip]")


def test_no_other_address_gives_it_away(app):
    rules = {(rule.endpoint, rule.rule) for rule in app.url_map.iter_rules() if "advice" in rule.rule}
    assert rules == {
        ("judge.advice", "/judge/advice"),
        ("judge.make_advice", "/judge/advice"),
        ("office.advice", "/office/seasons/<season_id>/advice"),
        ("office.ask_advice", "/office/seasons/<season_id>/advice"),
    }
