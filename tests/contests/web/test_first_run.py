"""The first run: once, by its link only, with everything it refuses."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contests.kernel.codes import token_hash
from contests.kernel.config import Config
from contests.kernel.settings import installation
from contests.kernel.web.runtime import Runtime
from contests.people.model import Account, Unit
from tests.web_client import send

URL = "/first-run/bi-mat-mot-lan"
FIELDS = {
    "organiser": "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Tuyên Quang",
    "place": "Tuyên Quang",
    "public_address": "https://sangtao.tuyenquang.vn/",
    "name": "Nguyễn Thị Ngọc Ánh",
    "login": "ngoc.anh",
    "password": "trời xanh mây trắng",
    "again": "trời xanh mây trắng",
}


@pytest.fixture
def config(sqlite_config: Config) -> Config:
    """Nothing here depends on the database."""
    return sqlite_config


@pytest.fixture(autouse=True)
def waiting(runtime: Runtime) -> None:
    secret = token_hash(URL.rpartition("/")[2])
    runtime.main.do(lambda s: setattr(installation(s), "first_run_hash", secret))


def test_the_first_run_makes_organiser_head_and_codes(client: FlaskClient, runtime: Runtime) -> None:
    page = send(client, URL, **FIELDS)
    assert page.status_code == 200
    assert page.text.count('<li class="col-sm-6 mb-2">') == 10
    with runtime.main.reading() as session:
        unit = session.scalars(select(Unit)).one()
        assert (unit.name, unit.address) == (FIELDS["organiser"], "Tuyên Quang")
        assert installation(session).public_address == "https://sangtao.tuyenquang.vn"
        assert installation(session).founder_id == unit.id
    assert client.get("/office/").status_code == 200


def test_it_runs_once(client: FlaskClient) -> None:
    send(client, URL, **FIELDS)
    assert client.get(URL).status_code == 404


def test_only_its_own_link_opens_it(client: FlaskClient) -> None:
    assert client.get("/first-run/doan-mo").status_code == 404


def test_it_asks_for_everything_at_once(client: FlaskClient) -> None:
    answer = send(client, URL, place="Tuyên Quang")
    assert answer.status_code == 422
    assert answer.text.count('<p class="field-error"') == 5
    assert 'value="Tuyên Quang"' in answer.text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("public_address", "sangtao.vn", "Địa chỉ công khai chỉ gồm"),
        ("public_address", "https://sangtao.vn/hoi-thi", "Địa chỉ công khai chỉ gồm"),
        ("public_address", "ftp://sangtao.vn", "Địa chỉ công khai chỉ gồm"),
        ("public_address", "https://a@sangtao.vn", "Địa chỉ công khai chỉ gồm"),
        ("login", "Ánh!", "Tên đăng nhập gồm"),
        ("email", "khong-phai-thu", "không đúng dạng"),
        ("phone", "gọi cho tôi", "Số điện thoại gồm"),
        ("password", "ngắn", "Hai lần nhập mật khẩu không giống nhau."),
        ("organiser", "x" * 201, "tối đa là 200"),
    ],
)
def test_what_it_refuses(client: FlaskClient, runtime: Runtime, field: str, value: str, said: str) -> None:
    answer = send(client, URL, **{**FIELDS, field: value})
    assert answer.status_code == 422
    assert said in answer.text
    with runtime.main.reading() as session:
        assert session.scalars(select(Account)).all() == []


def test_mail_asks_for_a_server_only_when_it_is_wanted(client: FlaskClient) -> None:
    answer = send(client, URL, **FIELDS, mail="y", mail_port="587")
    assert "Đề nghị nhập tên máy chủ thư" in answer.text
    assert "Đề nghị nhập địa chỉ thư gửi đi" in answer.text


@pytest.mark.parametrize("port", ["0", "65536", "thư", ""])
def test_a_port_is_a_port(client: FlaskClient, port: str) -> None:
    mail = {"mail": "y", "mail_host": "smtp.donvi.vn", "mail_from": "sangtao@donvi.vn", "mail_port": port}
    assert send(client, URL, **FIELDS, **mail).status_code == 422


def test_without_mail_and_address_it_runs_too(client: FlaskClient) -> None:
    assert send(client, URL, **{**FIELDS, "public_address": ""}, mail_port="587").status_code == 200
