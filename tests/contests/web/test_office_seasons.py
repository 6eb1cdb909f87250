import dataclasses
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contests.kernel.sessions import value_of
from contests.people.model import Account
from contests.seasons.definition import dump, load
from contests.seasons.model import Season
from contests.seasons.presets import presets
from tests.contests.seasons.sample import WHOLE
from tests.contests.web.season_pages import (
    config,
    definition,
    fields_of,
    head,
    made,
    organiser_of,
)
from tests.factories import make_organiser, make_season
from tests.web_client import csrf_of, send

__all__ = ["config", "head"]
START = {
    "contest": "Hội thi Sáng tạo Kỹ thuật",
    "edition": "9",
    "title": "Hội thi lần thứ 9",
    "years": "2026",
}


def test_an_empty_office_is_told_how_to_begin(client: FlaskClient, head: Account) -> None:
    shown = client.get("/office/seasons").text
    assert "Chưa có mùa thi nào" in shown
    assert "/office/seasons/new" in shown


def test_the_list_shows_own_seasons_with_their_step(client, runtime, head) -> None:
    mine = made(runtime, head)
    runtime.main.do(lambda s: make_season(s, make_organiser(s, "Liên hiệp hội tỉnh khác")))
    shown = client.get("/office/seasons").text
    assert f"/office/seasons/{mine}" in shown
    assert "Đang chuẩn bị" in shown
    assert "lần thứ 17</a>" not in shown


@pytest.mark.parametrize("count", [1, 50, 1000])
def test_the_list_asks_as_often_for_a_thousand_seasons_as_for_one(
    client, runtime, head, count_queries, count
) -> None:
    by = organiser_of(runtime, head)

    def fill(session: sa.orm.Session) -> None:
        first = make_season(session, by)
        columns = {c.name: getattr(first, c.name) for c in Season.__table__.columns if c.name != "id"}
        for number in range(count - 1):
            session.add(Season(**{**columns, "edition": 100 + number, "version": 1}))

    runtime.main.do(fill)
    count_queries.clear()
    assert client.get("/office/seasons").status_code == 200
    assert len(count_queries) <= 5


def test_every_preset_and_every_earlier_season_is_a_place_to_start(client, runtime, head) -> None:
    mine = made(runtime, head)
    shown = client.get("/office/seasons/new").text
    for name in ("ttnnd", "stkt", "gt"):
        assert f"/office/seasons/new/{name}" in shown
    assert f"/office/seasons/{mine}/copy" in shown


def test_only_the_latest_season_of_a_contest_is_continued(client, runtime, head) -> None:
    first = made(runtime, head)
    second = made(runtime, head, dataclasses.replace(WHOLE, edition=18))
    other = made(runtime, head, dataclasses.replace(WHOLE, contest="Hội thi Sáng tạo Kỹ thuật", edition=2))
    shown = client.get("/office/seasons/new").text
    offered = {season for season in (first, second, other) if f"/office/seasons/{season}/copy" in shown}
    assert offered == {second, other}


def test_a_season_starts_from_a_preset(client, runtime, head) -> None:
    answer = send(client, "/office/seasons/new/stkt", **START)
    assert answer.status_code == 303
    made_id = answer.location.rsplit("/", 1)[1]
    kept = definition(runtime, made_id)
    assert (kept.title, kept.edition, kept.fields) == ("Hội thi lần thứ 9", 9, presets()[1].definition.fields)
    shown = client.get(answer.location).text
    assert "Còn thiếu trước khi phát động" in shown
    assert "Mặc định của phần mềm, cần Ban Tổ chức xác nhận" in shown


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", "", "field-error"),
        ("title", "a" * 301, "tối đa là 300"),
        ("edition", "chín", "field-error"),
        ("edition", "0", "Số này phải từ 1 đến 999."),
        ("years", "", "field-error"),
        ("contest", "", "field-error"),
    ],
)
def test_a_start_that_lacks_something_says_so_and_keeps_what_was_typed(
    client, runtime, head, field, typed, message
) -> None:
    answer = send(client, "/office/seasons/new/stkt", **{**START, field: typed})
    assert answer.status_code == 422
    assert message in answer.text
    kept = {**START, field: typed}
    assert all(value in answer.text for value in kept.values())


def test_a_double_start_makes_one_season(client, runtime, head) -> None:
    assert send(client, "/office/seasons/new/stkt", **START).status_code == 303
    second = send(client, "/office/seasons/new/stkt", **START)
    assert second.status_code == 422
    assert "Cuộc thi đã có lần thứ này." in second.text


def test_there_is_no_preset_of_another_name(client, head) -> None:
    assert client.get("/office/seasons/new/olympic").status_code == 404


def test_the_next_edition_starts_from_the_last(client, runtime, head) -> None:
    mine = made(runtime, head)
    shown = client.get(f"/office/seasons/{mine}/copy")
    assert fields_of(shown)["edition"] == "18"
    answer = send(
        client, f"/office/seasons/{mine}/copy", **{**START, "contest": WHOLE.contest, "edition": "18"}
    )
    copied = definition(runtime, answer.location.rsplit("/", 1)[1])
    assert (copied.legal_bases, copied.registration_until) == ((), None)


def test_a_season_goes_out_as_a_file_and_comes_in_again_as_the_same_bytes(client, runtime, head) -> None:
    mine = made(runtime, head)
    out = client.get(f"/office/seasons/{mine}/definition.toml")
    assert out.data == dump(WHOLE)
    assert "attachment" in out.headers["Content-Disposition"]
    other = value_of(load(out.data.replace(b"edition = 17", b"edition = 18")))
    answer = uploaded(client, dump(other))
    again = answer.location.rsplit("/", 1)[1]
    assert client.get(f"/office/seasons/{again}/definition.toml").data == dump(other)


def uploaded(client: FlaskClient, content: bytes | None) -> TestResponse:
    token = csrf_of(client.get("/office/seasons/new"))
    data: dict[str, object] = {"csrf_token": token}
    if content is not None:
        data["file"] = (BytesIO(content), "mua-thi.toml")
    return client.post("/office/seasons/import", data=data)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "field-error"),
        (b"", "Mục contest.kind phải là một trong"),
        (b"\xff", "Tệp không phải văn bản UTF-8."),
        (b"[", "Tệp không đúng cú pháp TOML."),
        (b"x" * 300_000, "Tệp lớn quá 256 kB."),
        (dump(WHOLE).replace(b'"youth"', b'"sport"'), "Mục contest.kind phải là một trong"),
    ],
)
def test_a_file_that_is_no_definition_is_refused_in_words(client, head, content, message) -> None:
    answer = uploaded(client, content)
    assert answer.status_code == 422
    assert message in answer.text
