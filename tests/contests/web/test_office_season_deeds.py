import dataclasses
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account
from contests.publication.model import Notice
from contests.seasons import service
from contests.seasons.model import Season, Setting
from contests.seasons.terms import Part, Phase
from contests.web.office.next_step import next_step
from tests.contests.seasons.sample import ALL_KEYS, WHOLE
from tests.contests.web.season_pages import (
    actor,
    config,
    fields_of,
    head,
    made,
    opened,
    organiser_of,
    row,
)
from tests.factories import NOON, make_entry, make_organiser, make_season, make_unit
from tests.web_client import csrf_of, send

__all__ = ["config", "head"]


def test_one_value_is_confirmed_by_its_own_button(client, runtime, head) -> None:
    mine = made(runtime, head)
    page = f"/office/seasons/{mine}"
    version = row(runtime, mine).version
    assert send(client, f"{page}/confirm?version={version}", page, key="team_max").status_code == 303
    with runtime.main.reading() as session:
        confirmed = session.scalars(sa.select(Setting.key).where(Setting.confirmed_at.is_not(None))).all()
    assert confirmed == ["team_max"]


def test_all_values_are_confirmed_after_they_were_read(client, runtime, head) -> None:
    mine = made(runtime, head)
    read = client.get(f"/office/seasons/{mine}/confirm")
    assert "Tính mới, tính sáng tạo" in read.text
    keys = re.findall(r'name="key" value="(\w+)"', read.text.split("submit-row")[0].rsplit("<form", 1)[1])
    assert set(keys) == ALL_KEYS
    version = row(runtime, mine).version
    token = csrf_of(read)
    client.post(f"/office/seasons/{mine}/confirm?version={version}", data={"csrf_token": token, "key": keys})
    assert "Mùa thi đã đủ điều kiện phát động" in client.get(f"/office/seasons/{mine}").text


def test_values_that_changed_since_they_were_read_are_not_confirmed(client, runtime, head) -> None:
    mine = made(runtime, head)
    page = f"/office/seasons/{mine}"
    answer = send(client, f"{page}/confirm?version=99", page, key="team_max")
    assert "Dữ liệu đã được người khác thay đổi" in client.get(answer.location).text
    nothing = send(client, f"{page}/confirm?version={row(runtime, mine).version}", page)
    assert "Đề nghị chọn giá trị cần xác nhận." in client.get(nothing.location).text


def test_a_season_opens_after_a_question_and_only_when_whole(client, runtime, head) -> None:
    mine = made(runtime, head)
    page = f"/office/seasons/{mine}"
    assert "Chưa phát động được" in client.get(f"{page}/open").text
    refused = send(client, f"{page}/open", page)
    assert "Chưa xác nhận: Thang điểm." in client.get(refused.location).text
    assert row(runtime, mine).opened_at is None
    whole = made(runtime, head, dataclasses.replace(WHOLE, edition=18), confirmed=True)
    assert "Việc này không thể hoàn tác." in client.get(f"/office/seasons/{whole}/open").text
    send(client, f"/office/seasons/{whole}/open", f"/office/seasons/{whole}/open")
    assert row(runtime, whole).opened_at is not None
    again = send(client, f"/office/seasons/{whole}/open", f"/office/seasons/{whole}")
    assert "Mùa thi đã được phát động." in client.get(again.location).text


def test_an_archived_season_shows_no_way_to_change_it(client, runtime, head) -> None:
    mine = opened(runtime, head)
    page = f"/office/seasons/{mine}"
    runtime.main.do(lambda s: s.add(Notice(season_id=mine, published_at=now(), published_by="tests")))
    assert "không thể hoàn tác" in client.get(f"{page}/archive").text
    send(client, f"{page}/archive", f"{page}/archive")
    assert row(runtime, mine).archived_at is not None
    assert "/edit/" not in client.get(page).text
    assert "lưu trữ" in client.get(f"{page}/edit/general").text


