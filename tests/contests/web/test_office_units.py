"""The office's unit pages: lists of any length, forms, another organiser's units, stale pages."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contests.kernel.errors import STALE
from contests.kernel.web.runtime import Runtime
from contests.people.model import Unit
from contests.people.units.model import UnitAlias
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


EVENT = {"on": "01/07/2025", "symbol": "1684/NQ-UBTVQH15"}


def test_a_unit_is_renamed_by_a_decision_and_its_page_tells_so(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    url = f"/office/units/{people.school.id}"
    assert send(client, f"{url}/rename", name="Trường THCS Tân Trào", version="1", **EVENT).location == url
    told = client.get(url).text
    assert "1684/NQ-UBTVQH15" in told
    assert people.school.name in told
    assert "Trường THCS Tân Trào" in client.get(f"/office/units?q={people.school.name}").text


def test_a_unit_merged_into_another_takes_no_more_entries(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    other = runtime.main.do(lambda s: make_unit(s, organiser=people.organiser))
    url = f"/office/units/{people.school.id}"
    assert send(client, f"{url}/merge", into_id=other.id, version="1", **EVENT).location == url
    told = client.get(url).text
    assert "không còn từ ngày 01/07/2025" in told
    assert f"{url}/edit" not in told
    assert "Không còn từ 01/07/2025" in client.get("/office/units").text


def test_an_event_without_a_document_is_refused_beside_its_field(client: FlaskClient, people: Cast) -> None:
    url = f"/office/units/{people.school.id}/close"
    answer = send(client, url, version="1", on="01/07/2100", symbol="1/QĐ-UBND")
    assert answer.status_code == 422
    assert "Ngày có hiệu lực chưa đến" in answer.text
    assert 'value="1/QĐ-UBND"' in answer.text


def test_another_name_is_added_and_dropped(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    url = f"/office/units/{people.school.id}"
    send(client, f"{url}/aliases/new", name="Cấp hai Ỷ La")
    with runtime.main.reading() as session:
        alias = session.scalars(select(UnitAlias)).one()
    assert "Cấp hai Ỷ La" in client.get(url).text
    send(client, f"{url}/aliases/{alias.id}/drop", url)
    assert "Cấp hai Ỷ La" not in client.get(url).text


@pytest.mark.parametrize("path", ["rename", "move", "merge", "close", "aliases/new"])
def test_nothing_happens_to_another_organisers_unit(client: FlaskClient, people: Cast, path: str) -> None:
    assert client.get(f"/office/units/{people.school.id}/{path}").status_code == 200
    assert client.get(f"/office/units/{people.other_school.id}/{path}").status_code == 404
