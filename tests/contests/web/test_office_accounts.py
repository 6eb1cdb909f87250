"""The office's account pages: who is listed, added, invited, blocked; foreign accounts are not there."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contests.kernel.access import Role
from contests.kernel.clock import now
from contests.kernel.outbox import Letter
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account, AccountRole, Link
from judging.model import JudgeSession
from judging.service import open_session
from tests.factories import make_account
from tests.factories_people import ADDRESS, Cast, appoint, cast, with_address, with_role
from tests.web_client import csrf_of, send, sign_in_as

NEW = {"name": "Lò Văn Pánh", "login": "van.panh", "role": "unit"}


@pytest.fixture
def people(runtime: Runtime, client: FlaskClient) -> Cast:
    made = cast(runtime)
    sign_in_as(client, runtime, made.secretary)
    return made


def account_by(runtime: Runtime, login: str) -> Account | None:
    with runtime.main.reading() as session:
        return session.scalar(select(Account).where(Account.login == login))


def path(account: Account, rest: str = "") -> str:
    return f"/office/accounts/{account.id}{rest}"


@pytest.mark.parametrize("count", [1, 50, 1000])
def test_the_list_asks_at_most_five_times(
    client: FlaskClient, runtime: Runtime, people: Cast, count_queries: list[str], count: int
) -> None:
    runtime.main.do(lambda s: [make_account(s, Role.UNIT, people.school) for _ in range(count)])
    count_queries.clear()
    answer = client.get("/office/accounts?role=unit&sort=login")
    assert len(count_queries) <= 5
    assert f'<strong class="number">{count + 1}</strong>' in answer.text


def test_another_organisers_people_are_not_listed(client: FlaskClient, people: Cast) -> None:
    page = client.get("/office/accounts").text
    assert "Nguyễn Thị Ngọc Ánh" in page
    assert "Đặng Trần Côn" not in page


def test_a_clerk_is_added_for_the_chosen_unit(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    answer = send(client, "/office/accounts/new", **NEW, unit_id=people.school.id)
    made = account_by(runtime, "van.panh")
    assert made is not None
    assert answer.location == path(made)
    with runtime.main.reading() as session:
        role = session.scalars(select(AccountRole).where(AccountRole.account_id == made.id)).one()
    assert (role.role, role.unit_id) == (Role.UNIT, people.school.id)


def test_from_the_page_of_a_unit_its_clerk_is_proposed(client: FlaskClient, people: Cast) -> None:
    page = client.get(f"/office/accounts/new?unit={people.school.id}").text
    assert f'<option selected value="{people.school.id}">' in page
    assert '<option selected value="unit">' in page


def test_a_judge_is_held_by_the_organiser_whatever_unit_was_chosen(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    send(client, "/office/accounts/new", **{**NEW, "role": "judge"}, unit_id=people.school.id)
    with runtime.main.reading() as session:
        role = session.scalars(select(AccountRole).where(AccountRole.role == Role.JUDGE)).one()
    assert role.unit_id == people.organiser.id


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Đề nghị nhập mục này."),
        ("name", "x" * 81, "tối đa là 80"),
        ("login", "a!", "Tên đăng nhập gồm"),
        ("login", "", "Đề nghị nhập mục này."),
        ("email", "khong.phai", "không đúng dạng"),
        ("phone", "123", "Số điện thoại gồm"),
        ("role", "", "Đề nghị nhập mục này."),
        ("role", "author", "không có trong danh sách"),
        ("role", "head", "không có trong danh sách"),
        ("unit_id", "khongco", "không có trong danh sách"),
    ],
)
def test_what_the_form_refuses(
    client: FlaskClient, runtime: Runtime, people: Cast, field: str, value: str, said: str
) -> None:
    answer = send(client, "/office/accounts/new", **{**NEW, "unit_id": people.school.id, field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert account_by(runtime, "van.panh") is None


def test_a_taken_login_is_said_beside_it(client: FlaskClient, people: Cast) -> None:
    fields = {**NEW, "login": people.other_head.login, "unit_id": people.school.id}
    assert "Tên đăng nhập này đã có người dùng." in send(client, "/office/accounts/new", **fields).text


def test_only_a_head_is_offered_to_make_heads(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    assert 'value="head"' not in client.get("/office/accounts/new").text
    sign_in_as(client, runtime, people.head)
    assert 'value="head"' in client.get("/office/accounts/new").text


@pytest.mark.parametrize("rest", ["", "/edit", "/roles/new", "/block"])
def test_another_organisers_account_is_not_there(client: FlaskClient, people: Cast, rest: str) -> None:
    assert client.get(path(people.clerk, rest)).status_code == 200
    assert client.get(path(people.other_head, rest)).status_code == 404


@pytest.mark.parametrize(
    "rest", ["/edit", "/roles/new", "/roles/x/end", "/block", "/unblock", "/link", "/link/sheet"]
)
def test_nothing_can_be_done_to_another_organisers_account(
    client: FlaskClient, people: Cast, rest: str
) -> None:
    assert send(client, path(people.other_head, rest), "/office/units/new").status_code == 404


def made_link(client: FlaskClient, account: Account) -> str:
    return send(client, path(account, "/link"), "/office/units/new").text


def test_a_link_is_shown_once_with_text_qr_and_sheet(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    with_address(runtime)
    page = made_link(client, people.clerk)
    assert f"{ADDRESS}/link/" in page
    assert "<svg" in page.split('class="qr"')[1]
    assert f"{ADDRESS}/link/" not in client.get(path(people.clerk)).text
    with runtime.main.reading() as session:
        assert session.scalars(select(Link.account_id)).all() == [people.clerk.id]


def test_the_shown_link_opens(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    with_address(runtime)
    token = made_link(client, people.clerk).split(f"{ADDRESS}/link/")[1].split("\n")[0].split('"')[0]
    assert "H’Hen Niê" in client.get(f"/link/{token}").text


def test_the_sheet_is_a_pdf_of_this_account_only(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    with_address(runtime)
    ticket = made_link(client, people.clerk).split('name="ticket" value="')[1].split('"')[0]
    sheet = send(client, path(people.clerk, "/link/sheet"), "/office/units/new", ticket=ticket)
    assert sheet.data.startswith(b"%PDF")
    other = send(client, path(people.secretary, "/link/sheet"), "/office/units/new", ticket=ticket)
    assert other.status_code == 400


def test_without_a_public_address_there_is_no_qr(client: FlaskClient, people: Cast) -> None:
    page = made_link(client, people.clerk)
    assert "Chưa có địa chỉ công khai" in page
    assert 'class="qr"' not in page


@pytest.mark.parametrize(
    ("email", "host", "letters"), [("a@b.vn", "smtp.b.vn", 1), ("", "smtp.b.vn", 0), ("a@b.vn", "", 0)]
)
def test_the_link_goes_by_mail_where_there_is_mail(
    client: FlaskClient, runtime: Runtime, people: Cast, email: str, host: str, letters: int
) -> None:
    with_address(runtime, mail_host=host)
    runtime.main.do(lambda s: setattr(s.get_one(Account, people.clerk.id), "email", email))
    made_link(client, people.clerk)
    with runtime.main.reading() as session:
        found = session.scalars(select(Letter)).all()
    assert len(found) == letters
    assert all(f"{ADDRESS}/link/" in letter.body for letter in found)


def test_a_secretary_gets_no_link_to_the_heads_account(
    client: FlaskClient, runtime: Runtime, people: Cast
) -> None:
    answer = send(client, path(people.head, "/link"), "/office/units/new")
    assert answer.location == path(people.head)
    assert "Chỉ Lãnh đạo" in client.get(path(people.head)).text
    with runtime.main.reading() as session:
        assert session.scalars(select(Link)).all() == []


def test_blocking_shuts_both_desks(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    with_role(runtime, people.clerk, Role.JUDGE, people.organiser)
    judge_id = appoint(runtime, people.clerk, people.organiser)[0]
    runtime.main.do(lambda s: open_session(s, judge_id, expires_at=now() + timedelta(hours=1)))
    send(client, path(people.clerk, "/block"), path(people.clerk, "/block"))
    with runtime.main.reading() as session:
        assert session.scalars(select(JudgeSession)).all() == []
    assert "Tài khoản đang khóa" in client.get(path(people.clerk)).text
    send(client, path(people.clerk, "/unblock"), path(people.clerk))
    assert "Tài khoản đang khóa" not in client.get(path(people.clerk)).text


def test_ending_a_judges_role_ends_the_judging(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    with_role(runtime, people.clerk, Role.JUDGE, people.organiser)
    judge_id = appoint(runtime, people.clerk, people.organiser)[0]
    runtime.main.do(lambda s: open_session(s, judge_id, expires_at=now() + timedelta(hours=1)))
    with runtime.main.reading() as session:
        role_id = session.scalars(select(AccountRole.id).where(AccountRole.role == Role.JUDGE)).one()
    send(client, path(people.clerk, f"/roles/{role_id}/end"), "/office/units/new")
    with runtime.main.reading() as session:
        assert session.scalars(select(JudgeSession)).all() == []


def test_nobody_blocks_oneself(client: FlaskClient, people: Cast) -> None:
    send(client, path(people.secretary, "/block"), "/office/units/new")
    assert "Không thể tự khóa" in client.get(path(people.secretary)).text


def test_a_role_is_added_and_ended(client: FlaskClient, runtime: Runtime, people: Cast) -> None:
    send(client, path(people.clerk, "/roles/new"), role="judge", unit_id=people.organiser.id)
    with runtime.main.reading() as session:
        role = session.scalars(select(AccountRole).where(AccountRole.role == Role.JUDGE)).one()
    send(client, path(people.clerk, f"/roles/{role.id}/end"), "/office/units/new")
    with runtime.main.reading() as session:
        assert session.get(AccountRole, role.id) is None


def test_the_same_role_twice_is_refused(client: FlaskClient, people: Cast) -> None:
    fields = {"role": "unit", "unit_id": people.school.id}
    assert "Tài khoản đã có vai trò này." in send(client, path(people.clerk, "/roles/new"), **fields).text


def test_a_stale_edit_is_refused_and_kept(client: FlaskClient, people: Cast) -> None:
    url = path(people.clerk, "/edit")
    page = client.get(url)
    version = page.text.split('name="version" type="hidden" value="')[1].split('"')[0]
    fields = {"csrf_token": csrf_of(page), "name": "Lò Văn Pánh", "version": version}
    assert client.post(url, data=fields).status_code == 303
    late = client.post(url, data={**fields, "name": "Y Blăm"})
    assert late.status_code == 422
    assert 'value="Y Blăm"' in late.text