def test_a_season_just_opened_is_not_archived(client, runtime, head) -> None:
    mine = opened(runtime, head)
    page = f"/office/seasons/{mine}"
    why = "Mùa thi chưa hết hạn nộp hồ sơ nên chưa thể đưa vào lưu trữ."
    shown = client.get(page).text
    assert why in shown
    assert f"{page}/archive" not in shown
    assert why in client.get(f"{page}/archive").text
    sent = send(client, f"{page}/archive", f"{page}/budget")
    assert why in client.get(sent.location).text
    assert row(runtime, mine).archived_at is None


def test_the_budget_is_typed_with_dots_and_the_rest_is_reckoned(client, runtime, head) -> None:
    mine = made(runtime, head)
    page = f"/office/seasons/{mine}/budget"
    typed = {"version": str(row(runtime, mine).version), "allocated": "180.000.000", "used": "156.900.000"}
    assert send(client, page, **typed).status_code == 303
    assert "23.100.000 đ" in client.get(f"/office/seasons/{mine}").text
    assert fields_of(client.get(page))["allocated"] == "180.000.000"
    stale = send(client, page, **typed)
    assert (stale.status_code, "đã được người khác thay đổi" in stale.text) == (422, True)
    wrong = send(client, page, **{**typed, "used": "mười triệu"})
    assert (wrong.status_code, "mười triệu" in wrong.text) == (422, True)


EXTENSION = {
    "registration_from": "01/11/2026 08:00",
    "registration_until": "31/12/2026",
    "supplement_until": "05/01/2027 17:00",
    "judging_until": "20/01/2027 17:00",
    "ceremony_on": "01/02/2027",
    "symbol": "15/QĐ-BTC",
    "issued_on": "20/11/2026",
    "signer_name": "Đặng Trần Côn",
    "signer_title": "Trưởng Ban Tổ chức",
    "about": "Gia hạn nộp hồ sơ",
}


def test_a_deadline_is_extended_by_a_decision_to_the_end_of_its_day(client, runtime, head) -> None:
    mine = opened(runtime, head)
    page = f"/office/seasons/{mine}/extend"
    sent = send(client, page, version=row(runtime, mine).version, **EXTENSION)
    assert sent.status_code == 303
    assert "31/12/2026 23:59" in client.get(f"/office/seasons/{mine}").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"registration_until": "01/12/2026"}, "Hạn nộp hồ sơ mới không được sớm hơn hạn đã công bố."),
        ({"registration_until": ""}, "Chưa có hạn nộp hồ sơ."),
        ({"symbol": ""}, "field-error"),
        ({"symbol": "khong so"}, "Đề nghị nhập số và ký hiệu như trên văn bản"),
        ({"issued_on": "31/02/2026"}, "field-error"),
        ({"version": 99}, "đã được người khác thay đổi"),
        ({"version": "x"}, "đã được người khác thay đổi"),
    ],
)
def test_an_extension_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    client, runtime, head, changes, message
) -> None:
    mine = opened(runtime, head)
    typed = {"version": row(runtime, mine).version, **EXTENSION, **changes}
    answer = send(client, f"/office/seasons/{mine}/extend", **typed)
    assert answer.status_code == 422
    assert message in answer.text
    assert "Đặng Trần Côn" in answer.text
    assert row(runtime, mine).registration_until == WHOLE.registration_until


def test_dates_of_an_opened_season_point_to_the_extension(client, runtime, head) -> None:
    mine = opened(runtime, head)
    shown = client.get(f"/office/seasons/{mine}/edit/dates").text
    assert f"/office/seasons/{mine}/extend" in shown
    assert '<form class="form' not in shown


def test_a_season_with_entries_keeps_its_rubric_even_when_the_form_was_open(client, runtime, head) -> None:
    mine = opened(runtime, head)
    page = f"/office/seasons/{mine}/edit/rubric"
    before = client.get(page)
    organiser = organiser_of(runtime, head)
    runtime.main.do(
        lambda s: make_entry(s, s.get_one(Season, mine), make_unit(s, organiser=s.merge(organiser)))
    )
    sent = client.post(page, data=fields_of(before))
    assert sent.status_code == 422
    assert "Mùa thi đã có hồ sơ dự thi" in sent.text
    assert "Mùa thi đã có hồ sơ dự thi" in client.get(page).text


