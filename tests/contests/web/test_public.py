import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.config import Config
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.publication.model import Notice
from contests.seasons import service
from contests.seasons.model import Season
from contests.seasons.outline import outlined
from tests.contests.seasons.sample import ALL_KEYS, WHOLE, changed
from tests.factories import make_actor, make_organiser, make_season


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """What a page shows does not depend on the database."""
    return sqlite_config


def opened(runtime: Runtime, **changes: Any) -> str:
    at = now()
    running = dataclasses.replace(
        WHOLE,
        registration_from=at - timedelta(days=1),
        registration_until=at + timedelta(days=9),
        supplement_until=at + timedelta(days=12),
        judging_until=at + timedelta(days=30),
        ceremony_on=None,
    )

    def verb(session: Session) -> str:
        organiser = make_organiser(session, "Liên hiệp các Hội KH&KT tỉnh Tuyên Quang")
        organiser.phone = "0207 3822 123"
        by = make_actor(session, Role.HEAD, organiser)
        definition = changed(running, changes)
        season = value_of(service.create(session, organiser.id, definition, by=by, at=at))
        value_of(service.confirm(session, season, ALL_KEYS, by=by, at=at))
        return value_of(service.open_season(session, season, by=by, at=at)).id

    return runtime.main.do(verb)


def test_a_house_without_contests_says_so(client: FlaskClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Chưa có cuộc thi nào được phát động" in answer.text


def test_the_first_page_leads_to_the_contests_that_take_entries(client, runtime) -> None:
    season_id = opened(runtime)
    shown = client.get("/").text
    assert f'href="/seasons/{season_id}"' in shown
    assert "Đang nhận hồ sơ dự thi" in shown
    assert "/sign-in" in shown


def test_a_season_before_its_window_is_announced(client, runtime) -> None:
    later = now() + timedelta(days=2)
    opened(runtime, registration_from=later)
    assert "Sắp nhận hồ sơ" in client.get("/").text


def test_a_season_being_judged_and_one_with_results_have_places_of_their_own(client, runtime) -> None:
    past = {"registration_from": now() - timedelta(days=9), "registration_until": now() - timedelta(days=1)}
    season_id = opened(runtime, **past)
    assert "Đang chấm và xét giải" in client.get("/").text

    def publish(session: Session) -> None:
        session.add(Notice(season_id=season_id, published_at=now(), published_by="tests"))
        session.get_one(Season, season_id).archived_at = now()

    runtime.main.do(publish)
    assert "Đã có kết quả" in client.get("/").text


def test_an_archived_season_without_results_is_over_but_has_none(client, runtime) -> None:
    past = {"registration_from": now() - timedelta(days=9), "registration_until": now() - timedelta(days=1)}
    season_id = opened(runtime, **past)
    runtime.main.do(lambda s: setattr(s.get_one(Season, season_id), "archived_at", now()))
    shown = client.get("/").text
    assert "Đã kết thúc" in shown
    assert "Đã có kết quả" not in shown
    assert "Đã công bố kết quả" not in shown


def test_a_season_being_prepared_is_not_there(client, runtime) -> None:
    draft = runtime.main.do(lambda s: make_season(s, make_organiser(s), opened=False)).id
    assert client.get(f"/seasons/{draft}").status_code == 404
    assert draft not in client.get("/").text
    assert client.get("/seasons/aaaaaaaaaaaaaaaa").status_code == 404


def test_a_contests_page_says_what_who_when_and_how(client, runtime) -> None:
    season_id = opened(runtime)
    shown = client.get(f"/seasons/{season_id}").text
    for said in (
        WHOLE.title,
        "Liên hiệp các Hội KH&amp;KT tỉnh Tuyên Quang",
        "sinh từ 01/08/2007 đến 31/07/2020",
        "Đồ dùng dành cho học tập",
        "Phiếu đăng ký tham dự",
        "5.000.000 đ",
        "30 điểm",
        "Điều 1. Đối tượng dự thi",
        "Quyết định số 165/2006/QĐ-TTg",
        "tel:02073822123",
        "Đăng nhập để nộp hồ sơ",
    ):
        assert said in shown


def test_what_an_organiser_writes_is_shown_as_text(client, runtime) -> None:
    season_id = opened(runtime, rules="<script>alert(1)</script>", introduction="<b>đậm</b>")
    shown = client.get(f"/seasons/{season_id}").text
    assert "&lt;script&gt;" in shown
    assert "<b>đậm" not in shown


@pytest.mark.parametrize("count", [1, 50, 1000])
def test_the_first_page_asks_as_often_for_a_thousand_seasons(client, runtime, count_queries, count) -> None:
    def fill(session: Session) -> None:
        first = make_season(session, make_organiser(session))
        columns = {c.name: getattr(first, c.name) for c in Season.__table__.columns if c.name != "id"}
        for number in range(count - 1):
            session.add(Season(**{**columns, "edition": 100 + number, "version": 1}))

    runtime.main.do(fill)
    count_queries.clear()
    assert client.get("/").status_code == 200
    assert len(count_queries) <= 5


def test_the_pages_speak_english_on_request(client, runtime) -> None:
    season_id = opened(runtime)
    client.set_cookie("bv_language", "en")
    for address in ("/", f"/seasons/{season_id}"):
        assert '<html lang="en">' in client.get(address).text


def test_articles_of_a_regulation_become_headings() -> None:
    text = "Chương I. Chung\nĐiều 1. Mục đích\nNội dung.\n\nđiều này không phải đề mục\nĐiều kiện dự thi"
    assert list(outlined(text)) == [
        ("heading", "Chương I. Chung"),
        ("heading", "Điều 1. Mục đích"),
        ("text", "Nội dung."),
        ("text", "điều này không phải đề mục"),
        ("text", "Điều kiện dự thi"),
    ]
