"""The office's unit pages: lists of any length, forms, another organiser's units, stale pages."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contests.kernel.errors import STALE
from contests.kernel.web.runtime import Runtime
from contests.people.model import Unit
from tests.factories import make_unit
from tests.factories_people import Cast, cast
from tests.web_client import csrf_of, send, sign_in_as

NEW = {"name": "Trường THCS Hồng Thái", "kind": "school"}


@pytest.fixture
def people(runtime: Runtime, client: FlaskClient) -> Cast:
    made = cast(runtime)
    sign_in_as(client, runtime, made.secretary)
    return made


def whole(people: Cast, **changes: str) -> dict[str, str]:
    return {**NEW, "parent_id": people.organiser.id, **changes}


def unit_named(runtime: Runtime, name: str) -> Unit | None:
    with runtime.main.reading() as session:
        return session.scalar(select(Unit).where(Unit.name == name))


@pytest.mark.parametrize("count", [1, 50, 1000])
def test_the_list_asks_at_most_five_times(
    client: FlaskClient, runtime: Runtime, people: Cast, count_queries: list[str], count: int
) -> None:
    runtime.main.do(lambda s: [make_unit(s, organiser=people.organiser) for _ in range(count)])
    count_queries.clear()
    answer = client.get("/office/units?sort=-name&kind=school&q=truong")
    assert answer.status_code == 200
    assert len(count_queries) <= 5
    assert f'<strong class="number">{count + 1}</strong>' in answer.text


def test_another_organisers_units_are_not_listed(client: FlaskClient, people: Cast) -> None:
    page = client.get("/office/units").text
    assert people.school.name in page
    assert people.other_school.name not in page


@pytest.mark.parametrize(
    "asked", ["page=0", "page=x", "page=99999999", "sort=drop", "kind=none", "q=%25", "q=" + "a" * 999]
)
def test_nonsense_in_the_address_is_no_error(client: FlaskClient, people: Cast, asked: str) -> None:
    assert client.get(f"/office/units?{asked}").status_code == 200


def test_a_unit_is_added(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    answer = send(client, "/office/units/new", **whole(people, phone="0912 345 678"))
    assert answer.location == "/office/units"
    made = unit_named(runtime, NEW["name"])
    assert made is not None
    assert (made.organiser_id, made.phone) == (people.organiser.id, "0912345678")


def test_sent_twice_it_is_added_once(client: FlaskClient, people: Cast) -> None:
    send(client, "/office/units/new", **whole(people))
    again = send(client, "/office/units/new", **whole(people))
    assert again.status_code == 422
    assert "Đã có đơn vị mang tên này." in again.text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Đề nghị nhập mục này."),
        ("name", "ab", "ít nhất 3 ký tự"),
        ("name", "x" * 201, "tối đa là 200"),
        ("kind", "", "Đề nghị nhập mục này."),
        ("kind", "castle", "không có trong danh sách"),
        ("parent_id", "khongco", "không có trong danh sách"),
        ("phone", "gọi tôi", "Số điện thoại gồm"),
        ("address", "x" * 301, "tối đa là 300"),
    ],
)
def test_what_the_form_refuses(client: FlaskClient, people: Cast, field: str, value: str, said: str) -> None:
    answer = send(client, "/office/units/new", **whole(people, **{field: value}))
    assert answer.status_code == 422
    assert said in answer.text
    assert field == "name" or NEW["name"] in answer.text


def test_a_unit_of_another_organiser_is_no_unit_above(client: FlaskClient, people: Cast) -> None:
    answer = send(client, "/office/units/new", **whole(people, parent_id=people.other_school.id))
    assert "không có trong danh sách" in answer.text


@pytest.mark.parametrize("path", ["", "/edit"])
def test_another_organisers_unit_is_not_there(client: FlaskClient, people: Cast, path: str) -> None:
    assert client.get(f"/office/units/{people.school.id}{path}").status_code == 200
    assert client.get(f"/office/units/{people.other_school.id}{path}").status_code == 404
    assert client.get(f"/office/units/khongco{path}").status_code == 404


def test_another_organisers_unit_cannot_be_changed(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    url = f"/office/units/{people.other_school.id}/edit"
    assert send(client, url, "/office/units/new", **whole(people), version="1").status_code == 404
    assert unit_named(runtime, people.other_school.name) is not None


def test_a_change_made_on_a_stale_page_is_refused_and_kept(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    url = f"/office/units/{people.school.id}/edit"
    page = client.get(url)
    sent = {**whole(people), "version": "1", "csrf_token": csrf_of(page)}
    assert client.post(url, data=sent).status_code == 303
    late = client.post(url, data={**sent, "name": "Trường THCS Khác"})
    assert late.status_code == 422
    assert STALE in late.text
    assert 'value="Trường THCS Khác"' in late.text


def test_the_organiser_itself_can_be_renamed(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    url = f"/office/units/{people.organiser.id}/edit"
    name = "Liên hiệp Hội tỉnh Tuyên Quang"
    answer = send(client, url, name=name, kind="union", version="1")
    assert answer.status_code == 303
    made = unit_named(runtime, name)
    assert made is not None
    assert made.parent_id is None


def test_a_units_page_lists_its_clerks(client: FlaskClient, people: Cast) -> None:
    assert "H’Hen Niê" in client.get(f"/office/units/{people.school.id}").text


def test_hostile_names_are_only_text(client: FlaskClient, people: Cast) -> None:
    send(client, "/office/units/new", **whole(people, name="<script>alert(1)</script>"))
    page = client.get("/office/units").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