ADDRESSES = (
    "", "/copy", "/definition.toml", "/confirm", "/open", "/archive", "/budget", "/extend",
    "/edit/general", "/edit/rubric", "/edit/khong-co",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_organisers_season_is_not_there(client, runtime, head, address) -> None:
    other = runtime.main.do(lambda s: make_season(s, make_organiser(s, "Liên hiệp hội tỉnh khác"))).id
    assert client.get(f"/office/seasons/{other}{address}").status_code == 404


@pytest.mark.parametrize("address", ["/confirm", "/open", "/archive", "/budget", "/extend", "/edit/general"])
def test_another_organisers_season_cannot_be_changed(client, runtime, head, address) -> None:
    other = runtime.main.do(lambda s: make_season(s, make_organiser(s, "Liên hiệp hội tỉnh khác"))).id
    token = csrf_of(client.get("/office/seasons/new"))
    answer = client.post(f"/office/seasons/{other}{address}", data={"csrf_token": token, "key": "team_max"})
    assert answer.status_code == 404


def test_the_overview_asks_the_same_whatever_the_season_holds(client, runtime, head, count_queries) -> None:
    small, large = made(runtime, head, confirmed=True), opened_large(runtime, head)
    counts = []
    for season_id in (small, large):
        count_queries.clear()
        assert client.get(f"/office/seasons/{season_id}").status_code == 200
        counts.append(len(count_queries))
    assert counts[0] == counts[1]


def opened_large(runtime: Runtime, account: Account) -> str:
    items = tuple(dataclasses.replace(WHOLE.items[0], code=f"P{n}") for n in range(40))
    larger = dataclasses.replace(WHOLE, edition=30, items=items, legal_bases=WHOLE.legal_bases * 20)
    return made(runtime, account, larger)


def test_a_running_season_shows_its_step(client, runtime, head) -> None:
    at = now()
    running = dataclasses.replace(
        WHOLE,
        registration_from=at - timedelta(days=1),
        registration_until=at + timedelta(days=1),
        supplement_until=at + timedelta(days=2),
        judging_until=at + timedelta(days=3),
        ceremony_on=None,
    )
    season_id, by = made(runtime, head, running, confirmed=True), actor(runtime, head)
    runtime.main.do(lambda s: value_of(service.open_season(s, s.get_one(Season, season_id), by=by, at=at)))
    shown = client.get(f"/office/seasons/{season_id}").text
    assert re.search(r"Bước 2/11.*<strong>Đăng ký</strong>", shown)
    assert "Việc tiếp theo" in shown
    assert (
        f'href="/office/seasons/{season_id}/screening"'
        in shown.split("Việc tiếp theo")[1].split("</section>")[0]
    )


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.DONE])
def test_every_step_after_the_launch_has_a_next_step_with_its_page(app, phase) -> None:
    season = Season(id="a" * 16, opened_at=NOON, registration_from=NOON, registration_until=NOON)
    with app.test_request_context():
        step = next_step(season, phase)
    assert step
    assert step.url.startswith("/office/")
    assert "%(" not in step.text


def test_there_is_no_next_step_before_the_launch_and_after_the_end(app) -> None:
    with app.test_request_context():
        assert next_step(Season(id="a" * 16), Phase.LAUNCH) is None
        assert next_step(Season(id="a" * 16, opened_at=NOON), Phase.DONE) is None


def test_a_season_with_entries_counts_them_and_offers_no_change_of_what_is_fixed(
    client, runtime, head
) -> None:
    mine = opened(runtime, head)
    page = f"/office/seasons/{mine}"
    assert f"{page}/edit/rubric" in client.get(page).text
    organiser = organiser_of(runtime, head)
    runtime.main.do(
        lambda s: make_entry(s, s.get_one(Season, mine), make_unit(s, organiser=s.merge(organiser)))
    )
    shown = client.get(page).text
    assert f"{page}/entries?state=submitted" in shown
    open_still = {Part.GENERAL, Part.LEGAL, Part.HONOURS, Part.FEES}
    assert {part for part in Part if f"{page}/edit/{part}" in shown} == open_still
